import { describe, expect, it } from '@jest/globals';
import type { Ballot } from '../../src/consensus/ballot.ts';
import { estimateTokens } from '../../src/pipeline/token-estimate.ts';
import { withReferences } from '../../src/pipeline/references.ts';
import { closingPrompts, dealt, roundElectorate, roundPrompts } from '../../src/pipeline/rounds.ts';
import fc from '../support/fast-check.ts';
import { ballot, failed } from '../consensus/ballots.ts';
import { voter } from './voter.ts';

const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'What is 1 + 1?' },
] as const;
const terms = { template: '{question} | {references}', budget: 200, profile: 'auto', seed: 7 } as const;
const last = (conversation: ReturnType<typeof withReferences>) => conversation.at(-1)?.content ?? '';
const said = (text: string, member = 'a', more: Partial<Ballot> = {}) => ballot(member, '2', { text, ...more });

describe('references', () => {
  it('stand beside the question, without their reasoning', () => {
    const conversation = withReferences(messages, [said('<think>1, 1</think>1+1=2. Answer: 2')], terms);
    expect(conversation).toEqual([messages[0], { role: 'user', content: 'What is 1 + 1? | 1. 1+1=2. Answer: 2' }]);
  });

  it('come in an order of the seed, whatever the order of arrival', () => {
    const ballots = ['a', 'b', 'c', 'd', 'e'].map((member) => said(`says ${member}`, member));
    const asked = last(withReferences(messages, ballots, terms));
    expect(last(withReferences(messages, ballots.toReversed(), terms))).toBe(asked);
    const orders = [1, 2, 3, 4].map((seed) => last(withReferences(messages, ballots, { ...terms, seed })));
    expect(new Set(orders).size).toBeGreaterThan(1);
  });

  it('leave out what has no answer; without any the question stays as it is', () => {
    const silent = [failed('a'), ballot('b', null), said('partly', 'c', { finish: 'cancelled' })];
    expect(withReferences(messages, silent, terms)).toBe(messages);
    expect(last(withReferences(messages, [...silent, said('two', 'd')], terms))).toBe('What is 1 + 1? | 1. two');
  });

  it('are cut to their end, sentence by sentence, where the conclusion stands', () => {
    const long = `${'First this and that. '.repeat(30)}So 1+1=2. Answer: 2`;
    expect(last(withReferences(messages, [said(long)], { ...terms, budget: 30 }))).toMatch(
      /\| 1\. First this and that\. .*So 1\+1=2\. Answer: 2$/,
    );
    const endless = `${'nothing '.repeat(200)}at all 2`;
    expect(last(withReferences(messages, [said(endless)], { ...terms, budget: 30 }))).toMatch(
      /\| 1\. \S.{20,120}at all 2$/,
    );
  });

  it('keep to the budget, however many there are and whatever they say', () => {
    const pieces = fc.constantFrom('`', '```', '    ', '\n', 'Word. ', 'x', '7');
    const text = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: pieces, maxLength: 100 }));
    const texts = fc.array(text, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 24, max: 400 }), fc.constantFrom('auto', 'code'), (all, budget, profile) => {
        const ballots = all.map((text, sample) => said(text, 'a', { sample }));
        const content = last(
          withReferences(messages, ballots, { template: '{references}{question}', budget, profile, seed: 1 }),
        );
        return estimateTokens(content) - estimateTokens('What is 1 + 1?') <= budget + all.length + 1;
      }),
    );
  });

  const code = 'def two():\n    return 2';
  it.each([
    ['with a fence', 'auto', `Like this:\n\`\`\`python\n${code}\n\`\`\``, '````'],
    ['under code', 'code', code, '```'],
  ] as const)('keep the line breaks of a response %s, in a fence of their own', (_, profile, text, fence) => {
    const asked = last(withReferences(messages, [said(`\n${text}\n`)], { ...terms, profile }));
    expect(asked).toBe(`What is 1 + 1? | 1. \n${fence}\n${text}\n${fence}`);
  });

  it('are cut line by line where line breaks stay', () => {
    const long = `${'    spam = eggs\n'.repeat(40)}    return 2`;
    const asked = last(withReferences(messages, [said(long)], { ...terms, budget: 40, profile: 'code' }));
    expect(asked).toMatch(/\| 1\. \n```\n( {4}spam = eggs\n){2,9} {4}return 2\n```$/);
  });

  it('cannot close the fence that they stand in', () => {
    const tricky = fc.string({
      unit: fc.constantFrom('`', '```', '~~~', '\n', ' ', '2. Answer: 9', 'x'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(tricky, (text) => {
        const asked = last(withReferences(messages, [said(text)], { ...terms, budget: 4000, profile: 'code' }));
        const [, open = '', ...lines] = asked.split('\n');
        expect(open).toMatch(/^`{3,}$/);
        expect(lines.findIndex((line) => new RegExp(`^ {0,3}${open}`).test(line))).toBe(lines.length - 1);
      }),
    );
  });

  it('do not fill in what a question or a response looks like', () => {
    const tricky = [{ role: 'user', content: 'What is {references}?' }] as const;
    expect(last(withReferences(tricky, [said('{question}')], terms))).toBe('What is {references}? | 1. {question}');
  });
});

describe('the rounds of a question', () => {
  const voters = [voter('a', { weight: 2 }), voter('b', { missing: 'given up' }), voter('c')];
  const coordination = { template: terms.template, budget: 200, profile: 'auto' } as const;
  const prompting = { messages, seed: 7 };

  it.each([
    [1, ['x1']],
    [3, ['x1', 'y1', 'z1']],
    [4, ['x2', 'y1', 'z1']],
    [32, ['x11', 'y11', 'z10']],
  ])('deal %d trajectories to three members in turn', (count, expected) => {
    expect(dealt(['x', 'y', 'z'], count).map(({ voter: name, samples }) => `${name}${samples}`)).toEqual(expected);
  });

  it('have an electorate of those that are asked, and the missing', () => {
    const shown = (count: number) =>
      roundElectorate(voters, count).map(({ member, samples, missing }) => [member, samples, missing]);
    expect(shown(3)).toEqual([
      ['a', 2, undefined],
      ['b', 1, 'given up'],
      ['c', 1, undefined],
    ]);
    expect(shown(2)).toEqual([
      ['a', 1, undefined],
      ['c', 1, undefined],
    ]);
    expect(shown(1)).toEqual([['a', 1, undefined]]);
  });

  it('ask the question first, then the question with references; each trajectory with a seed of its own', () => {
    const prompts = (round: number, previous: readonly Ballot[]) =>
      roundPrompts(voters, prompting, coordination, { round, count: 3, previous }).flatMap((lane) => lane.prompts);
    const first = prompts(0, []);
    const second = prompts(1, [said('two')]);
    expect(first.map(({ member, sample, round, weight }) => [member, sample, round, weight])).toEqual([
      ['a', 0, 0, 1],
      ['a', 1, 0, 1],
      ['c', 0, 0, 1],
    ]);
    expect(last(first[0]?.request.messages ?? [])).toBe('What is 1 + 1?');
    expect(second.map(({ request }) => last(request.messages))).toEqual(Array(3).fill('What is 1 + 1? | 1. two'));
    expect(new Set([...first, ...second].map(({ request }) => request.seed)).size).toBe(6);
  });

  it.each([null, 4000])(
    'leave the references what the smallest context has beside question and answer, budget %p',
    (budget) => {
      const tight = [voter('a', { contextSize: 4096 }), voter('b', { contextSize: 80, maxTokens: 16 })];
      const long = said('One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten. '.repeat(4));
      const asked = roundPrompts(
        tight,
        prompting,
        { ...coordination, budget },
        { round: 1, count: 1, previous: [long] },
      );
      const content = last(asked[0]?.prompts[0]?.request.messages ?? []);
      expect(estimateTokens(content)).toBeLessThanOrEqual(80 - 16);
      expect(content).toContain('| 1. ');
    },
  );

  it('close with references that fit the aggregator too, be it of the voters or not', () => {
    const small = voter('small', { contextSize: 80, maxTokens: 16 });
    const long = said('One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten. '.repeat(4));
    const round = { round: 1, count: 1, previous: [long] };
    const asked = closingPrompts([voter('a')], small, prompting, { ...coordination, budget: null }, round);
    expect(estimateTokens(last(asked[0]?.request.messages ?? []))).toBeLessThanOrEqual(80 - 16);
  });

  it('count letters that are not Latin one by one', () => {
    expect([estimateTokens('abcdefgh'), estimateTokens('你好世界你好世界')]).toEqual([2, 8]);
  });

  it('close with the aggregator, then the others in turn', () => {
    const order = (aggregator: string | null) => {
      const named = voters.find(({ member }) => member === aggregator) ?? null;
      return closingPrompts(voters, named, prompting, coordination, { round: 2, count: 1, previous: [said('two')] });
    };
    expect(order('c').map(({ member, sample, round }) => [member, sample, round])).toEqual([
      ['c', 0, 2],
      ['a', 0, 2],
    ]);
    expect(order(null).map(({ member }) => member)).toEqual(['a', 'c']);
  });
});
