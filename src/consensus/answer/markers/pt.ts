import type { MarkerWords } from './words.ts';

/** How Portuguese announces an answer, says that it has none, and refuses one. */
export const PT: MarkerWords = {
  answers: ['resposta', 'respostas', 'opção correta', 'alternativa correta', 'opcao correta', 'alternativa certa'],
  results: ['resultado', 'solução', 'solucao', 'conclusão', 'veredito', 'categoria', 'tradução', 'rótulo'],
  before: ['a', 'minha'],
  adjectives: ['final', 'correta', 'corretas', 'certa', 'exata', 'definitiva'],
  prepositions: ['a', 'à', 'ao', 'para', 'de', 'da', 'do', 'opção'],
  copulas: ['é', 'são', 'seria', 'será', 'é portanto', 'é então', 'deve ser', 'é, portanto'],
  denials: ['não é', 'não são', 'nao é', 'não pode ser', 'não seria'],
  fillers: ['a', 'o', 'as', 'os', 'opção', 'letra', 'alternativa', 'portanto', 'então', 'resposta'],
  not: ['não', 'nao'],
  but: ['mas', 'mas sim', 'e sim', 'senão'],
  unknown: ['não sei', 'nao sei', 'eu não sei'],
  apologies: ['desculpe', 'sinto muito', 'lamento', 'infelizmente'],
  refusals: [
    'não posso ajudar',
    'não posso responder',
    'não posso fornecer',
    'não posso auxiliar',
    'eu não posso',
    'não consigo ajudar',
    'não é possível ajudar',
  ],
};
