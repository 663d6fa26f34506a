/** The frame: who looks, where they are, whether the service is there. */
import { useEffect } from 'preact/hooks';
import type { Session } from './api/types.ts';
import { Ask } from './ask/ask.tsx';
import { Bench } from './bench/bench.tsx';
import { History } from './history/history.tsx';
import { Members } from './members/members.tsx';
import { Now } from './now/now.tsx';
import { Failed, Loading } from './parts/states.tsx';
import { SignIn } from './sign-in.tsx';
import { connection, follow } from './state/live.ts';
import { route, VIEWS } from './state/route.ts';
import { loadSession, may, session, signOut } from './state/session.ts';

/** The page. */
export function App() {
  useEffect(() => void loadSession(), []);
  const current = session.value;
  if (current === 'loading') return <Loading what="the dashboard" />;
  if (current === 'signed-out') return <SignIn />;
  if (current instanceof Error) return <Failed error={current} onRetry={() => void loadSession()} />;
  return <Signed session={current} />;
}

function Signed({ session: current }: { readonly session: Session }) {
  useEffect(() => (may(current, 'read') ? follow() : undefined), [current]);
  const { view, id } = route.value;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header>
        <strong class="brand">PaCoRe</strong>
        <nav aria-label="Views">
          {VIEWS.map((name) => (
            <a key={name} href={`#/${name}`} aria-current={name === view ? 'page' : undefined}>
              {name.slice(0, 1).toUpperCase() + name.slice(1)}
            </a>
          ))}
        </nav>
        <Connected session={current} />
      </header>
      <Disconnected />
      <main id="main" tabIndex={-1}>
        {view === 'now' && <Now />}
        {view === 'ask' && <Ask session={current} />}
        {view === 'history' && <History session={current} id={id} />}
        {view === 'members' && <Members session={current} />}
        {view === 'bench' && <Bench />}
      </main>
    </>
  );
}

function Connected({ session: { caller } }: { readonly session: Session }) {
  const { state } = connection.value;
  return (
    <div class="who">
      <span role="status" class={`connection ${state}`}>
        {state === 'live' ? 'Live' : state === 'lost' ? 'Disconnected' : 'Connecting'}
      </span>
      {caller !== null && (
        <>
          <span class="muted">{caller}</span>
          <button onClick={() => void signOut()}>Sign out</button>
        </>
      )}
    </div>
  );
}

function Disconnected() {
  const current = connection.value;
  if (current.state !== 'lost') return null;
  return (
    <p class="banner" role="alert">
      {current.reason ?? 'The service does not answer.'} What you see is as it was; this page comes back by itself.
    </p>
  );
}
