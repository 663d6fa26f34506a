import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { consensusActor } from '../../src/actors/consensus.ts';
import type { ConsensusCommand, ConsensusReply } from '../../src/actors/protocol.ts';
import { tell, type ActorRef } from '../../src/actors/ref.ts';
import { createActorSystem, type ActorSystem } from '../../src/actors/system.ts';
import type { Ballot, ElectorateEntry } from '../../src/consensus/ballot.ts';
import { ConsensusEngine, type DecideOptions } from '../../src/consensus/engine.ts';
import type { PacoreEvent } from '../../src/events.ts';
import { probe, type Probe } from '../support/probe.ts';

const voter = (member: string, more: Partial<ElectorateEntry> = {}): ElectorateEntry => ({
  member,
  samples: 1,
  weight: 1,
  ...more,
});
const ballot = (member: string, answer: string | null, more: Partial<Ballot> = {}): Ballot => ({
  member,
  model: null,
  sample: 0,
  round: 0,
  text: answer ?? '',
  answer,
  confidence: null,
  weight: 1,
  finish: 'stop',
  promptTokens: 1,
  completionTokens: 1,
  latencyMs: 1,
  ...more,
});

describe('the consensus actor', () => {
  const engine = new ConsensusEngine().register('broken', () => {
    throw new Error('no idea');
  });
  let system: ActorSystem;
  let events: Probe<PacoreEvent>;
  let replies: Probe<ConsensusReply>;
  let consensus: ActorRef<ConsensusCommand>;
  beforeEach(() => {
    system = createActorSystem(() => undefined);
    events = probe();
    replies = probe();
    consensus = system.spawn(consensusActor(engine, events.push), { name: 'consensus' });
  });
  afterEach(() => system.close());

  const open = (electorate: readonly ElectorateEntry[], rules: DecideOptions = {}, id = 'q', earlyDecision = true) =>
    tell(consensus, {
      type: 'open',
      id,
      electorate,
      rules: engine.rules({ confidenceThreshold: 0.9, ...rules }),
      earlyDecision,
      replyTo: replies.ref,
    });
  const cast = (vote: Ballot, id = 'q') => tell(consensus, { type: 'ballot', id, ballot: vote });

  it('decides once when every ballot is in', async () => {
    open([voter('a'), voter('b')]);
    cast(ballot('a', '1'));
    cast(ballot('b', '1'));
    cast(ballot('b', '1', { sample: 1 }));
    expect(await replies.next()).toMatchObject({
      type: 'decision',
      id: 'q',
      decision: { status: 'decided', answer: '1', confidence: 1, agreement: 1 },
    });
    expect(await events.next()).toMatchObject({
      type: 'ballot-refused',
      member: 'b',
      reason: 'the question is not open',
    });
    expect(replies.received).toHaveLength(1);
  });

  it('decides early when no ballot still out can change the outcome, and counts those as cancelled', async () => {
    open([voter('a'), voter('b'), voter('c', { model: 'm' })], { confidenceThreshold: 0.5 });
    cast(ballot('a', '1'));
    cast(ballot('b', '1'));
    const reply = await replies.next();
    expect(reply).toMatchObject({
      decision: { status: 'decided', confidence: 0.6667, usage: { cancelledBallots: 1 } },
    });
    expect(reply.type === 'decision' && reply.decision.ballots[2]).toMatchObject({
      member: 'c',
      model: 'm',
      finish: 'cancelled',
      answer: null,
    });
  });

  it('waits for every ballot where early decision is off', async () => {
    open([voter('a'), voter('b'), voter('c')], { confidenceThreshold: 0.5 }, 'q', false);
    for (const member of ['a', 'b', 'c']) cast(ballot(member, '1'));
    expect(await replies.next()).toMatchObject({ decision: { confidence: 1, usage: { cancelledBallots: 0 } } });
  });

  it('waits for the third where two of two would not meet the thresholds', async () => {
    open([voter('a'), voter('b'), voter('c')]);
    cast(ballot('a', '1'));
    cast(ballot('b', '1'));
    cast(ballot('c', '2'));
    expect(await replies.next()).toMatchObject({
      decision: { status: 'low_confidence', usage: { cancelledBallots: 0 } },
    });
  });

  it('decides with what is there at the deadline', async () => {
    open([voter('a'), voter('b'), voter('c')]);
    cast(ballot('a', '1'));
    tell(consensus, { type: 'close', id: 'q', reason: 'deadline' });
    const reply = await replies.next();
    expect(reply).toMatchObject({ decision: { status: 'no_quorum', answer: '1' } });
    expect(
      reply.type === 'decision' && reply.decision.ballots.map(({ finish, error }) => [finish, error?.code]),
    ).toEqual([
      ['stop', undefined],
      ['error', 'PACORE_DEADLINE'],
      ['error', 'PACORE_DEADLINE'],
    ]);
  });

  describe('of several rounds', () => {
    const three = [voter('a'), voter('b'), voter('c')];
    const openRounds = () =>
      tell(consensus, {
        type: 'open',
        id: 'q',
        electorate: three,
        earlier: [[voter('a', { samples: 2 }), voter('b')]],
        rules: engine.rules({ rounds: [3, 3] }),
        earlyDecision: true,
        replyTo: replies.ref,
      });
    const first = () => {
      cast(ballot('a', '1', { weight: 0.5 }));
      cast(ballot('a', '1', { weight: 0.5, sample: 1 }));
      cast(ballot('b', '2'));
    };
    const shown = async () => {
      const reply = await replies.next();
      if (reply.type !== 'decision') throw new Error(reply.error.message);
      const { status, answer, rules, ballots } = reply.decision;
      const rows = ballots.map(({ round, member, finish, error }) => `${round}${member} ${error?.code ?? finish}`);
      return { status, answer, decidingRound: rules.decidingRound, rows };
    };
    const close = () => tell(consensus, { type: 'close', id: 'q', reason: 'deadline' });

    it('decides by the latest round that has a quorum, be it that the others failed or are late', async () => {
      openRounds();
      first();
      cast(ballot('a', '3', { round: 1 }));
      cast(ballot('b', null, { round: 1, finish: 'error' }));
      close();
      const before = ['0a stop', '0a stop', '0b stop', '1a stop', '1b error'];
      // One vote each: of both samples of a, and of b.
      const outcome = { status: 'low_confidence', answer: '1', decidingRound: 0 };
      expect(await shown()).toEqual({ ...outcome, rows: [...before, '1c PACORE_DEADLINE'] });
      openRounds();
      first();
      cast(ballot('a', '3', { round: 1 }));
      for (const member of ['b', 'c']) cast(ballot(member, null, { round: 1, finish: 'error' }));
      expect(await shown()).toEqual({ ...outcome, rows: [...before, '1c error'] });
    });

    it('decides by the round that votes as soon as that has a quorum', async () => {
      openRounds();
      first();
      cast(ballot('a', '3', { round: 1 }));
      cast(ballot('b', '3', { round: 1 }));
      expect(await shown()).toMatchObject({ status: 'decided', answer: '3', decidingRound: undefined });
    });

    it('says what the first round came to where that is cut, and nothing of rounds that were not begun', async () => {
      openRounds();
      cast(ballot('b', '2'));
      close();
      expect(await shown()).toEqual({
        status: 'no_quorum',
        answer: '2',
        decidingRound: 0,
        rows: ['0a PACORE_DEADLINE', '0a PACORE_DEADLINE', '0b stop'],
      });
    });

    it('refuses a ballot of an early round from outside its electorate', async () => {
      openRounds();
      cast(ballot('c', '2'));
      expect(await events.next()).toMatchObject({
        type: 'ballot-refused',
        member: 'c',
        reason: 'not in the electorate',
      });
    });
  });

  it('decides at once when nobody can answer', async () => {
    open([voter('a', { missing: 'given up' })]);
    expect(await replies.next()).toMatchObject({
      decision: { status: 'no_quorum', answer: null, electorate: [{ missing: 'given up' }] },
    });
  });

  it.each([
    ['a second ballot', ballot('a', '2'), 'sample 0 of round 0 has voted already'],
    ['a stranger', ballot('z', '2'), 'not in the electorate'],
    ['a missing member', ballot('m', '2'), 'not in the electorate'],
    [
      'a sample nobody asked for',
      ballot('b', '2', { sample: 1 }),
      expect.stringMatching(/only 1 samples were asked for/),
    ],
    [
      'another round',
      ballot('b', '2', { round: 1 }),
      'The ballot of "b" (sample 0, round 1) is refused: there is no round 1; the question has 1, counted from 0.',
    ],
    ['another weight', ballot('b', '2', { weight: 7 }), expect.stringMatching(/weighs 7/)],
    ['no confidence at all', ballot('b', '2', { confidence: NaN }), expect.stringMatching(/confidence is NaN/)],
  ])('refuses the ballot of %s', async (_, vote, reason) => {
    open([voter('a'), voter('b'), voter('m', { missing: 'away' })]);
    cast(ballot('a', '1'));
    cast(vote);
    expect(await events.next()).toEqual({ type: 'ballot-refused', questionId: 'q', member: vote.member, reason });
    cast(ballot('b', '1'));
    expect(await replies.next()).toMatchObject({ decision: { answer: '1', agreement: 0.6667 } });
  });

  it('keeps questions apart, and refuses an id that is taken', async () => {
    open([voter('a')], {}, 'one');
    open([voter('a')], {}, 'two');
    open([voter('a')], {}, 'one');
    expect(await replies.next()).toMatchObject({ type: 'decision-failed', id: 'one', error: { code: 'PACORE_USAGE' } });
    cast(ballot('a', '2'), 'two');
    cast(ballot('a', '1'), 'one');
    expect(await replies.next()).toMatchObject({ id: 'two', decision: { answer: '2' } });
    expect(await replies.next()).toMatchObject({ id: 'one', decision: { answer: '1' } });
  });

  it('survives a strategy that throws: the question ends with its error, the next one is decided', async () => {
    open([voter('a')], { strategy: 'broken' });
    cast(ballot('a', '1'));
    expect(await replies.next()).toMatchObject({ type: 'decision-failed', error: { code: 'PACORE_STRATEGY' } });
    open([voter('a')]);
    cast(ballot('a', '1'));
    expect(await replies.next()).toMatchObject({ type: 'decision' });
  });

  it('decides ballots that are all there, and answers when it cannot', async () => {
    const electorate = [voter('a'), voter('b')];
    const decide = (id: string, ballots: readonly Ballot[]) => {
      const rules = engine.rules({});
      tell(consensus, { type: 'decide', id, electorate, ballots, rules, replyTo: replies.ref });
    };
    decide('q', [ballot('a', '1'), ballot('b', '1')]);
    expect(await replies.next()).toMatchObject({ type: 'decision', id: 'q', decision: { answer: '1', confidence: 1 } });
    decide('r', [ballot('a', '1'), ballot('stranger', '1')]);
    expect(await replies.next()).toMatchObject({ type: 'decision-failed', id: 'r', error: { code: 'PACORE_USAGE' } });
    await system.close();
    decide('s', []);
    expect(await replies.next()).toMatchObject({
      type: 'decision-failed',
      id: 's',
      error: { code: 'PACORE_DEAD_LETTER' },
    });
  });

  it('goes on after a command that is none', async () => {
    tell(consensus, { type: 'nonsense' } as unknown as ConsensusCommand);
    open([voter('a')]);
    cast(ballot('a', '1'));
    expect(await replies.next()).toMatchObject({ type: 'decision' });
  });

  it('answers what is open, and what comes too late, when it stops', async () => {
    open([voter('a')], {}, 'open');
    open([voter('a', { missing: 'away' })], {}, 'decided');
    await replies.next();
    const closing = system.close();
    open([voter('a')], {}, 'late');
    await closing;
    expect(replies.received.slice(1)).toMatchObject([
      { type: 'decision-failed', id: 'late', error: { code: 'PACORE_DEAD_LETTER' } },
      { type: 'decision-failed', id: 'open', error: { code: 'PACORE_CLOSED' } },
    ]);
  });
});
