/** Random values as trees, and the typographies that they are written in. */
import fc from '../../../support/fast-check.ts';

/** What a random value is made of. */
export type Tree =
  | { readonly kind: 'whole'; readonly value: number }
  | { readonly kind: 'decimal'; readonly tenths: number }
  | { readonly kind: 'letter'; readonly name: string }
  | { readonly kind: 'sum' | 'product'; readonly parts: readonly Tree[] }
  | { readonly kind: 'quotient'; readonly top: Tree; readonly bottom: Tree }
  | { readonly kind: 'power'; readonly base: Tree; readonly exponent: number }
  | { readonly kind: 'root'; readonly base: Tree }
  | { readonly kind: 'call'; readonly name: string; readonly argument: Tree }
  | { readonly kind: 'set' | 'tuple'; readonly items: readonly Tree[] }
  | { readonly kind: 'interval'; readonly from: Tree; readonly to: Tree }
  | { readonly kind: 'relation'; readonly relation: string; readonly left: Tree; readonly right: Tree };

/** How a tree is written. */
export interface Typography {
  readonly style: 'latex' | 'unicode' | 'plain';
  readonly spacing: '' | ' ';
  /** `\frac` or one of its sisters. */
  readonly fraction: string;
  /** Whether brackets have `\left` and `\right`. */
  readonly sized: boolean;
  /** Whether `\sqrt3` stands for `\sqrt{3}`. */
  readonly bare: boolean;
  /** Whether terms, factors and items of sets stand the other way round. */
  readonly reversed: boolean;
}

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.integer({ min: 1, max: 30 }).map((value): Tree => ({ kind: 'whole', value })),
  fc.integer({ min: 1, max: 99 }).map((tenths): Tree => ({ kind: 'decimal', tenths })),
  fc.constantFrom('x', 'y', 'n', 'π', 'α').map((name): Tree => ({ kind: 'letter', name })),
);

/** Numbers, letters and what is made of them. */
export const { expression } = fc.letrec<{ expression: Tree }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: leaf },
    { weight: 2, arbitrary: several('sum', tie('expression')) },
    { weight: 2, arbitrary: several('product', tie('expression')) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('quotient' as const),
        top: tie('expression'),
        bottom: tie('expression'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('power' as const),
        base: tie('expression'),
        exponent: fc.integer({ min: -2, max: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('root' as const), base: tie('expression') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom('sin', 'cos', 'ln', 'f'),
        argument: tie('expression'),
      }),
    },
  ),
}));

function several(kind: 'sum' | 'product', part: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> {
  return fc.array(part, { minLength: 2, maxLength: 3 }).map((parts): Tree => ({ kind, parts }));
}

/** Expressions, and what has expressions in it. */
export const trees: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 4, arbitrary: expression },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('set' as const, 'tuple' as const),
      items: fc.array(expression, { minLength: 2, maxLength: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('interval' as const), from: expression, to: expression }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('relation' as const),
      relation: fc.constantFrom('=', '<', '≤', '>', '≥', '≠'),
      left: expression,
      right: expression,
    }),
  },
);

/** All ways to write. */
export const typographies: fc.Arbitrary<Typography> = fc.record({
  style: fc.constantFrom('latex' as const, 'unicode' as const, 'plain' as const),
  spacing: fc.constantFrom('' as const, ' ' as const),
  fraction: fc.constantFrom('\\frac', '\\dfrac', '\\tfrac'),
  sized: fc.boolean(),
  bare: fc.boolean(),
  reversed: fc.boolean(),
});

/** `tree` as it is written; in LaTeX between dollars. */
export function written(tree: Tree, typography: Typography): string {
  const text = render(tree, typography);
  return typography.style === 'latex' ? `$${text}$` : text;
}

function render(tree: Tree, typography: Typography): string {
  const of = (part: Tree): string => render(part, typography);
  const { style, spacing, reversed } = typography;
  const ordered = <T>(parts: readonly T[]): readonly T[] => (reversed ? [...parts].reverse() : parts);
  switch (tree.kind) {
    case 'whole':
      return String(tree.value);
    case 'decimal':
      return (tree.tenths / 10).toString();
    case 'letter':
      return style === 'latex' ? (COMMANDS.get(tree.name) ?? tree.name) : tree.name;
    case 'sum':
      return ordered(tree.parts).map(of).join(`${spacing}+${spacing}`);
    case 'product':
      return ordered(tree.parts)
        .map((part) => factor(part, typography))
        .join(`${spacing}${TIMES[style]}${style === 'latex' ? ' ' : spacing}`);
    case 'quotient':
      return style === 'latex'
        ? `${typography.fraction}{${of(tree.top)}}{${of(tree.bottom)}}`
        : `${bracketed(of(tree.top), typography)}/${bracketed(of(tree.bottom), typography)}`;
    case 'power':
      return `${bracketed(of(tree.base), typography)}${exponent(tree.exponent, style)}`;
    case 'root':
      return root(of(tree.base), typography);
    case 'call':
      return `${style === 'latex' && tree.name !== 'f' ? '\\' : ''}${tree.name}${bracketed(of(tree.argument), typography)}`;
    case 'set':
      return style === 'latex'
        ? `\\{${ordered(tree.items).map(of).join(`,${spacing}`)}\\}`
        : `{${ordered(tree.items).map(of).join(', ')}}`;
    case 'tuple':
      return bracketed(tree.items.map(of).join(`,${spacing}`), typography);
    case 'interval':
      return style === 'latex' && typography.sized
        ? `\\left[${of(tree.from)},${of(tree.to)}\\right)`
        : `[${of(tree.from)},${spacing}${of(tree.to)})`;
    case 'relation':
      return related(tree, typography);
  }
}

const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['π', '\\pi '],
  ['α', '\\alpha '],
  ['≤', '\\leq '],
  ['≥', '\\ge '],
  ['≠', '\\neq '],
]);
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
]);
const TIMES = { latex: '\\cdot', unicode: '·', plain: '*' } as const;
const TURNED: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['>', '<'],
  ['≤', '≥'],
  ['≥', '≤'],
]);

function related({ relation, left, right }: Extract<Tree, { kind: 'relation' }>, typography: Typography): string {
  const { style, spacing, reversed } = typography;
  const turned = reversed ? (TURNED.get(relation) ?? relation) : relation;
  const sign = (style === 'latex' ? COMMANDS.get(turned) : style === 'plain' ? PLAIN.get(turned) : turned) ?? turned;
  const [first, second] = reversed ? [right, left] : [left, right];
  return `${render(first, typography)}${spacing}${sign}${spacing}${render(second, typography)}`;
}

function factor(tree: Tree, typography: Typography): string {
  const text = render(tree, typography);
  return tree.kind === 'sum' || tree.kind === 'product' || tree.kind === 'quotient'
    ? bracketed(text, typography)
    : text;
}

function bracketed(text: string, { style, sized }: Typography): string {
  return style === 'latex' && sized ? `\\left(${text}\\right)` : `(${text})`;
}

function exponent(value: number, style: Typography['style']): string {
  if (style === 'latex') return `^{${value}}`;
  if (style === 'plain') return value < 0 ? `^(${value})` : `^${value}`;
  return Array.from(String(value), (character) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(character)] ?? '⁻').join('');
}

function root(text: string, typography: Typography): string {
  if (typography.style === 'plain') return `sqrt(${text})`;
  const isBare = typography.bare && /^(?:\d|[a-z])$/.test(text);
  if (typography.style === 'latex') return isBare ? `\\sqrt ${text}` : `\\sqrt{${text}}`;
  return isBare ? `√${text}` : `√(${text})`;
}
