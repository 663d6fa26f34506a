/** What should keep one from running a committee, in plain words. */
import type { Advice, ChosenCommittee, CommitteeAdvice, VotingRule } from './advice.ts';
import { committeeText, fieldOf, gainText, percent, points } from './wording.ts';

/** On half of fewer questions than that, a gain of some three points cannot be told from chance. */
const FEW_QUESTIONS = 400;
/** From here on two members err together so often that the second hardly adds a vote. */
const HIGH_PHI = 0.6;
/** From here on a plain majority of weaker members outvotes the best one too often. */
const WIDE_SPREAD = 0.15;
/** Who answered less than this share is judged by what it left out. */
const ENOUGH_ANSWERED = 0.9;
/** So many pairs are named. */
const MOST_PAIRS = 3;

const RULES: readonly VotingRule[] = ['majority_voting', 'weighted_voting'];

/** The findings that warnings are about. */
export interface Findings extends Pick<Advice, 'questions' | 'withoutGold' | 'members' | 'spread' | 'correlation'> {
  readonly committees: readonly ChosenCommittee[];
  readonly all: CommitteeAdvice;
  /** Of the committees of the smallest size, where all were tried: how many each member is in, and how many of them lose. */
  readonly losers: readonly { readonly member: string; readonly losing: number; readonly tried: number }[];
}

/** Most important first; empty when there is nothing to warn of. */
export function warningsOn(findings: Findings): readonly string[] {
  return [
    ...losses(findings),
    ...losingCommittees(findings),
    ...unequalStrength(findings),
    ...correlatedErrors(findings),
    ...fewQuestions(findings),
    ...unanswered(findings),
  ];
}

/** Each committee and rule that loses to the committee's best member. */
function losses({ committees, all }: Findings): readonly string[] {
  const distinct = new Map([...committees, all].map((committee) => [committee.members.join('\n'), committee]));
  return [...distinct.values()].flatMap((committee) =>
    RULES.flatMap((rule) => {
      const gain = committee.heldOut.gains[fieldOf(rule)];
      if (gain.mean >= 0) return [];
      const verb = gain.interval[1] < 0 ? 'will lose' : 'may lose';
      const [own, best] = [committee.heldOut[fieldOf(rule)], committee.heldOut.bestMember];
      return [
        `${committeeText(committee)}: ${rule} ${verb} to the best member alone, ${committee.bestMember}: ` +
          `${percent(own)} against ${percent(best)}, ${gainText(gain)}.`,
      ];
    }),
  );
}

function losingCommittees({ committees: [smallest], losers }: Findings): readonly string[] {
  if (smallest === undefined || smallest.losing === 0 || smallest.tried < 2) return [];
  const { losing, tried, size, searched } = smallest;
  const worst = losers.reduce<Findings['losers'][number] | null>(
    (most, one) => (one.losing > (most?.losing ?? 0) ? one : most),
    null,
  );
  const who = searched === 'all' && worst !== null ? `; with ${worst.member} ${worst.losing} of ${worst.tried}` : '';
  return [
    `Of ${tried} committees of ${size} ${losing} lose to their own best member by majority_voting (on the half they are chosen on)${who}.`,
  ];
}

function unequalStrength({ members, spread }: Findings): readonly string[] {
  const [best, worst] = [members[0], members.at(-1)];
  if (best === undefined || worst === undefined || spread < WIDE_SPREAD) return [];
  return [
    `The members are of unequal strength: ${best.member} ${percent(best.accuracy)}, ${worst.member} ${percent(worst.accuracy)}, ` +
      `${points(spread).slice(1)} points apart. Give them weights (weighted_voting after pacore calibrate), or leave the weak ones out.`,
  ];
}

function correlatedErrors({ correlation: { pairs } }: Findings): readonly string[] {
  const high = pairs.flatMap(({ a, b, phi }) =>
    phi !== null && phi >= HIGH_PHI ? [`${a} and ${b} (${phi.toFixed(2)})`] : [],
  );
  if (high.length === 0) return [];
  const more = high.length > MOST_PAIRS ? `, and ${high.length - MOST_PAIRS} more pairs` : '';
  return [
    `Correlated errors (phi from ${HIGH_PHI}): ${high.slice(0, MOST_PAIRS).join(', ')}${more}. Where they are wrong they are wrong together; the second adds little.`,
  ];
}

function fewQuestions({ questions, withoutGold, committees: [first] }: Findings): readonly string[] {
  const left = withoutGold > 0 ? [`${withoutGold} questions without a gold answer were left out.`] : [];
  if (questions >= FEW_QUESTIONS || first === undefined) return left;
  const [lo, hi] = first.heldOut.gainInterval;
  return [
    `Too few questions: ${questions} with a gold answer, half of them to choose on; the gain is known to ±${points((hi - lo) / 2).replace('+', '')} points only. ` +
      `Use at least ${FEW_QUESTIONS}.`,
    ...left,
  ];
}

function unanswered({ members, questions }: Findings): readonly string[] {
  return members
    .filter(({ answered }) => answered < ENOUGH_ANSWERED * questions)
    .map(({ member, answered }) => {
      return `${member} answered ${answered} of ${questions} questions; those that it did not answer count as wrong.`;
    });
}
