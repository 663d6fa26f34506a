/** The contenders of a benchmark. */
import type { Contender } from './contender.ts';
import type { BenchEntry } from './entry.ts';
import type { Team } from './team.ts';

/** Everybody who is measured. */
export interface LineUp {
  /** Each alone, greedy. */
  readonly members: readonly Contender[];
  /** As the configuration says: decided as soon as it is settled, unless that is turned off. */
  readonly committee: Contender;
  /** The committee with every ballot awaited: what the other strategies decide on, and what the speed-up is of. */
  readonly patient: Contender;
  /** The committee in coordinated rounds; null where none are asked for. */
  readonly rounds: Contender | null;
  /** A member alone, several answers; the best one is known only when all have been measured. */
  readonly sampled: (member: string) => Contender;
  readonly large: Contender;
  readonly largeSampled: Contender;
}

/** What may be asked of contenders. */
export interface LineUpOptions {
  /** Answers of those that are sampled. */
  readonly samples: number;
  /** Answers of each coordinated round, such as [3, 1]; null: no rounds. */
  readonly rounds: readonly number[] | null;
}

/** Puts up committee and large model. */
export function lineUp(
  entry: BenchEntry,
  { team, large }: { team: Team; large: Team },
  { samples, rounds }: LineUpOptions,
): LineUp {
  const { members, quorum, baselineName } = entry;
  const largeId = large.config.members[0]?.id ?? '';
  const committee: Contender = {
    name: committeeName(entry.committee.consensus.strategy),
    kind: 'committee',
    team,
    members,
    options: { members, quorum },
  };
  const sampledName = (name: string) => `${name} × ${samples}`;
  return {
    members: members.map((id) => alone(team, id, { name: id, kind: 'member' })),
    committee,
    patient: { ...committee, options: { ...committee.options, earlyDecision: false } },
    rounds: rounds === null ? null : inRounds(committee, rounds),
    sampled: (id) => alone(team, id, { name: sampledName(id), kind: 'samples' }, samples),
    large: alone(large, largeId, { name: baselineName, kind: 'large' }),
    largeSampled: alone(large, largeId, { name: sampledName(baselineName), kind: 'large' }, samples),
  };
}

/** What the committee is called under a strategy. */
export function committeeName(strategy: string): string {
  return `committee: ${strategy}`;
}

/** The committee in rounds, with whoever has the last word. */
function inRounds(committee: Contender, rounds: readonly number[]): Contender {
  const { team, members, options } = committee;
  const { aggregator } = team.config.consensus;
  return {
    ...committee,
    name: `rounds: ${rounds.join(',')}`,
    members: [...new Set([...members, ...(aggregator === null ? [] : [aggregator])])],
    options: { ...options, rounds },
  };
}

/** One member alone; of several samples the majority decides (self-consistency, Wang et al. 2023). */
function alone(team: Team, member: string, named: Pick<Contender, 'name' | 'kind'>, samples = 1): Contender {
  const options = { members: [member], quorum: 1, samples, strategy: 'majority_voting', aggregator: null };
  return { ...named, team, members: [member], options };
}
