/**
 * The power of two choices (M. Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE TPDS 12(10),
 * 2001): the better of two replicas drawn at random. Nearly as good as the best of all, but the replica that looks best
 * is not overrun by all prompts at once. Better is, as in Finagle's P2C with an EWMA of latencies, the lower
 *
 *     mean latency × (prompts in flight + 1)
 */
import { hasRoom, type Load } from './load.ts';

/** How fast a replica was. */
export interface Latency {
  /** Exponentially weighted mean, in milliseconds. */
  readonly mean: number;
  /** When it was last measured, by a clock that only goes on, in milliseconds. */
  readonly at: number;
}

/** A replica with what is known of its speed. */
export interface Timed extends Load {
  /** Whether it was ever given a prompt. */
  readonly tried: boolean;
  /** Null while no prompt has ended normally. */
  readonly latency: Latency | null;
}

/** The time after which a measurement has lost all but 1/e of its say to a new one. */
const TIME_CONSTANT_MS = 10_000;
/** A measurement this old counts as none, so that a replica that was slow once is tried again some time. */
const STALE_AFTER_MS = 300_000;

/**
 * The mean after one more measurement: `w × mean + (1 − w) × measured` with `w = exp(−Δt / 10 s)`, where Δt is the time
 * since the last measurement. The first one is the mean itself.
 * @param measured milliseconds
 * @param now milliseconds, by the clock that `latency` was measured by
 */
export function observe(latency: Latency | null, measured: number, now: number): Latency {
  if (latency === null) return { mean: measured, at: now };
  const weight = Math.exp(-Math.max(0, now - latency.at) / TIME_CONSTANT_MS);
  return { mean: weight * latency.mean + (1 - weight) * measured, at: now };
}

/**
 * A replica that was never tried, otherwise the better of two with room; undefined when every one is full. Where one of
 * the two has not been measured, the one with fewer prompts in flight is better: a replica that only fails or is only
 * cancelled neither draws all prompts nor none.
 * @param now milliseconds, by the clock that latencies were measured by
 * @param random 0..1, exclusive of 1
 */
export function betterOfTwo<Replica extends Timed>(
  replicas: readonly Replica[],
  now: number,
  random: () => number,
): Replica | undefined {
  const open = replicas.filter(hasRoom);
  const untried = open.find(({ tried }) => !tried);
  if (untried !== undefined || open.length < 2) return untried ?? open[0];
  const first = Math.floor(random() * open.length);
  const second = (first + 1 + Math.floor(random() * (open.length - 1))) % open.length;
  const [one, other] = [open[first], open[second]];
  return one !== undefined && other !== undefined && isBetter(other, one, now) ? other : one;
}

function isBetter(one: Timed, other: Timed, now: number): boolean {
  const [mine, others] = [meanOf(one, now), meanOf(other, now)];
  if (mine === null || others === null) return one.inFlight < other.inFlight;
  return mine * (one.inFlight + 1) < others * (other.inFlight + 1);
}

function meanOf({ latency }: Timed, now: number): number | null {
  return latency === null || now - latency.at > STALE_AFTER_MS ? null : latency.mean;
}
