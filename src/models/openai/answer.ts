import type { GenerateRequest, TextDelta, TextEnd } from '../backend.ts';
import { ballotConfidence } from '../confidence.ts';
import { StopStrings } from '../stop-strings.ts';
import type { Chunk } from './chunk.ts';
import { remoteFailure } from './failure.ts';
import type { OpenAiSpec } from './spec.ts';
import { completionTokensIn, promptTokensIn } from './usage.ts';

/** An answer longer than this, in characters, cannot be meant; 4 Mi. */
const MOST_TEXT = 2 ** 22;

/** An answer as it comes in: chunks in, deltas out, then an end. */
export class Answer {
  readonly #spec: OpenAiSpec;
  readonly #request: GenerateRequest;
  readonly #stops: StopStrings;
  #text = '';
  /** Characters that came, those included that a stop string holds back. */
  #length = 0;
  #tokens = 0;
  /** Of all tokens so far; null once one came without. */
  #logprobs: number[] | null = [];
  /** Of the tokens since the last delta; undefined once one came without. */
  #pieceLogprob: number | undefined = 0;
  #usage: unknown;
  #finish: TextEnd['finish'] | null = null;
  #isCut = false;

  constructor(spec: OpenAiSpec, request: GenerateRequest) {
    this.#spec = spec;
    this.#request = request;
    // Endpoints take a few stop strings, or none: what they do not keep to is kept to here.
    this.#stops = new StopStrings(request.stop ?? []);
  }

  get hasBegun(): boolean {
    return this.#length > 0;
  }

  /** Whether its end has come; only the usage may follow. */
  get isComplete(): boolean {
    return this.#finish !== null;
  }

  /** Whether a stop string ended it here: what still comes is not wanted. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /**
   * Takes what came and yields what is clear of it.
   * @throws PacoreError PACORE_REMOTE when it becomes too long
   */
  *take({ text, logprobs, finish, usage }: Chunk): Generator<TextDelta, void> {
    if (usage !== undefined) this.#usage = usage;
    if (this.isComplete) return;
    if (text !== '') {
      this.#length += text.length;
      if (this.#length > MOST_TEXT) throw remoteFailure(this.#spec, `wrote more than ${MOST_TEXT} characters`);
      this.#count(logprobs);
      const clear = this.#stops.push(text);
      yield* this.#say(clear.text);
      this.#isCut = clear.isOver;
    }
    if (this.#isCut) {
      this.#finish = 'stop';
    } else if (finish !== null) {
      yield* this.#say(this.#stops.end());
      this.#finish = finish;
    }
  }

  /** The end: `cancelled` unless it is complete. */
  end(): TextEnd {
    const request = this.#request;
    return {
      type: 'text-end',
      text: this.#text,
      finish: this.#finish ?? 'cancelled',
      promptTokens: promptTokensIn(this.#usage, request),
      completionTokens: completionTokensIn(this.#usage, request, this.#tokens),
      confidence: this.#logprobs === null ? null : ballotConfidence(this.#logprobs, request.confidenceFrom),
    };
  }

  /** A piece is one token at least; its probabilities tell how many exactly. */
  #count(logprobs: readonly number[] | null): void {
    const believed = logprobs !== null && this.#tokens + logprobs.length <= this.#request.maxTokens ? logprobs : null;
    this.#tokens += believed?.length ?? 1;
    if (believed === null) this.#logprobs = null;
    for (const logprob of believed ?? []) this.#logprobs?.push(logprob);
    const sum = believed?.reduce((total, logprob) => total + logprob, 0);
    this.#pieceLogprob = sum === undefined || this.#pieceLogprob === undefined ? undefined : this.#pieceLogprob + sum;
  }

  *#say(text: string): Generator<TextDelta, void> {
    if (text === '') return;
    this.#text += text;
    const sureness = this.#pieceLogprob === undefined ? {} : { logprob: this.#pieceLogprob };
    this.#pieceLogprob = 0;
    yield { type: 'text-delta', text, completionTokens: this.#tokens, ...sureness };
  }
}
