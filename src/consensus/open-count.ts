/** The count of an election of which ballots are still out: what may yet become of a lead. */
import { isValid, type Ballot } from './ballot.ts';
import type { outstanding } from './election.ts';
import type { LinearScore } from './plurality.ts';
import { isLevel, leadOf, prevails, type Margin } from './tie-break.ts';

/** What ballots come to, at confidence 0 and for each unit of confidence. */
interface Worth {
  readonly none: Sums;
  readonly perConfidence: Sums;
}

type Sums = Pick<Margin, 'score' | 'confidence'>;

/** Ballots of the same weight that are still out. */
interface OpenBallots extends Worth {
  count: number;
}

/** One answer; `perConfidence` of its worth is for the confidence that is assumed for those of its ballots without one. */
interface OpenCandidate extends Worth {
  readonly answer: string;
  readonly ballots: number;
}

const NOTHING: Sums = { score: 0, confidence: 0 };
/** An answer that nobody has given yet; it may stand before any other in the order of answers. */
const NEWCOMER: OpenCandidate = { answer: '', ballots: 0, none: NOTHING, perConfidence: NOTHING };

/**
 * Counts ballots as they come in, and knows the extremes of what the others may bring. The confidence that is assumed for
 * ballots without one is the mean of all others, so those still out move it, too. What is asked here is linear in each of
 * their confidences (one without counts like one with the mean): the extremes are where each of them is 0 or 1.
 */
export class OpenCount {
  readonly #scoreOf: LinearScore;
  readonly #unit: number;
  /** By member; members whose ballots weigh the same share one entry. */
  readonly #out: ReadonlyMap<string, OpenBallots>;
  readonly #open: readonly OpenBallots[];
  readonly #candidates = new Map<string, OpenCandidate>();
  /** Ballots for an answer that have a confidence, and the sum of those. */
  #known = { count: 0, sum: 0 };

  /** `out`: how many can come, by member, and their weight together; `unit`: the most a score can be. */
  constructor(scoreOf: LinearScore, out: ReturnType<typeof outstanding>, unit: number) {
    this.#scoreOf = scoreOf;
    this.#unit = unit;
    const byWeight = new Map<number, OpenBallots>();
    this.#out = new Map(
      [...out].map(([member, { count, weight }]) => {
        const open = byWeight.get(weight / count) ?? { count: 0, ...this.#worthOf(weight / count) };
        open.count += count;
        byWeight.set(weight / count, open);
        return [member, open];
      }),
    );
    this.#open = [...byWeight.values()];
  }

  /** Counts a ballot that came in. */
  add(ballot: Ballot): void {
    const { member, weight, answer, confidence } = ballot;
    const open = this.#out.get(member);
    if (open !== undefined) open.count -= 1;
    if (!isValid(ballot) || answer === null) return;
    const before = this.#candidates.get(answer) ?? NEWCOMER;
    const worth = this.#worthOf(weight);
    this.#candidates.set(answer, {
      answer,
      ballots: before.ballots + 1,
      none: plus(plus(before.none, worth.none), worth.perConfidence, confidence ?? 0),
      perConfidence: plus(before.perConfidence, worth.perConfidence, confidence === null ? 1 : 0),
    });
    if (confidence !== null) this.#known = { count: this.#known.count + 1, sum: this.#known.sum + confidence };
  }

  /** The answer that wins whatever comes; null while another can pass it, or while there is none. */
  settledWinner(): string | null {
    const { count, sum } = this.#known;
    const assumed = count === 0 ? 1 : sum / count;
    const candidates = [...this.#candidates.values()].map(({ answer, ballots, none, perConfidence }) => {
      return { answer, ballots, ...plus(none, perConfidence, assumed) };
    });
    const winner = leadOf(candidates, this.#unit)?.winner.answer;
    if (winner === undefined) return null;
    const leads = this.#leastLeads(winner);
    return leads.every(({ over, margin }) => prevails(margin, winner < over, this.#unit)) ? winner : null;
  }

  /** Whether another answer can come to the same score as `winner`, which is settled. */
  canBeTied(winner: string): boolean {
    return this.#leastLeads(winner).some(({ margin }) => isLevel(margin, this.#unit));
  }

  /** The least and the most that the score of `answer` can come to. */
  scoreRange(answer: string): { readonly least: number; readonly most: number } {
    const { none, perConfidence } = this.#candidates.get(answer) ?? NEWCOMER;
    const { lowest, highest } = this.#assumable();
    const out = this.#open.reduce((sum, ballots) => {
      return sum + ballots.count * (ballots.none.score + ballots.perConfidence.score);
    }, 0);
    return { least: none.score + perConfidence.score * lowest, most: none.score + perConfidence.score * highest + out };
  }

  /** By how much `answer` is ahead of each other one when the ballots still out are as bad for it as they can be. */
  #leastLeads(answer: string): readonly { readonly over: string; readonly margin: Margin }[] {
    const leader = this.#candidates.get(answer) ?? NEWCOMER;
    const rivals = [...this.#candidates.values()].filter((candidate) => candidate !== leader);
    const { out, lowest, perUnit } = this.#assumable();
    return [...rivals, NEWCOMER].map((rival) => {
      const least = (what: keyof Sums): number => {
        const perAssumed = leader.perConfidence[what] - rival.perConfidence[what];
        const now = leader.none[what] - rival.none[what] + perAssumed * lowest;
        // All that is out goes to the rival; its confidence is for the rival, and by way of the mean for either.
        return this.#open.reduce((lead, { count, none, perConfidence }) => {
          return lead - count * (none[what] + Math.max(0, perConfidence[what] - perAssumed * perUnit));
        }, now);
      };
      const ballots = leader.ballots - rival.ballots - out;
      return { over: rival.answer, margin: { score: least('score'), confidence: least('confidence'), ballots } };
    });
  }

  /** How many ballots are out, the confidence that may yet be assumed, and what each unit of one of theirs adds to it. */
  #assumable() {
    const out = this.#open.reduce((sum, { count }) => sum + count, 0);
    const { count, sum } = this.#known;
    const most = count + out;
    return most === 0
      ? { out, lowest: 1, highest: 1, perUnit: 0 }
      : { out, lowest: sum / most, highest: (sum + out) / most, perUnit: 1 / most };
  }

  /** Of one ballot. */
  #worthOf(weight: number): Worth {
    const none = this.#scoreOf({ weight, confidence: 0 });
    const full = this.#scoreOf({ weight, confidence: 1 });
    return { none: { score: none, confidence: 0 }, perConfidence: { score: full - none, confidence: 1 } };
  }
}

function plus(one: Sums, other: Sums, times = 1): Sums {
  return { score: one.score + times * other.score, confidence: one.confidence + times * other.confidence };
}
