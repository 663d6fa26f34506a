/** What `ranking` judged the candidates by. */
import { Table } from '../parts/table.tsx';
import { FACTORS } from '../../consensus/factors.ts';
import type { DecisionRecord } from '../../decision-record.ts';
import { percent } from '../parts/format.ts';

/** The factor table, where there is one. */
export function Factors({ record: { factors } }: { readonly record: DecisionRecord }) {
  if (factors === undefined) return null;
  return (
    <section>
      <h2>Factors</h2>
      <Table name="Factor table" headings={['Candidate', ...FACTORS, 'score']}>
        {factors.map((row) => (
          <tr key={row.answer}>
            <th scope="row">{row.answer}</th>
            {([...FACTORS, 'score'] as const).map((name) => (
              <td key={name}>{percent(row[name])}</td>
            ))}
          </tr>
        ))}
      </Table>
    </section>
  );
}
