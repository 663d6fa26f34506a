/** Answers that keep to a JSON schema: llama.cpp draws under a grammar, and the confidence is worked out afterwards. */
import type { Llama, LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import { messageOf, PacoreError } from '../../errors.ts';
import type { GenerateRequest, JsonSchema } from '../backend.ts';
import { checkJsonSchema } from '../json-schema.ts';
import { noToken } from './look.ts';
import { nativeSampling } from './native-sampling.ts';
import type { ChooseNext } from './next-token.ts';
import type { OpenModel } from './open-model.ts';
import { RecentTokens } from './repeat-penalty.ts';

/** Chooses under a grammar. */
export interface StructuredChooser {
  /** The token after `input`, which is the end of the prompt the first time, and then the token that came last. */
  readonly choose: ChooseNext;
  /** No more tokens are asked for. */
  readonly close: () => Promise<void>;
}

/**
 * A chooser for the request's schema.
 * @throws PacoreError PACORE_USAGE: the schema is not one, or has parts that are not known
 */
export async function structuredChooser(
  { library, model }: Pick<OpenModel, 'library' | 'model'>,
  sequence: LlamaContextSequence,
  schema: JsonSchema,
  request: GenerateRequest,
): Promise<StructuredChooser> {
  checkJsonSchema(schema);
  const grammar = await createGrammar(model.llama, schema);
  const recent = new RecentTokens<Token>();
  const options: SequenceEvaluateOptions = {
    ...nativeSampling(request, recent),
    grammarEvaluationState: new library.LlamaGrammarEvaluationState({ model, grammar }),
    yieldEogToken: true,
  };
  let tokens: ReturnType<LlamaContextSequence['evaluate']> | undefined;
  return {
    async choose(input) {
      tokens ??= sequence.evaluate([...input], options);
      const { value } = await tokens.next();
      if (value === undefined) throw noToken();
      recent.push(value);
      return { token: value };
    },
    async close() {
      await tokens?.return();
    },
  };
}

/**
 * The natural logarithms of the probabilities of `answer`, a token each, under temperature 1 and without any grammar.
 * The sequence holds the prompt but for `last`, its last token, and behind it whatever; then it holds the answer.
 * `start` is where `last` belongs.
 */
export async function logProbabilitiesOf(
  sequence: LlamaContextSequence,
  start: number,
  last: Token,
  answer: readonly Token[],
): Promise<readonly number[]> {
  const end = sequence.nextTokenIndex;
  if (end > start) await sequence.eraseContextTokenRanges([{ start, end }]);
  const input = [last, ...answer.slice(0, -1)].map((token, index): [Token, { generateNext: object }] => {
    // The selected one is the likeliest; what `includeMax` gives beside other tokens is not.
    const logits = { filter: { tokens: answer.slice(index, index + 1), includeSelected: true } };
    const options = { temperature: 0 };
    return [token, { generateNext: { token: true, totalLogitWeight: true, logits, options } }];
  });
  const outputs = await sequence.controlledEvaluate(input);
  return answer.map((token, index) => {
    const { logits, totalLogitWeight } = outputs[index]?.next ?? {};
    const highest = Math.max(...(logits?.values() ?? []));
    return (logits?.get(token) ?? -Infinity) - highest - Math.log(totalLogitWeight ?? Infinity);
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
