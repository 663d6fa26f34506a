/** Words that deny, and words that begin a new thought within a sentence, of the larger languages. */

const DENIALS = new Set(
  `not never no cannot nobody nothing none neither nor nowhere hardly impossible unable untrue false incorrect
   unmöglich falsch faux imposible falso impossibile impossível onmogelijk невозможно
   nicht nie niemals kein keine keinen keinem keiner keines nichts niemand
   ne n pas jamais aucun aucune rien personne
   non mai nessun nessuna nessuno niente nulla
   nunca jamás ningún ninguna ninguno nadie nada tampoco
   não nunca nenhum nenhuma ninguém jamais
   niet nooit geen niets niemand
   nie nigdy żaden żadna nikt
   inte aldrig ingen inga inget ej
   değil asla hiç yok
   tidak bukan jangan
   не ни нет никогда никто ничего нельзя
   ні ніколи немає
   لا لم لن ليس ليست غير
   नहीं मत न
   不是 不能 不会 不會 不可 不要 并不 並不 从不 從不 没有 沒有 無い ない せん`.split(/\s+/),
);

const TURNS = new Set(
  `but although though while whereas however yet because since so
   aber sondern obwohl während jedoch weil sodass
   mais cependant tandis car quoique
   pero sino aunque mientras porque
   ma però mentre perché sebbene
   mas porém enquanto embora
   maar terwijl omdat
   ale lecz
   men utan medan
   ama ancak fakat
   tetapi namun sedangkan
   но однако хотя
   але проте
   لكن بل
   लेकिन परन्तु`.split(/\s+/),
);

/** "No" as an answer in itself, and "yes". */
const VERDICTS: ReadonlyMap<string, 'yes' | 'no'> = new Map([
  ...['yes', 'ja', 'oui', 'sí', 'sì', 'sim', 'да', 'так', 'tak', 'evet', 'ya', 'نعم', 'हाँ', '是', '是的', 'はい'].map(
    (word) => [word, 'yes'] as const,
  ),
  ...[
    'no',
    'nein',
    'non',
    'não',
    'nee',
    'нет',
    'ні',
    'nie',
    'nej',
    'hayır',
    'tidak',
    'لا',
    'नहीं',
    '不',
    '不是',
    'いいえ',
  ].map((word) => [word, 'no'] as const),
]);

/** Whether `word` denies what its clause says. English "-n't" does. */
export function isDenial(word: string): boolean {
  return DENIALS.has(word) || word.endsWith("n't");
}

/** Whether `word` begins a new clause without a comma before it. */
export function isTurn(word: string): boolean {
  return TURNS.has(word);
}

/** What a text says of a yes-or-no question that begins with `word`; null: nothing. */
export function verdictIn(word: string): 'yes' | 'no' | null {
  return VERDICTS.get(word) ?? null;
}
