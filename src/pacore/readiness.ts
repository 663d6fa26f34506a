import { concatMap, filter, firstValueFrom, map, merge, of, type Observable } from 'rxjs';
import type { MemberState } from '../actors/protocol.ts';
import { PacoreError } from '../errors.ts';
import type { PacoreEvent } from '../events.ts';

/**
 * Resolves when `quorum` members are ready; looks at the members now and after each event that may change the answer.
 * @throws PacoreError PACORE_NO_QUORUM when so many are given up that it cannot happen any more, PACORE_CLOSED
 */
export async function quorumReady(
  events: Observable<PacoreEvent>,
  members: () => Promise<readonly MemberState[]>,
  quorum: number,
): Promise<void> {
  const changes = events.pipe(filter(({ type }) => type === 'model-ready' || type === 'member-given-up'));
  const ready = merge(of(null), changes).pipe(
    concatMap(members),
    map((now) => isReady(now, quorum)),
    filter((enough) => enough),
  );
  if (!(await firstValueFrom(ready, { defaultValue: false }))) {
    throw new PacoreError('PACORE_CLOSED', 'PaCoRe was closed before it was ready.');
  }
}

function isReady(members: readonly MemberState[], quorum: number): boolean {
  const lost = members.filter(({ status }) => status === 'given-up');
  if (members.length - lost.length >= quorum)
    return members.filter(({ status }) => status === 'ready').length >= quorum;
  const reasons = lost.map(({ id, reason }) => `${id}: ${reason ?? 'stopped'}`).join('\n');
  const message = `${quorum} of ${members.length} members must answer, and that cannot be met any more.\n${reasons}`;
  throw new PacoreError('PACORE_NO_QUORUM', message, { retryable: false });
}
