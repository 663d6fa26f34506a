/** The machines of the cluster, and what each of them hosts. */
import type { Machine } from '../api/types.ts';
import { Badge } from '../parts/badge.tsx';
import { count } from '../parts/format.ts';
import { Table } from '../parts/table.tsx';

/** A table; nothing without a cluster. */
export function Machines({ machines }: { readonly machines: readonly Machine[] }) {
  if (machines.length === 0) return null;
  return (
    <section aria-label="Machines">
      <h2>{count(machines.length, 'machine')}</h2>
      <Table name="Machines of the cluster" headings={['Machine', 'Status', 'Members and slots']}>
        {machines.map(({ id, status, members }) => (
          <tr key={id}>
            <td>{id}</td>
            <td>
              <Badge state={status} />
            </td>
            <td>{members.map((member) => `${member.id} × ${member.slots}`).join(', ') || 'none ready'}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
