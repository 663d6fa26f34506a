/** What goes wrong in a chaos run: the faults of each member, and the questions, all of one seed. */

const MEMBERS = ['small-a', 'small-b', 'small-c'];

/** Faults that every kind of host bears, and the probability of each at a prompt. */
const SOFT = {
  throw: 0.01,
  exit: 0.006,
  silence: 0.002,
  hang: 0.002,
  slow: 0.004,
  'garbage-text': 0.01,
  'empty-text': 0.01,
  'wrong-ids': 0.01,
  'duplicate-messages': 0.01,
  'out-of-order': 0.01,
  'memory-growth': 0.01,
};
/** What ends a process, and would end the program in a thread. */
const HARD = { sigsegv: 0.002, sigkill: 0.002 };
/** At a load. */
const LOADING = { throw: 0.1, exit: 0.02 };

/** The configuration: short waits, so that a run sees many restarts. */
export function configOf(isolation) {
  return {
    members: MEMBERS.map((id) => ({
      id,
      model: `embedded:${id}`,
      isolation,
      confidenceFrom: 'sequence',
      maxTokens: 64,
      threads: 1,
    })),
    consensus: { deadline: '10s', memberTimeout: '8s' },
    supervision: {
      intensity: 10,
      period: '20s',
      silence: '2s',
      probe: '1s',
      backoff: { min: '20ms', max: '1s', factor: 2, jitter: 0.5 },
    },
    log: { level: 'error' },
  };
}

/** The rules of the fault plan. Later tokens too, so that answers break off in the middle. */
export function rulesOf(isolation) {
  const at = (faults, more) => Object.entries(faults).map(([fault, probability]) => ({ fault, probability, ...more }));
  const faults = isolation === 'process' ? { ...HARD, ...SOFT } : SOFT;
  return [...at(LOADING, { on: 'load' }), ...at(faults, { token: 3 })];
}

/** Question number `index`: sums the embedded family knows. */
export function questionOf(index, seed) {
  const number = (salt) => ((index * 7919 + seed * 104_729 + salt * 1_299_709) % 89) + 10;
  return `What is ${number(1)} + ${number(2)}?`;
}
