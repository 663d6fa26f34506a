/** Short ways to write ballots and elections in tests. */
import type { Ballot, ElectorateEntry } from '../../src/consensus/ballot.ts';
import type { Rules } from '../../src/consensus/decision.ts';
import type { Election } from '../../src/consensus/election.ts';
import { DEFAULT_RULES, withOverrides, type RuleOverrides } from '../../src/consensus/rules.ts';

/** A valid ballot of `member` with the weight 1; override what matters. */
export function ballot(member: string, answer: string | null, overrides: Partial<Ballot> = {}): Ballot {
  return {
    member,
    model: null,
    sample: 0,
    round: 0,
    text: `${member} says ${answer ?? 'nothing'}`,
    answer,
    confidence: null,
    weight: 1,
    finish: 'stop',
    promptTokens: 10,
    completionTokens: 5,
    latencyMs: 1,
    ...overrides,
  };
}

/** A ballot that did not come. */
export function failed(member: string, overrides: Partial<Ballot> = {}): Ballot {
  const error = { code: 'PACORE_MEMBER_CRASHED', message: 'gone' } as const;
  return ballot(member, null, { finish: 'error', error, text: '', ...overrides });
}

/** One sample and the weight 1 for each name. */
export function voters(...members: readonly string[]): readonly ElectorateEntry[] {
  return members.map((member) => ({ member, samples: 1, weight: 1 }));
}

/** The default rules with overrides. */
export function rulesWith(overrides: RuleOverrides = {}): Rules {
  return withOverrides(DEFAULT_RULES, overrides);
}

/** Members a, b, c, … cast one ballot each with the given answers. */
export function electionOf(answers: readonly (string | null)[], overrides: RuleOverrides = {}): Election {
  const names = answers.map((_, index) => String.fromCharCode(97 + index));
  return {
    electorate: voters(...names),
    ballots: answers.map((answer, index) => ballot(names[index] ?? '', answer)),
    rules: rulesWith(overrides),
  };
}

/** The row of an answer that is perfect in every factor. */
export function perfectFactors(answer: string) {
  return { answer, agreement: 1, confidence: 1, completeness: 1, length: 1, latency: 1, reliability: 1, score: 1 };
}
