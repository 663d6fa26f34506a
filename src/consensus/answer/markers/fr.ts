import type { MarkerWords } from './words.ts';

/** How French announces an answer, says that it has none, and refuses one. */
export const FR: MarkerWords = {
  answers: ['réponse', 'réponses', 'reponse', 'bonne option', 'bonne réponse', 'option correcte'],
  results: ['résultat', 'resultat', 'solution', 'conclusion', 'verdict', 'catégorie', 'traduction'],
  before: ['la', 'ma', 'bonne'],
  adjectives: ['finale', 'correcte', 'exacte', 'juste', 'bonne'],
  prepositions: ['à', 'au', 'aux', 'pour', 'de', 'du', 'option'],
  adverbs: ['doit donc', 'donc'],
  copulas: ['est', 'sont', 'est donc', 'serait', 'sera', 'doit être', 'est alors'],
  denials: ["n'est pas", 'ne sont pas', 'ne peut pas être', 'ne peut être', "n'est donc pas", "n'est certainement pas"],
  fillers: ['la', 'le', "l'", 'option', 'lettre', 'réponse', 'donc', 'proposition'],
  not: ['pas', 'non'],
  but: ['mais', 'mais plutôt'],
  unknown: ['je ne sais pas', 'aucune idée'],
  apologies: ['désolé', 'désolée', 'je suis désolé', 'je suis désolée', 'malheureusement', 'excusez-moi'],
  refusals: [
    'je ne peux pas vous',
    'je ne peux pas t',
    'je ne peux pas répondre',
    'je ne peux pas aider',
    'je ne peux pas fournir',
    'je ne puis',
    'je ne suis pas en mesure',
    "je suis dans l'incapacité",
  ],
};
