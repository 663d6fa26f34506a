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
  /** A member alone, several answers; the best one is known only when all have been measured. */
  readonly sampled: (member: string) => Contender;
  readonly large: Contender;
  readonly largeSampled: Contender;
}

/** Puts up committee and large model. `samples` are the answers of those that are sampled. */
export function lineUp(entry: BenchEntry, { team, large }: { team: Team; large: Team }, samples: number): LineUp {
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
    sampled: (id) => alone(team, id, { name: sampledName(id), kind: 'samples' }, samples),
    large: alone(large, largeId, { name: baselineName, kind: 'large' }),
    largeSampled: alone(large, largeId, { name: sampledName(baselineName), kind: 'large' }, samples),
  };
}

/** What the committee is called under a strategy. */
export function committeeName(strategy: string): string {
  return `committee: ${strategy}`;
}

/** One member alone; of several samples the majority decides (self-consistency, Wang et al. 2023). */
function alone(team: Team, member: string, named: Pick<Contender, 'name' | 'kind'>, samples = 1): Contender {
  const options = { members: [member], quorum: 1, samples, strategy: 'majority_voting', aggregator: null };
  return { ...named, team, members: [member], options };
}
