/** How probable an answer is by the votes for it and against it. */

/**
 * The log-odds that `answer` is right, by naive Bayes: `support` holds for each answer the sum of the log-odds weights of
 * its voters. With members that err independently and K `options` equally likely beforehand, the probability of an
 * answer is proportional to exp(its support), and an option that nobody chose has support 0. Members do not err
 * independently, so this is a score that orders the questions, not a probability; see isotonic.ts. Six decimals, so that
 * the order of summation cannot show.
 */
export function logOdds(support: ReadonlyMap<string, number>, answer: string, options: number): number {
  const own = support.get(answer) ?? 0;
  const rivals = [...support].filter(([name]) => name !== answer).map(([, weight]) => weight);
  const unchosen = options - rivals.length - 1;
  // Shifted by the largest, or many members would exceed what a number can hold.
  const largest = Math.max(0, ...rivals);
  const rest = rivals.reduce((sum, weight) => sum + Math.exp(weight - largest), 0);
  const against = rest + (unchosen > 0 ? unchosen * Math.exp(-largest) : 0);
  return Math.round((own - largest - Math.log(against)) * 1e6) / 1e6;
}

/** The answers with the most votes; more than one on a draw, up to rounding. */
export function leadersOf(votes: ReadonlyMap<string, number>): readonly string[] {
  const most = Math.max(...votes.values());
  return [...votes].filter(([, weight]) => weight >= most * (1 - 1e-9)).map(([answer]) => answer);
}
