/** Peer ballots: the members rank each other's answers, and the vote is held again with their rankings. */
import { concat, defer, from, map, merge, of, type Observable } from 'rxjs';
import { isValid, type Ballot } from '../../consensus/ballot.ts';
import type { Decision } from '../../consensus/decision.ts';
import type { Paper, PeerBallot } from '../../consensus/peer-ballot.ts';
import { votingRound } from '../../consensus/rounds.ts';
import { collectBallot, type CollectOptions, type Dispatch } from '../collect-ballot.ts';
import type { DecideAgain, SynthesisEvent } from '../synthesis.ts';
import type { JudgePrompt } from './prompt.ts';
import { readRanking } from './reading.ts';

/**
 * Asks the judges all at once and decides again, each one's ranking on its ballots of the round that voted. One that cannot
 * judge, or not in time (`endsAt`), keeps the ballots it has: strategies derive a ranking from them.
 */
export function judge(
  prompts: readonly JudgePrompt[],
  decision: Decision,
  dispatch: Dispatch,
  decideAgain: DecideAgain,
  options: CollectOptions & { readonly endsAt: number },
): Observable<SynthesisEvent> {
  if (prompts.length === 0 || options.clock.monotonic() >= options.endsAt) return of({ type: 'decided', decision });
  const peerBallots: PeerBallot[] = [];
  const judged = ({ prompt, paper }: JudgePrompt): Observable<SynthesisEvent> =>
    collectBallot(prompt, dispatch, options).pipe(
      map((event) => {
        if (event.type !== 'ballot-cast') return event;
        const peerBallot = peerBallotOf(event.ballot, paper);
        peerBallots.push(peerBallot);
        return { type: 'answers-ranked', peerBallot };
      }),
    );
  const decided = defer(() => {
    const { rules, electorate } = decision;
    const ballots = withRankings(decision.ballots, peerBallots, votingRound(rules));
    return from(decideAgain({ electorate, ballots, rules }));
  }).pipe(
    map((found): SynthesisEvent => ({ type: 'decided', decision: found, peerBallots: inOrder(peerBallots, prompts) })),
  );
  return concat(merge(...prompts.map(judged)), decided);
}

function peerBallotOf(reply: Ballot, paper: Paper): PeerBallot {
  const { member: judge, text, promptTokens, completionTokens, latencyMs, error } = reply;
  const reading = error === undefined ? readRanking(text, paper) : { fallback: `${error.code}: ${error.message}` };
  return { judge, paper, ranking: null, ...reading, text, promptTokens, completionTokens, latencyMs };
}

function withRankings(ballots: readonly Ballot[], peers: readonly PeerBallot[], round: number): readonly Ballot[] {
  const rankings = new Map(peers.map(({ judge, ranking }) => [judge, ranking]));
  return ballots.map((ballot) => {
    const ranking = ballot.round === round && isValid(ballot) ? rankings.get(ballot.member) : null;
    return ranking === null || ranking === undefined ? ballot : { ...ballot, ranking };
  });
}

/** As the judges were asked, whoever was first to reply. */
function inOrder(peers: readonly PeerBallot[], prompts: readonly JudgePrompt[]): readonly PeerBallot[] {
  return prompts.flatMap(({ prompt }) => peers.filter(({ judge }) => judge === prompt.member));
}
