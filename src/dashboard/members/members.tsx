/** Who is in the committee, how good they are, what happened to them. */
import { useState } from 'preact/hooks';
import { request } from '../api/http.ts';
import type { Member, Session } from '../api/types.ts';
import { Badge } from '../parts/badge.tsx';
import { count, moment, percent, words } from '../parts/format.ts';
import { Failed, Loading } from '../parts/states.tsx';
import { machines, members, membersFailure, refreshMembers } from '../state/live.ts';
import { may } from '../state/session.ts';
import { Machines } from './machines.tsx';

/** The view. */
export function Members({ session }: { readonly session: Session }) {
  const known = members.value;
  const failure = membersFailure.value;
  if (known === null && failure !== null) return <Failed error={failure} onRetry={() => void refreshMembers()} />;
  if (known === null) return <Loading what="members" />;
  return (
    <>
      <h1>Members</h1>
      <div class="cards">
        {known.map((member) => (
          <MemberCard key={member.id} member={member} mayRestart={may(session, 'admin')} />
        ))}
      </div>
      <Machines machines={machines.value} />
    </>
  );
}

function MemberCard({ member, mayRestart }: { readonly member: Member; readonly mayRestart: boolean }) {
  const { id, model, status, reason, weight, isolation, accuracy, agreement, restarts, lastError, history } = member;
  return (
    <section class="card" aria-label={id}>
      <h2>
        {id} <Badge state={status} />
      </h2>
      <dl>
        <Fact name="Model">{model}</Fact>
        <Fact name="Runs in">{isolation}</Fact>
        <Fact name="Weight">{String(Number(weight.toFixed(3)))}</Fact>
        <Fact name="Accuracy">{accuracy === null ? 'not calibrated' : percent(accuracy)}</Fact>
        <Fact name="With the committee">
          {agreement.questions === 0
            ? 'nothing decided yet'
            : `${percent(agreement.agreed / agreement.questions)} of ${count(agreement.questions, 'decision')}`}
        </Fact>
        <Fact name="Restarts">{`${restarts} lately`}</Fact>
        {(reason ?? lastError) !== null && <Fact name="Last error">{reason ?? lastError?.message ?? ''}</Fact>}
      </dl>
      <RestartButton id={id} mayRestart={mayRestart} />
      {history.length > 0 && <Incidents history={history} />}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function RestartButton({ id, mayRestart }: { readonly id: string; readonly mayRestart: boolean }) {
  const [state, setState] = useState<'idle' | 'busy' | Error>('idle');
  const restart = async (): Promise<void> => {
    setState('busy');
    try {
      await request('POST', `v1/members/${encodeURIComponent(id)}/restart`);
      setState('idle');
    } catch (error) {
      setState(error as Error);
    }
    await refreshMembers();
  };
  return (
    <>
      <button
        aria-label={`Restart ${id}`}
        disabled={!mayRestart || state === 'busy'}
        title={mayRestart ? undefined : 'needs a key with the scope admin'}
        onClick={() => void restart()}
      >
        {state === 'busy' ? 'Restarting…' : 'Restart'}
      </button>
      {state instanceof Error && <Failed error={state} />}
    </>
  );
}

function Incidents({ history }: Pick<Member, 'history'>) {
  const now = new Date();
  return (
    <details>
      <summary>What happened lately</summary>
      <ol class="incidents">
        {[...history].reverse().map(({ at, type, replica, error }, index) => (
          <li key={index}>
            <time dateTime={at}>{moment(at, now)}</time> {words(type)} {replica}
            {error && <span class="failed"> {error.message}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
