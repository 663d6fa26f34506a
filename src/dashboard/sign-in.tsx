/** Where the service wants a key. */
import { signal } from '@preact/signals';
import { signIn } from './state/session.ts';

const refusal = signal<string | null>(null);

/** The form; the key goes to the service once, and only a cookie stays that scripts cannot read. */
export function SignIn() {
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const key = new FormData(form).get('key');
    try {
      refusal.value = null;
      await signIn(typeof key === 'string' ? key.trim() : '');
    } catch (error) {
      refusal.value = (error as Error).message;
    }
  };
  return (
    <main class="sign-in">
      <h1>PaCoRe</h1>
      <form onSubmit={(event) => void submit(event)}>
        <label for="key">API key</label>
        <input id="key" name="key" type="password" autocomplete="off" required />
        <button class="primary">Sign in</button>
        {refusal.value !== null && (
          <p role="alert" class="failed">
            {refusal.value}
          </p>
        )}
      </form>
      <p class="muted">
        Make one with <code>pacore keys create NAME --scopes read,ask</code>. After a restart of the service sign in
        anew.
      </p>
    </main>
  );
}
