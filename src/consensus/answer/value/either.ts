/** ±: one tree that stands for two. */
import { negated, type Node } from './node.ts';

/** Whether a sign of `node` is ± or ∓, outside of its lists. */
export function hasEither(node: Node): boolean {
  return node.type === 'either' || childrenOf(node).some(hasEither);
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'sum':
      return node.terms;
    case 'product':
      return node.factors;
    case 'power':
      return [node.base, node.exponent];
    case 'call':
      return node.args;
    case 'related':
      return node.sides;
    case 'measured':
      return [node.value];
    default:
      return [];
  }
}

/** The tree with + for every ± and − for every ∓, or the other way round where it is `minus`. */
export function chosen(node: Node, minus: boolean): Node {
  const of = (child: Node): Node => chosen(child, minus);
  switch (node.type) {
    case 'either':
      return minus === node.flipped ? of(node.value) : negated(of(node.value));
    case 'sum':
      return { ...node, terms: node.terms.map(of) };
    case 'product':
      return { ...node, factors: node.factors.map(of) };
    case 'power':
      return { ...node, base: of(node.base), exponent: of(node.exponent) };
    case 'call':
      return { ...node, args: node.args.map(of) };
    case 'related':
      return { ...node, sides: node.sides.map(of) };
    case 'measured':
      return { ...node, value: of(node.value) };
    default:
      return node;
  }
}
