/** What is asked, and how. */
import { useState } from 'preact/hooks';
import type { Session } from '../api/types.ts';
import { words } from '../parts/format.ts';
import { members } from '../state/live.ts';
import type { TaskInput } from '../../tasks/task.ts';

/** The form; `isBusy` while a question is under way. */
export function AskForm(props: {
  readonly session: Session;
  readonly isBusy: boolean;
  readonly onAsk: (input: TaskInput) => void;
}) {
  const { session, isBusy, onAsk } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (form: HTMLFormElement): void => {
    const input = inputOf(new FormData(form));
    setProblem(typeof input === 'string' ? input : null);
    if (typeof input !== 'string') onAsk(input);
  };
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        submit(event.currentTarget);
      }}
    >
      <label for="question">Question</label>
      <textarea
        id="question"
        name="question"
        rows={3}
        required
        placeholder="What is 23 + 48 - 17?"
        onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
          if (key === 'Enter' && (ctrlKey || metaKey)) currentTarget.form?.requestSubmit();
        }}
      />
      <fieldset class="options">
        <legend>Options</legend>
        <label>
          Strategy
          <select name="strategy">
            <option value="">as configured</option>
            {session.strategies.map((name) => (
              <option key={name} value={name}>
                {words(name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          Samples per member
          <input name="samples" type="number" min={1} max={64} placeholder="1" />
        </label>
        <label>
          Rounds
          <input name="rounds" pattern="[0-9]+( *, *[0-9]+)*" placeholder="such as 3,1" />
        </label>
        <MemberChoice />
      </fieldset>
      <button class="primary" disabled={isBusy}>
        Ask
      </button>
      {problem !== null && (
        <p role="alert" class="failed">
          {problem}
        </p>
      )}
    </form>
  );
}

function MemberChoice() {
  const ids = (members.value ?? []).map(({ id }) => id);
  if (ids.length < 2) return null;
  return (
    <details class="choice">
      <summary>Members</summary>
      {ids.map((id) => (
        <label key={id}>
          <input type="checkbox" name="member" value={id} /> {id}
        </label>
      ))}
      <p class="muted">None chosen: all of them.</p>
    </details>
  );
}

/** What was filled in as a task, or what is wrong with it. */
function inputOf(form: FormData): TaskInput | string {
  const field = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const question = field('question');
  if (question === '') return 'Write a question first.';
  const [strategy, samples, rounds] = [field('strategy'), field('samples'), field('rounds')];
  const members_ = form.getAll('member').filter((value) => typeof value === 'string');
  return {
    question,
    ...(strategy !== '' && { strategy }),
    ...(samples !== '' && { samples: Number(samples) }),
    ...(rounds !== '' && { rounds: rounds.split(',').map(Number) }),
    ...(members_.length > 0 && { members: members_ }),
  };
}
