/** Who takes part in a benchmark: a committee, and a large model on its own. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { LoadedConfig, Config } from '../config/load.ts';
import { loadConfig } from '../config/load.ts';
import type { MemberConfig } from '../config/member-schema.ts';
import { majorityOf } from '../consensus/election.ts';
import { PacoreError } from '../errors.ts';
import { candidatesOf } from '../pacore/electorate.ts';

/** What is measured. */
export interface BenchEntry {
  readonly committee: Config;
  /** Its members that are asked; an aggregator may stand beside them. */
  readonly members: readonly string[];
  readonly quorum: number;
  /** The large model alone, so that it has the machine's threads to itself. */
  readonly baseline: Config;
  /** What the large model is called. */
  readonly baselineName: string;
}

/** Who is wanted. */
export interface BenchWish {
  /** Ids; all but the baseline, if left out. */
  readonly members?: readonly string[] | undefined;
  /** A model reference, or the id of a configured member. */
  readonly baseline: string;
}

/** The member that a model reference becomes. */
const BASELINE_ID = 'baseline';

/**
 * Parts a configuration into committee and baseline.
 * @throws PacoreError PACORE_USAGE, PACORE_CONFIG
 */
export function benchEntry(loaded: LoadedConfig, { members: wanted, baseline }: BenchWish): BenchEntry {
  const config = { ...loaded.config, members: loaded.config.members.map((member) => located(member, loaded.folder)) };
  const { quorum: asked, aggregator } = config.consensus;
  const configured = config.members.find(({ id }) => id === baseline);
  const small = config.members.filter((member) => member !== configured);
  const members = candidatesOf(small, wanted === undefined ? {} : { members: wanted }, asked);
  if (members.length < 2) throw new PacoreError('PACORE_USAGE', 'A committee has two members at least.', FINAL);
  const started = small.filter((member) => members.includes(member) || member.id === aggregator);
  return {
    committee: withMembers(config, started),
    members: members.map(({ id }) => id),
    quorum: asked ?? majorityOf(members.length),
    baseline: withMembers({ ...config, consensus: { ...config.consensus, aggregator: null } }, [
      configured ?? baselineMember(baseline, members),
    ]),
    baselineName: baseline,
  };
}

const FINAL = { retryable: false };

/** All of them must be ready before the first question: a quorum would start while the others still load. */
function withMembers(config: Config, members: readonly MemberConfig[]): Config {
  return { ...config, consensus: { ...config.consensus, quorum: members.length }, members };
}

/**
 * It gets the settings of the first member that runs a model file, but the whole machine: all threads, or, where a model
 * runs on one thread, as many replicas as there are members with a core to run on.
 */
function baselineMember(reference: string, members: readonly MemberConfig[]): MemberConfig {
  const like = members.find((member) => member.backend === 'llama') ?? {};
  const own = { id: BASELINE_ID, backend: 'llama', model: reference, replicas: 1, weight: 1, threads: 'auto' };
  const [member] = loadConfig({ source: { members: [{ ...like, ...own }] } }).config.members;
  if (member === undefined) throw new PacoreError('PACORE_INTERNAL', 'The baseline is no member.');
  const baseline = located(member, '.');
  const isOnOneThread = baseline.backend === 'llama' && baseline.threads === 1;
  return isOnOneThread ? { ...baseline, replicas: Math.min(members.length, availableParallelism()) } : baseline;
}

const EMBEDDED = 'embedded:';

/**
 * A member as it takes part. A path is followed from here, for parts of a configuration have no folder. Embedded models
 * run on one thread each, on both sides: they are so small that a second one costs more to wait for than it computes.
 */
function located(member: MemberConfig, folder: string): MemberConfig {
  if (member.backend !== 'llama' || member.model.startsWith('hf:')) return member;
  if (!member.model.startsWith(EMBEDDED)) return { ...member, model: resolve(folder, member.model) };
  return member.threads === 'auto' ? { ...member, threads: 1 } : member;
}
