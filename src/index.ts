/** The public API of PaCoRe. */
export type { ActorMember } from './pacore/member-specs.ts';
export { actorMember } from './pacore/member-specs.ts';
export { createPacore, type PacoreOptions } from './pacore/create.ts';
export type { Pacore, PacoreActors } from './pacore/pacore.ts';
export type { Config } from './config/load.ts';
export type { AskOptions, Question } from './pacore/question.ts';
export { ERROR_CODES, PacoreError, type ErrorCode, type Failure } from './errors.ts';
export type { BallotKey, MemberEvent, PacoreEvent, QuestionEvent, SystemEvent } from './events.ts';
export type { DecisionRecord } from './decision-record.ts';
export type { Clock } from './clock.ts';
export { silentLogger, type LogFields, type Logger, type LogLevel } from './logger.ts';

export { ConsensusEngine, type CalibrateOptions, type DecideOptions, type EngineOptions } from './consensus/engine.ts';
export type { Calibration } from './consensus/calibration/calibration.ts';
export { calibrationFile, parseCalibration, type CalibrationFile } from './consensus/calibration/file.ts';
export type { CalibrationReport } from './consensus/calibration/report.ts';
export type { RecordedQuestion, RecordedResponse } from './consensus/recorded.ts';
export type { RuleOverrides } from './consensus/rules.ts';
export type { Ballot, CountedBallot, ElectorateEntry, Finish } from './consensus/ballot.ts';
export type { Decision, Profile, Rules, Status, TallyEntry } from './consensus/decision.ts';
export type { PeerBallot } from './consensus/peer-ballot.ts';
export type { Strategy, StrategyContext, Verdict } from './consensus/strategy.ts';

export { query, type ReplyOf } from './actors/query.ts';
export { receiver, tell, type ActorRef } from './actors/ref.ts';
export {
  createActorSystem,
  type ActorContext,
  type ActorDefinition,
  type ActorSystem,
  type DeadLetterHandler,
  type Spawn,
  type SpawnOptions,
} from './actors/system.ts';
export { childSpec, type ChildDefinition, type ChildSpec } from './actors/supervision/child-spec.ts';
export type { SupervisionEvent } from './actors/supervision/events.ts';
export type { SupervisorOptions } from './actors/supervision/options.ts';
export type { ChildState, SupervisionCommand, SupervisionReply } from './actors/supervision/protocol.ts';
export type { SupervisionStrategy } from './actors/supervision/strategy.ts';
export { supervisor } from './actors/supervision/supervisor.ts';
export type { BackoffPolicy } from './actors/backoff.ts';
export type { RestartType } from './actors/restart-policy.ts';
export type { MemberSpec } from './actors/member-spec.ts';
export type { ModelCommand, ModelDrained, ModelReply } from './actors/model-protocol.ts';
export type {
  ConsensusCommand,
  ConsensusReply,
  GenerationRestarted,
  LoadReply,
  MemberState,
  ReplicaLoad,
  RouterCommand,
  RouterReply,
  SupervisorCommand,
  SupervisorReply,
} from './actors/protocol.ts';
export type {
  Backend,
  ChatMessage,
  GenerateRequest,
  GenerationEvent,
  JsonSchema,
  ModelInfo,
  WrapBackend,
} from './models/backend.ts';
export type { Sampling } from './models/sampling.ts';
