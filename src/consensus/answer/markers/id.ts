import type { MarkerWords } from './words.ts';

/** How Indonesian and Malay announces an answer, says that it has none, and refuses one. */
export const ID: MarkerWords = {
  answers: ['jawaban', 'jawabannya', 'jawapan', 'pilihan yang benar', 'opsi yang benar'],
  results: ['hasil', 'solusi', 'kesimpulan', 'kategori', 'terjemahan'],
  adjectives: ['akhir', 'akhirnya', 'yang benar', 'benar', 'yang tepat'],
  prepositions: ['untuk', 'dari', 'atas'],
  copulas: ['adalah', 'ialah', 'yaitu', 'yakni'],
  denials: ['bukan', 'bukanlah', 'tidak mungkin'],
  fillers: ['opsi', 'pilihan', 'huruf'],
  not: ['bukan', 'tidak'],
  but: ['tetapi', 'melainkan', 'tapi'],
  unknown: ['saya tidak tahu', 'tidak tahu'],
  apologies: ['maaf', 'mohon maaf'],
  refusals: [
    'saya tidak dapat',
    'saya tidak bisa',
    'tidak dapat membantu',
    'tidak bisa membantu',
    'tidak dapat menjawab',
  ],
};
