import type { MarkerWords } from './words.ts';

/** How Japanese announces an answer, says that it has none, and refuses one. */
export const JA: MarkerWords = {
  answers: ['答え', '答', '正解', '解答', '回答', '正しい選択肢', '正答', '最終回答'],
  results: ['結果', '結論', '解', '分類', 'カテゴリ', 'ラベル', '感情', '翻訳'],
  before: ['最終', '最終的な', '正しい'],
  adjectives: ['の選択肢'],
  copulas: ['は', 'が'],
  denials: [],
  fillers: ['選択肢', '、', '：', ':'],
  endings: ['です', 'である', 'だ', 'となります', 'になります', 'でしょう', 'だと思います', 'と考えられます'],
  isUnspaced: true,
  not: [],
  but: ['ではなく', 'ではなくて', 'じゃなくて', 'でなく'],
  unknown: ['わかりません', '分かりません', '不明です'],
  apologies: ['申し訳ありませんが', '申し訳ございませんが', 'すみませんが', '申し訳ありません', 'ごめんなさい'],
  refusals: [
    'その…できません',
    'この…できません',
    'ご…できません',
    'お答えできません',
    'お手伝いできません',
    'お答えすることはできません',
    'その…できかねます',
    'ご…できかねます',
  ],
};
