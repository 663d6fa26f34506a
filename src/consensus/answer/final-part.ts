/** The part of a response in which its answer can stand. */
import { harmonyFinal } from './harmony.ts';
import { REASONING_MARKUP, type ReasoningMarkup } from './reasoning.ts';

interface Tag {
  readonly markup: ReasoningMarkup;
  readonly opens: boolean;
}

/** What may stand for the end of a turn, a role or a speaker; never part of an answer. */
const CONTROL_TOKEN =
  /<\/s>|<\|[\w-]{1,40}\|>|<｜[^<>｜\n]{1,40}｜>|<(?:end_of_turn|start_of_turn|eos|bos)>|\[\/?INST\]/g;

/** Another turn that the model ran on into, after something was said. */
const NEXT_TURN = /<\|im_start\|>\s*(?:user|system)\b[^]*$/;

const TAGS: ReadonlyMap<string, Tag> = new Map<string, Tag>([
  ...REASONING_MARKUP.map((markup) => [markup.open.toLowerCase(), { markup, opens: true }] as const),
  ...REASONING_MARKUP.map((markup) => [markup.close.toLowerCase(), { markup, opens: false }] as const),
]);
/** Any tag; one in backticks is spoken about. */
const TAG = new RegExp(`(?<!\`)(?:${[...TAGS.keys()].map(escaped).join('|')})`, 'gi');
/** Characters one of which every tag has: most texts have none, and every response comes here. */
const HINT = /[<[◁]|Here is my|## /i;

/**
 * The response after its reasoning, without control tokens such as `<|im_end|>`. Reasoning that never ended, because the
 * text broke off inside it, is left out to the end; what stands before a closing tag that nothing opened is reasoning too.
 */
export function finalPart(text: string): string {
  const final = harmonyFinal(text) ?? text;
  return HINT.test(final) ? withoutNextTurn(withoutReasoning(final)).replace(CONTROL_TOKEN, ' ') : final;
}

function withoutNextTurn(text: string): string {
  const said = text.replace(NEXT_TURN, '');
  return said.trim() === '' ? text : said;
}

function withoutReasoning(text: string): string {
  let said = '';
  let from = 0;
  // The families that are open, the outermost first; a family opened again inside itself counts once.
  const open: string[] = [];
  for (const { index, 0: found } of text.matchAll(TAG)) {
    const tag = TAGS.get(found.toLowerCase());
    if (tag === undefined) continue;
    const { family } = tag.markup;
    const at = open.indexOf(family);
    if (tag.opens) {
      if (open.length === 0) said += text.slice(from, index);
      if (at === -1) open.push(family);
    } else if (open.length === 0) {
      said = '';
    } else if (at !== -1) {
      // What was opened inside it and never closed ends with it.
      open.length = at;
    }
    from = index + found.length;
  }
  return open.length === 0 ? said + text.slice(from) : said;
}

function escaped(literal: string): string {
  return literal.replace(/[|[\]/\\.*+?^${}()]/g, '\\$&');
}
