/** Samples at a pace: one of each member at a time, and nobody ahead of most of the others. */
import { defer, filter, mergeMap, Observable } from 'rxjs';
import { mayBegin } from '../consensus/pace.ts';
import type { PromptEvent } from './collect-ballot.ts';
import type { PlannedPrompt, Wave } from './prompt.ts';

/**
 * Runs the prompts of a wave, those of one member one after another. A later one starts when `mayBegin` says so (pace.ts)
 * and the question is still open. Completes with the last ballot; a question that was decided on the way is for the
 * subscriber to leave.
 */
export function runPaced(
  wave: Wave,
  run: (prompt: PlannedPrompt) => Observable<PromptEvent>,
  isOpen: () => Promise<boolean>,
): Observable<PromptEvent> {
  return new Observable((subscriber) => {
    const lanes = wave.map(({ prompts }) => ({ prompts, begun: 0, ended: 0 }));
    type PacedLane = (typeof lanes)[number];
    const goOn = (): void => {
      const ended = lanes.map((lane) => lane.ended);
      for (const lane of lanes) {
        const prompt = lane.prompts[lane.begun];
        if (prompt !== undefined && lane.begun === lane.ended && mayBegin(lane.ended, ended)) begin(lane, prompt);
      }
      if (lanes.every(({ prompts, ended: count }) => count === prompts.length)) subscriber.complete();
    };
    const begin = (lane: PacedLane, prompt: PlannedPrompt): void => {
      const ifOpen = defer(isOpen).pipe(filter(Boolean));
      const events = lane.begun === 0 ? run(prompt) : ifOpen.pipe(mergeMap(() => run(prompt)));
      lane.begun++;
      subscriber.add(
        events.subscribe({
          next(event) {
            // The ballot first: whether the question is still open depends on it.
            subscriber.next(event);
            if (event.type !== 'ballot-cast') return;
            lane.ended++;
            goOn();
          },
          error: (thrown: unknown) => subscriber.error(thrown),
        }),
      );
    };
    goOn();
  });
}
