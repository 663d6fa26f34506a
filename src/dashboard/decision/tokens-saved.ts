import { isValid } from '../../consensus/ballot.ts';
import type { DecisionRecord } from '../../decision-record.ts';

/** An estimate: what the ballots that were called off would have had written, were they as long as the others on average. */
export function tokensSaved({ ballots }: Pick<DecisionRecord, 'ballots'>): number {
  const whole = ballots.filter(isValid);
  const cut = ballots.filter(({ finish }) => finish === 'cancelled');
  if (whole.length === 0) return 0;
  const mean = whole.reduce((sum, { completionTokens }) => sum + completionTokens, 0) / whole.length;
  return Math.round(cut.reduce((sum, { completionTokens }) => sum + Math.max(0, mean - completionTokens), 0));
}
