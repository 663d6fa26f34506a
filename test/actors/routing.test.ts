import { describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { chooseReplica, NO_HISTORY, ROUTING_STRATEGIES, type Candidate } from '../../src/actors/routing.ts';
import { betterOfTwo, observe } from '../../src/actors/routing/latency.ts';
import { smoothWeighted, type Credits } from '../../src/actors/routing/weighted.ts';

const replica = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  name,
  slots: 1,
  inFlight: 0,
  weight: 1,
  tried: true,
  latency: null,
  ...more,
});
const named = (...names: readonly string[]) => names.map((name) => replica(name));
const full = { slots: 1, inFlight: 1 };
const still = { now: 0, random: () => 0 };

/** Replicas under any load, with any past. */
const anyReplicas = fc
  .uniqueArray(fc.string(), { maxLength: 6 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.record({
          name: fc.constant(name),
          slots: fc.integer({ min: 1, max: 4 }),
          inFlight: fc.nat(4),
          weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
          tried: fc.boolean(),
          latency: fc.option(fc.record({ mean: fc.nat(10_000), at: fc.nat(1_000_000) })),
        }),
      ),
    ),
  )
  .map((replicas) => replicas.map((one) => ({ ...one, inFlight: Math.min(one.slots, one.inFlight) })));

describe('every routing strategy', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it.each(ROUTING_STRATEGIES)(
    '%s chooses a replica with room whenever there is one, as they come and go',
    (strategy) => {
      fc.assert(
        fc.property(fc.array(fc.tuple(anyReplicas, chance), { minLength: 1 }), fc.nat(1_000_000), (steps, now) => {
          let history = NO_HISTORY;
          for (const [replicas, random] of steps) {
            const choice = chooseReplica(strategy, replicas, history, { now, random: () => random });
            expect(choice !== undefined).toBe(replicas.some(({ slots, inFlight }) => inFlight < slots));
            if (choice === undefined) continue;
            expect(replicas).toContain(choice.replica);
            expect(choice.replica.inFlight).toBeLessThan(choice.replica.slots);
            ({ history } = choice);
          }
        }),
      );
    },
  );
});

describe('least_busy and round_robin', () => {
  const LEAST_BUSY = [
    [[1, 2], [0, 2], 1],
    [[1, 4], [1, 2], 0],
    [[0, 1], [0, 1], 0],
    [[1, 1], [2, 2], undefined],
  ] as const;
  it.each(LEAST_BUSY)('least_busy of %j and %j (in flight, slots) is number %p', (one, other, expected) => {
    const replicas = [one, other].map(([inFlight, slots], index) => replica(String(index), { inFlight, slots }));
    const choice = chooseReplica('least_busy', replicas, { ...NO_HISTORY, turn: 5 }, still);
    expect(choice?.replica.name).toBe(expected === undefined ? undefined : String(expected));
  });

  it.each([
    ['000', '1'],
    ['010', '2'],
    ['011', '0'],
    ['111', undefined],
    ['', undefined],
  ])('round_robin at turn 4 of %j (1 is full) takes number %p', (loads, expected) => {
    const replicas = Array.from(loads, (load, index) => replica(String(index), load === '1' ? full : {}));
    const choice = chooseReplica('round_robin', replicas, { ...NO_HISTORY, turn: 4 }, still);
    expect(choice?.replica.name).toBe(expected);
  });

  it('round_robin comes round', () => {
    let history = NO_HISTORY;
    const order = [1, 2, 3, 4, 5].map(() => {
      const choice = chooseReplica('round_robin', named('a', 'b'), history, still);
      history = choice?.history ?? history;
      return choice?.replica.name;
    });
    expect(order).toEqual(['a', 'b', 'a', 'b', 'a']);
  });
});

describe('weighted', () => {
  const weighing = (weights: Readonly<Record<string, number>>) =>
    Object.entries(weights).map(([name, weight]) => replica(name, { weight }));

  function choose(replicas: readonly Candidate[], times: number, before: Credits = new Map()) {
    let credits = before;
    const order = Array.from({ length: times }, () => {
      const choice = smoothWeighted(replicas, credits);
      credits = choice?.credits ?? credits;
      return choice?.replica.name;
    });
    return { order, credits };
  }

  const count = (order: readonly (string | undefined)[], name: string) => order.filter((one) => one === name).length;

  it('is smooth: the sequence and the credits of nginx’s own example', () => {
    const { order, credits } = choose(weighing({ a: 5, b: 1, c: 1 }), 7);
    expect(order.join(' ')).toBe('a a b a c a a');
    expect(Object.fromEntries(credits)).toEqual({ a: 0, b: 0, c: 0 });
  });

  it('gives every replica exactly its share in each round', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }), (weights) => {
        const replicas = weights.map((weight, index) => replica(String(index), { weight }));
        const { order } = choose(
          replicas,
          weights.reduce((sum, weight) => sum + weight, 0),
        );
        expect(weights.map((_, index) => count(order, String(index)))).toEqual(weights);
      }),
    );
  });

  it('passes over a full one, which keeps its credit', () => {
    const [a, b, c] = weighing({ a: 4, b: 2, c: 1 }) as [Candidate, Candidate, Candidate];
    const { order, credits } = choose([{ ...a, ...full }, b, c], 3, new Map(Object.entries({ a: 3, b: -2, c: -1 })));
    expect(order).toEqual(['b', 'c', 'b']);
    expect(credits.get('a')).toBe(3);
  });

  it('keeps the shares of those that stay when one leaves and another comes', () => {
    const { credits } = choose(weighing({ heavy: 100, a: 1 }), 40);
    expect(credits.get('a')).toBe(40);
    const { order } = choose(weighing({ a: 1, b: 1 }), 10, credits);
    expect([count(order, 'a'), count(order, 'b')]).toEqual([5, 5]);
  });

  it('forgets those that are gone, and owes nothing in sum, whoever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(anyReplicas, { minLength: 1 }), (steps) => {
        let credits: Credits = new Map();
        for (const replicas of steps) {
          credits = smoothWeighted(replicas, credits)?.credits ?? credits;
          if (!replicas.some(({ slots, inFlight }) => inFlight < slots)) continue;
          expect([...credits.keys()].sort()).toEqual(replicas.map(({ name }) => name).sort());
          expect([...credits.values()].reduce((sum, credit) => sum + credit, 0)).toBeCloseTo(0, 6);
        }
      }),
    );
  });
});

describe('latency', () => {
  const taking = (name: string, mean: number, more: Partial<Candidate> = {}) =>
    replica(name, { slots: 9, latency: { mean, at: 0 }, ...more });
  /** Draws as it is told, one number after the other. */
  const drawing = (...numbers: readonly number[]) => {
    const left = [...numbers];
    return () => left.shift() ?? 0;
  };

  it.each([
    ['the first is the mean', null, 40, 5000, 40],
    ['after the time constant the old mean has 1/e', { mean: 100, at: 0 }, 40, 10_000, 100 / Math.E + 40 - 40 / Math.E],
    ['at the same time nothing changes', { mean: 100, at: 7 }, 40, 7, 100],
    ['a clock that was set back stands still', { mean: 100, at: 7 }, 40, 0, 100],
    ['after a long time only the new one counts', { mean: 100, at: 0 }, 40, 1_000_000, 40],
  ])('is measured as an exponentially weighted mean: %s', (_, before, measured, now, expected) => {
    const after = observe(before, measured, now);
    expect(after.mean).toBeCloseTo(expected, 6);
    expect(after.at).toBe(now);
  });

  it('takes the lower mean × (in flight + 1) of the two', () => {
    const slow = taking('slow', 100);
    expect(betterOfTwo([taking('fast', 30, { inFlight: 2 }), slow], 0, drawing(0))?.name).toBe('fast');
    expect(betterOfTwo([taking('fast', 30, { inFlight: 3 }), slow], 0, drawing(0))?.name).toBe('slow');
  });

  it('compares two different ones, each pair as likely as any other', () => {
    const [a, b, c] = [taking('a', 1), taking('b', 2), taking('c', 3)];
    const chosen = [0, 0.4, 0.7].flatMap((first) =>
      [0.4, 0.9].map((second) => betterOfTwo([a, b, c], 0, drawing(first, second))?.name),
    );
    // Of the six ordered pairs four have a in them; c is the better of none.
    expect(chosen.sort()).toEqual(['a', 'a', 'a', 'a', 'b', 'b']);
  });

  it('is even between equals', () => {
    const equals = [taking('a', 1), taking('b', 1)];
    expect([0, 0.5].map((first) => betterOfTwo(equals, 0, drawing(first))?.name)).toEqual(['a', 'b']);
  });

  it('draws only among those with room', () => {
    const busy = taking('busy', 1, full);
    for (const first of [0, 0.5, 0.9])
      expect(betterOfTwo([busy, taking('b', 5), taking('c', 9)], 0, drawing(first))?.name).toBe('b');
    expect(betterOfTwo([busy, taking('c', 9)], 0, drawing(0.9))?.name).toBe('c');
  });

  it('tries a new one first, once: it is not overrun before it has answered', () => {
    const known = taking('known', 1);
    expect(betterOfTwo([known, replica('new', { tried: false })], 0, drawing(0))?.name).toBe('new');
    const tried = replica('new', { slots: 9, inFlight: 1 });
    for (const first of [0, 0.5]) expect(betterOfTwo([known, tried], 0, drawing(first))?.name).toBe('known');
  });

  it('goes by the prompts in flight where one has no measurement, or one of more than five minutes ago', () => {
    for (const other of [replica('other', { slots: 9 }), taking('other', 1)]) {
      const known = taking('known', 100, { latency: { mean: 100, at: 300_001 }, inFlight: 1 });
      expect(betterOfTwo([known, other], 300_001, drawing(0))?.name).toBe('other');
      const busier = { ...other, inFlight: 2 };
      for (const first of [0, 0.5]) expect(betterOfTwo([known, busier], 300_001, drawing(first))?.name).toBe('known');
    }
    const old = [taking('known', 3, { inFlight: 1 }), taking('other', 1, { inFlight: 2 })];
    expect(betterOfTwo(old, 300_000, drawing(0))?.name).toBe('other');
  });
});
