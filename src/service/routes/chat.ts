/** `POST /v1/chat/completions`, as OpenAI's API has it. */
import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { answer, type AnswerEvent } from '../openai/answering.ts';
import { askingOf, type Asking } from '../openai/asking.ts';
import { chunksOf } from '../openai/chunks.ts';
import { Completion, completionOf } from '../openai/completion.ts';
import { addresseeOf } from '../openai/model.ts';
import { ChatRequest } from '../openai/request.ts';
import type { App, Service } from '../service.ts';
import { sendEvents } from '../sse.ts';

/** Adds the route. */
export function chatRoutes(app: App, service: Service): void {
  const { pacore, settings, clock, logger, lifetime } = service;
  app.post(
    '/v1/chat/completions',
    {
      config: { access: ['ask'] },
      schema: {
        tags: ['openai'],
        summary: 'Ask the committee, or one of its members alone',
        body: ChatRequest,
        response: { 200: Completion },
      },
    },
    async ({ id, body }, reply) => {
      lifetime.refuseWhileDraining();
      const addressee = addresseeOf(body.model, pacore.strategies, await pacore.members());
      const asking = askingOf(body, addressee, settings.maxPrompt);
      if (settings.logPrompts) logger.log('info', 'asked', { requestId: id, messages: asking.messages });
      const head = { id: `chatcmpl-${randomUUID()}`, created: Math.floor(clock.now() / 1000), model: body.model };
      const events = admitted(service, asking, reply);
      const { wantsLogprobs } = asking;
      if (body.stream !== true) return completionOf(events, head, wantsLogprobs);
      const includeUsage = body.stream_options?.include_usage ?? false;
      return sendEvents(reply, chunksOf(events, head, { wantsLogprobs, includeUsage }), clock);
    },
  );
}

/** Asks when it is this question's turn; who has gone stops it. */
async function* admitted(
  { pacore, admission, lifetime }: Service,
  asking: Asking,
  reply: FastifyReply,
): AsyncGenerator<AnswerEvent, void> {
  const signal = lifetime.signalOf(reply);
  const leave = await admission.enter(signal);
  try {
    yield* answer(pacore, asking, signal);
  } finally {
    leave();
  }
}
