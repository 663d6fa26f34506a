import { describe, expect, it } from '@jest/globals';
import { begunRounds, decidingElection, roundElections } from '../../src/consensus/deciding-round.ts';
import { ballot, failed, rulesWith, voters } from './ballots.ts';

const rules = rulesWith({ rounds: [3, 3, 2, 1] });
const [three, two] = [voters('a', 'b', 'c'), voters('a', 'b')];
const votes = (round: number, ...members: readonly string[]) => members.map((member) => ballot(member, 'x', { round }));
const electionsOf = (...ballots: readonly ReturnType<typeof ballot>[]) =>
  roundElections([three, three, two], ballots, rules);

describe('the elections of several rounds', () => {
  it('have the electorate of their round, all ballots, and rules that say which round it is', () => {
    const ballots = votes(0, 'a');
    expect(electionsOf(...ballots)).toEqual([
      { electorate: three, ballots, rules: { ...rules, decidingRound: 0 } },
      { electorate: three, ballots, rules: { ...rules, decidingRound: 1 } },
      { electorate: two, ballots, rules },
    ]);
  });

  it.each([
    ['nothing is in', [], 1],
    ['a ballot is out', votes(0, 'a', 'b'), 1],
    ['a ballot is out that came in the next round', [...votes(0, 'a', 'b'), ...votes(1, 'c')], 1],
    ['the first round is in', votes(0, 'a', 'b', 'c'), 2],
    ['two rounds are in', [...votes(0, 'a', 'b', 'c'), ...votes(1, 'a', 'b', 'c')], 3],
    ['all are in', [...votes(0, 'a', 'b', 'c'), ...votes(1, 'a', 'b', 'c'), ...votes(2, 'a', 'b')], 3],
  ])('begin when every ballot of the round before is in: %s', (_, ballots, begun) => {
    const elections = electionsOf(...ballots);
    expect(begunRounds(elections)).toEqual(elections.slice(0, begun));
  });

  it.each([
    ['the last one with a quorum', [...votes(0, 'a', 'b', 'c'), ...votes(1, 'a', 'b'), ...votes(2, 'a')], 1],
    ['the last of all, where it has a quorum', [...votes(0, 'a', 'b'), ...votes(2, 'a', 'b')], 2],
    ['one whose ballots did not fail', [...votes(0, 'a', 'b'), ...['a', 'b'].map((m) => failed(m, { round: 1 }))], 0],
    ['the last of all, where none has a quorum', [...votes(0, 'a'), ...votes(1, 'b')], 2],
  ])('are decided by %s', (_, ballots, round) => {
    const elections = electionsOf(...ballots);
    expect(decidingElection(elections)).toBe(elections[round]);
  });

  it('are decided by nothing where there is none', () => {
    expect(decidingElection([])).toBeUndefined();
  });
});
