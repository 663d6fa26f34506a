import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { canonicalAnswer, readAnswer } from '../../../src/consensus/answer.ts';

describe('profile text', () => {
  it.each([
    ['Paris', 'paris'],
    [' “Paris.” ', 'paris'],
    ['**Paris**', 'paris'],
    ['(Paris)', 'paris'],
    ['(a) and (b)', '(a) and (b)'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['ﬁne　 day', 'fine day'],
    ['New\n\n York', 'new york'],
    ['C++', 'c++'],
    ['U.S.A.', 'u.s.a'],
    ['Answer: 14', '14'],
    ['The answer is Paris. It is large.', 'paris'],
    ['First this. So it is Paris.', 'it is paris'],
    ['It is big. It is old.', 'it is big. it is old'],
    ['The capital is **Paris**.', 'paris'],
    ['**Paris** and **Rome** are cities.', 'paris and rome are cities'],
    ['<think>Rome?</think>Paris', 'paris'],
    ["I don't know.", null],
    ['In short : Paris', 'paris'],
    ['To sum up,  Paris', 'paris'],
    ['Result:Paris', 'paris'],
    ['Also Paris', 'also paris'],
    ['He says so Paris', 'he says so paris'],
    ['Wow! So Paris!', 'paris'],
    ['Wow!! So *Paris!!*', 'paris'],
    ['答案。So Paris！', 'paris'],
    ['12. So Paris', '12. so paris'],
    ['Paris<|im_end|>', 'paris'],
    ['Paris<||>', 'paris<||>'],
    ['[Paris]', 'paris'],
    ['{Paris}', 'paris'],
    ['The winner is **Paris**!', 'paris'],
    ['Paris\n<think>Rome', 'paris'],
    ['Paris</s>Rome', 'paris rome'],
    ['**Total:** Paris', 'total: paris'],
    ['**Total: ** Paris', 'total: paris'],
    ['**Is it: yes or no?**', 'is it: yes or no'],
    ['The answer is Paris.\nAnswer:', 'paris'],
    ['don’t', "don't"],
    ['soft\u00adware', 'software'],
    ['(.)', null],
    ['[', null],
    ["Let me see. I don't know.", null],
    ['Answer:', null],
    ['...', null],
    ['', null],
  ])('reads %j as %j', (response, answer) => {
    expect(readAnswer(response, 'text')).toBe(answer);
  });

  it.each([
    ['Paris!', 'paris'],
    ['Answer: x', 'answer: x'],
    ['n/a', null],
  ])('takes the given answer %j as %j', (given, answer) => {
    expect(canonicalAnswer(given, 'text')).toBe(answer);
  });

  it('has nothing left to do on what it returns', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const answer = canonicalAnswer(text, 'text');
        if (answer !== null) expect(canonicalAnswer(answer, 'text')).toBe(answer);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('profile json', () => {
  it.each([
    ['{"b":1,"a":[1, 2]}', '{"a":[1,2],"b":1}'],
    ['Here:\n```json\n{"b": 1.0}\n```\nDone.', '{"b":1}'],
    ['The result is {"a": {"d": null, "c": "x"}} as asked.', '{"a":{"c":"x","d":null}}'],
    ['The list is [3, 1].', '[3,1]'],
    ['{"__proto__": {"x": 1}}', '{"__proto__":{"x":1}}'],
    ['"text"', '"text"'],
    ['42', '42'],
    ['As asked:\n```json\n42\n```\nDone.', '42'],
    ['```{"a": 1}```', '{"a":1}'],
    ['```\n42\n``` or, shorter, ```x```', null],
    ['text [1] and {"a": [2]} end', '{"a":[2]}'],
    ['```"is it"```', '"is it"'],
    ['```42```', '42'],
    ['$-1200', null],
    ['x ``` 5', null],
    ['}{', null],
    ['null', null],
    ['no json here', null],
    ['{"a": 1', null],
    ['', null],
  ])('reads %j as %j', (response, answer) => {
    expect(readAnswer(response, 'json')).toBe(answer);
  });

  it('refuses nesting that would exhaust the stack', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readAnswer(nested(100), 'json')).toBe(nested(100));
    expect(readAnswer(nested(102), 'json')).toBeNull();
    expect(readAnswer(nested(200_000), 'json')).toBeNull();
  });

  it('is the same for any order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalAnswer(JSON.stringify(reversed), 'json')).toBe(canonicalAnswer(JSON.stringify(value), 'json'));
      }),
    );
  });
});

describe('profile code', () => {
  it.each([
    ['```js\nfoo();  \n\n```\nExample:\n```\nx\n```', 'foo();'],
    ['~~~\na\n~~~', 'a'],
    ['```\na\n```\n```\nb\n```', 'b'],
    ['```py\ndef f():\n    return 1', 'def f():\n    return 1'],
    ['\n  a\r\n    b\n', 'a\n  b'],
    ['a\rb', 'a\nb'],
    ['```js\nx  \ny\t\n```', 'x\ny'],
    ['  a\n   \n    b', 'a\n\n  b'],
    ['x = 1\n```', 'x = 1\n```'],
    ['```\nx\n```\n```\n   \n```', 'x'],
    ['```\n\n```', null],
    ["I don't know", null],
    ['', null],
  ])('reads %j as %j', (response, answer) => {
    expect(readAnswer(response, 'code')).toBe(answer);
  });

  it('takes a given program without its edges', () => {
    expect(canonicalAnswer('  x = 1 \n', 'code')).toBe('x = 1');
    expect(canonicalAnswer(' \n ', 'code')).toBeNull();
  });
});
