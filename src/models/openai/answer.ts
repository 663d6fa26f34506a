import type { GenerateRequest, TextDelta, TextEnd } from '../backend.ts';
import { ballotConfidence } from '../confidence.ts';
import { StopStrings } from '../stop-strings.ts';
import { malformed, type Chunk, type Piece } from './chunk.ts';
import { remoteFailure } from './failure.ts';
import type { OpenAiSpec } from './spec.ts';
import { completionTokensIn, promptTokensIn, updated, type Usage } from './usage.ts';

/** An answer longer than this, in characters, cannot be meant; 4 Mi. */
const MOST_TEXT = 2 ** 22;

/** An answer as it comes in: chunks in, deltas out, then an end. */
export class Answer {
  readonly #spec: OpenAiSpec;
  readonly #request: GenerateRequest;
  readonly #stops: StopStrings;
  #text = '';
  /** What came, what a stop string holds back included. */
  #came = '';
  /** What the stream was so far: pieces of an answer, or only what is none. */
  #heard: 'nothing' | 'strays' | 'pieces' = 'nothing';
  /** Whether what came last says that nothing is missing, though it was no end. */
  #isRounded = false;
  #tokens = 0;
  /** Of all tokens so far; null once one came without. */
  #logprobs: number[] | null = [];
  /** Of the tokens since the last delta; undefined once one came without. */
  #pieceLogprob: number | undefined = 0;
  #usage: Usage | null = null;
  #finish: TextEnd['finish'] | null = null;
  #isCut = false;

  constructor(spec: OpenAiSpec, request: GenerateRequest) {
    this.#spec = spec;
    this.#request = request;
    // Endpoints take a few stop strings, or none: what they do not keep to is kept to here.
    this.#stops = new StopStrings(request.stop ?? []);
  }

  get hasBegun(): boolean {
    return this.#came !== '';
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
   * @throws PacoreError PACORE_REMOTE when it becomes too long, ends without the text it needs, or was none at all
   */
  *take(chunk: Chunk): Generator<TextDelta, void> {
    switch (chunk.type) {
      case 'stray':
        if (this.#heard === 'nothing') this.#heard = 'strays';
        return;
      case 'usage':
        this.#usage = updated(this.#usage, chunk.usage);
        this.#isRounded = true;
        return;
      case 'piece':
        this.#heard = 'pieces';
        this.#isRounded = chunk.isWhole;
        if (chunk.usage !== null) this.#usage = updated(this.#usage, chunk.usage);
        if (!this.isComplete) yield* this.#grow(chunk);
        return;
      case 'done':
        if (this.#heard === 'strays') throw malformed(this.#spec);
        yield* this.#finishWith('stop');
    }
  }

  /**
   * Takes the end of the stream. An answer whose end was not told is complete where it came as a whole, or was counted.
   * @throws PacoreError PACORE_REMOTE when the stream broke off, or was no completion
   */
  *close(): Generator<TextDelta, void> {
    if (this.isComplete) return;
    if (this.#heard === 'strays') throw malformed(this.#spec);
    if (!this.#isRounded || !this.hasBegun) throw remoteFailure(this.#spec, 'broke its answer off');
    yield* this.#finishWith('stop');
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

  *#grow({ text, isWhole, logprobs, finish, ifEmpty }: Piece): Generator<TextDelta, void> {
    const fresh = isWhole ? this.#unheardOf(text) : text;
    if (fresh !== '') {
      this.#came += fresh;
      if (this.#came.length > MOST_TEXT) throw remoteFailure(this.#spec, `wrote more than ${MOST_TEXT} characters`);
      this.#count(logprobs);
      const clear = this.#stops.push(fresh);
      yield* this.#say(clear.text);
      this.#isCut = clear.isOver;
    }
    if (finish !== null && ifEmpty !== null && !this.hasBegun) throw ifEmpty;
    if (this.#isCut) this.#finish = 'stop';
    else if (finish !== null) yield* this.#finishWith(finish);
  }

  /** Of an answer that came as a whole, what is new: the last event may repeat what came before it. */
  #unheardOf(whole: string): string {
    const came = this.#came;
    return whole.length >= came.length && whole.startsWith(came) ? whole.slice(came.length) : whole;
  }

  *#finishWith(finish: 'stop' | 'length'): Generator<TextDelta, void> {
    if (this.isComplete) return;
    yield* this.#say(this.#stops.end());
    this.#finish = finish;
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
