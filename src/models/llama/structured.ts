/** Answers that keep to a JSON schema: llama.cpp draws under a grammar, and the confidence is worked out afterwards. */
import type { Llama, LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import { messageOf, PacoreError } from '../../errors.ts';
import type { GenerateRequest, JsonSchema } from '../backend.ts';
import { checkJsonSchema } from '../json-schema.ts';
import { PLAIN_SAMPLING } from '../sampling.ts';
import { CANDIDATES, candidateOptions, noToken, penaltyOptions } from './candidates.ts';
import type { Chooser } from './next-token.ts';
import type { OpenModel } from './open-model.ts';
import { RecentTokens } from './recent-tokens.ts';

/**
 * Chooses the tokens of an answer behind `input` so that it keeps to `schema`; their probabilities are not known.
 * @throws PacoreError PACORE_USAGE: the schema is not one, or has parts that are not known
 */
export async function structuredChooser(
  { library, model }: Pick<OpenModel, 'library' | 'model'>,
  sequence: LlamaContextSequence,
  input: readonly Token[],
  schema: JsonSchema,
  { temperature, seed, sampling = PLAIN_SAMPLING }: Pick<GenerateRequest, 'temperature' | 'seed' | 'sampling'>,
): Promise<Chooser> {
  checkJsonSchema(schema);
  const grammar = await createGrammar(model.llama, schema);
  const recent = new RecentTokens<Token>();
  const { topK, topP, minP, repeatPenalty } = sampling;
  const options: SequenceEvaluateOptions = {
    temperature,
    seed,
    topK: topK === 0 ? CANDIDATES : topK,
    topP,
    minP,
    ...penaltyOptions(repeatPenalty, recent),
    grammarEvaluationState: new library.LlamaGrammarEvaluationState({ model, grammar }),
    yieldEogToken: true,
  };
  const tokens = sequence.evaluate([...input], options);
  return {
    async next() {
      const { value } = await tokens.next();
      if (value === undefined) throw noToken();
      recent.push(value);
      return { token: value };
    },
    async close() {
      await tokens.return();
    },
  };
}

/**
 * The natural logarithms of the probabilities of `answer`, a token each, under temperature 1 among the candidates of a model
 * that no grammar binds; of a token that is no candidate at most the least of theirs. The sequence holds the prompt and
 * behind it whatever; then it holds the answer.
 */
export async function logProbabilitiesOf(
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  answer: readonly Token[],
): Promise<readonly number[]> {
  const start = prompt.length - 1;
  const end = sequence.nextTokenIndex;
  if (end > start) await sequence.eraseContextTokenRanges([{ start, end }]);
  const generateNext = { probabilities: true, options: candidateOptions(0) };
  const input = [...prompt.slice(-1), ...answer.slice(0, -1)];
  const outputs = await sequence.controlledEvaluate(input.map((token) => [token, { generateNext }]));
  return answer.map((token, index) => {
    const probabilities = outputs[index]?.next.probabilities ?? new Map<Token, number>();
    return Math.log(probabilities.get(token) ?? [...probabilities.values()].at(-1) ?? 0);
  });
}

async function createGrammar(llama: Llama, schema: JsonSchema) {
  try {
    // The library types what it knows of schemas; that it is no more than this has been checked.
    return await llama.createGrammarForJsonSchema(schema as Parameters<Llama['createGrammarForJsonSchema']>[0]);
  } catch (cause) {
    const message = `The JSON schema cannot be used: ${messageOf(cause)}`;
    throw new PacoreError('PACORE_USAGE', message, { retryable: false, cause });
  }
}
