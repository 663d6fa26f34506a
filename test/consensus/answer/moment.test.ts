import { describe, expect, it } from '@jest/globals';
import { isMonth, readMoment } from '../../../src/consensus/answer/moment.ts';

describe('a date', () => {
  it.each([
    ['March 5, 2024', '2024-03-05'],
    ['March 5th 2024', '2024-03-05'],
    ['Mar. 5, 2024', '2024-03-05'],
    ['5 March 2024', '2024-03-05'],
    ['the 5th of March, 2024', '2024-03-05'],
    ['Tuesday, March 5, 2024.', '2024-03-05'],
    ['on Tuesday, 5 March 2024', '2024-03-05'],
    ['5. März 2024', '2024-03-05'],
    ['Dienstag, den 5. März 2024', '2024-03-05'],
    ['5 de marzo de 2024', '2024-03-05'],
    ['5 mars 2024', '2024-03-05'],
    ['5 марта 2024', '2024-03-05'],
    ['1er janvier 2020', '2020-01-01'],
    ['2024-03-05', '2024-03-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['2024년 3월 5일', '2024-03-05'],
    ['13/4/2021', '2021-04-13'],
    ['4/13/2021', '2021-04-13'],
    ['4.4.2021', '2021-04-04'],
    ['March 2024', '2024-03'],
    ['December, 1999', '1999-12'],
    ['March 5', 'march 5'],
    ['5 March', 'march 5'],
    ['Monday, March 5', 'monday march 5'],
    ['on Monday, the 5th of March', 'monday march 5'],
    ['lundi 5 mars', 'lundi march 5'],
  ])('%j is %j', (phrase, date) => {
    expect(readMoment(phrase)).toBe(date);
  });

  it.each([
    ['3/4/2021', '3/4/2021'],
    ['03-04-2021', '3/4/2021'],
  ])('of which nobody knows the month stays: %j is %j', (phrase, date) => {
    expect(readMoment(phrase)).toBe(date);
  });

  it.each([
    'March 32, 2024',
    '2024-13-05',
    '2024-00-05',
    '14/13/2021',
    'Marching 5, 2024',
    'March',
    '2024',
    '5',
    'March 5 and 6',
    `March 5, 2024${' '.repeat(60)}`,
  ])('is not %j', (phrase) => {
    expect(readMoment(phrase)).toBeNull();
  });
});

describe('a time of day', () => {
  it.each([
    ['7:30 p.m.', '19:30'],
    ['7:30 PM', '19:30'],
    ['7.30 pm', '19:30'],
    ['7 pm', '19:00'],
    ['12 pm', '12:00'],
    ['12 am', '00:00'],
    ['12:15 a.m.', '00:15'],
    ['7:30 in the morning', '07:30'],
    ['7 in the evening', '19:00'],
    ['3 in the afternoon', '15:00'],
    ["5 o'clock", '5:00'],
    ['5 Uhr', '5:00'],
    ['17:05', '17:05'],
    ['17h05', '17:05'],
    ['3:45', '3:45'],
    ['3:45:10', '3:45:10'],
  ])('%j is %j', (phrase, time) => {
    expect(readMoment(phrase)).toBe(time);
  });

  it.each(['25:00', '7:60', '13 pm', '3.45', '5', '4:6:8', '7', 'at noon'])('is not %j', (phrase) => {
    expect(readMoment(phrase)).toBeNull();
  });
});

describe('a month', () => {
  it.each(['March', 'mar', 'März', 'août', 'ЯНВАРЯ', 'Sept'])('is %j', (word) => {
    expect(isMonth(word)).toBe(true);
  });
  it.each(['marches', 'ma', '', 'Tuesday'])('is not %j', (word) => {
    expect(isMonth(word)).toBe(false);
  });
});
