/** Profile `text`: reads what a response in free text concludes. */
import { isAbstention } from './abstention.ts';
import { markedAnswers } from './markers.ts';
import { withoutMarkup } from './markup.ts';
import { sentencesBackwards } from './sentences.ts';
import { canonicalText } from './text.ts';

const CUE =
  /^(?:so|therefore|thus|hence|consequently|in conclusion|to conclude|to sum up|in summary|in short|conclusion|result|solution)(?:\s?[:,]\s*|\s+)/i;
const BOLD = /\*\*[^*\n]{1,300}\*\*/g;

/** The last sentence that says something; what follows may be a quotation mark alone. */
function lastSentence(text: string): string {
  for (const sentence of sentencesBackwards(text)) if (/[\p{L}\p{N}]/u.test(sentence)) return sentence;
  return '';
}

/** The answer of a response of profile `text`, canonical; null is an abstention. */
export function readText(text: string): string | null {
  const marked = markedAnswers(text);
  for (const { content } of marked) {
    if (content === '') continue;
    return isAbstention(content) ? null : canonicalText(withoutMarkup(content));
  }
  return marked.length > 0 ? null : concludedText(text);
}

/**
 * What an unmarked text says: the one bold phrase of its last sentence, or its last sentence where that draws a
 * conclusion ("So …"), or else all of it. Null when it says that it does not know.
 */
export function concludedText(text: string): string | null {
  const last = lastSentence(text);
  if (isAbstention(last) || isAbstention(text)) return null;
  const [bold, another] = last.match(BOLD) ?? [];
  // A bold phrase with a colon is a heading.
  if (bold !== undefined && another === undefined && !/[:：]\s*\*\*/.test(bold)) return canonicalText(bold);
  return canonicalText(CUE.test(last) ? withoutMarkup(last).replace(CUE, '') : text);
}
