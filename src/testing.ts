/** `pacore/testing`: what tests of systems built on PaCoRe need. */
import type { ScriptedScript } from './models/scripted/script.ts';

export { everyQuestionEndsOnce, growthOf, noBallotCountedTwice, noLeak, type Tolerance } from './testing/checks.ts';
export { faultPlan, type FaultPlan, type FaultPlanOptions } from './testing/fault-plan.ts';
export { FAULTS, type Fault, type FaultRule } from './testing/fault-rule.ts';
export { history, type History, type QuestionHistory } from './testing/history.ts';
export { resourcesNow, type Resources } from './testing/resources.ts';
export { manualClock, type ManualClock } from './manual-clock.ts';
export type { ReplyFunction, ScriptedScript } from './models/scripted/script.ts';

/** A scripted member for the configuration. */
export interface ScriptedModel {
  readonly id: string;
  readonly backend: 'scripted';
  readonly script: ScriptedScript;
}

/**
 * A member that follows a script instead of running a model: deterministic, and it can crash (a `reply` function that
 * throws), hang (one whose promise never settles) or be slow (`tokenDelay`).
 *
 *     createPacore({ config: { members: [scriptedModel('a', { reply: 'Answer: 54' })] } })
 */
export function scriptedModel(id: string, script: ScriptedScript): ScriptedModel {
  return { id, backend: 'scripted', script };
}
