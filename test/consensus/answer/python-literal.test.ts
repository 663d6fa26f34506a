import { describe, expect, it } from '@jest/globals';
import { isPythonLiteral, readPythonLiteral } from '../../../src/consensus/answer/python-literal.ts';

describe('a literal of Python or JSON', () => {
  it.each([
    ['[\'a\', "b"]', "['a', 'b']"],
    ['{"b": 1, "a": [2, 3]}', "{'a': [2, 3], 'b': 1}"],
    ["{ 'a' : 1 , }", "{'a': 1}"],
    ['{1: 2}', '{1: 2}'],
    ["{'b', 'a'}", "{'a', 'b'}"],
    ["('a',)", "('a',)"],
    ["('a')", "('a',)"],
    ['[true, null, false]', '[True, None, False]'],
    ['[True, 1.5e3, -2]', '[True, 1.5e3, -2]'],
    ['["it\'s"]', '["it\'s"]'],
    ["['it\\'s']", '["it\'s"]'],
    ["[b'x', r'y']", "['x', 'y']"],
    ["[['a'], [], {}]", "[['a'], [], {}]"],
    ["['a\\nb']", "['a\\nb']"],
    ["['it\\'s \\\"so\\\"']", '["it\'s \\"so\\""]'],
  ])('%j is %j', (phrase, canonical) => {
    expect(readPythonLiteral(phrase)).toBe(canonical);
    expect(readPythonLiteral(canonical)).toBe(canonical);
    expect(isPythonLiteral(canonical)).toBe(/['":]/.test(canonical));
  });

  it.each([
    '[1, 2]',
    'x',
    "'a'",
    "['a'",
    "['a'] and more",
    "['a' 'b']",
    "['a', ",
    "['a\nb']",
    "{'a': }",
    "['a': 1]",
    "[a b, 'c']",
    `${'['.repeat(50)}'a'${']'.repeat(50)}`,
    `['${'a'.repeat(5000)}']`,
  ])('is not %j', (phrase) => {
    expect(readPythonLiteral(phrase)).toBeNull();
    expect(isPythonLiteral(phrase)).toBe(false);
  });

  it('is canonical only in its canonical form', () => {
    expect(isPythonLiteral('{"a": 1}')).toBe(false);
    expect(isPythonLiteral("{'a': 1}")).toBe(true);
  });
});
