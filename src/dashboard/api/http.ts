/** Requests to the service that serves this page. */

const HERE = import.meta.url;
/** Where the service is mounted: this script lies at `dashboard/assets/` below it. */
const BASE = new URL('../../', HERE);

/** What the service refused, in its own words. */
export class ApiFailure extends Error {
  /** 0: it does not answer. */
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The address of a path such as `v1/members`. */
export function addressOf(path: string): string {
  return new URL(path, BASE).href;
}

/**
 * Sends a request and reads the JSON of the answer, undefined where it has none. @throws ApiFailure
 * The page and the service are one package, and share their types: what it answers is not checked again here.
 */
export async function request<Value>(method: string, path: string, body?: unknown): Promise<Value> {
  const response = await answerTo(method, path, body);
  const text = await response.text();
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Value;
  throw failureOf(response.status, text);
}

async function answerTo(method: string, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(addressOf(path), {
      method,
      credentials: 'same-origin',
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiFailure(0, 'UNREACHABLE', 'The service does not answer.');
  }
}

/** A proxy in between may answer with anything. */
function failureOf(status: number, text: string): ApiFailure {
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } };
    return new ApiFailure(status, error.code, error.message);
  } catch {
    return new ApiFailure(status, `HTTP ${status}`, `The service answered with status ${status}.`);
  }
}
