/** From a question and its options to a draft: what the configuration says where the options are silent, and who votes. */
import { randomInt, randomUUID } from 'node:crypto';
import type { RouterCommand, SupervisorCommand } from '../actors/protocol.ts';
import type { ActorRef } from '../actors/ref.ts';
import { startNow, type Clock } from '../clock.ts';
import type { Config } from '../config/load.ts';
import type { Rules } from '../consensus/decision.ts';
import type { ConsensusEngine } from '../consensus/engine.ts';
import { closesByOne } from '../consensus/rounds.ts';
import { planQuestion } from '../pipeline/plan.ts';
import type { Draft } from './draft.ts';
import { aggregatorOf, candidatesOf, chooseVoters } from './electorate.ts';
import { listLoads, listMembers } from './queries.ts';
import {
  checkQuestion,
  durationOf,
  messagesOf,
  samplesOf,
  seedOf,
  usage,
  type AskOptions,
  type Question,
} from './question.ts';
import type { Turn } from './turns.ts';

/** What a question is prepared with. */
interface Surroundings {
  readonly config: Config;
  readonly engine: ConsensusEngine;
  readonly clock: Clock;
  readonly actors: { readonly supervisor: ActorRef<SupervisorCommand>; readonly router: ActorRef<RouterCommand> };
  /** The question's place among those that look at the loads of the replicas. */
  readonly turn: Turn;
}

/**
 * The draft of a question.
 * @throws PacoreError PACORE_USAGE, PACORE_STRATEGY: question or options are wrong, or ask for what there is not
 */
export async function prepareQuestion(
  question: Question,
  options: AskOptions,
  { config, engine, clock, actors, turn }: Surroundings,
): Promise<Draft> {
  const { consensus } = config;
  checkQuestion(question, options);
  const { strategy, confidenceThreshold, minAgreement, quorum, options: strategyOptions, stop, schema } = options;
  const { rounds } = options;
  const { stopAt = rounds === undefined ? consensus.stopAt : null } = options;
  const { guard, ...coordination } = config.rounds;
  const profile = options.profile ?? (schema === undefined ? undefined : 'json');
  const seed = seedOf(options) ?? randomInt(2 ** 32);
  const { maxTokens, temperature, topP } = options;
  const prompting = {
    messages: messagesOf(question),
    seed,
    ...(maxTokens !== undefined && { maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(stop && { stop }),
    ...(schema && { schema }),
  };
  const draft = {
    id: randomUUID(),
    question,
    prompting,
    samples: samplesOf(options),
    seed,
    earlyDecision: options.earlyDecision ?? consensus.earlyDecision,
    deadline: durationOf('timeout', options.timeout, consensus.deadline),
    memberTimeout: durationOf('memberTimeout', options.memberTimeout, consensus.memberTimeout),
    rules: engine.rules({
      strategy: strategy ?? consensus.strategy,
      profile,
      labels: options.labels,
      confidenceThreshold,
      minAgreement,
      quorum,
      stopAt,
      ...(rounds !== undefined && { rounds, guard }),
      category: options.category,
      options: strategyOptions,
    }),
    coordination,
    start: startNow(clock),
  };
  const members = await listMembers(actors.supervisor);
  const candidates = candidatesOf(members, options, draft.rules.quorum);
  const voters = await chooseVoters(candidates, options.ask, {
    byWeight: config.router.strategy === 'weighted',
    seed: draft.seed,
    loads: () => turn.come.then(() => listLoads(actors.router)),
  });
  const isClosed = closesByOne(draft.rules) || engine.awaitsSynthesis(draft.rules);
  const aggregator = isClosed ? aggregatorOf(members, options.aggregator, consensus.aggregator) : null;
  const judgeTemplate = isJudged(draft.rules, options, { config, engine }) ? config.judging.template : null;
  return { ...draft, plan: planQuestion({ ...draft, voters, aggregator, judgeTemplate }) };
}

/**
 * Whether the members rank each other's answers: where the question asks for it, or the configuration does and it can.
 * @throws PacoreError PACORE_USAGE: the question asks for it, and nothing would come of it
 */
function isJudged(
  rules: Rules,
  { peerBallots }: AskOptions,
  { config, engine }: Pick<Surroundings, 'config' | 'engine'>,
): boolean {
  const isCounted = engine.readsRankings(rules);
  const isPossible = isCounted && !closesByOne(rules);
  if (peerBallots !== true || isPossible) return (peerBallots ?? config.consensus.peerBallots) && isPossible;
  throw usage(
    isCounted
      ? 'peerBallots and rounds that close by one do not go together: the last word decides there.'
      : `peerBallots are rankings, which ${rules.strategy} does not count; ask with borda_count, instant_runoff or copeland.`,
  );
}
