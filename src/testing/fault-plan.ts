import { systemClock, type Clock } from '../clock.ts';
import { PacoreError } from '../errors.ts';
import type { WrapBackend } from '../models/backend.ts';
import { FAULTS, ruleFor, type Fault, type FaultRule, type Occasion } from './fault-rule.ts';
import { FaultyBackend } from './faulty-backend.ts';

/** What a fault plan is made of. */
export interface FaultPlanOptions {
  /** Looked through in this order; the first that applies is the fault of a load or prompt. */
  readonly rules: readonly FaultRule[];
  /** An unsigned 32-bit integer, for rules with a probability; 0 unless given. */
  readonly seed?: number;
  /** By which `slow` waits; the system's unless given. */
  readonly clock?: Clock;
  /** How much longer each piece takes under `slow`; milliseconds, 100 unless given. */
  readonly slowMs?: number;
  /** How much `memory-growth` keeps until the model is disposed of; MiB, 16 unless given. */
  readonly growthMiB?: number;
}

/** Faults on their way. */
export interface FaultPlan {
  /** For `wrapBackend` of `createPacore`. */
  readonly wrap: WrapBackend;
  /** How often each fault has happened. */
  readonly injected: ReadonlyMap<Fault, number>;
}

/**
 * Faults around any backend, real models included. The schedule depends on the rules, the seed, and how many loads and
 * prompts a member has had, and on nothing else.
 *
 *     const plan = faultPlan({ seed: 7, rules: [{ fault: 'exit', member: 'a', nth: 3, token: 2 }] });
 *     createPacore({ config, wrapBackend: plan.wrap });
 *
 * `sigsegv` and `sigkill` really kill, so they need `isolation: process`; the load fails elsewhere.
 * @throws PacoreError PACORE_USAGE where a rule cannot be right
 */
export function faultPlan(options: FaultPlanOptions): FaultPlan {
  const { rules, seed = 0, clock = systemClock, slowMs = 100, growthMiB = 16 } = options;
  rules.forEach(checkRule);
  const counts = new Map<string, number>();
  const injected = new Map<Fault, number>();
  const next = (member: string, on: Occasion['on']): FaultRule | undefined => {
    const nth = (counts.get(`${on}/${member}`) ?? 0) + 1;
    counts.set(`${on}/${member}`, nth);
    return ruleFor(rules, seed, { member, on, nth });
  };
  const happened = (fault: Fault) => void injected.set(fault, (injected.get(fault) ?? 0) + 1);
  const wrap: WrapBackend = (backend, member) => {
    const needsProcess = rules.find((rule) => isSignal(rule.fault) && (rule.member ?? member) === member)?.fault;
    return new FaultyBackend(backend, {
      next: (on) => next(member, on),
      happened,
      needsProcess,
      clock,
      slowMs,
      growthMiB,
      seed,
    });
  };
  return { wrap, injected };
}

function isSignal(fault: Fault): boolean {
  return fault === 'sigsegv' || fault === 'sigkill';
}

function checkRule({ fault, on = 'prompt', nth = 1, token = 1, probability = 1 }: FaultRule): void {
  const refuse = (message: string) => {
    throw new PacoreError('PACORE_USAGE', `A fault plan: ${message}.`, { retryable: false });
  };
  if (!FAULTS.includes(fault)) refuse(`there is no fault "${fault}"; known: ${FAULTS.join(', ')}`);
  if (on === 'load' && !ON_LOAD.has(fault)) refuse(`${fault} is nothing that happens on load`);
  for (const [name, value] of Object.entries({ nth, token }))
    if (!Number.isSafeInteger(value) || value < 1) refuse(`${name} is ${value}; give a whole number from 1`);
  if (!(probability >= 0 && probability <= 1)) refuse(`probability is ${probability}; give a number from 0 to 1`);
}

const ON_LOAD: ReadonlySet<Fault> = new Set(['throw', 'hang', 'exit', 'memory-growth']);
