import type { MarkerWords } from './words.ts';

/** How Korean announces an answer, says that it has none, and refuses one. */
export const KO: MarkerWords = {
  answers: ['정답', '답', '답변', '최종 답', '최종 답변', '올바른 선택지', '해답', '최종답'],
  results: ['결과', '결론', '풀이 결과', '분류', '감정', '레이블', '번역'],
  before: ['최종', '올바른'],
  copulas: ['은', '는', '이', '가'],
  denials: [],
  fillers: ['선택지', '보기', ':', '：', '바로'],
  endings: ['입니다', '이다', '이에요', '예요', '임', '이 됩니다', '가 됩니다'],
  juxtaposes: true,
  isUnspaced: true,
  not: [],
  but: ['이 아니라', '가 아니라', '아니라', '말고'],
  unknown: ['모르겠습니다', '잘 모르겠습니다', '모름'],
  apologies: ['죄송합니다', '죄송합니다만', '죄송하지만'],
  refusals: [
    '그…수 없',
    '해당…수 없',
    '이…수 없',
    '요청하신…수 없',
    '도와드릴 수 없',
    '답변할 수 없',
    '답변드릴 수 없',
  ],
};
