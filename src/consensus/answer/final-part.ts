/** The part of a response in which its answer can stand. */

const CONTROL_TOKEN = /<\/s>|<\|[\w-]{1,40}\|>/g;
const REASONING_END = /<\/think(?:ing)?>/gi;
const REASONING_START = /<think(?:ing)?>/i;

/**
 * The response after its reasoning, without control tokens such as `<|im_end|>`. What stands before the last
 * `</think>` is left out; so is reasoning that never ended, because the text broke off inside it.
 */
export function finalPart(text: string): string {
  let rest = text;
  if (rest.includes('<')) {
    let reasoningEnd = 0;
    for (const match of rest.matchAll(REASONING_END)) reasoningEnd = match.index + match[0].length;
    rest = rest.slice(reasoningEnd);
    const unfinished = REASONING_START.exec(rest);
    if (unfinished !== null) rest = rest.slice(0, unfinished.index);
    rest = rest.replace(CONTROL_TOKEN, ' ');
  }
  return rest;
}
