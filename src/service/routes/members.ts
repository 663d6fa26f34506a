/** `GET /v1/members` and `POST /v1/members/{id}/restart`: state, load and history of each member. */
import { z } from 'zod';
import type { MemberState, ReplicaLoad } from '../../actors/protocol.ts';
import type { MemberConfig } from '../../config/member-schema.ts';
import { PacoreError } from '../../errors.ts';
import { listLoads, restartMember } from '../../pacore/queries.ts';
import { failureShape } from '../failure-shape.ts';
import type { App, Service } from '../service.ts';

const Member = z.object({
  id: z.string(),
  model: z.string(),
  status: z.enum(['starting', 'ready', 'restarting', 'draining', 'drained', 'given-up', 'stopping']),
  reason: z.string().nullable().meta({ description: 'Why it was given up' }),
  weight: z.number(),
  restarts: z.int().meta({ description: 'Within the last supervision.period' }),
  lastError: failureShape.nullable(),
  replicas: z.array(z.object({ name: z.string(), status: z.string() })),
  isolation: z.enum(['thread', 'process', 'remote', 'scripted']).meta({ description: 'Where its model runs' }),
  accuracy: z.number().nullable().meta({ description: 'Of its ballots by the calibration; null without one' }),
  agreement: z
    .object({ questions: z.int(), agreed: z.int() })
    .meta({ description: 'Decided questions that it answered, and those in which it said what won, since the start' }),
  load: z.object({ slots: z.int(), inFlight: z.int(), queued: z.int() }),
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      type: z.string(),
      replica: z.string().optional(),
      error: failureShape.optional(),
      reason: z.string().optional(),
    }),
  ),
});

/** Adds the routes. */
export function memberRoutes(app: App, service: Service): void {
  const { pacore } = service;
  app.get(
    '/v1/members',
    {
      config: { access: ['read'] },
      schema: {
        tags: ['members'],
        summary: 'Every member: its state, its load, what happened to it lately',
        response: { 200: z.object({ members: z.array(Member) }) },
      },
    },
    async () => {
      const [members, loads] = await Promise.all([pacore.members(), listLoads(pacore.actors.router)]);
      return { members: members.map((member) => shown(member, loads, service)) };
    },
  );
  app.post(
    '/v1/members/:id/restart',
    {
      config: { access: ['admin'] },
      schema: {
        tags: ['members'],
        summary: 'Stop a member and start it anew, its restarts forgotten; answered when it is starting',
        params: z.object({ id: z.string() }),
        response: { 202: Member },
      },
    },
    async ({ params: { id } }, reply) => {
      const members = await pacore.members();
      if (!members.some((member) => member.id === id)) {
        throw new PacoreError('PACORE_NOT_FOUND', `There is no member "${id.slice(0, 100)}".`, { retryable: false });
      }
      const member = await restartMember(pacore.actors.supervisor, id);
      return reply.code(202).send(shown(member, await listLoads(pacore.actors.router), service));
    },
  );
}

function shown(
  member: MemberState,
  loads: readonly ReplicaLoad[],
  { pacore, history, agreement }: Service,
): z.infer<typeof Member> {
  const { id, model, status, reason, terms, slots, restarts, lastError, replicas } = member;
  const own = loads.filter((load) => load.member === id);
  return {
    id,
    model,
    status,
    reason,
    weight: terms.weight,
    restarts,
    lastError,
    replicas: replicas.map(({ name, status: state }) => ({ name, status: state })),
    isolation: isolationOf(pacore.config.members.find((entry) => entry.id === id)),
    accuracy: pacore.accuracies.get(id) ?? null,
    agreement: agreement.of(id),
    load: {
      slots,
      inFlight: own.reduce((sum, { inFlight }) => sum + inFlight, 0),
      // Each replica tells of the one queue of its member.
      queued: own[0]?.queued ?? 0,
    },
    history: [...history.of(id)],
  };
}

/** A member that was added while the committee ran stands in no configuration: it runs on another machine, or is the user's own. */
function isolationOf(config: MemberConfig | undefined): z.infer<typeof Member>['isolation'] {
  if (config === undefined || config.backend === 'openai') return 'remote';
  return config.backend === 'scripted' ? 'scripted' : config.isolation;
}
