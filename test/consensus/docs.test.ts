import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import type { RecordedResponse } from '../../src/consensus/recorded.ts';

interface Example {
  readonly strategy: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly responses: readonly RecordedResponse[];
  readonly decision: object;
}

const text = readFileSync(new URL('../../docs/consensus.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/```json example\n([^`]*)```/g)].map(
  (match) => JSON.parse(match[1] ?? '') as Example,
);

describe('docs/consensus.md', () => {
  it('has an example of each strategy', () => {
    const shown = new Set(examples.map(({ strategy }) => strategy));
    expect([...shown].sort()).toEqual([...new ConsensusEngine().strategies].sort());
  });

  it.each(examples)('is right about $strategy with $responses', ({ strategy, options, responses, decision }) => {
    expect(new ConsensusEngine({ strategy, options }).decide(responses)).toMatchObject(decision);
  });

  it('is right about canonical numbers', () => {
    const engine = new ConsensusEngine({ profile: 'number' });
    const pairs = [...text.matchAll(/`([^`]+)`(?: and `([^`]+)`)? →\s+`([^`]+)`/g)];
    expect(pairs.length).toBeGreaterThan(6);
    for (const [, one = '', other = one, canonical] of pairs) {
      for (const answer of [one, other]) expect(engine.decide([{ member: 'a', answer }]).answer).toBe(canonical);
    }
  });
});
