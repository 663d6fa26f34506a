/** Browsers that showed a key once: each gets a cookie that stands for it, so that no page has to keep the key. */
import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie, type SetCookie } from 'cookie';
import type { Clock } from '../clock.ts';
import type { ServiceKey } from '../config/service-keys.ts';

const COOKIE = 'pacore_session';
/** A session ends so long after it was begun, in milliseconds. */
const LIFE_MS = 12 * 60 * 60 * 1000;
/** Above it the oldest one ends. */
const MOST_SESSIONS = 1000;

interface Session {
  readonly key: ServiceKey;
  /** By the clock's `monotonic`: setting the time of day makes no session longer. */
  readonly endsAt: number;
}

/** The sessions under way. They end with the process: whoever is still there signs in again. */
export class Sessions {
  readonly #clock: Clock;
  /** By the hash of what the cookie holds, oldest first. */
  readonly #sessions = new Map<string, Session>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Begins a session. @returns the header `set-cookie`; `isSecure`: the browser came over TLS */
  begin(key: ServiceKey, isSecure: boolean): string {
    const token = randomBytes(32).toString('base64url');
    this.#sessions.set(hashOf(token), { key, endsAt: this.#clock.monotonic() + LIFE_MS });
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > MOST_SESSIONS && oldest !== undefined) this.#sessions.delete(oldest);
    return setCookie({ value: token, maxAge: LIFE_MS / 1000, secure: isSecure });
  }

  /** The key that a request's cookies stand for; null without a session that lasts. */
  keyOf(cookies: string | undefined): ServiceKey | null {
    const id = idIn(cookies);
    const session = id === null ? undefined : this.#sessions.get(id);
    if (id === null || session === undefined) return null;
    if (session.endsAt > this.#clock.monotonic()) return session.key;
    this.#sessions.delete(id);
    return null;
  }

  /** Ends the session of these cookies, if there is one. @returns the header `set-cookie` that removes it */
  end(cookies: string | undefined): string {
    const id = idIn(cookies);
    if (id !== null) this.#sessions.delete(id);
    return setCookie({ value: '', maxAge: 0 });
  }
}

function idIn(cookies: string | undefined): string | null {
  const token = cookies === undefined ? undefined : parseCookie(cookies)[COOKIE];
  return token === undefined ? null : hashOf(token);
}

/** Out of reach of scripts, and sent by this service's own pages only. */
function setCookie(fields: Pick<SetCookie, 'value' | 'maxAge' | 'secure'>): string {
  return stringifySetCookie({ name: COOKIE, path: '/', httpOnly: true, sameSite: 'strict', ...fields });
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
