import { scriptedModel, type ScriptedModel } from 'pacore/testing';
import { deferred } from './deferred.ts';
import { probe } from './probe.ts';

/** A prompt that a held member has got and answers when the test says so. */
interface HeldPrompt {
  readonly question: string;
  readonly answer: (text: string) => void;
}

/** A member that answers when it is told to. */
export function heldMember(id = 'a', script: Partial<ScriptedModel['script']> = {}) {
  const prompts = probe<HeldPrompt>();
  const member = scriptedModel(id, {
    ...script,
    reply: ({ messages }) => {
      const { promise, resolve } = deferred<string>();
      prompts.push({ question: messages.at(-1)?.content ?? '', answer: resolve });
      return promise;
    },
  });
  return { member, prompts };
}
