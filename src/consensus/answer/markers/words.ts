/** The words with which one language announces an answer; one small file a language holds them. */

/** All in lower case. Words of several parts are written with single spaces. */
export interface MarkerWords {
  /** What names the answer, wherever it stands: `answer`, `correct option`. Before it anything may stand. */
  readonly answers: readonly string[];
  /** What names it only at the start of a line and before a colon, for within sentences it names steps: `result`. */
  readonly results: readonly string[];
  /** What may stand before the name where it heads a line: `the`, `final`. */
  readonly before?: readonly string[];
  /** What may follow the name: `réponse finale`. */
  readonly adjectives?: readonly string[];
  /** What may introduce a complement of a few words: `answer to the question`. */
  readonly prepositions?: readonly string[];
  /** What may stand before the link: `must therefore`. */
  readonly adverbs?: readonly string[];
  /** What links the name to the answer: `is`, `lautet`. */
  readonly copulas: readonly string[];
  /** What links it to what it is not: `isn't`, `ist nicht`. */
  readonly denials: readonly string[];
  /** What may stand between the link and the answer, such as an article: `es la B`. */
  readonly fillers?: readonly string[];
  /** What ends the sentence after the answer, where verbs stand last: `C입니다`. */
  readonly endings?: readonly string[];
  /** Verbs whose object is the label chosen: `选C`. */
  readonly choosing?: readonly string[];
  /** Whether the answer may follow its name without a link: `Cevap C`. */
  readonly juxtaposes?: boolean;
  /** Whether words are written without spaces between them. */
  readonly isUnspaced?: boolean;
  /** What denies the value after it: `not` of "not 6 but 5". */
  readonly not: readonly string[];
  /** What affirms the value after it: `but` of "not 6 but 5". */
  readonly but: readonly string[];
  /** How a model that has no answer says so, alone: `weiß nicht`. */
  readonly unknown?: readonly string[];
  /** What apologises before a refusal: `tut mir leid`. */
  readonly apologies?: readonly string[];
  /** How refusals begin; `…` stands for a few words. */
  readonly refusals?: readonly string[];
}
