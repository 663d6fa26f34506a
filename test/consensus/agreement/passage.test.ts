import { describe, expect, it } from '@jest/globals';
import { passageOf } from '../../../src/consensus/agreement/passage.ts';

describe('a passage', () => {
  it.each([
    'Paris',
    '(Paris)',
    'The Isle of Man (UK)',
    '7 Wonders of Asia',
    'one two three',
    'Jane Austen, the Author of Emma',
    'Anna Bea Carl Dora Emil Fred',
    'King of Spain and France',
  ])('%j is a name, and what stands beside it', (text) => {
    expect(passageOf(text).isBare).toBe(true);
  });

  it.each([
    'It is Paris',
    'one two three four',
    'Anna Bea carl Dora',
    'iPads of Apple Inc',
    'Anna Bea Carl Dora Emil Fred Gus',
    'Paris or Lyon in all of France and more',
  ])('%j is more than a name', (text) => {
    expect(passageOf(text).isBare).toBe(false);
  });

  it.each([
    ['It’s Anne–Marie', "it's anne-marie"],
    ['PARIS', 'paris'],
    ['İzmir and ÄTNA', 'İzmir and ätna'],
  ])('%j is folded to %j, place by place', (text, folded) => {
    expect(passageOf(text).folded).toBe(folded);
  });

  it.each([
    ['paris', false],
    ['12', false],
    ['in Paris', true],
  ])('%j tells names by capitals: %j', (text, isCased) => {
    expect(passageOf(text).isCased).toBe(isCased);
  });
});
