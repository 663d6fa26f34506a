/** The body of a request for a chat completion, as OpenAI's API has it. Fields that stand not here pass unread. */
import { z } from 'zod';
import { PROFILES } from '../../consensus/rules.ts';

const TextPart = z.object({ type: z.literal('text', { error: 'only text can be read' }), text: z.string() });

const Message = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z.union([z.string(), z.array(TextPart)]).nullish(),
});

const JsonSchemaFormat = z.object({
  type: z.literal('json_schema'),
  json_schema: z.object({ name: z.string(), schema: z.record(z.string(), z.unknown()).nullish() }),
});

const ResponseFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  JsonSchemaFormat,
]);

/** How the committee is asked, beyond what OpenAI's API has words for. */
const CommitteeOptions = z.strictObject({
  members: z.array(z.string()).min(1).max(1000).optional().meta({ description: 'Ids of the members to ask' }),
  ask: z.int().min(1).optional().meta({ description: 'So many of them' }),
  samples: z.int().min(1).max(1000).optional().meta({ description: 'Answers of each member' }),
  rounds: z.array(z.int()).max(10).optional().meta({ description: 'Coordinated rounds, such as [4, 1]' }),
  stopAt: z.number().optional().meta({ description: 'Stop when the lead is kept with this probability' }),
  earlyDecision: z.boolean().optional(),
  profile: z.enum(PROFILES).optional(),
  labels: z
    .array(z.string().max(200))
    .min(2)
    .max(1000)
    .optional()
    .meta({ description: 'The closed set that the answer is one of' }),
  category: z.string().max(100).optional(),
  deadlineMs: z.number().positive().max(86_400_000).optional(),
});

const MOST_CHOICES = 16;

/** A request, checked. */
export const ChatRequest = z.object({
  model: z.string(),
  messages: z.array(Message).min(1).max(1000),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  n: z.int().min(1).max(MOST_CHOICES).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string().min(1).max(500), z.array(z.string().min(1).max(500)).max(16)]).nullish(),
  logprobs: z.boolean().nullish(),
  response_format: ResponseFormat.nullish(),
  pacore: CommitteeOptions.optional(),
  // Known, and refused where they would change the answer: nobody should believe that they were heeded.
  tools: z.unknown().optional(),
  functions: z.unknown().optional(),
  logit_bias: z.unknown().optional(),
  top_logprobs: z.unknown().optional(),
  presence_penalty: z.unknown().optional(),
  frequency_penalty: z.unknown().optional(),
  audio: z.unknown().optional(),
});

/** See {@link ChatRequest}. */
export type ChatRequest = z.infer<typeof ChatRequest>;
