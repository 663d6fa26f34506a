import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { finalPart } from '../../../src/consensus/answer/final-part.ts';
import { REASONING_MARKUP } from '../../../src/consensus/answer/reasoning.ts';

const HARMONY: readonly (readonly [response: string, final: string])[] = [
  ['<|channel|>analysis<|message|>7?<|end|><|start|>assistant<|channel|>final<|message|>8<|return|>', '8'],
  ['<|channel|>final <|constrain|>json<|message|>{"n":8}', '{"n":8}'],
  ['<|start|>assistant<|channel|>final<|message|>Eight.', 'Eight.'],
  ['<|channel|>analysis<|message|>7', ''],
  ['<|channel|>final', ''],
  ['<|channel|>commentary to=functions.sum<|message|>{"n": 8}<|call|>', ''],
  ['<|channel|>final<|message|>7<|end|><|start|>assistant<|channel|>final<|message|>8', '8'],
  ['analysisThree and five. Answer: 7?assistantfinal8', '8'],
  ['analysis\nThree and five\nassistantfinal\n8', '8'],
  ['assistantanalysisThree and five.assistantfinal8', '8'],
  ['assistantfinal8', '8'],
  ['analysisThree and five make 8', ''],
  ['commentary to=functions.sum {"n": 8}', ''],
  ['analysis: they make 8', 'analysis: they make 8'],
  ['analysis of both shows 8', 'analysis of both shows 8'],
  ['The assistantfinal part is 8', 'The assistantfinal part is 8'],
];

const TAGGED: readonly (readonly [response: string, final: string])[] = [
  ['7</think>8', '8'],
  ['7</scratchpad>8', '8'],
  ['<thinking>7</think>8', '8'],
  ['<THINK>7</THINK>8', '8'],
  ['<think>7<think>6</think>5</think>8', '8'],
  ['<think>7<think>6</think>8', '8'],
  ['<think>7<reflection>6</reflection>5</think>8', '8'],
  ['<think>7<reflection>6</think>8', '8'],
  ['<think>7<reflection>6</reflection>5', ''],
  ['It is<think>7</think> 8<think>9</think>.', 'It is 8.'],
  ['8<think>7', '8'],
  ['<|begin_of_thought|>7<|end_of_thought|><|begin_of_solution|>8<|end_of_solution|>', '8'],
  ['<|START_THINKING|>7<|END_THINKING|><|START_RESPONSE|>8<|END_RESPONSE|>', '8'],
  ['<think>7</think>8<｜end▁of▁sentence｜>', '8'],
  ['8<end_of_turn>', '8'],
  ['It writes `<think>` first.', 'It writes `<think>` first.'],
];

describe('finalPart', () => {
  it.each([...HARMONY, ...TAGGED])('leaves of %j %j', (response, final) => {
    expect(finalPart(response).trim()).toBe(final);
  });

  it.each(REASONING_MARKUP)('leaves out what stands between $open and $close', ({ open, close }) => {
    expect(finalPart(`${open}Answer: 7${close}8`)).toBe('8');
    expect(finalPart(`Answer: 7${close}8`)).toBe('8');
    expect(finalPart(`${open}Answer: 7`)).toBe('');
    expect(finalPart(`6 ${open}7${close} 8`)).toBe('6  8');
  });

  it('leaves a text without markup as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '1', '.', ',', '\n') }), (text) => {
        expect(finalPart(text)).toBe(text);
      }),
    );
  });

  it('never says anything of what stands between tags, however they are nested', () => {
    const tags = REASONING_MARKUP.slice(0, 6).flatMap(({ open, close }) => [open, close]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tags, 'x')), (parts) => {
        expect(finalPart(`<think>${parts.join('')}</think>8`)).not.toContain('<think>');
        expect(finalPart(`${parts.filter((part) => !part.startsWith('<')).join('')}</think>8`)).toBe('8');
      }),
    );
  });
});
