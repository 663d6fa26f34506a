/** Every ballot, a column a round. */
import type { Ballot } from '../../consensus/ballot.ts';
import type { DecisionRecord } from '../../decision-record.ts';
import { duration, percent } from '../parts/format.ts';

/** The ballots. */
export function Rounds({ record: { ballots } }: { readonly record: DecisionRecord }) {
  const rounds = [...Map.groupBy(ballots, ({ round }) => round)].sort(([one], [other]) => one - other);
  return (
    <section>
      <h2>Ballots</h2>
      <div class="rounds">
        {rounds.map(([round, own]) => (
          <div key={round} class="round">
            {rounds.length > 1 && <h3>Round {round + 1}</h3>}
            {own.map((ballot) => (
              <BallotCard key={`${ballot.member}/${ballot.sample}`} ballot={ballot} />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}

function BallotCard({ ballot }: { readonly ballot: Ballot }) {
  const { member, sample, answer, confidence, finish, error, text, completionTokens, latencyMs, ranking } = ballot;
  return (
    <div class={`card ballot ${finish}`}>
      <p>
        <strong>{member}</strong>
        {sample > 0 && ` #${sample + 1}`}{' '}
        <b class="said">{answer ?? (finish === 'cancelled' ? 'called off' : 'no vote')}</b>
      </p>
      {text !== '' && <p class="text">{text}</p>}
      {error && (
        <p class="failed">
          {error.code}: {error.message}
        </p>
      )}
      {ranking && <p class="muted">ranks {ranking.join(' > ')}</p>}
      <p class="muted">
        {confidence !== null && `${percent(confidence)} sure · `}
        {`${completionTokens} tokens · ${duration(latencyMs)}`}
        {finish === 'length' && ' · cut at its limit'}
      </p>
    </div>
  );
}
