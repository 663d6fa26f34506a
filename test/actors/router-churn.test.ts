import { describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import type { ModelCommand } from '../../src/actors/model-protocol.ts';
import type { RouterReply } from '../../src/actors/protocol.ts';
import { query } from '../../src/actors/query.ts';
import { receiver, tell } from '../../src/actors/ref.ts';
import { routerActor } from '../../src/actors/router.ts';
import { ANY } from '../../src/actors/router-state.ts';
import { ROUTING_STRATEGIES, type RoutingStrategy } from '../../src/actors/routing.ts';
import { createActorSystem } from '../../src/actors/system.ts';
import type { Failure } from '../../src/errors.ts';
import { manualClock } from '../../src/manual-clock.ts';
import { anyRequest } from '../support/controlled-backend.ts';

const gone: Failure = { code: 'PACORE_MEMBER_AWAY', message: 'gone', retryable: true };
const MEMBERS = ['a', 'b', 'c'] as const;

/** What may happen to a router, in any order. */
type Step =
  | { readonly type: 'up'; readonly member: string; readonly slots: number; readonly weight: number }
  | { readonly type: 'down' | 'end' | 'cancel'; readonly pick: number }
  | { readonly type: 'drain' | 'remove' | 'expect'; readonly member: string }
  | { readonly type: 'prompt'; readonly to: string; readonly deadline: number | undefined };

const member = fc.constantFrom(...MEMBERS);
const up = fc.record({
  type: fc.constant('up' as const),
  member,
  slots: fc.integer({ min: 1, max: 3 }),
  weight: fc.constantFrom(0.5, 1, 3),
});
const prompt = fc.record({
  type: fc.constant('prompt' as const),
  to: fc.constantFrom(ANY, ...MEMBERS),
  deadline: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: up },
  { weight: 8, arbitrary: prompt },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('end' as const, 'cancel' as const), pick: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('down' as const), pick: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom('drain' as const, 'remove' as const, 'expect' as const), member }),
  },
);

/** A router among replicas that the test keeps count of. */
function startRouter(strategy: RoutingStrategy) {
  const system = createActorSystem(() => undefined);
  const clock = manualClock();
  const random = () => (clock.now() % 10) / 10;
  const router = system.spawn(routerActor({ strategy, maxQueue: 1000, clock, random }), { name: 'router' });
  const waiting = new Map<string, string>();
  const running = new Map<string, { readonly replica: string; readonly generate: Generate }>();
  const replicas = new Map<string, { readonly member: string; readonly slots: number }>();
  const addressees = new Map<string, string>();
  const restarts: string[] = [];
  const ends: string[] = [];
  let count = 0;

  const replyTo = receiver<RouterReply>(({ type, requestId }) => {
    if (type === 'text-delta') return;
    if (type === 'generation-restarted') {
      restarts.push(requestId);
      waiting.set(requestId, addressees.get(requestId) ?? '');
    } else {
      waiting.delete(requestId);
      ends.push(requestId);
    }
  });

  function take(steps: Step): void {
    count += 1;
    clock.advance(count % 7);
    switch (steps.type) {
      case 'up': {
        const name = `${steps.member}#${count}`;
        replicas.set(name, steps);
        const ref = receiver<ModelCommand>((command) => {
          if (command.type === 'generate') begin(name, command);
          if (command.type === 'cancel') finish(command.requestId, 'cancelled');
        });
        return tell(router, { ...steps, type: 'replica-up', name, ref });
      }
      case 'down': {
        const name = pickFrom(replicas.keys(), steps.pick);
        const lost = name === undefined ? undefined : replicas.get(name);
        if (name === undefined || lost === undefined) return;
        replicas.delete(name);
        for (const [requestId, { replica }] of running) if (replica === name) running.delete(requestId);
        return tell(router, { type: 'replica-down', member: lost.member, name, error: gone });
      }
      case 'drain':
      case 'remove':
        for (const [name, replica] of replicas) if (replica.member === steps.member) replicas.delete(name);
        tell(router, { type: 'member-away', member: steps.member, error: gone });
        if (steps.type === 'remove') tell(router, { type: 'member-removed', member: steps.member });
        return;
      case 'expect':
        return tell(router, { type: 'member-expected', member: steps.member });
      case 'prompt': {
        const requestId = String(count);
        waiting.set(requestId, steps.to);
        addressees.set(requestId, steps.to);
        const deadline = steps.deadline === undefined ? {} : { deadline: clock.now() + steps.deadline };
        return tell(router, { type: 'prompt', requestId, request: anyRequest, to: steps.to, ...deadline, replyTo });
      }
      case 'end': {
        const requestId = pickFrom(running.keys(), steps.pick);
        if (requestId !== undefined) finish(requestId, 'stop');
        return;
      }
      case 'cancel': {
        const requestId = pickFrom([...waiting.keys(), ...running.keys()], steps.pick);
        if (requestId !== undefined) tell(router, { type: 'cancel', requestId });
      }
    }
  }

  function begin(replica: string, generate: Generate): void {
    waiting.delete(generate.requestId);
    running.set(generate.requestId, { replica, generate });
  }

  function finish(requestId: string, finish: 'stop' | 'cancelled'): void {
    const run = running.get(requestId);
    if (run === undefined) return;
    running.delete(requestId);
    const counts = { promptTokens: 1, completionTokens: 1, confidence: null };
    tell(run.generate.replyTo, { type: 'text-end', requestId, text: '', finish, ...counts });
  }

  /** Waits until the router has done what it was told; what that told it in turn, too. */
  async function settled() {
    await query(router, (reply) => ({ type: 'load', replyTo: reply }), { timeoutMs: 5000 });
    const reply = await query(router, (load) => ({ type: 'load', replyTo: load }), { timeoutMs: 5000 });
    if (reply.type !== 'load') throw new Error(`unexpected ${reply.type}`);
    return reply.replicas;
  }

  const runsAt = (name: string) => [...running.values()].filter(({ replica }) => replica === name).length;
  return { system, take, settled, waiting, addressees, replicas, restarts, ends, runsAt };
}

type Generate = Extract<ModelCommand, { type: 'generate' }>;

function pickFrom(keys: Iterable<string>, pick: number): string | undefined {
  const all = [...keys];
  return all[pick % Math.max(1, all.length)];
}

describe('a router whose replicas come and go', () => {
  it.each(ROUTING_STRATEGIES)(
    'by %s leaves no slot free while a prompt waits, overloads nobody, and ends each prompt once, with at most one retry',
    async (strategy) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const { system, take, settled, waiting, addressees, replicas, restarts, ends, runsAt } =
            startRouter(strategy);
          for (const one of steps) {
            take(one);
            const loads = await settled();
            expect(loads.map(({ name }) => name)).toEqual([...replicas.keys()]);
            for (const { name, member: of, slots, inFlight, queued } of loads) {
              expect(inFlight).toBe(runsAt(name));
              expect(inFlight).toBeLessThanOrEqual(slots);
              expect(queued).toBe([...waiting.values()].filter((to) => to === of).length);
              if (inFlight < slots) expect([...waiting.values()].filter((to) => to === of || to === ANY)).toEqual([]);
            }
          }
          await system.close();
          expect([...ends].sort()).toEqual([...addressees.keys()].sort());
          expect(restarts).toEqual([...new Set(restarts)]);
        }),
        { numRuns: 60 },
      );
    },
  );
});
