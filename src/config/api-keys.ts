/** The keys of remote members. They stay out of the configuration, which is shown and logged. */
import type { MemberConfig } from './member-schema.ts';
import type { Reading } from './read-strict.ts';

/** Keys by the environment variable that holds them; a variable without one is not in it. */
export type ApiKeys = ReadonlyMap<string, string>;

/** Reads the variables that `members` name, or says which of them hold no key. */
export function readApiKeys(members: readonly MemberConfig[], env: NodeJS.ProcessEnv): Reading<ApiKeys> {
  const keys = new Map<string, string>();
  const problems = members.flatMap((member, index) => {
    if (member.backend !== 'openai') return [];
    const key = env[member.apiKeyEnv]?.trim() ?? '';
    // Refused here, because fetch would put it into its own message.
    if (!/^[\x21-\x7e]*$/.test(key)) {
      const message = `the variable ${member.apiKeyEnv} holds characters that no key has`;
      return [{ path: ['members', index, 'apiKeyEnv'], message }];
    }
    if (key !== '') keys.set(member.apiKeyEnv, key);
    return [];
  });
  return problems.length > 0 ? { problems } : { values: keys };
}
