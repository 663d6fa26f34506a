import type { MarkerWords } from './words.ts';

/** How Vietnamese announces an answer, says that it has none, and refuses one. */
export const VI: MarkerWords = {
  answers: ['đáp án', 'câu trả lời', 'trả lời', 'phương án đúng', 'lựa chọn đúng'],
  results: ['kết quả', 'lời giải', 'kết luận', 'đáp số'],
  adjectives: ['đúng', 'cuối cùng', 'chính xác'],
  prepositions: ['cho', 'của'],
  copulas: ['là'],
  denials: ['không phải là', 'không phải', 'không thể là'],
  fillers: ['phương án', 'đáp án', 'câu'],
  choosing: ['chọn', 'chọn đáp án'],
  not: ['không phải', 'không phải là'],
  but: ['mà là', 'mà'],
  unknown: ['tôi không biết', 'không biết'],
  apologies: ['xin lỗi', 'rất tiếc'],
  refusals: ['tôi không thể giúp', 'tôi không thể trả lời', 'tôi không thể hỗ trợ', 'tôi không thể cung cấp'],
};
