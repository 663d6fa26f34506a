/** Which fault befalls whom, and when. Pure: the same rules under the same seed give the same schedule. */
import { memberDraw } from '../pipeline/seed.ts';

/** The faults that change what a model says, and leave it alive. */
export const DISTORTIONS = [
  'slow',
  'garbage-text',
  'empty-text',
  'wrong-ids',
  'duplicate-messages',
  'out-of-order',
] as const;

/** Every fault there is; docs/supervision.md says what each does and where it is contained. */
export const FAULTS = [
  'throw',
  'exit',
  'sigsegv',
  'sigkill',
  'hang',
  'silence',
  'memory-growth',
  ...DISTORTIONS,
] as const;

/** One of {@link FAULTS}. */
export type Fault = (typeof FAULTS)[number];

/** When a fault happens. */
export interface FaultRule {
  readonly fault: Fault;
  /** Whom it befalls; every member, if left out. */
  readonly member?: string;
  /** As it loads, or at a prompt (the default). */
  readonly on?: 'load' | 'prompt';
  /** At the n-th one of that member, from 1, all its incarnations counted; at each, if left out. */
  readonly nth?: number;
  /** Before the n-th piece of the answer, from 1 (the default); at the end, where there are fewer. */
  readonly token?: number;
  /** 0..1, drawn with the seed for each load or prompt; 1 if left out. */
  readonly probability?: number;
}

/** A load or a prompt of a member. */
export interface Occasion {
  readonly member: string;
  readonly on: 'load' | 'prompt';
  /** How many there have been, this one included. */
  readonly nth: number;
}

/** The first of `rules` that applies to an occasion. */
export function ruleFor(
  rules: readonly FaultRule[],
  seed: number,
  { member, on, nth }: Occasion,
): FaultRule | undefined {
  return rules.find((rule, index) => {
    if (rule.member !== undefined && rule.member !== member) return false;
    if ((rule.on ?? 'prompt') !== on || (rule.nth ?? nth) !== nth) return false;
    const { probability = 1 } = rule;
    return probability >= 1 || memberDraw(seed, `${index}/${on}/${nth}/${member}`) < probability;
  });
}
