/** The last word of one model over the round before it, with the next one in its place when it fails. */
import { concat, concatMap, defer, from, map, of, type Observable } from 'rxjs';
import { isValid, type Ballot } from '../consensus/ballot.ts';
import type { Decision } from '../consensus/decision.ts';
import { collectBallot, type CollectOptions, type Dispatch } from './collect-ballot.ts';
import type { PlannedPrompt } from './prompt.ts';
import type { DecideAgain, SynthesisEvent } from './synthesis.ts';

/**
 * Asks `prompts` one after another until one does not fail (to abstain is not to fail), for as long as there is time
 * (`endsAt`), and decides again with what they said. A failed one stays in the record. Where all fail, the
 * vote stands. Over a round without a quorum there is no last word: nobody is asked.
 */
export function closeRounds(
  prompts: readonly PlannedPrompt[],
  decision: Decision,
  dispatch: Dispatch,
  decideAgain: DecideAgain,
  options: CollectOptions & { readonly endsAt: number },
): Observable<SynthesisEvent> {
  const { status, rules: counted } = decision;
  if (status === 'no_quorum' || counted.decidingRound !== undefined) return of({ type: 'decided', decision });
  const said: Ballot[] = [];
  const ask = ([prompt, ...others]: readonly PlannedPrompt[]): Observable<SynthesisEvent> => {
    if (prompt === undefined || options.clock.monotonic() >= options.endsAt) return decided();
    return collectBallot(prompt, dispatch, options).pipe(
      concatMap((event): Observable<SynthesisEvent> => {
        if (event.type !== 'ballot-cast') return of(event);
        said.push(event.ballot);
        const { ballot } = event;
        const next = defer(() => (isValid(ballot) ? decided() : ask(others)));
        return concat(of(event), next);
      }),
    );
  };
  const decided = () => {
    const { rules, electorate, ballots } = decision;
    const again = decideAgain({ electorate, ballots: [...ballots, ...said], rules });
    return from(again).pipe(map((found): SynthesisEvent => ({ type: 'decided', decision: found })));
  };
  return ask(prompts);
}
