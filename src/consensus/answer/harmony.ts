/** Harmony, the format of gpt-oss: reasoning, tool calls and the answer stand in channels, of which one is `final`. */

const CHANNEL = '<|channel|>';
const HEADER = /<\|channel\|>\s{0,4}([a-z]{1,20})/g;
const MESSAGE = '<|message|>';
const END = /<\|(?:end|return|call|start|channel)\|>/g;

/** The same without its tokens, as servers that drop them pass it on: `analysis…assistantfinal…`. */
const BARE_FINAL = /assistant\n?final\n?/g;
const OPENS_BARE = /^\s*(?:assistant)?(?:(?:analysis|commentary)(?=[^a-z])|$)/;
/** Without a final part only what is no ordinary word is taken for a channel: `analysisWe`, `commentary to=`. */
const UNFINISHED = /^\s*(?:assistant)?(?:(?:analysis|commentary)(?=["'(*$\d]|\p{Lu})|commentary to=)/u;

/**
 * What a text in Harmony's format says in its last `final` channel; empty when it has none, for a tool call or reasoning that
 * broke off is no answer. Null when `text` is no Harmony.
 */
export function harmonyFinal(text: string): string | null {
  return text.includes(CHANNEL) ? lastFinal(text) : bareFinal(text);
}

function lastFinal(text: string): string {
  const final = [...text.matchAll(HEADER)].findLast(({ 1: channel }) => channel === 'final');
  if (final === undefined) return '';
  const message = text.indexOf(MESSAGE, final.index);
  if (message === -1) return '';
  const start = message + MESSAGE.length;
  END.lastIndex = start;
  return text.slice(start, END.exec(text)?.index ?? text.length);
}

function bareFinal(text: string): string | null {
  const final = [...text.matchAll(BARE_FINAL)].at(-1);
  if (final !== undefined && OPENS_BARE.test(text.slice(0, final.index)))
    return text.slice(final.index + final[0].length);
  return UNFINISHED.test(text) ? '' : null;
}
