/** The answers to one question, as they are written. */
import { ballotKey, type Ballot } from '../../consensus/ballot.ts';

/** One answer, under way or cast. */
export interface LiveAnswer {
  readonly member: string;
  readonly sample: number;
  readonly round: number;
  readonly text: string;
  readonly tokens: number;
  /** Null while it is being written. */
  readonly ballot: Ballot | null;
  /** How often another model began anew. */
  readonly restarts: number;
}

type Place = Pick<LiveAnswer, 'member' | 'sample' | 'round'>;

/** Of a text that is being written so many characters are kept, its last ones; the ballot has it whole. */
const KEPT = 4000;

/** Follows the answers of a question. */
export class LiveAnswers {
  readonly #answers = new Map<string, LiveAnswer>();

  /** In the order in which they began. */
  get all(): readonly LiveAnswer[] {
    return [...this.#answers.values()];
  }

  /** A piece was written; `tokens` counts all of the answer. */
  write(place: Place, text: string, tokens: number): void {
    const answer = this.#at(place);
    this.#set({ ...answer, text: (answer.text + text).slice(-KEPT), tokens });
  }

  /** What was written is void. */
  restart(place: Place): void {
    const answer = this.#at(place);
    this.#set({ ...answer, text: '', tokens: 0, restarts: answer.restarts + 1 });
  }

  /** It has ended. */
  cast(ballot: Ballot): void {
    this.#set({ ...this.#at(ballot), text: ballot.text, tokens: ballot.completionTokens, ballot });
  }

  /** All is void. */
  clear(): void {
    this.#answers.clear();
  }

  #at({ member, sample, round }: Place): LiveAnswer {
    const known = this.#answers.get(ballotKey({ member, sample, round }));
    return known ?? { member, sample, round, text: '', tokens: 0, ballot: null, restarts: 0 };
  }

  #set(answer: LiveAnswer): void {
    this.#answers.set(ballotKey(answer), answer);
  }
}
