/** Who may do what. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Scope, ServiceKey } from '../config/service-keys.ts';
import { PacoreError } from '../errors.ts';
import { refuseStrangers } from './local-only.ts';
import type { Sessions } from './sessions.ts';

/** Who may call a route: anybody, or the holder of a key with one of these scopes. */
type Access = 'open' | readonly [Scope, ...Scope[]];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Left out: only `admin`, so that a route that was forgotten is no hole. */
    access?: Access;
  }
  interface FastifyRequest {
    /** The name of the key that was shown; null where there are no keys, or none is needed. */
    caller: string | null;
    /** What that key is for. */
    scopes: readonly Scope[] | null;
  }
}

/** Lets a request pass, or throws. @throws PacoreError PACORE_UNAUTHORIZED, PACORE_FORBIDDEN */
export type Guard = (request: FastifyRequest) => void;

/**
 * The guard of the service: where there are keys, everything but what is open needs one; where there are none, only this
 * machine is served, and what it sends as a key is ignored.
 */
export function guardOf(keys: readonly ServiceKey[], sessions: Sessions): Guard {
  return (request) => {
    const { access = ['admin'] } = request.routeOptions.config;
    if (access === 'open') return;
    if (keys.length === 0) return refuseStrangers(request);
    const key = sessionKey(request, sessions) ?? keyOf(request, keys);
    request.caller = key.name;
    request.scopes = key.scopes;
    // Of what is not there anyone with a key may know.
    if (request.is404 || access.some((scope) => key.scopes.includes(scope))) return;
    const message = `The key "${key.name}" lacks the scope ${access.join(' or ')}.`;
    throw new PacoreError('PACORE_FORBIDDEN', message, { retryable: false });
  };
}

/** The key of who signed in at the dashboard. Cookies come by themselves, so what changes anything must come from our own page. */
function sessionKey({ method, headers }: FastifyRequest, sessions: Sessions): ServiceKey | null {
  if (headers.authorization !== undefined) return null;
  const key = sessions.keyOf(headers.cookie);
  if (key === null || method === 'GET' || method === 'HEAD' || isOwnOrigin(headers)) return key;
  throw new PacoreError('PACORE_FORBIDDEN', 'A session changes nothing for a web page from elsewhere.', {
    retryable: false,
  });
}

/** Compared without the scheme, because TLS may end at a proxy. */
function isOwnOrigin({ origin, host }: FastifyRequest['headers']): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

function keyOf({ headers: { authorization } }: FastifyRequest, keys: readonly ServiceKey[]): ServiceKey {
  const [, given] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  if (given === undefined) throw unauthorized('This needs a key: send "Authorization: Bearer KEY".');
  return keyCalled(given, keys);
}

/** The entry of a key in the configuration. @throws PacoreError PACORE_UNAUTHORIZED */
export function keyCalled(given: string, keys: readonly ServiceKey[]): ServiceKey {
  const hash = createHash('sha256').update(given).digest();
  // All are looked at, so that the time tells nothing of which one, if any, it is.
  const [key] = keys.filter((candidate) => timingSafeEqual(Buffer.from(candidate.hash, 'hex'), hash));
  if (key === undefined) throw unauthorized('The key is not known here.');
  return key;
}

function unauthorized(message: string): PacoreError {
  return new PacoreError('PACORE_UNAUTHORIZED', message, { retryable: false });
}
