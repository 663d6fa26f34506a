import { at } from '../untrusted.ts';

/** Of a refusal's body so much is read, in bytes. */
const MOST_REFUSAL_BYTES = 2 ** 16;

/**
 * fetch for the client. Of the headers only what an endpoint needs goes out: the client would add the machine's platform and
 * what OPENAI_* variables say, meant for another endpoint perhaps. Redirects are answers, so that neither key nor
 * prompt reaches another host; and a refusal's body, which the client reads to its end, has one and gets the
 * form that the client knows.
 */
export function plainFetch(apiKey: string): typeof fetch {
  return async (url, init) => {
    const headers = {
      accept: 'text/event-stream, application/json',
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'user-agent': 'pacore',
    };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    if (answer.ok || answer.body === null) return answer;
    const { status, headers: answerHeaders } = answer;
    const error = errorIn(await beginningOf(answer.body, MOST_REFUSAL_BYTES));
    return new Response(JSON.stringify({ error }), { status, headers: answerHeaders });
  };
}

/** The first `most` bytes of a body as text; what follows is not read. */
export async function beginningOf(body: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    pieces.push(piece);
    size += piece.length;
    if (size > most) break;
  }
  return Buffer.concat(pieces).toString('utf8', 0, most);
}

/** The error that a body tells of: under `error`, or (older vLLM) all of it, or (proxies) its text unless that is a page. */
function errorIn(body: string): unknown {
  try {
    const json: unknown = JSON.parse(body);
    return at(json, 'error') ?? json;
  } catch {
    return body.trimStart().startsWith('<') ? null : body;
  }
}
