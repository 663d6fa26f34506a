import { describe, expect, it } from '@jest/globals';
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

  it('have the name that most ballots say, of equals the plain one', () => {
    expect(settled(['x ≥ 2', '[2, ∞)'])).toEqual(['[2, ∞)', '[2, ∞)']);
    expect(settled(['x ≥ 2', 'x ≥ 2', '[2, ∞)'])).toEqual(['x ≥ 2', 'x ≥ 2', 'x ≥ 2']);
  });

  it('are no bridge between numbers', () => {
    expect(settled(['\\boxed{101_2}', '\\boxed{101_2}', '5', '101'])).toEqual(['5', '5', '5', '101']);
  });
});
