/** Whether two statements cannot both be right, as far as numbers and denials tell. */
import { areCompatible } from './number-claims.ts';
import type { NumberMention, Statement } from './statement.ts';

/** From this part of the common terms on, what the one denies of what the other affirms is a contradiction. */
const MUCH_DENIED = 0.3;
/** From this part of the words around them on, two numbers are about the same. */
const MUCH_AROUND = 0.5;

/**
 * Whether one says yes and the other no, three tenths of the common terms are affirmed by the one and denied by the other, or
 * they give different numbers for the same.
 * @param common how many terms both have, above 0
 */
export function contradict(one: Statement, other: Statement, common: number): boolean {
  if (one.verdict !== null && other.verdict !== null && one.verdict !== other.verdict) return true;
  const opposed = overlapOf(one.denied, other.affirmed) + overlapOf(other.denied, one.affirmed);
  return opposed / common >= MUCH_DENIED || numbersContradict(one.numbers, other.numbers);
}

/**
 * Numbers that the other text does not have contradict each other when the texts agree in no number of the same thing, or
 * when what stands around them is the same.
 */
function numbersContradict(ones: readonly NumberMention[], others: readonly NumberMention[]): boolean {
  const alone = withoutMatch(ones, others);
  const rivals = withoutMatch(others, ones);
  return alone.some((mention) =>
    rivals.some((rival) => {
      if (sharedAround(mention, rival) >= MUCH_AROUND) return canCountTheSame(mention, rival);
      const agreesElsewhere = ones.some((another) => another.of === mention.of && !alone.includes(another));
      return mention.of !== '' && rival.of === mention.of && !agreesElsewhere;
    }),
  );
}

/** Of a bare number it is not known what it counts. */
function canCountTheSame({ of: one }: NumberMention, { of: other }: NumberMention): boolean {
  return one === other || one === '' || other === '';
}

/** The mentions of numbers that `others` have nowhere. */
function withoutMatch(ones: readonly NumberMention[], others: readonly NumberMention[]): readonly NumberMention[] {
  return ones.filter((mention) => !others.some((other) => areCompatible(mention, other)));
}

function sharedAround({ context: one }: NumberMention, { context: other }: NumberMention): number {
  const smaller = Math.min(one.size, other.size);
  return smaller === 0 ? 0 : overlapOf(one, other) / smaller;
}

function overlapOf(ones: ReadonlySet<number>, others: ReadonlySet<number>): number {
  const [few, many] = ones.size < others.size ? [ones, others] : [others, ones];
  let count = 0;
  for (const id of few) if (many.has(id)) count++;
  return count;
}
