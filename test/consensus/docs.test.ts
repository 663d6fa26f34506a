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

/** Lines of answers that are one, or of which no two are. */
function lines(kind: 'equal' | 'apart'): readonly (readonly string[])[] {
  const blocks = [...text.matchAll(new RegExp(`\`\`\`json ${kind}\\n([^\`]*)\`\`\``, 'g'))];
  return blocks.flatMap(([, block = '']) =>
    block
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as string[]),
  );
}

/** What each of `answers`, boxed where it is LaTeX, counts as beside the others. */
function settled(answers: readonly string[]): readonly (string | null)[] {
  const responses = answers.map((answer, index) => ({
    member: `m${index}`,
    text: answer.includes('\\') ? `\\boxed{${answer}}` : `Answer: ${answer}`,
  }));
  return new ConsensusEngine().decide(responses).ballots.map(({ answer }) => answer);
}

describe('docs/consensus.md', () => {
  it.each(lines('equal').map((answers) => [answers]))('is right that %j are one', (answers) => {
    const [first, ...others] = settled(answers);
    expect(first).not.toBeNull();
    expect(new Set(others)).toEqual(new Set([first]));
  });

  it.each(lines('apart').map((answers) => [answers]))('is right that %j are apart', (answers) => {
    expect(new Set(settled(answers)).size).toBe(answers.length);
  });

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
