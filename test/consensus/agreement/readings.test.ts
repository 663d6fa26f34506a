import { describe, expect, it } from '@jest/globals';
import { byReading } from '../../../src/consensus/agreement/readings.ts';
import { settled } from './given.ts';

describe('answers that may be read as another one', () => {
  it.each([
    [['5 m', '5']],
    [['x ≥ 2', '[2, ∞)', 'at least 2']],
    [['x ≥ 2', '[2, ∞)', 'y ≥ 2']],
    [['-1 < x ≤ 1', '(-1, 1]']],
    [['x < 3', '\\boxed{(-\\infty, 3)}']],
    [['\\boxed{x \\neq 3}', '\\boxed{(-\\infty,3)\\cup(3,\\infty)}']],
    [['\\boxed{y = 2x+3}', '\\boxed{2x+3}', '\\boxed{f(x) = 2x+3}']],
    [['\\boxed{2x + 3 = y}', '\\boxed{2x+3}']],
    [['\\boxed{3 > x \\ge 1}', '\\boxed{[1, 3)}']],
    [['\\boxed{\\begin{pmatrix}1\\\\2\\end{pmatrix}}', '\\boxed{(1, 2)}']],
    [['\\boxed{\\begin{pmatrix}1&2\\end{pmatrix}}', '\\boxed{(1, 2)}']],
    [['\\boxed{\\begin{pmatrix}1\\\\2\\end{pmatrix}}', '\\boxed{\\langle 1, 2 \\rangle}']],
    [['\\boxed{2600g}', '2600']],
    [['10/99', '0.101010101010101']],
    [['-1/12', '-0.0833333333333333']],
    [['1/120', '0.0083333333333333333']],
    [['1/3', '0.333333333333333', '0.3333333333333333']],
    [['\\boxed{\\sqrt{2}}', '1.4142135623731', '1.414213562373']],
    [['\\boxed{\\frac{\\pi}{4}}', '0.785398163397448']],
    [['\\boxed{101_2}', '101']],
    [['\\boxed{AB = 4, CD = 5}', '\\boxed{4, 5}']],
    [['\\boxed{x = 1, y = 3}', '\\boxed{1, 3}']],
    [['\\boxed{(1, 2), (3, 4)}', '\\boxed{(3, 4), (1, 2), (3, 4)}']],
    [['(030) 555-1234', '030 5551234']],
    [['+49 30 555 1234', '030 555-1234']],
    [['+49 30 555 1234', '+49 (30) 555-1234', '(030) 555 1234']],
    [['2:00', '2']],
    [['5 pm', '17']],
    [['5 pm', '5']],
    [['March 5, 2024', 'March 2024']],
    [['March 5, 2024', 'March 2024', '2024']],
    [['March 5, 2024', '2024']],
    [['1. red\n2. blue\n3. green', 'green, red, blue']],
    [['yes', 'true']],
    [['The statement is false.', 'No.']],
  ])('%j are one', (texts) => {
    expect(new Set(settled(texts)).size).toBe(1);
    expect(new Set(settled([...texts].reverse())).size).toBe(1);
  });

  it.each([
    [['5 m', '5 cm', '5']],
    [['030 555-1234', '030 555-1235']],
    [['+49 30 555 1234', '+43 30 555 1234']],
    [['10 20 30 40', '1020 3040']],
    [['192.168.1.100', '192.168.11.00']],
    [['\\boxed{2, 2, 3}', '\\boxed{2, 3}']],
    [['\\boxed{x + 1 = 4, y = 3}', '\\boxed{4, 3}']],
    [['5%', '50 m', '0.5']],
    [['1/3', '0.333333333333333', '1/3 m', '1/3 cm']],
    [['1/3', '0.33333333333']],
    [['1/3', '0.333333333333333333']],
    [['\\boxed{-1 < 2x < 1}', '\\boxed{(-1, 1)}']],
    [['\\boxed{x^2 \\ge 2}', '[2, ∞)']],
    [['\\boxed{xy \\ge 2}', '[2, ∞)']],
    [['\\boxed{x + y \\ge 2}', '[2, ∞)']],
    [['\\boxed{3 < \\sqrt{10} < 4}', '\\boxed{(3, 4)}']],
    [['\\boxed{1 = x < 3}', '\\boxed{(-\\infty, 3)}']],
    [['\\boxed{x = y}', '\\boxed{(-\\infty, \\infty)}']],
    [['\\boxed{y \\ne 2x}', '\\boxed{2x}']],
    [['\\boxed{x = 2y = z}', '\\boxed{2y}']],
    [['\\boxed{\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}}', '\\boxed{(1, 2, 3, 4)}']],
    [['\\boxed{101_2 + x}', '101']],
    [['\\boxed{101_2 x}', '101']],
    [['\\boxed{f(3)}', '3']],
    [['x ≥ 2', '(2, ∞)']],
    [['x > 2', '[2, ∞)']],
    [['5 pm', '5 a.m.', '5']],
    [['12:00', '0']],
    [['24:00', '12']],
    [['March 5, 2024', 'March 7, 2024', '2024']],
    [['March 5, 2024', 'April 2024', '2024']],
    [['1. red\n2. blue\n3. green', '1. blue\n2. red\n3. green', 'red, blue, green']],
    [['1/3', '0.33', '0.333']],
    [['\\boxed{\\sqrt{2}}', '1.414']],
    [['\\boxed{101_2}', '\\boxed{101_3}', '101']],
    [['yes', 'no', 'false'].slice(0, 2)],
    [['yes', 'false']],
    [['\\boxed{y = 2x+3}', '\\boxed{y = 2x-3}', '\\boxed{2x}']],
  ])('%j are apart', (texts) => {
    const names = settled(texts);
    expect(new Set(names).size).toBe(texts.length);
    expect(new Set(settled([...texts].reverse()))).toEqual(new Set(names));
  });

  it.each([
    [['50%', '5 m', '0.5'], '0.5'],
    [['50%', '5 m', '50'], '50'],
  ])('may be percent among other units: %j', (texts, plain) => {
    expect(settled(texts)).toEqual([plain, '5 m', plain]);
  });

  it.each([
    ['2024-03-05 at noon', '2024'],
    ['by 2024-03', '2024'],
    ['17:00 sharp', '17'],
    ['at 17:00', '17'],
    ['12024-03', '1202'],
    ['117:00', '117'],
    ['[[1, 2], 3]', '(1, 2)'],
    ['[[1], [2, 3]]', '(1, 2, 3)'],
    ['[(1, 2)]', '(1, 2)'],
  ])('are whole dates, times and vectors, not so %j and %j', (...answers) => {
    expect(byReading(answers.map((answer) => ({ answer, weight: 1, text: '' })))).toEqual(new Map());
  });

  it('have the name that most ballots say, of equals the plain one', () => {
    expect(settled(['x ≥ 2', '[2, ∞)'])).toEqual(['[2, ∞)', '[2, ∞)']);
    expect(settled(['x ≥ 2', 'x ≥ 2', '[2, ∞)'])).toEqual(['x ≥ 2', 'x ≥ 2', 'x ≥ 2']);
  });

  it('are no bridge between numbers', () => {
    expect(settled(['\\boxed{101_2}', '\\boxed{101_2}', '5', '101'])).toEqual(['5', '5', '5', '101']);
  });
});
