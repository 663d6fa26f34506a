/** What may be asked for as `model`: the committee, the committee under a strategy, or a member alone. */
import { ApiError } from '../api-error.ts';

/** The committee's own name. */
const COMMITTEE = 'pacore';

/** Whom a model's id stands for. */
export type Addressee =
  | { readonly type: 'committee'; /** Null: the configured one. */ readonly strategy: string | null }
  | { readonly type: 'member'; readonly member: string };

/** The ids that there are, the committee first. A member that is called as the committee is cannot be asked alone. */
export function modelIds(
  strategies: readonly string[],
  members: readonly { readonly id: string }[],
): readonly string[] {
  const committees = [COMMITTEE, ...strategies.map((strategy) => `${COMMITTEE}/${strategy}`)];
  return [...new Set([...committees, ...members.map(({ id }) => id)])];
}

/** Whom `id` stands for. @throws ApiError PACORE_NOT_FOUND, as OpenAI says it */
export function addresseeOf(
  id: string,
  strategies: readonly string[],
  members: readonly { readonly id: string }[],
): Addressee {
  if (id === COMMITTEE) return { type: 'committee', strategy: null };
  const strategy = strategies.find((name) => id === `${COMMITTEE}/${name}`);
  if (strategy !== undefined) return { type: 'committee', strategy };
  if (members.some((member) => member.id === id)) return { type: 'member', member: id };
  throw new ApiError('PACORE_NOT_FOUND', `The model "${id.slice(0, 100)}" does not exist; GET /v1/models lists them.`, {
    apiCode: 'model_not_found',
    param: 'model',
    retryable: false,
  });
}
