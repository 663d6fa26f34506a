/** Figures and names as the advisor writes them. */
import type { CommitteeAdvice, VotingRule } from './advice.ts';
import type { Gain } from './gain.ts';

/** A share as `76.3 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A difference of shares in points, with its sign: `−1.2`. */
export function points(difference: number): string {
  const text = Math.abs(100 * difference).toFixed(1);
  return `${text === '0.0' ? '' : difference < 0 ? '−' : '+'}${text}`;
}

/** A gain as `+1.2 points (95 % interval −0.3 to +2.7)`. */
export function gainText({ mean, interval: [lo, hi] }: Gain): string {
  return `${points(mean)} points (95 % interval ${points(lo)} to ${points(hi)})`;
}

/** A committee by its members, or their number where they are many. */
export function committeeText({ members }: Pick<CommitteeAdvice, 'members'>): string {
  return members.length > 7 ? `all ${members.length} members together` : members.join(' + ');
}

/** `majority` or `weighted`, as the fields of {@link CommitteeAdvice} are called. */
export function fieldOf(rule: VotingRule): 'majority' | 'weighted' {
  return rule === 'weighted_voting' ? 'weighted' : 'majority';
}
