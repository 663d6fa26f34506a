import { describe, expect, it } from '@jest/globals';
import { isAbstention, saysUndetermined } from '../../../src/consensus/answer/abstention.ts';
import { isBackendError } from '../../../src/consensus/answer/backend-error.ts';
import { affirmed } from '../../../src/consensus/answer/negation.ts';
import { isRefusal } from '../../../src/consensus/answer/refusal.ts';

describe('isRefusal', () => {
  it.each([
    "I'm sorry, but I can't do that for you.",
    'I cannot provide this kind of advice.',
    "Sorry, I won't help you with this.",
    'As an AI, I cannot count them; ask 3 people.',
    'As a large language model trained in 2022, I am not able to see pictures.',
    'Unfortunately, I’m unable to assist with your request.',
    'I must decline to answer that.',
    'I cannot and will not write it.',
    "I'm so sorry that you're in pain, but I'm not able to offer the help you need. Call 988.",
    'Please call 911 at once.',
    'If you are in danger, call 112.',
    'This request violates our policy, section 4.',
    "That is a hard subject. I can't help with that.",
    'Es tut mir leid, aber ich kann Ihnen dabei leider nicht helfen.',
    'Leider kann ich diese 2 Fragen nicht beantworten.',
    'Désolé, je ne peux pas vous aider.',
    'Lo siento, no puedo ayudar con 3 de ellas.',
    'Mi dispiace, non posso rispondere.',
    'Infelizmente, não posso ajudar.',
    'Het spijt me, maar ik kan je daar niet mee helpen.',
    'Niestety nie mogę pomóc.',
    'Извините, но я не могу ответить.',
    'Üzgünüm, bu konuda yardımcı olamam.',
    'Maaf, saya tidak bisa membantu.',
    'Xin lỗi, tôi không thể trả lời.',
    'عذرا، لا أستطيع المساعدة في ذلك.',
    'माफ़ कीजिए, मैं इसमें आपकी मदद नहीं कर सकता।',
    '很抱歉，我无法提供这些信息。',
    '申し訳ありませんが、お答えできません。',
    '죄송하지만 이 요청은 도와드릴 수 없습니다.',
  ])('%j is one', (text) => {
    expect(isRefusal(text)).toBe(true);
    expect(isAbstention(text)).toBe(true);
  });

  it.each([
    "I'm sorry, Dave. I'm afraid I can't do that.",
    '"I cannot help you," said the king.',
    'Sorry about before, the total is 12.',
    "I can't give you an exact figure, but it is about 40.",
    'One cannot divide by zero.',
    'We cannot give everyone 3 sweets, so it is 2.',
    'I cannot see 5 in this list, so 4.',
    'The failure rate is 5 %.',
    'Call the first number x.',
    'No, it is not.',
    'Leider verlor er 3 Spiele.',
    'Nichts',
  ])('%j is none', (text) => {
    expect(isRefusal(text)).toBe(false);
    expect(isAbstention(text)).toBe(false);
  });
});

describe('isAbstention', () => {
  it.each(["Don't know", 'Keine Ahnung.', 'Je ne sais pas', 'No lo sé.', 'Не знаю', '不知道', 'わかりません。'])(
    'knows %j',
    (text) => {
      expect(isAbstention(text)).toBe(true);
    },
  );
});

describe('saysUndetermined', () => {
  it.each([
    ['There is not enough information to tell which of the 7 it is.', true],
    ['It is impossible to tell; there are 7 boxes.', true],
    ['There is no way to know which of the 7.', true],
    ['We cannot say how many there are.', true],
    ['This cannot be calculated from 2 values.', true],
    ['The data are insufficient for the 3 cases.', true],
    ['I cannot tell a lie.', false],
    ['He could not solve 3 of the 10 tasks.', false],
  ])('of %j is %j', (sentence, says) => {
    expect(saysUndetermined(sentence)).toBe(says);
  });
});

describe('isBackendError', () => {
  it.each([
    'Error: 429 Too Many Requests',
    'Error 502: bad gateway',
    'HTTP 500',
    'HTTP/1.1 404 Not Found',
    '503 Service Unavailable',
    '[ERROR] 500',
    'API Error: 529 overloaded',
    'Error code: 400 - context_length_exceeded',
    'openai.RateLimitError: Error code: 429 - {"x": 1}',
    'TypeError: fetch failed',
    'connect ECONNREFUSED 10.1.2.3:8080',
    'Error: read ETIMEDOUT',
    'Request timed out after 900 s',
    'Timeout of 9000 ms exceeded',
    'Internal Server Error',
    'upstream connect error or disconnect before headers',
    'Rate limit reached: 10000 tokens a minute',
    'Service temporarily unavailable, retry in 30 seconds',
    'CUDA out of memory. Tried to allocate 2.5 GiB',
    "model 'qwen:7b' not found",
    "This model's maximum context length is 8192 tokens",
    'An unexpected error occurred (17)',
    '{"error": {"code": 500}}',
    '{"object": "error", "message": "no", "code": 400}',
    '{"detail": "Not Found"}',
    '<html><head><title>504 Gateway Time-out</title></head></html>',
    '<!DOCTYPE html><html><body><h1>Access denied</h1></body></html>',
  ])('%j is one', (text) => {
    expect(isBackendError(text)).toBe(true);
  });

  it.each([
    'The error rate is 5 %',
    'Error: the margin is 3.5 points',
    'Error bars of 5 units',
    'Error 4.5 %',
    '404',
    '500 apples',
    '429 people came',
    'Forbidden',
    'Internal server error is what 500 means.',
    'The code 503 means service unavailable.',
    '{"answer": 5}',
    '{"message": "hello"}',
    '<html><title>My garden</title></html>',
    `Error 500: ${'and so on '.repeat(100)}`,
    '',
  ])('%j is none', (text) => {
    expect(isBackendError(text)).toBe(false);
  });
});

describe('affirmed', () => {
  it.each([
    ['17', '17'],
    ['not 16 but 17', '17'],
    ['not 16, but rather 17', '17'],
    ['17, not 16', '17'],
    ['17 and not 16', '17'],
    ['17 rather than 16', '17'],
    ['not B; it is D', 'D'],
    ['it cannot be B, so it must be D', 'D'],
    ['excludes B and C, which leaves D', 'D'],
    ['B is out, so D', 'D'],
    ['B is wrong, therefore it is D', 'D'],
    ['surely D, since it cannot be B', 'surely D'],
    ['nicht 16, sondern 17', '17'],
    ['pas 16 mais 17', '17'],
    ['no 16 sino 17', '17'],
    ['не 16, а 17', '17'],
    ['不是16，而是17', '17'],
    ['16ではなく17', '17'],
    ['not only A but also B', 'not only A but also B'],
    ['No', 'No'],
    ['no solution', 'no solution'],
    ['17 because it is not even', '17'],
  ])('of %j is %j', (phrase, left) => {
    expect(affirmed(phrase)).toBe(left);
  });

  it.each([
    'not 17',
    "isn't 17",
    'definitely not B',
    'cannot be B',
    'neither A nor B',
    'B looks fine, but no',
    'rules out B',
  ])('of %j nothing is left', (phrase) => {
    expect(affirmed(phrase)).toBeNull();
  });

  it('leaves what explains at length as it is', () => {
    const long = `not 5 but ${'so on '.repeat(100)}`;
    expect(affirmed(long)).toBe(long);
  });
});
