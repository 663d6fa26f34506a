/** The questions of a benchmark: reading them, and drawing some. */
import { fileURLToPath } from 'node:url';
import { canonicalAnswer } from '../consensus/answer.ts';
import type { Profile } from '../consensus/decision.ts';
import { messageOf, PacoreError } from '../errors.ts';
import { seededRandom } from '../seeded-random.ts';

/** A question with what is expected of a model. */
export interface BenchQuestion {
  readonly question: string;
  /** Canonical; null: it is out of scope, and right is who abstains. */
  readonly answer: string | null;
  /** Which part of the questions it belongs to, where they have parts. */
  readonly set: string | null;
}

/** A question that is asked. */
export interface DrawnQuestion extends BenchQuestion {
  /** Of the answers that are drawn. */
  readonly seed: number;
}

/** The questions that the package brings along; the same place from src/ and from dist/. */
export const OWN_QUESTIONS = fileURLToPath(new URL('../../models/questions.jsonl', import.meta.url));

/** Collects questions from lines, each of which must be right, and different from all before. */
export class QuestionReader {
  readonly questions: BenchQuestion[] = [];
  /** Lines of questions, by their text. */
  readonly #lines = new Map<string, number>();
  readonly #profile: Profile;
  readonly #file: string;

  constructor(file: string, profile: Profile) {
    this.#file = file;
    this.#profile = profile;
  }

  /** Adds the question on line `number`, from 1. @throws PacoreError PACORE_INPUT, naming the line */
  add(text: string, number: number): void {
    try {
      const question = parseQuestion(text, this.#profile);
      const earlier = this.#lines.get(question.question);
      // Twice the same question would make the intervals narrower than they are.
      if (earlier !== undefined) throw input(`the question stands in line ${earlier} already`);
      this.#lines.set(question.question, number);
      this.questions.push(question);
    } catch (error) {
      throw input(`${this.#file}:${number}: ${messageOf(error)}`);
    }
  }

  /** At most `count` of the questions, each once, in an order drawn by `seed`; fewer are the beginning of more. */
  draw(count: number, seed: number): readonly DrawnQuestion[] {
    if (this.questions.length === 0) throw input(`${this.#file} has no questions.`);
    const random = seededRandom(seed);
    const order = [...this.questions];
    for (let place = 0; place < order.length - 1; place += 1) {
      const other = place + Math.floor(random() * (order.length - place));
      [order[place], order[other]] = [order[other], order[place]] as [BenchQuestion, BenchQuestion];
    }
    return order.slice(0, count).map((question, index) => ({ ...question, seed: (seed + index) % 2 ** 32 }));
  }
}

function parseQuestion(text: string, profile: Profile): BenchQuestion {
  const value = parseObject(text);
  const { question, answer, set = null } = value;
  if (typeof question !== 'string' || question.trim() === '') throw input('question must be a text that is not empty');
  if (set !== null && (typeof set !== 'string' || set === '')) throw input('set must be a text that is not empty');
  return { question, answer: expectedAnswer(answer, profile), set };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw input('the line must be an object {"question", "answer"}');
}

function expectedAnswer(answer: unknown, profile: Profile): string | null {
  if (answer === null) return null;
  if (typeof answer !== 'string' && typeof answer !== 'number')
    throw input('answer must be a text or a number, or null where the question is out of scope');
  const canonical = canonicalAnswer(String(answer), profile);
  if (canonical === null) throw input(`answer ${JSON.stringify(answer)} is none under the profile ${profile}`);
  return canonical;
}

function input(message: string): PacoreError {
  return new PacoreError('PACORE_INPUT', message, { retryable: false });
}
