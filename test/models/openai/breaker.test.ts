import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import {
  admit,
  CLOSED,
  settle,
  type Admission,
  type BreakerPolicy,
  type Outcome,
  type Ticket,
} from '../../../src/models/openai/breaker.ts';

/** A breaker with its clock. */
class Breaker {
  now = 0;
  readonly #policy: BreakerPolicy;
  #state = CLOSED;

  constructor(policy: BreakerPolicy) {
    this.#policy = policy;
  }

  admit(): Admission {
    const admission = admit(this.#state, this.now);
    this.#state = admission.state;
    return admission;
  }

  settle(ticket: Ticket, outcome: Outcome): void {
    this.#state = settle(this.#policy, this.#state, ticket, outcome, this.now);
  }
}

/** What has happened since the breaker was last closed, and which prompts are on their way. */
interface Model {
  /** Ends of regular prompts that counted, or null once there was one too many. */
  ends: readonly Outcome[] | null;
  /** When a probe may pass, while it is open. */
  coolAt: number;
  running: Ticket[];
  now: number;
}

type Command = fc.Command<Model, Breaker>;
const policy: BreakerPolicy = { failures: 3, cooldown: 100 };
const always = () => true;

const asks: Command = {
  check: always,
  run(model, breaker) {
    const { ticket } = breaker.admit();
    const isProbed = model.running.includes('probe');
    const expected = model.ends !== null ? 'regular' : !isProbed && model.now >= model.coolAt ? 'probe' : null;
    expect(ticket).toBe(expected);
    if (ticket !== null) model.running.push(ticket);
  },
  toString: () => 'asks',
};

const passes = (ms: number): Command => ({
  check: always,
  run(model, breaker) {
    model.now += ms;
    breaker.now += ms;
  },
  toString: () => `${ms} ms pass`,
});

const ends = (which: number, outcome: Outcome): Command => ({
  check: ({ running }) => running.length > 0,
  run(model, breaker) {
    const [ticket = 'regular'] = model.running.splice(which % model.running.length, 1);
    breaker.settle(ticket, outcome);
    if (ticket === 'probe') {
      if (outcome === 'succeeded') model.ends = [];
      else model.coolAt = model.now + (outcome === 'failed' ? policy.cooldown : 0);
    } else if (model.ends !== null) {
      model.ends = [...model.ends, outcome];
      const told = model.ends.filter((end) => end !== 'abandoned').slice(-policy.failures);
      if (told.length < policy.failures || told.includes('succeeded')) return;
      model.ends = null;
      model.coolAt = model.now + policy.cooldown;
    }
  },
  toString: () => `${which} ${outcome}`,
});

describe('the circuit breaker', () => {
  it('opens after so many failures in a row, lets one prompt try after the cooldown, and closes when that succeeds', () => {
    const outcome = fc.constantFrom<Outcome>('succeeded', 'failed', 'failed', 'failed', 'abandoned');
    const commands = fc.commands(
      [
        fc.constant(asks),
        fc.constant(asks),
        fc.tuple(fc.nat(5), outcome).map(([which, how]) => ends(which, how)),
        fc.constantFrom(1, 50, 99, 100).map(passes),
      ],
      { maxCommands: 200, size: 'max' },
    );
    fc.assert(
      fc.property(commands, (run) => {
        fc.modelRun(() => ({ model: { ends: [], coolAt: 0, running: [], now: 0 }, real: new Breaker(policy) }), run);
      }),
    );
  });

  it('says when it may be tried again, if that is known', () => {
    const breaker = new Breaker({ failures: 1, cooldown: 100 });
    breaker.settle('regular', 'failed');
    expect(breaker.admit()).toMatchObject({ ticket: null, retryAt: 100 });
    breaker.now = 100;
    expect(breaker.admit()).toMatchObject({ ticket: 'probe' });
    expect(breaker.admit()).toMatchObject({ ticket: null, retryAt: null });
  });
});
