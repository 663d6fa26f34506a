/** What the committee does at this moment. */
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { members, membersFailure, questions, refreshMembers, tick } from '../state/live.ts';
import { LiveCard } from './live-card.tsx';
import { RateChart } from './rate-chart.tsx';
import { Tree } from './tree.tsx';

/** More are counted, not shown. */
const MOST_SHOWN = 20;

/** The view. */
export function Now() {
  const known = members.value;
  if (known === null) {
    const failure = membersFailure.value;
    return failure === null ? (
      <Loading what="members" />
    ) : (
      <Failed error={failure} onRetry={() => void refreshMembers()} />
    );
  }
  return (
    <>
      <h1>Now</h1>
      <Tree members={known} />
      <h2>Tokens per second</h2>
      <RateChart members={known.map(({ id }) => id)} />
      <InFlight />
    </>
  );
}

function InFlight() {
  // Read, so that the cards follow.
  const isFollowing = tick.value >= 0;
  const { open, ended } = questions;
  return (
    <div aria-live={isFollowing ? 'off' : undefined}>
      <h2>In flight ({open.length})</h2>
      {open.length === 0 && (
        <Empty>Nothing is being worked on. What is asked anywhere of this service shows up here.</Empty>
      )}
      <div class="cards">
        {open.slice(0, MOST_SHOWN).map((question) => (
          <LiveCard key={question.id} question={question} />
        ))}
      </div>
      {open.length > MOST_SHOWN && <p class="muted">and {open.length - MOST_SHOWN} more</p>}
      {ended.length > 0 && <h2>Just ended</h2>}
      <div class="cards">
        {ended.map((question) => (
          <LiveCard key={question.id} question={question} />
        ))}
      </div>
    </div>
  );
}
