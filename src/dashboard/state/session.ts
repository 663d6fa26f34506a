/** Who looks at the page. */
import { signal } from '@preact/signals';
import type { Scope } from '../../config/service-keys.ts';
import { ApiFailure, request } from '../api/http.ts';
import type { Session } from '../api/types.ts';

/** The session; `signed-out` where the service wants a key, an error where it does not answer. */
export const session = signal<Session | 'loading' | 'signed-out' | Error>('loading');

const PATH = 'dashboard/session';

/** Asks the service who this is. */
export async function loadSession(): Promise<void> {
  try {
    session.value = await request<Session>('GET', PATH);
  } catch (error) {
    session.value = error instanceof ApiFailure && error.status === 401 ? 'signed-out' : (error as Error);
  }
}

/** Shows a key. @throws ApiFailure: it is not known */
export async function signIn(key: string): Promise<void> {
  await request('POST', PATH, { key });
  await loadSession();
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await request('DELETE', PATH);
  session.value = 'signed-out';
}

/** Whether who looks may do it; where there are no keys, everything. */
export function may({ scopes }: Session, scope: Scope): boolean {
  return scopes === null || scopes.includes(scope);
}
