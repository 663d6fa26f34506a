import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Decision } from '../../src/consensus/decision.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';

/** A question with two sound answers in different words and one that should not win. */
interface OpenQuestion {
  readonly question: string;
  /** What is wrong with `other`. */
  readonly odd: string;
  readonly sound: readonly [string, string];
  readonly other: string;
}

const OPEN_QUESTIONS = JSON.parse(
  readFileSync(new URL('open-questions.json', import.meta.url), 'utf8'),
) as readonly OpenQuestion[];

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

const engine = new ConsensusEngine();

/** The decision in every order of the members. */
function decisionsOf({ sound, other }: OpenQuestion) {
  const texts = [...sound, other];
  return ORDERS.map((order) =>
    engine.decide(order.map((place, index) => ({ member: `m${index}`, text: texts[place] ?? '' }))),
  );
}

describe('of three answers to an open question', () => {
  it.each(OPEN_QUESTIONS.map((question) => [question.odd, question.question, question] as const))(
    'the one that is %s never wins: %s',
    (_, __, question) => {
      for (const { text } of decisionsOf(question)) expect(question.sound).toContain(text);
    },
  );

  it('two that say the same decide, whatever the third one says', () => {
    const undecided = OPEN_QUESTIONS.flatMap((question) =>
      decisionsOf(question)
        .filter(({ status, agreement }) => status !== 'decided' || agreement !== 0.6667)
        .map(() => question.question),
    );
    expect([...new Set(undecided)]).toEqual([]);
  });
});

describe('docs/open-questions.md', () => {
  const PAGE = new URL('../../docs/open-questions.md', import.meta.url);
  const TABLE = /\|[^]*\|/;

  /** A row for each question; `UPDATE_DOCS=1` writes them anew. */
  const table = (): readonly (readonly string[])[] => [
    ['question', 'the odd one is', 'decided by', 'status', 'agreement', 'confidence'],
    ['---', '---', '---', '---', '---', '---'],
    ...OPEN_QUESTIONS.map((question) => {
      const [{ strategy, status, agreement, confidence }] = decisionsOf(question) as [Decision];
      return [question.question, question.odd, `\`${strategy}\``, `\`${status}\``, `${agreement}`, `${confidence}`];
    }),
  ];

  it('tells what comes of each question', () => {
    const page = readFileSync(PAGE, 'utf8');
    const rows = table();
    if (process.env.UPDATE_DOCS !== undefined)
      writeFileSync(
        PAGE,
        page.replace(TABLE, () => rows.map((row) => `| ${row.join(' | ')} |`).join('\n')),
      );
    const lines = (TABLE.exec(page)?.[0] ?? '').split('\n');
    const told = lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^-+$/, '---')),
    );
    if (process.env.UPDATE_DOCS === undefined) expect(told).toEqual(rows);
  });
});
