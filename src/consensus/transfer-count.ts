import type { Preference } from './preferences.ts';

/** A preference and the first of its levels on which a candidate is still in. */
interface Vote {
  readonly preference: Preference;
  level: number;
}

/** Votes that move on to the next candidate when theirs goes out. */
export class TransferCount {
  readonly #votes: readonly Vote[];
  readonly #standing: Set<string>;

  /** `candidates`: who is in at first. */
  constructor(preferences: readonly Preference[], candidates: ReadonlySet<string>) {
    this.#votes = preferences.map((preference) => ({ preference, level: 0 }));
    this.#standing = new Set(candidates);
  }

  /** Takes a candidate out; its votes count for others from the next {@link votes} on. */
  eliminate(candidate: string): void {
    this.#standing.delete(candidate);
  }

  /** The weight that each candidate has now; exhausted votes are nobody's, and who has none is left out. */
  votes(): ReadonlyMap<string, number> {
    const votes = new Map<string, number>();
    for (const vote of this.#votes) {
      const chosen = this.#bestOf(vote);
      for (const name of chosen) votes.set(name, (votes.get(name) ?? 0) + vote.preference.weight / chosen.length);
    }
    return votes;
  }

  #bestOf(vote: Vote): readonly string[] {
    const { levels } = vote.preference;
    for (; vote.level < levels.length; vote.level++) {
      const chosen = levels[vote.level]?.filter((name) => this.#standing.has(name)) ?? [];
      if (chosen.length > 0) return chosen;
    }
    return [];
  }
}
