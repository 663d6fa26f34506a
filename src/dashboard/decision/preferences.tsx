/** What each member prefers to what: the ballots of `borda_count`. */
import { asCounted } from '../../consensus/assumed-confidence.ts';
import { isValid } from '../../consensus/ballot.ts';
import { preferencesOf } from '../../consensus/preferences.ts';
import { votingRound } from '../../consensus/rounds.ts';
import type { DecisionRecord } from '../../decision-record.ts';

const RANKED = new Set(['borda_count', 'copeland', 'instant_runoff']);

/** A line a member, best first; where it gave no ranking, the one that its samples come to. */
export function Preferences({ record }: { readonly record: DecisionRecord }) {
  const { strategy, ballots, rules } = record;
  if (!RANKED.has(strategy)) return null;
  const votes = asCounted(ballots.filter((ballot) => isValid(ballot) && ballot.round === votingRound(rules)));
  return (
    <section>
      <h2>Ranked ballots</h2>
      <ul>
        {[...Map.groupBy(votes, ({ member }) => member)].flatMap(([member, own]) =>
          preferencesOf(own).map(({ levels, weight }, index) => (
            <li key={`${member}/${index}`}>
              <strong>{member}</strong> {levels.map((level) => level.join(' = ')).join(' > ')}{' '}
              <span class="muted">weight {Number(weight.toFixed(3))}</span>
            </li>
          )),
        )}
      </ul>
    </section>
  );
}
