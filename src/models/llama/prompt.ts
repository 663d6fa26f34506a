import type { ChatHistoryItem, ChatWrapper, LlamaModel, Token } from 'node-llama-cpp';
import { PacoreError } from '../../errors.ts';
import type { ChatMessage } from '../backend.ts';

/**
 * Characters a token stands for at the very most, on average. A longer prompt cannot fit, and only as much of it is
 * tokenized as it takes to be sure: a million characters would block the thread for half a second.
 */
const CHARACTERS_PER_TOKEN = 64;

/** What a prompt needs of a loaded model. */
export interface PromptModel {
  readonly label: string;
  readonly model: LlamaModel;
  readonly chat: ChatWrapper;
  /** Tokens that prompt and answer share. */
  readonly contextSize: number;
}

/**
 * A conversation as the model's own template writes it, in tokens, up to where the model's answer begins. Only the
 * template writes control tokens: in the messages they are plain text.
 * @throws PacoreError PACORE_PROMPT_TOO_LONG when there is no room left for a token of the answer.
 */
export function promptTokens(target: PromptModel, messages: readonly ChatMessage[]): Token[] {
  const limit = target.contextSize - 1;
  const cap = target.contextSize * CHARACTERS_PER_TOKEN;
  const characters = messages.reduce((sum, message) => sum + message.content.length, 0);
  if (characters > cap) {
    const sample = messages.map(({ content }) => content).join('\n').slice(0, cap);
    const atLeast = target.model.tokenize(sample).length;
    if (atLeast > limit) throw tooLong(target.label, `more than ${atLeast} tokens (${characters} characters)`, limit);
  }
  const tokens = render(target, messages);
  if (tokens.length > limit) throw tooLong(target.label, `${tokens.length} tokens`, limit);
  return tokens;
}

function render({ model, chat }: PromptModel, messages: readonly ChatMessage[]): Token[] {
  const chatHistory = [...messages.map(historyItem), { type: 'model', response: [] } satisfies ChatHistoryItem];
  const tokens = chat.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer);
  // As llama.cpp does: a template writes the beginning-of-text token only where the tokenizer does not add it.
  const { bos, shouldPrependBosToken } = model.tokens;
  return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
}

function historyItem({ role, content }: ChatMessage): ChatHistoryItem {
  switch (role) {
    case 'system':
      return { type: 'system', text: content };
    case 'user':
      return { type: 'user', text: content };
    case 'assistant':
      return { type: 'model', response: [content] };
  }
}

function tooLong(label: string, length: string, limit: number): PacoreError {
  const message = `The prompt of ${length} does not fit ${label}: at most ${limit} tokens do.`;
  return new PacoreError('PACORE_PROMPT_TOO_LONG', message, { retryable: false });
}
