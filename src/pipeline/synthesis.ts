/** The last word: one member, the aggregator, combines the responses of all into one text. */
import { concatMap, from, map, of, type Observable } from 'rxjs';
import { finalPart } from '../consensus/answer/final-part.ts';
import { isValid, type Ballot } from '../consensus/ballot.ts';
import type { Decision } from '../consensus/decision.ts';
import type { Election } from '../consensus/election.ts';
import type { PeerBallot } from '../consensus/peer-ballot.ts';
import type { ChatMessage } from '../models/backend.ts';
import { collectBallot, type CollectOptions, type Dispatch, type PromptEvent } from './collect-ballot.ts';
import type { QuestionPlan } from './plan.ts';
import { promptTo, type PlannedPrompt } from './prompt.ts';

/** What comes of it: the aggregator's text as it is written, then the decision. */
export type SynthesisEvent = PromptEvent | AnswersRanked | Concluded;

/** A member has ranked the others' answers, or could not. */
interface AnswersRanked {
  readonly type: 'answers-ranked';
  readonly peerBallot: PeerBallot;
}

/** A decision that stands; `synthesis` is what the aggregator wrote for it, where one was asked. It is no ballot. */
export interface Concluded {
  readonly type: 'decided';
  readonly decision: Decision;
  readonly synthesis?: Ballot;
  /** What the members said of each other's answers, where they were asked. */
  readonly peerBallots?: readonly PeerBallot[];
}

/** Decides ballots that are all there. */
export type DecideAgain = (election: Election) => Promise<Decision>;

/**
 * Asks the aggregator of `plan`, if there is one, something to combine and time left (`endsAt`), and decides again
 * with its text. Where it fails or is late, `decision` stands.
 */
export function conclude(
  plan: QuestionPlan,
  decision: Decision,
  dispatch: Dispatch,
  decideAgain: DecideAgain,
  options: CollectOptions & { readonly endsAt: number },
): Observable<SynthesisEvent> {
  const prompt = synthesisPrompt(plan, decision);
  if (prompt === null || options.clock.monotonic() >= options.endsAt) return of({ type: 'decided', decision });
  return collectBallot(prompt, dispatch, options).pipe(
    concatMap((event): Observable<SynthesisEvent> => {
      if (event.type !== 'ballot-cast') return of(event);
      const { ballot: synthesis } = event;
      if (!isValid(synthesis)) return of({ type: 'decided', decision, synthesis });
      const { member, text } = synthesis;
      const { electorate, ballots } = decision;
      const rules = { ...plan.rules, options: { ...plan.rules.options, synthesis: { member, text } } };
      const again = decideAgain({ electorate, ballots, rules });
      return from(again).pipe(map((found) => ({ type: 'decided', decision: found, synthesis })));
    }),
  );
}

/**
 * What the aggregator is asked; null where nobody is, or nobody has an answer that could be combined, or the members have
 * voted on values: there is nothing to write out of them.
 */
function synthesisPrompt({ aggregation }: QuestionPlan, decision: Decision): PlannedPrompt | null {
  if (aggregation === null || decision.status === 'no_quorum' || decision.answer === null) return null;
  if (decision.rules.strategy === 'auto' && decision.strategy === 'majority_voting') return null;
  const { aggregator, prompting } = aggregation;
  const responses = decision.ballots.filter((ballot) => isValid(ballot) && ballot.answer !== null);
  const messages = synthesisMessages(prompting.messages, responses);
  return promptTo(aggregator, { ...prompting, messages }, { sample: 0, round: 1 }, 1);
}

/** The conversation, with its last question followed by what the others said; their reasoning is left out. */
function synthesisMessages(messages: readonly ChatMessage[], responses: readonly Ballot[]): readonly ChatMessage[] {
  const question = messages.at(-1)?.content ?? '';
  const listed = responses.map(({ text }, index) => `Response ${index + 1}: ${finalPart(text).trim()}`);
  const content = [question, ...listed, 'Combine these responses into the one best response to the question.'];
  return [...messages.slice(0, -1), { role: 'user', content: content.join('\n\n') }];
}
