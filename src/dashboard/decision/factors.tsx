/** What `ranking` judged the candidates by. */
import { FACTORS } from '../../consensus/factors.ts';
import type { DecisionRecord } from '../../decision-record.ts';
import { percent } from '../parts/format.ts';

/** The factor table, where there is one. */
export function Factors({ record: { factors } }: { readonly record: DecisionRecord }) {
  if (factors === undefined) return null;
  return (
    <section>
      <h2>Factors</h2>
      <div class="scroll" tabIndex={0} role="group" aria-label="Factor table">
        <table>
          <thead>
            <tr>
              <th scope="col">Candidate</th>
              {[...FACTORS, 'score'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {factors.map((row) => (
              <tr key={row.answer}>
                <th scope="row">{row.answer}</th>
                {([...FACTORS, 'score'] as const).map((name) => (
                  <td key={name}>{percent(row[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
