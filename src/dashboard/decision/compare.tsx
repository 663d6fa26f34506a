/** The same ballots under every strategy: no model runs. */
import { Table } from '../parts/table.tsx';
import { useState } from 'preact/hooks';
import type { DecisionRecord } from '../../decision-record.ts';
import { request } from '../api/http.ts';
import { Badge } from '../parts/badge.tsx';
import { percent, words } from '../parts/format.ts';

interface Row {
  readonly strategy: string;
  readonly outcome: DecisionRecord | Error;
}

/** A button, and then a table. */
export function Compare(props: { readonly id: string; readonly strategies: readonly string[]; readonly own: string }) {
  const { id, strategies, own } = props;
  const [rows, setRows] = useState<readonly Row[] | 'none' | 'loading'>('none');
  const compare = async (): Promise<void> => {
    setRows('loading');
    setRows(await Promise.all(strategies.map((strategy) => again(id, strategy))));
  };
  return (
    <section>
      <h2>Other strategies</h2>
      {typeof rows === 'string' ? (
        <button disabled={rows === 'loading'} onClick={() => void compare()}>
          Compare strategies
        </button>
      ) : (
        <Table name="Comparison" headings={['Strategy', 'Says', 'Status', 'Confidence', 'Agreement']}>
          {rows.map((row) => (
            <ComparedRow key={row.strategy} row={row} isOwn={row.strategy === own} />
          ))}
        </Table>
      )}
    </section>
  );
}

async function again(id: string, strategy: string): Promise<Row> {
  try {
    return { strategy, outcome: await request<DecisionRecord>('POST', `v1/tasks/${id}/replay`, { strategy }) };
  } catch (error) {
    return { strategy, outcome: error as Error };
  }
}

function ComparedRow({ row: { strategy, outcome }, isOwn }: { readonly row: Row; readonly isOwn: boolean }) {
  const name = (
    <th scope="row">
      {words(strategy)} {isOwn && <small>this one</small>}
    </th>
  );
  if (outcome instanceof Error) {
    return (
      <tr>
        {name}
        <td colSpan={4}>{outcome.message}</td>
      </tr>
    );
  }
  const { answer, status, confidence, agreement } = outcome;
  return (
    <tr class={isOwn ? 'own' : ''}>
      {name}
      <td>
        <b>{answer ?? '–'}</b>
      </td>
      <td>
        <Badge state={status} />
      </td>
      <td>{percent(confidence)}</td>
      <td>{percent(agreement)}</td>
    </tr>
  );
}
