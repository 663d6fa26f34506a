/** From a judge's reply to a ranking of answers. Pure. */
import type { Paper } from '../../consensus/peer-ballot.ts';

/** Answers from best to worst, or why the reply gives none. */
export type Reading = { readonly ranking: readonly string[] } | { readonly fallback: string };

/**
 * Reads a reply. A letter that stands twice counts at its first place, strange ones not at all; an answer that several
 * gave has the best of their places. A reply that ranks a canary above an answer, or an answer nowhere, is no judgement.
 */
export function readRanking(reply: string, paper: Paper): Reading {
  const letters = lettersOf(reply);
  if (letters === null) return { fallback: 'the reply holds no ranking' };
  const byLabel = new Map(paper.map((entry) => [entry.label, entry]));
  const ranked = [...new Set(letters)].flatMap((letter) => byLabel.get(letter) ?? []);
  const candidates = paper.filter(({ member }) => member !== null);
  const best = ranked.slice(0, candidates.length);
  if (best.some(({ member }) => member === null)) return { fallback: 'it ranked a canary above an answer' };
  if (best.length < candidates.length) return { fallback: 'it left answers out' };
  return { ranking: [...new Set(best.flatMap(({ answer }) => answer ?? []))] };
}

/** The texts in the list `ranking` of the reply's JSON, whatever stands around it; null where there is none. */
function lettersOf(reply: string): readonly string[] | null {
  for (const [json] of reply.matchAll(/\{[^{}]*\}/g)) {
    const ranking = rankingIn(json);
    if (ranking !== null) return ranking;
  }
  return null;
}

function rankingIn(json: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || !('ranking' in value) || !Array.isArray(value.ranking))
      return null;
    return value.ranking.filter((entry): entry is string => typeof entry === 'string');
  } catch {
    return null;
  }
}
