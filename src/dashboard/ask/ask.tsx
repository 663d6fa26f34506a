/** Ask, and watch the members write side by side. */
import type { Session } from '../api/types.ts';
import { Decided } from '../decision/decided.tsx';
import { nameOf } from '../now/live-card.tsx';
import { duration } from '../parts/format.ts';
import { Empty, Failed } from '../parts/states.tsx';
import type { LiveAnswer, LiveAnswers } from '../state/live-answers.ts';
import { may } from '../state/session.ts';
import { ask, asking, callOff } from './asking.ts';
import { AskForm } from './ask-form.tsx';

/** The view. */
export function Ask({ session }: { readonly session: Session }) {
  if (!session.keepsTasks) return <Empty>This service keeps no tasks, so nothing can be asked from here.</Empty>;
  if (!may(session, 'ask')) return <Empty>Your key lacks the scope “ask”.</Empty>;
  const { phase } = asking.value;
  return (
    <>
      <h1>Ask</h1>
      <AskForm
        session={session}
        isBusy={phase === 'submitting' || phase === 'running'}
        onAsk={(input) => void ask(input)}
      />
      <Progress session={session} />
    </>
  );
}

function Progress({ session }: { readonly session: Session }) {
  const current = asking.value;
  switch (current.phase) {
    case 'idle':
      return <Empty>Every member writes its own; then they vote.</Empty>;
    case 'submitting':
      return <p role="status">Submitting…</p>;
    case 'failed':
      return <Failed error={current.error} />;
    case 'running':
      return <Columns id={current.id} answers={current.answers} />;
    case 'ended':
      return <Decided key={current.task.id} task={current.task} session={session} />;
  }
}

function Columns({ id, answers }: { readonly id: string; readonly answers: LiveAnswers }) {
  const byMember = Map.groupBy(answers.all, ({ member }) => member);
  return (
    <>
      <p role="status">
        <span class="spinner" aria-hidden="true" /> The members write…{' '}
        <button onClick={() => void callOff(id)}>Stop</button>
      </p>
      <div class="columns">
        {[...byMember].map(([member, own]) => (
          <section key={member} class="card" aria-label={member}>
            <h2>{member}</h2>
            {own.map((answer) => (
              <Writing key={`${answer.round}/${answer.sample}`} answer={answer} />
            ))}
          </section>
        ))}
      </div>
    </>
  );
}

function Writing({ answer }: { readonly answer: LiveAnswer }) {
  const { ballot, text, tokens } = answer;
  return (
    <div class="written">
      <p>{text}</p>
      <p class="muted">
        {`${nameOf(answer)} · ${tokens} tokens`}
        {ballot !== null && ` · ${ballot.finish === 'cancelled' ? 'called off' : duration(ballot.latencyMs)}`}
        {ballot?.answer !== null && ballot?.answer !== undefined && (
          <>
            {' → '}
            <b>{ballot.answer}</b>
          </>
        )}
      </p>
    </div>
  );
}
