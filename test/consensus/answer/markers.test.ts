import { describe, expect, it } from '@jest/globals';
import { lastBoxes } from '../../../src/consensus/answer/boxes.ts';
import { markedAnswers } from '../../../src/consensus/answer/markers.ts';
import { LANGUAGES } from '../../../src/consensus/answer/markers/languages.ts';

function contents(text: string): readonly string[] {
  return markedAnswers(text).map(({ content }) => content);
}

describe('markedAnswers', () => {
  it.each([
    ['Die Antwort lautet 17.', '17.'],
    ['Die richtige Antwort ist also 17.', '17.'],
    ['La réponse à cette question est 17.', '17.'],
    ['Réponse finale : 17', '17'],
    ['La respuesta correcta es la C', 'C'],
    ['Respuesta: 17', '17'],
    ['La risposta è quindi 17.', '17.'],
    ['A resposta correta é a letra C.', 'C.'],
    ['Het antwoord is dus 17.', '17.'],
    ['Svaret är 17.', '17.'],
    ['Poprawna odpowiedź to C.', 'C.'],
    ['Správná odpověď je C.', 'C.'],
    ['Răspunsul corect este C.', 'C.'],
    ['Ответ — 17.', '17.'],
    ['Правильный ответ: 17', '17'],
    ['Відповідь: 17', '17'],
    ["Doğru cevap 17'dir.", '17.'],
    ['Jawaban akhirnya adalah 17.', '17.'],
    ['Đáp án là 17.', '17.'],
    ['الإجابة هي 17.', '17.'],
    ['والإجابة: 17', '17'],
    ['پاسخ: 17', '17'],
    ['सही उत्तर 17 है।', '17।'],
    ['最终答案：17', '17'],
    ['所以答案应该是17。', '17。'],
    ['因此选C', 'C'],
    ['本题应选择（C）', '（C）'],
    ['よって答えは17です。', '17。'],
    ['最終回答：17', '17'],
    ['따라서 정답은 17입니다.', '17.'],
    ['답: 17', '17'],
    ['### Antwort\n17', '17'],
    ['**Respuesta final:** 17', '17'],
    ['Answer＝17', '17'],
    ['<answer>x < 17</answer>', 'x < 17'],
    ['<final_answer>17', '17'],
    ["{'answer': 'C'}", 'C'],
    ['{"answer": [1, 7]}', '[1, 7]'],
    ['\\boxed{\\{1, 7\\}}', '\\{1, 7\\}'],
    ['The correct answers are A and C.', 'A and C.'],
    ['The closest option is C.', 'C.'],
  ])('finds the answer of %j', (text, content) => {
    expect(contents(text)[0]).toBe(content);
  });

  it.each([
    ['The answer is not 16 but 17.', '17.'],
    ['The answer is not 16; it is 17.', '17.'],
    ["The answer can't be 16, so it must be 17.", '17.'],
    ['The answer is 17, not 16.', '17'],
    ['Die Antwort ist nicht 16, sondern 17.', '17.'],
    ["La réponse n'est pas 16 mais 17.", '17.'],
    ['La respuesta no es 16 sino 17.', '17.'],
    ['Ответ не 16, а 17.', '17.'],
    ['答案不是16，而是17。', '17。'],
    ['The answer is not 16.', ''],
    ["The answer isn't 16.", ''],
    ['The answer is not among the options.', ''],
    ['La respuesta no es 16.', ''],
    ['The answer is not defined.', 'not defined.'],
    ['Answer: not spam', 'not spam'],
  ])('takes from %j what it affirms', (text, content) => {
    expect(contents(text)).toStrictEqual([content]);
  });

  it('goes on after a denial', () => {
    expect(markedAnswers('The answer is not 16. It is 17.')[0]).toMatchObject({ content: '', rest: 'It is 17.' });
    expect(markedAnswers('The answer is not 16.')[0]).toMatchObject({ rest: '' });
  });

  it.each([
    ['\\boxed{1}', 'boxed'],
    ['#### 1', 'hashed'],
    ['Answer: 1', 'stated'],
    ['<answer>1</answer>', 'tagged'],
    ['{"answer": 1}', 'field'],
    ['Result: 1', 'labelled'],
    ['Category: Sports\nIt is about chess.', 'labelled'],
    ['Ergebnis: 1', 'labelled'],
  ])('says of %j that it is %s', (text, kind) => {
    expect(markedAnswers(text).map((marked) => marked.kind)).toStrictEqual([kind]);
  });

  it.each([
    ['Result: 1\nAnswer: 2', ['2']],
    ['Result: 1\nConclusion: 2', []],
    [`Solution: ${'so on '.repeat(20)}`, []],
    ['The result: 1', ['1']],
    ['Some result: 1', []],
    ['Die Antwort kennt keiner.', []],
    ['I answered 3 of them.', []],
    ['Antworten wir: 5', []],
  ])('of %j it finds %j', (text, found) => {
    expect(contents(text)).toStrictEqual(found);
  });

  it.each(LANGUAGES.map((words) => [words.answers[0] ?? '', words.copulas[0] ?? ''] as const))(
    'reads %s in a colon and in a sentence',
    (name) => {
      expect(contents(`${name}: 17`)).toStrictEqual(['17']);
      expect(contents(`So.\n**${name.toUpperCase()}:** 17`)).toStrictEqual(['17']);
      expect(contents(`## ${name}\n17`)).toStrictEqual(['17']);
    },
  );
});

describe('lastBoxes', () => {
  it.each([
    ['They are \\boxed{2} and \\boxed{9}.', ['2', '9']],
    ['$x = \\boxed{2}$ or $x = \\boxed{9}$', ['2', '9']],
    ['First \\boxed{2}. Then \\boxed{9}.', ['9']],
    ['From \\boxed{2} follows, so it is \\boxed{9}.', ['9']],
    ['\\boxed{\\frac{1}{2}}', ['\\frac{1}{2}']],
    ['\\boxed{2} and \\boxed{', ['2']],
    ['none', []],
  ])('of %j are %j', (text, found) => {
    expect(lastBoxes(text)).toStrictEqual(found);
  });
});
