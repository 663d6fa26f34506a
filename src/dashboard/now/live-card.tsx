/** One question with its ballots, as they arrive. */
import { Badge } from '../parts/badge.tsx';
import { duration, percent } from '../parts/format.ts';
import type { LiveAnswer } from '../state/live-answers.ts';
import type { LiveQuestion } from '../state/live-questions.ts';

/** The card; opened, it shows what is being written. */
export function LiveCard({ question }: { readonly question: LiveQuestion }) {
  const { text, members, answers, outcome } = question;
  const waiting = members.filter((member) => !answers.all.some((answer) => answer.member === member));
  return (
    <details class="card">
      <summary>
        <span class="asked">{text ?? 'asked before this page was opened'}</span>
        <Outcome outcome={outcome} />
        <span class="chips">
          {answers.all.map((answer) => (
            <Chip key={`${answer.round}/${answer.sample}/${answer.member}`} answer={answer} />
          ))}
          {outcome === null &&
            waiting.map((member) => (
              <span key={member} class="chip waiting">
                {member}
              </span>
            ))}
        </span>
      </summary>
      {answers.all.map((answer) => (
        <div key={`${answer.round}/${answer.sample}/${answer.member}`} class="written">
          <strong>{nameOf(answer)}</strong>
          <p>{answer.text === '' ? <em>nothing yet</em> : answer.text}</p>
        </div>
      ))}
    </details>
  );
}

/** Such as `small-a`, or `small-a #2 in round 2`. */
export function nameOf({ member, sample, round }: Pick<LiveAnswer, 'member' | 'sample' | 'round'>): string {
  return `${member}${sample > 0 ? ` #${sample + 1}` : ''}${round > 0 ? ` in round ${round + 1}` : ''}`;
}

function Chip({ answer }: { readonly answer: LiveAnswer }) {
  const { ballot, tokens } = answer;
  if (ballot === null) return <span class="chip writing">{`${nameOf(answer)}: ${tokens} tokens…`}</span>;
  if (ballot.finish === 'cancelled') return <span class="chip cancelled">{`${nameOf(answer)}: called off`}</span>;
  if (ballot.finish === 'error')
    return <span class="chip bad">{`${nameOf(answer)}: ${ballot.error?.code ?? 'error'}`}</span>;
  return <span class="chip cast">{`${nameOf(answer)}: ${ballot.answer ?? 'abstains'}`}</span>;
}

function Outcome({ outcome }: Pick<LiveQuestion, 'outcome'>) {
  if (outcome === null) return null;
  if (!('status' in outcome)) return <span class="outcome failed">{outcome.message}</span>;
  const { status, answer, confidence, timing } = outcome;
  return (
    <span class="outcome">
      <b>{answer ?? '–'}</b> <Badge state={status} />
      <span class="muted">{` ${percent(confidence)} sure, ${duration(timing.durationMs)}`}</span>
    </span>
  );
}
