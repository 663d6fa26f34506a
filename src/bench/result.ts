/** What a benchmark finds: what `pacore bench --json` prints. Shares are 0..1, times in milliseconds. */

/** Two ends, both included. */
export type Interval = readonly [lo: number, hi: number];

/** One way of answering, measured. */
export interface BenchRow {
  readonly name: string;
  /** `member`: one alone, greedy; `samples`: the best of them, several answers; `large`: the baseline, either way. */
  readonly kind: 'member' | 'samples' | 'committee' | 'large';
  readonly accuracy: number;
  /** Of the accuracy, 95 per cent. */
  readonly ci: Interval;
  /** Accuracy by set of questions; empty where the questions name none. */
  readonly sets: Readonly<Record<string, number>>;
  /** Questions without a quorum, or refused: they count as wrong, whatever was expected. */
  readonly unanswered: number;
  /** Latency of one question at a time. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** One question at a time: all of the time, divided by the questions. */
  readonly wallMsAt1: number;
  /** With as many questions at once as keep every slot busy. */
  readonly questionsPerSecond: number;
  /** Of this process; null where a model computes elsewhere. */
  readonly cpuMsPerQuestion: number | null;
  /** Mean number of tokens written for a question, by all that were asked, called off or not. */
  readonly tokens: number;
  /** Weights of all that are asked; null where a backend does not tell. */
  readonly parameters: number | null;
  /** Parameters × tokens, the large model's greedy answers being 1; null where parameters are not known. */
  readonly relativeCost: number | null;
}

/** Two rows on the same questions. */
export interface Comparison {
  readonly a: string;
  readonly b: string;
  /** Accuracy of a − accuracy of b. */
  readonly difference: number;
  /** Of the difference, 95 per cent, paired. */
  readonly ci: Interval;
  /** Whether the difference cannot well be chance; see `compare`. */
  readonly significant: boolean;
}

/** A question on which the committee and the large model part. */
export interface Disagreement {
  readonly question: string;
  /** Null: it is out of scope. */
  readonly expected: string | null;
  readonly committee: string | null;
  readonly large: string | null;
}

/** How the committee did against the large model; see `verdictOn`. */
export type Outcome = 'wins' | 'matches' | 'loses' | 'undecided';

/** A finished benchmark. */
export interface BenchResult {
  /** Questions that were asked. */
  readonly count: number;
  /** Questions that there are. */
  readonly available: number;
  /** Questions by set. */
  readonly sets: Readonly<Record<string, number>>;
  readonly seed: number;
  /** Named beforehand: the verdict is on this one. */
  readonly strategy: string;
  readonly baseline: string;
  /** Answers of each row that is sampled. */
  readonly samples: number;
  readonly rows: readonly BenchRow[];
  readonly comparisons: readonly Comparison[];
  /** Members one after another / all at once, every ballot awaited. */
  readonly speedup: number;
  /** The most that could be: cores, or members where the slowest is not all there is to wait for. */
  readonly speedupLimit: number;
  readonly cores: number;
  readonly outcome: Outcome;
  /** The outcome in plain words. */
  readonly verdict: string;
  /** Only the large model is right; the first few. */
  readonly lost: readonly Disagreement[];
  /** Only the committee is right; the first few. */
  readonly won: readonly Disagreement[];
}
