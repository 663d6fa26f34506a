import { describe, expect, it, jest } from '@jest/globals';
import { lastValueFrom, of } from 'rxjs';
import type { Decision } from '../../src/consensus/decision.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { manualClock } from '../../src/manual-clock.ts';
import type { TextEnd } from '../../src/models/backend.ts';
import type { Dispatch } from '../../src/pipeline/collect-ballot.ts';
import { closeRounds } from '../../src/pipeline/closing.ts';
import { promptTo } from '../../src/pipeline/prompt.ts';
import { ballot, failed, rulesWith, voters } from '../consensus/ballots.ts';
import { voter } from './voter.ts';

const engine = new ConsensusEngine();
const end: TextEnd = {
  type: 'text-end',
  text: 'Answer: 2',
  finish: 'stop',
  promptTokens: 5,
  completionTokens: 2,
  confidence: null,
};
const decide = (ballots: Decision['ballots'], rules: Parameters<typeof rulesWith>[0]) =>
  engine.decideBallots({ electorate: voters('a', 'b', 'c'), ballots, rules: rulesWith(rules) });
const votes = ['a', 'b', 'c'].map((member) => ballot(member, '2'));

/** The last word of `a` over `decision`, and how often it was asked for. */
async function closed(decision: Decision) {
  const dispatch = jest.fn<Dispatch>(() => of(end));
  const round = (decision.rules.rounds?.length ?? 0) - 1;
  const prompt = promptTo(voter('a'), { messages: [], seed: 1 }, { sample: 0, round }, 1);
  const decideAgain = (election: Parameters<typeof engine.decideBallots>[0]) =>
    Promise.resolve(engine.decideBallots(election));
  const options = { profile: 'number', memberTimeout: 100, endsAt: Infinity, clock: manualClock() } as const;
  const last = await lastValueFrom(closeRounds([prompt], decision, dispatch, decideAgain, options));
  return { asked: dispatch.mock.calls.length, decision: last.type === 'decided' ? last.decision : null };
}

describe('a last word', () => {
  it('is asked for over a round that has a quorum', async () => {
    const { asked, decision } = await closed(decide(votes, { rounds: [3, 1] }));
    expect(asked).toBe(1);
    expect(decision?.closing).toMatchObject({ member: 'a', kept: 'synthesis' });
  });

  it('is not asked for over one that has none, be it that one before it decides', async () => {
    const none = decide([ballot('a', '2'), failed('b'), failed('c')], { rounds: [3, 1] });
    expect(await closed(none)).toEqual({ asked: 0, decision: none });
    const failing = ['a', 'b', 'c'].map((member) => failed(member, { round: 1 }));
    const earlier = decide([...votes, ...failing], { rounds: [3, 3, 1], decidingRound: 0 });
    expect(earlier.status).toBe('decided');
    expect(await closed(earlier)).toEqual({ asked: 0, decision: earlier });
  });
});
