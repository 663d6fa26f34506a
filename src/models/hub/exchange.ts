/** One request to a hub and its answer. */
import type { Cancel, Clock } from '../../clock.ts';
import { PacoreError } from '../../errors.ts';
import { linkSignals } from '../interruption.ts';
import { aborted, connectionFailure, downloadFailure, refusal } from './failure.ts';

/** A hub and what it takes to talk to it. */
export interface Hub {
  /** Its address; a path may follow the host. */
  readonly endpoint: URL;
  /** An access token, for models that not everybody may read. It is sent to the endpoint alone. */
  readonly token: string | undefined;
  readonly clock: Clock;
}

/** What is asked. */
export interface Request {
  /** The model it is about, for messages. */
  readonly label: string;
  readonly url: URL;
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  /** `manual`: an answer that leads elsewhere is an answer. */
  readonly redirect?: 'follow' | 'manual';
}

/** Silence longer than this is a lost connection. */
const SILENCE_MS = 30_000;
const SILENT = Symbol('silent');

/**
 * Sends a request and hands the answer to `use`, which calls `heard` whenever a piece of the body has come. Ends as soon
 * as `signal` aborts or nothing is heard any more; what is left of the body is not read.
 * @throws PacoreError PACORE_DOWNLOAD, PACORE_ABORTED
 */
export async function exchange<T>(
  hub: Hub,
  request: Request,
  signal: AbortSignal,
  use: (answer: Response, heard: () => void) => Promise<T>,
): Promise<T> {
  const { label, url, method = 'GET', headers, redirect = 'follow' } = request;
  const over = new AbortController();
  const stop = linkSignals(signal, over.signal);
  let cancel: Cancel = () => undefined;
  const heard = () => {
    cancel();
    cancel = hub.clock.schedule(SILENCE_MS, () => over.abort(SILENT));
  };
  try {
    heard();
    const all = { 'accept-encoding': 'identity', ...authorization(hub, url), ...headers };
    const answer = await fetch(url, { method, headers: all, redirect, signal: stop.signal });
    heard();
    if (answer.status >= 400) throw refusal(label, answer.status, url.host, hub.token !== undefined);
    return await use(answer, heard);
  } catch (error) {
    if (signal.aborted) throw aborted(label);
    if (error instanceof PacoreError) throw error;
    if (over.signal.reason === SILENT) throw downloadFailure(label, `${url.host} has been silent for ${SILENCE_MS / 1000} s`, true);
    throw connectionFailure(label, url.host, error);
  } finally {
    cancel();
    over.abort();
    stop.release();
  }
}

/** The token is for the endpoint: an answer may lead to other hosts, and those must not learn it. */
function authorization({ endpoint, token }: Hub, url: URL): Readonly<Record<string, string>> {
  return token === undefined || url.origin !== endpoint.origin ? {} : { authorization: `Bearer ${token}` };
}
