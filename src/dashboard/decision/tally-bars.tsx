/** How the votes fell. */
import type { DecisionRecord } from '../../decision-record.ts';
import { percent } from '../parts/format.ts';

/** A bar for each candidate, the winner first. */
export function TallyBars({ record: { tally, answer } }: { readonly record: DecisionRecord }) {
  if (tally.length === 0) return null;
  return (
    <section>
      <h2>Tally</h2>
      <ol class="tally">
        {tally.map((entry) => (
          <li key={entry.answer} class={entry.answer === answer ? 'winner' : ''}>
            <span class="candidate">{entry.answer}</span>
            <span class="track" aria-hidden="true">
              <span class="fill" style={{ width: `${100 * Math.min(1, entry.share)}%` }} />
            </span>
            <span>
              {percent(entry.share)} <small>score {Number(entry.score.toFixed(3))}</small>
            </span>
            <span class="muted">{entry.members.join(', ')}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
