/** How often each member says what the committee decides. */
import { isValid } from '../consensus/ballot.ts';
import type { PacoreEvent } from '../events.ts';

/** Counted since the service started. */
export interface Agreement {
  /** Decided questions that the member has answered, be it by abstaining. */
  readonly questions: number;
  /** Those of them in which it said what won. */
  readonly agreed: number;
}

/** Counts, from events. */
export class MemberAgreement {
  readonly #counts = new Map<string, Agreement>();

  /** Takes any event. */
  add(event: PacoreEvent): void {
    if (event.type === 'member-removed') this.#counts.delete(event.member);
    if (event.type !== 'question-decided') return;
    const { answer, tally, ballots } = event.record;
    if (answer === null) return;
    const winners = new Set(tally.find((entry) => entry.answer === answer)?.members);
    for (const member of new Set(ballots.filter(isValid).map((ballot) => ballot.member))) {
      const { questions, agreed } = this.of(member);
      this.#counts.set(member, { questions: questions + 1, agreed: agreed + Number(winners.has(member)) });
    }
  }

  /** Of one member; zeros before its first answer. */
  of(member: string): Agreement {
    return this.#counts.get(member) ?? { questions: 0, agreed: 0 };
  }
}
