/**
 * Evaluating a prompt as seldom as possible. Samples of one prompt evaluate it once, and hand its state on; a sequence
 * keeps what it evaluated last, so that a common beginning (a system prompt) is not evaluated again.
 *
 * What is evaluated comes in the same pieces every time, whoever did it: counted from the start of the prompt, its last
 * token alone. Other pieces give other last bits, and with a seed the same text must come of the same prompt.
 *
 * Prompts that are evaluated at the same time take turns, a piece each. What is handed to llama.cpp cannot be called off,
 * so an abort never has to wait for more than the piece that is running, however many slots there are.
 */
import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { messageOf } from '../../errors.ts';
import { untilAborted } from '../interruption.ts';
import type { OnLog } from '../log.ts';
import { Pool } from '../pool.ts';
import { StateFiles } from './state-files.ts';

/** What a sequence holds. */
export interface Slot {
  readonly sequence: LlamaContextSequence;
  /** The prompt that was evaluated last, its last token left out; what was generated stands behind it. */
  head: readonly Token[];
}

/** Every call into llama.cpp goes through here, so that whoever disposes of the model can wait for it. */
export type Track = <T>(work: Promise<T>) => Promise<T>;

/** Somebody evaluates this head now. */
interface Leader {
  /** Never rejects; when it resolves, the state is kept in a file, or the leader failed. */
  readonly done: Promise<void>;
  /** Others who wait for it. */
  followers: number;
}

/** The prompts of one context. */
export class Prefixes {
  readonly #pieceSize: number;
  readonly #track: Track;
  /** There is one; who has it evaluates the next piece. */
  readonly #turns = new Pool(['turn']);
  readonly #states = new StateFiles();
  readonly #leaders = new Map<string, Leader>();
  readonly #onLog: OnLog;
  /** Until writing a state fails: a full disk is full for the next one too. */
  #canShare = true;

  /** `pieceSize` is how many tokens are evaluated in one go. */
  constructor(pieceSize: number, track: Track, onLog: OnLog) {
    this.#pieceSize = pieceSize;
    this.#track = track;
    this.#onLog = onLog;
  }

  /** Tokens of `head` that need not be evaluated on this slot. */
  reusable(slot: Slot, head: readonly Token[]): number {
    const same = commonLength(slot.head, head);
    if (same === head.length && same === slot.head.length) return same;
    return same - (same % this.#pieceSize);
  }

  /**
   * Brings a slot to where `head` has been evaluated, and nothing else. When `signal` aborts it leaves off after the
   * piece that is running.
   */
  async prepare(slot: Slot, head: readonly Token[], signal: AbortSignal): Promise<void> {
    // What is shorter than a piece costs less than handing it over.
    const isShort = head.length <= this.#pieceSize || this.reusable(slot, head) === head.length;
    const key = isShort ? '' : head.join();
    while (!isShort && this.#canShare && !signal.aborted) {
      const file = this.#states.get(key);
      if (file !== undefined && (await this.#load(key, slot, head, file))) return;
      const leader = this.#leaders.get(key);
      if (leader === undefined) return this.#lead(key, slot, head, signal);
      leader.followers += 1;
      await untilAborted(leader.done, signal);
      leader.followers -= 1;
    }
    return this.#evaluate(slot, head, signal);
  }

  /** Removes what is kept. */
  close(): Promise<void> {
    return this.#states.close();
  }

  async #lead(key: string, slot: Slot, head: readonly Token[], signal: AbortSignal): Promise<void> {
    let finish: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (finish = resolve));
    const leader = { done, followers: 0 };
    this.#leaders.set(key, leader);
    try {
      await this.#evaluate(slot, head, signal);
      if (leader.followers > 0) await this.#save(key, slot, signal);
    } finally {
      this.#leaders.delete(key);
      finish();
    }
  }

  async #save(key: string, { sequence }: Slot, signal: AbortSignal): Promise<void> {
    try {
      await this.#states.put(key, async (path) => {
        signal.throwIfAborted();
        await this.#track(sequence.saveStateToFile(path));
      });
    } catch (error) {
      if (signal.aborted) return;
      this.#canShare = false;
      this.#onLog({ level: 'warn', message: `Samples do not share their prompt any more: ${messageOf(error)}` });
    }
  }

  /** False where the file is of no use (something has cleaned the folder): then the head is evaluated after all. */
  async #load(key: string, slot: Slot, head: readonly Token[], file: string): Promise<boolean> {
    slot.head = [];
    try {
      await this.#track(slot.sequence.loadStateFromFile(file, { acceptRisk: true }));
      slot.head = head;
      return true;
    } catch {
      await this.#states.drop(key);
      return false;
    }
  }

  async #evaluate(slot: Slot, head: readonly Token[], signal: AbortSignal): Promise<void> {
    // The model may have been disposed of, and must not be touched any more: so it is before each call.
    const aborted = (): boolean => signal.aborted;
    if (aborted()) return;
    const { sequence } = slot;
    const kept = this.reusable(slot, head);
    slot.head = [];
    const end = sequence.nextTokenIndex;
    if (end > kept) await this.#track(sequence.eraseContextTokenRanges([{ start: kept, end }]));
    // Some models cannot go back to any place; then there is less left than was asked for.
    for (let from = sequence.nextTokenIndex; from < head.length && !aborted(); from += this.#pieceSize) {
      await this.#evaluatePiece(sequence, head.slice(from, from + this.#pieceSize), signal);
    }
    if (!aborted()) slot.head = head;
  }

  async #evaluatePiece(sequence: Slot['sequence'], piece: Token[], signal: AbortSignal): Promise<void> {
    const turn = await this.#turns.acquire(signal);
    if (turn === undefined) return;
    try {
      if (!signal.aborted) await this.#track(sequence.evaluateWithoutGeneratingNewTokens(piece));
    } finally {
      this.#turns.release(turn);
    }
  }
}

function commonLength(one: readonly Token[], other: readonly Token[]): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) if (one[index] !== other[index]) return index;
  return length;
}
