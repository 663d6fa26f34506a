import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { readAnswer } from '../../../src/consensus/answer.ts';
import { readChoice } from '../../../src/consensus/answer/choice.ts';
import { optionsIn } from '../../../src/consensus/answer/options.ts';

const RIVERS = 'Which river is the longest?\nA. Rhine\nB. Danube\nC. Elbe\nD. Danube canal\n\nAnswer:';
const COLOURS = 'Choose one.\n1) red\n2) blue\n3) green';

function listed(question: string): string {
  return optionsIn(question)
    .map(({ label, text }) => `${label}=${text}`)
    .join('|');
}

describe('optionsIn', () => {
  it.each([
    [RIVERS, 'A=Rhine|B=Danube|C=Elbe|D=Danube canal'],
    [COLOURS, '1=red|2=blue|3=green'],
    ['Which? (a) one of them (b) both (c) none', 'A=one of them|B=both|C=none'],
    ['Pick: A) oak B) elm', 'A=oak|B=elm'],
    ['A: oak, B: elm, C: ash', 'A=oak|B=elm|C=ash'],
    ['- **A**: oak\n- **B**: elm', 'A=oak|B=elm'],
    ['[A] oak [B] elm', 'A=oak|B=elm'],
    ['가. 참나무\n나. 느릅나무', '가=참나무|나=느릅나무'],
    ['① 하나 ② 둘 ③ 셋', '1=하나|2=둘|3=셋'],
    ['А) дуб\nБ) вяз', 'A=дуб|Б=вяз'],
    ['ア．樫　イ．楡', 'ア=樫|イ=楡'],
    ['A．橡树 B．榆树 C．白蜡', 'A=橡树|B=榆树|C=白蜡'],
    ['Given: i. x ii. y\nA. i alone\nB. ii alone\nC. both', 'A=i alone|B=ii alone|C=both'],
    ['(a) Which status is hers? (b) How many exemptions has she?', ''],
    ['Calculate (a) the pressure, (b) the mass, and (c) the rest.', ''],
    ['Is it (a) red, (b) blue or (c) green?', 'A=red|B=blue or|C=green?'],
    ['Judge each. (a) oxygen at 1 MPa (b) water at 10 kPa', ''],
    ['Which is ideal? (a) oxygen at 1 MPa (b) water at 10 kPa', 'A=oxygen at 1 MPa|B=water at 10 kPa'],
    ['Do both. a. Find the mean. b. Compute the mode. c. Show your work.', ''],
    ['What is 2 + 2?', ''],
    ['Read it.\nA. We met at B. Then we left.', ''],
    ['Note: judge each. (a) oxygen (b) water', ''],
    ['Weigh (a) more or less all, (b) the rest.', ''],
    ['Find the following: (a) the pressure, (b) the mass and (c) the rest', ''],
    ['Find:\n(a) the mass\n(b) the charge, while\n(c) the rest stays', ''],
    ['Solve.\n(a) Find the mean.\n(b) Compute the mode.', ''],
    ['B) oak\nC) elm', ''],
    ['Choose:       (a) red (b) blue', 'A=red|B=blue'],
    ['Weigh each.\n(a) gold (b) lead (c) zinc', 'A=gold|B=lead|C=zinc'],
    ['Which title?\nA. Why? Because\nB. Who? Me\nC. None', 'A=Why? Because|B=Who? Me|C=None'],
    ['Which is dearer?\nA. salt and pepper\nB. sand\nC. clay', 'A=salt and pepper|B=sand|C=clay'],
    ['Which is a question?\nA. What now\nB. Fine', 'A=What now|B=Fine'],
    ['A. oak\nB. elm\nD. ash', 'A=oak|B=elm'],
    ['Not so:\nA. one\nB. two\n\nBut so:\nA. red\nB. blue\nC. green', 'A=red|B=blue|C=green'],
    ['Not so:\nA. one\nB. two\n\nBut so:\nA. red\nB. blue', 'A=red|B=blue'],
    ['Which?\nA) red\nB) blue\nC) green\nSay A) or B) alone.', 'A=red|B=blue|C=green'],
    ['A. red\nor pink\nB. blue', 'A=red\nor pink|B=blue'],
    ['A.\nred\nB.\nblue', 'A=red|B=blue'],
    ['We met at A. Then B. left.', ''],
    ['A. only one', ''],
    ['', ''],
  ])('of %j are %j', (question, options) => {
    expect(listed(question)).toBe(options);
  });

  it('are not looked for in a document', () => {
    const question = RIVERS.padStart(40_000, '.');
    expect(listed(question)).toBe('A=Rhine|B=Danube|C=Elbe|D=Danube canal');
    expect(listed(`.${question}`)).toBe('');
  });

  it('reads what it is given back', () => {
    const word = fc.stringMatching(/^[b-hj-z]{2,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 10 }), fc.constantFrom('. ', ') ', ': '), (texts, mark) => {
        const lines = texts.map((text, index) => `${String.fromCharCode(65 + index)}${mark}${text}`);
        expect(optionsIn(`Well?\n${lines.join('\n')}`).map(({ text }) => text)).toStrictEqual(texts);
      }),
    );
  });
});

describe('readChoice with the options known', () => {
  it.each([
    ['Danube', 'B'],
    ['The answer is Elbe.', 'C'],
    ['It is the Danube canal.', 'D'],
    ['Not the Rhine; it is the Elbe.', 'C'],
    ['Answer: Danube (B)', 'B'],
    ['B', 'B'],
    ['B. Danube', 'B'],
    ['A and C', 'A,C'],
    ['Answer: A, C, and F', 'A,C'],
    ['A is wrong. B is wrong. (D) is incorrect.', 'C'],
    ['E', null],
    ['The answer is (E).', null],
    ['Rhine or Elbe', null],
    ['Volga', null],
    ["I'm sorry, I can't answer that.", null],
  ])('reads %j as %j', (response, answer) => {
    expect(readChoice(response, optionsIn(RIVERS))).toBe(answer);
  });

  it.each([
    ['2', '2'],
    ['Answer: 2', '2'],
    ['The answer is 2) blue.', '2'],
    ['blue', '2'],
    ['4', null],
  ])('reads %j of numbered ones as %j', (response, answer) => {
    expect(readChoice(response, optionsIn(COLOURS))).toBe(answer);
  });

  it('never answers what is no option', () => {
    const labels = new Set(optionsIn(RIVERS).map(({ label }) => label));
    const words = ['A', 'B', '(E)', 'F.', 'Danube', 'Elbe', 'not', 'and', 'or', 'Answer:', 'is right', 'is wrong', ','];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 8 }), (parts) => {
        const answer = readChoice(parts.join(' '), optionsIn(RIVERS));
        expect(answer?.split(',').every((label) => labels.has(label)) ?? true).toBe(true);
      }),
    );
  });
});

describe('labels of every kind', () => {
  it.each([
    ['<b>C</b>', 'C'],
    ['<strong>C. Elbe</strong>', 'C'],
    ['The answer is <i>C</i>.', 'C'],
    ['\\(C\\)', 'C'],
    ['The correct choice is \\(C\\).', 'C'],
    ['「C」', 'C'],
    ['Ｃ', 'C'],
    ['Answer：（Ｃ）', 'C'],
    ['The best answer is (C', 'C'],
    ['C (Elbe)', 'C'],
    ['정답: 나', '나'],
    ['정답은 다입니다.', '다'],
    ['정답은 3번입니다.', '3'],
    ['③', '3'],
    ['Ответ: Б', 'Б'],
    ['Ответ: С', 'C'],
    ['الإجابة: ب', 'ب'],
    ['正解はウです。', 'ウ'],
    ['(iii)', 'III'],
    ['Answer: iv', 'IV'],
    ['Answer: 3', null],
    ['A is false. C is false. D is false. That leaves B.', 'B'],
    ['Only B remains.', 'B'],
    ["It's B.", 'B'],
    ['Answer: eliminates A and C, leaving D', 'D'],
    ['Answer: B is excluded, so D', 'D'],
    ['The answer is certainly D, as it cannot be B or C.', 'D'],
    ['It cannot be B.', null],
    ['Answer: surely not B', null],
    ['Answer: B looks good, but no.\nAnswer: D', 'D'],
    ['Answer: D\nAnswer: not B', 'D'],
    ['Options A and D are both right.', 'A,D'],
    ['D, A', 'A,D'],
    ['ABD', 'A,B,D'],
    ['BAD', null],
    ['Both B and A', 'A,B'],
    ['The answer is (B) or (D). Yet only (D) is possible.', 'D'],
    ['Answer: a bit of each', null],
    ['Answer: A bit of each', null],
    ['None of the options A through F.', null],
    ['a) To begin with we take the mass of both, which is 12 kg, and from that the force would', null],
    ['a) It is 5 m. b) It is 6 m.', null],
    ["I can't help with that. C. Elbe is a river.", null],
    ['Error 500', null],
  ])('reads %j as %j', (response, answer) => {
    expect(readAnswer(response, 'choice')).toBe(answer);
  });
});
