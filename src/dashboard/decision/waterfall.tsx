/** When each answer ended. */
import type { DecisionRecord } from '../../decision-record.ts';
import { nameOf } from '../now/live-card.tsx';
import { duration } from '../parts/format.ts';
import { spansOf } from './spans.ts';

/** A bar an answer; a round begins when the one before is in. */
export function Waterfall({ record: { ballots } }: { readonly record: DecisionRecord }) {
  const spans = spansOf(ballots);
  const end = Math.max(1, ...spans.map((span) => span.end));
  return (
    <section>
      <h2>Timing</h2>
      <ol class="waterfall">
        {spans.map(({ ballot, start, end: stop }) => (
          <li key={nameOf(ballot)}>
            <span>{nameOf(ballot)}</span>
            <span class="track" aria-hidden="true">
              <span
                class={`fill ${ballot.finish}`}
                style={{ left: `${(100 * start) / end}%`, width: `${(100 * (stop - start)) / end}%` }}
              />
            </span>
            <span class="muted">{duration(ballot.latencyMs)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
