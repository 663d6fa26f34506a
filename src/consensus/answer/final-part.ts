/** The part of a response in which its answer can stand. */

const REASONING = /^[^]*<\/think(?:ing)?>/i;
const UNFINISHED_REASONING = /<think(?:ing)?>[^]*/i;
const CONTROL_TOKEN = /<\/s>|<\|[\w-]{1,40}\|>/g;

/**
 * The response after its reasoning, without control tokens such as `<|im_end|>`. What stands before the last
 * `</think>` is left out; so is reasoning that never ended, because the text broke off inside it.
 */
export function finalPart(text: string): string {
  return text.replace(REASONING, '').replace(UNFINISHED_REASONING, '').replace(CONTROL_TOKEN, ' ');
}
