/** The supervision tree as a picture: who runs, under whom, how busy. */
import type { Member } from '../api/types.ts';
import { Badge } from '../parts/badge.tsx';
import { count, duration, moment } from '../parts/format.ts';
import { questions, rates, tick } from '../state/live.ts';

/** The tree: the system, its three actors, and the members under the supervisor. */
export function Tree({ members }: { readonly members: readonly Member[] }) {
  const running = members.reduce((sum, { load }) => sum + load.inFlight, 0);
  const queued = members.reduce((sum, { load }) => sum + load.queued, 0);
  const restarts = members.reduce((sum, member) => sum + member.restarts, 0);
  const open = tick.value >= 0 ? questions.open.length : 0;
  return (
    <section class="tree" aria-label="Supervision tree">
      <ul class="actors">
        <Actor name="consensus">{count(open, 'open decision')}</Actor>
        <Actor name="router">
          {count(running, 'prompt')} running, {queued} queued
        </Actor>
        <Actor name="supervisor">
          {count(members.length, 'member')}, {count(restarts, 'restart')} lately
        </Actor>
      </ul>
      <ul class="members">
        {members.map((member) => (
          <MemberNode key={member.id} member={member} />
        ))}
      </ul>
    </section>
  );
}

function Actor({ name, children }: { readonly name: string; readonly children: unknown }) {
  return (
    <li class="node actor">
      <strong>{name}</strong>
      <span class="muted">{children as string}</span>
    </li>
  );
}

function MemberNode({ member }: { readonly member: Member }) {
  const { id, status, isolation, load, history, lastError } = member;
  const restarted = history.findLast(({ type }) => type === 'model-restarting');
  const now = Date.now();
  const latency = tick.value >= 0 ? rates.latencyOf(id) : null;
  return (
    <li class={`node member ${status}`}>
      <strong>{id}</strong> <Badge state={status} />
      <span class="muted">
        {isolation} · {load.inFlight}/{count(load.slots, 'slot')} · {load.queued} queued
      </span>
      <span class="slots" aria-hidden="true">
        {Array.from({ length: Math.min(load.slots, 16) }, (_, slot) => (
          <i key={slot} class={slot < load.inFlight ? 'taken' : ''} />
        ))}
      </span>
      <span>
        {rates.tokensPerSecond(now, id).toFixed(0)} tokens/s
        {latency !== null && ` · median ${duration(latency)}`}
      </span>
      {restarted !== undefined && (
        <span class="muted" title={lastError?.message}>
          restarted {moment(restarted.at, new Date(now))}
        </span>
      )}
    </li>
  );
}
