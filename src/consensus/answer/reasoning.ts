/**
 * How models set their reasoning apart from their answer, as data: one line a convention. Where the texts differ only in
 * capitals they are the same; a family closes what it opened, however the two are spelt.
 */

/** What opens and closes reasoning. */
export interface ReasoningMarkup {
  /** Spellings of one family may close one another: `<thinking>…</think>`. */
  readonly family: string;
  readonly open: string;
  readonly close: string;
}

const TAGS: Readonly<Record<string, readonly string[]>> = {
  think: ['think', 'thinking', 'thought', 'thoughts', 'seed:think', 'mm:think', 'ant:thinking', 'longcat_think'],
  reason: ['reasoning', 'reasoning_content', 'reflection', 'scratchpad', 'inner_monologue'],
};

/** Llama and Qwen derivatives, EXAONE, Seed, MiniMax, Reflection: `<think>…</think>` and the like. */
const TAGGED = Object.entries(TAGS).flatMap(([family, names]) =>
  names.map((name) => ({ family, open: `<${name}>`, close: `</${name}>` })),
);

/** Every way in use that has an opening and a closing text. */
export const REASONING_MARKUP: readonly ReasoningMarkup[] = [
  ...TAGGED,
  // Mistral's Magistral
  { family: 'magistral', open: '[THINK]', close: '[/THINK]' },
  // Kimi
  { family: 'kimi', open: '◁think▷', close: '◁/think▷' },
  // Sky-T1, OpenThinker
  { family: 'sky', open: '<|begin_of_thought|>', close: '<|end_of_thought|>' },
  // Command A
  { family: 'command', open: '<|START_THINKING|>', close: '<|END_THINKING|>' },
  // Gemma
  { family: 'medgemma', open: '<unused94>thought', close: '<unused95>' },
  { family: 'gemma', open: '<|channel>thought', close: '<channel|>' },
  // Granite
  { family: 'granite', open: 'Here is my thought process:', close: 'Here is my response:' },
  // HuatuoGPT-o1
  { family: 'huatuo', open: '## Thinking\n', close: '## Final Response\n' },
];
