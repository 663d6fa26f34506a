/** The ways in which an endpoint can go wrong, as scenes of the test's server and what time does meanwhile. */
import {
  cuts,
  failure,
  finish,
  piece,
  refuses,
  resets,
  says,
  silence,
  streams,
  usageOf,
  type OpenAiServer,
  type Scene,
} from '../../support/openai-server.ts';
import type { WatchedClock } from '../../support/watched-clock.ts';

/** The right answer; what comes before a mishap is another one. */
export const RIGHT = 'Answer: 54';
const WRONG = 'Answer: 5';

/** Limits of the member that goes through the scenarios; the others are defaults. Milliseconds. */
export const LIMITS = { firstTokenTimeout: 15_000, idleTimeout: 10_000, breaker: { failures: 2, cooldown: 30_000 } };

/** Where a scenario is played: against a backend, or against a whole committee. */
export interface Stage {
  readonly server: OpenAiServer;
  readonly clock: WatchedClock;
  /** Asks a question; resolves with what the remote member made of it. */
  readonly ask: () => Promise<Outcome>;
}

/** What came of a prompt: a text, or the code of an error. */
export type Outcome = { readonly text: string } | { readonly code: string };

/** One way to go wrong. */
export interface Scenario {
  readonly name: string;
  readonly scenes: readonly Scene[];
  /** Asks, and makes happen in the meantime what must; unless given it asks once and nothing must. */
  readonly play?: (stage: Stage) => Promise<readonly Outcome[]>;
  /** What comes of each prompt. */
  readonly outcomes: readonly (typeof RIGHT | `PACORE_${string}`)[];
  /** Requests that the endpoint has had in the end. */
  readonly requests: number;
}

/** The waits before the second and third attempt, of which a part is drawn. */
const firstBackoff = (ms: number) => ms > 249 && ms <= 500;
const secondBackoff = (ms: number) => ms > 500 && ms <= 1000;

/** Asks once, while waits begin and pass in turn. */
const asking =
  (...waits: readonly Parameters<WatchedClock['pass']>[0][]) =>
  async ({ ask, clock }: Stage) => {
    const outcome = ask();
    for (const wait of waits) await clock.pass(wait);
    return [await outcome];
  };

const overloaded = failure('Rate limit reached', 'rate_limit_exceeded');
const broken = failure('internal error');
const tooLong = failure("This model's maximum context length is 512 tokens.", 'context_length_exceeded');
const wrongText = [piece(''), piece('Answer:'), piece(' 5')];

/** Sixteen of them, some in variants. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: '1. 429 with `retry-after`, then an answer',
    scenes: [refuses(429, overloaded, { 'retry-after': '2' }), says(RIGHT)],
    play: asking(2000),
    outcomes: [RIGHT],
    requests: 2,
  },
  {
    name: '2. 429 for ever',
    scenes: [refuses(429, overloaded)],
    play: asking(firstBackoff, secondBackoff),
    outcomes: ['PACORE_OVERLOADED'],
    requests: 3,
  },
  {
    name: '2a. 429 with a `retry-after` of an hour',
    scenes: [refuses(429, overloaded, { 'retry-after': '3600' })],
    outcomes: ['PACORE_OVERLOADED'],
    requests: 1,
  },
  {
    name: '3. 500 once, then an answer',
    scenes: [refuses(500, broken), says(RIGHT)],
    play: asking(firstBackoff),
    outcomes: [RIGHT],
    requests: 2,
  },
  {
    name: '4. 503 for ever',
    scenes: [refuses(503, 'no upstream')],
    play: asking(firstBackoff, secondBackoff),
    outcomes: ['PACORE_REMOTE'],
    requests: 3,
  },
  {
    name: '5. connection reset before the answer, for ever',
    scenes: [resets],
    play: asking(firstBackoff, secondBackoff),
    outcomes: ['PACORE_REMOTE'],
    requests: 3,
  },
  {
    name: '6. connection accepted, then silence',
    scenes: [silence],
    async play({ ask, clock, server }) {
      const outcome = ask();
      await server.asked.next();
      clock.advance(LIMITS.firstTokenTimeout);
      return [await outcome];
    },
    outcomes: ['PACORE_MEMBER_TIMEOUT'],
    requests: 1,
  },
  {
    name: '7. slow first token, within the limit',
    scenes: [],
    async play({ ask, clock, server }) {
      let begin = (): void => undefined;
      const slow = new Promise<void>((resolve) => (begin = resolve));
      server.scenes = [(response) => slow.then(() => says(RIGHT)(response))];
      const outcome = ask();
      await server.asked.next();
      clock.advance(LIMITS.firstTokenTimeout - 1);
      begin();
      return [await outcome];
    },
    outcomes: [RIGHT],
    requests: 1,
  },
  {
    name: '8. headers and an empty event, then silence',
    scenes: [streams([piece('')], silence)],
    async play({ ask, clock }) {
      const outcome = ask();
      await clock.waits.next((ms) => ms === LIMITS.firstTokenTimeout);
      await clock.pass(LIMITS.firstTokenTimeout); // The second time: the empty event has come.
      return [await outcome];
    },
    outcomes: ['PACORE_MEMBER_TIMEOUT'],
    requests: 1,
  },
  {
    name: '9. connection lost in the middle of the answer',
    scenes: [streams(wrongText, cuts)],
    outcomes: ['PACORE_REMOTE'],
    requests: 1,
  },
  {
    name: '10. silence in the middle of the answer',
    scenes: [streams([piece(WRONG)], silence)],
    play: asking(LIMITS.idleTimeout),
    outcomes: ['PACORE_MEMBER_TIMEOUT'],
    requests: 1,
  },
  {
    name: '11. an event that is not JSON',
    scenes: [streams([...wrongText, '{"choices": [{'])],
    outcomes: ['PACORE_REMOTE'],
    requests: 1,
  },
  {
    name: '11a. an event of another shape',
    scenes: [streams([...wrongText, piece({ text: '4' })])],
    outcomes: ['PACORE_REMOTE'],
    requests: 1,
  },
  {
    name: '12. the stream ends without `finish_reason` and `[DONE]`',
    scenes: [streams(wrongText)],
    outcomes: ['PACORE_REMOTE'],
    requests: 1,
  },
  {
    name: '12a. with `finish_reason`, without `[DONE]`',
    scenes: [streams([piece(RIGHT), finish('stop')])],
    outcomes: [RIGHT],
    requests: 1,
  },
  {
    name: '12b. with `[DONE]`, then the connection stays open',
    scenes: [streams([piece(RIGHT), '[DONE]'], silence)],
    play: asking(50),
    outcomes: [RIGHT],
    requests: 1,
  },
  {
    name: '12c. with `finish_reason`, then silence',
    scenes: [streams([piece(RIGHT), finish('stop')], silence)],
    play: asking(200),
    outcomes: [RIGHT],
    requests: 1,
  },
  {
    name: '13. 400: the prompt is too long',
    scenes: [refuses(400, tooLong)],
    outcomes: ['PACORE_PROMPT_TOO_LONG'],
    requests: 1,
  },
  {
    name: '13a. 400: it wants `max_completion_tokens`, then an answer',
    scenes: [refuses(400, failure("Use 'max_completion_tokens' instead.", 'unsupported_parameter')), says(RIGHT)],
    outcomes: [RIGHT],
    requests: 2,
  },
  {
    name: '13b. 404: there is no such model; `GET models` is asked for those that there are',
    scenes: [refuses(404, failure('model "tiny" not found'))],
    outcomes: ['PACORE_REMOTE'],
    requests: 2,
  },
  {
    name: '14. flapping, with a breaker that opens after two failures',
    scenes: [
      streams(wrongText),
      says(RIGHT),
      streams(wrongText),
      streams(wrongText),
      streams(wrongText, cuts),
      says(RIGHT),
    ],
    async play({ ask, clock }) {
      const outcomes = [await ask(), await ask(), await ask(), await ask(), await ask()];
      clock.advance(LIMITS.breaker.cooldown);
      outcomes.push(await ask(), await ask());
      clock.advance(LIMITS.breaker.cooldown);
      return [...outcomes, await ask(), await ask()];
    },
    outcomes: [
      'PACORE_REMOTE',
      RIGHT,
      'PACORE_REMOTE',
      'PACORE_REMOTE',
      'PACORE_OVERLOADED',
      'PACORE_REMOTE',
      'PACORE_OVERLOADED',
      RIGHT,
      RIGHT,
    ],
    requests: 7,
  },
  {
    name: '15. absurd usage',
    scenes: [says(RIGHT, { prompt_tokens: -5, completion_tokens: 1e12 })],
    outcomes: [RIGHT],
    requests: 1,
  },
  {
    name: '15a. no usage',
    scenes: [streams([piece('Answer:'), piece(' 54'), finish('stop'), '[DONE]'])],
    outcomes: [RIGHT],
    requests: 1,
  },
  {
    name: '16. 401: the key is refused',
    scenes: [refuses(401, failure('Incorrect API key provided'))],
    outcomes: ['PACORE_REMOTE'],
    requests: 1,
  },
  {
    name: '16a. 200 with an `error` object in the stream',
    scenes: [streams([...wrongText, failure('CUDA out of memory'), usageOf(null), '[DONE]'])],
    outcomes: ['PACORE_REMOTE'],
    requests: 1,
  },
  {
    name: '16b. 200 with a page instead of a stream',
    scenes: [refuses(200, '<html>Welcome</html>', { 'content-type': 'text/html' })],
    outcomes: ['PACORE_REMOTE'],
    requests: 1,
  },
];

/** Plays one; the server's scenes are set by it. */
export async function play(scenario: Scenario, stage: Stage): Promise<readonly Outcome[]> {
  stage.server.scenes = scenario.scenes;
  return (scenario.play ?? asking())(stage);
}

/** How outcomes are written in docs/remote.md. */
export function inWords(outcomes: readonly Outcome[]): string {
  const word = (outcome: Outcome) => {
    if ('code' in outcome) return `\`${outcome.code}\``;
    return outcome.text === RIGHT ? 'answer' : `“${outcome.text}”`;
  };
  return outcomes.map(word).join(', ');
}
