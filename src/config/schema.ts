/** The settings outside `members`, as a convict schema: default, format, environment variable and meaning of each. */
import type convict from 'convict';
import type { Profile } from '../consensus/decision.ts';
import { PROFILES } from '../consensus/rules.ts';
import { LOG_LEVELS, type LogLevel } from '../logger.ts';
import { clusterSchema, type ClusterSettings } from './cluster-schema.ts';
import { oneOf } from './formats.ts';
import { JUDGE_TEMPLATE, ROUND_TEMPLATE } from './templates.ts';
import { supervisionSchema, type SupervisionSettings } from './supervision-schema.ts';
import { serviceSchema, type ServiceSettings } from './service-schema.ts';
import { storageSchema, tasksSchema, type StorageSettings, type TaskSettings } from './task-schema.ts';

/** The settings outside `members`; durations in milliseconds. */
export interface Settings {
  consensus: {
    strategy: string;
    profile: Profile;
    confidenceThreshold: number;
    minAgreement: number;
    quorum: number | null;
    earlyDecision: boolean;
    stopAt: number | null;
    deadline: number;
    memberTimeout: number;
    aggregator: string | null;
    calibration: string | null;
    peerBallots: boolean;
  };
  cascade: { agreement: number; calibrated: number | null; steps: readonly unknown[] };
  judging: { template: string };
  rounds: { guard: 'vote' | 'synthesis'; template: string; budget: number | null };
  supervision: SupervisionSettings;
  router: { strategy: 'least_busy' | 'round_robin' | 'weighted' | 'latency'; maxQueue: number };
  service: ServiceSettings;
  tasks: TaskSettings;
  storage: StorageSettings;
  cluster: ClusterSettings;
  log: { level: LogLevel; format: 'json' | 'pretty' };
}

/** Every setting; a group is an object, a leaf has a default. */
export const settingsSchema: convict.Schema<Settings> = {
  consensus: {
    strategy: {
      default: 'auto',
      format: 'name',
      env: 'PACORE_CONSENSUS_STRATEGY',
      doc: 'How ballots become a decision; see docs/consensus.md.',
    },
    profile: {
      default: 'auto',
      format: oneOf(...PROFILES),
      env: 'PACORE_CONSENSUS_PROFILE',
      doc: 'What kind of answer is read out of the texts.',
    },
    confidenceThreshold: {
      default: 0.5,
      format: 'share',
      env: 'PACORE_CONSENSUS_CONFIDENCE_THRESHOLD',
      doc: 'Below this confidence the status is low_confidence.',
    },
    minAgreement: {
      default: 0.5,
      format: 'share',
      env: 'PACORE_CONSENSUS_MIN_AGREEMENT',
      doc: 'Below this agreement the status is low_confidence.',
    },
    quorum: {
      default: null,
      format: 'count-from-one',
      nullable: true,
      env: 'PACORE_CONSENSUS_QUORUM',
      doc: 'Members that must answer; unset, a majority of those asked.',
    },
    earlyDecision: {
      default: true,
      format: 'flag',
      env: 'PACORE_CONSENSUS_EARLY_DECISION',
      doc: 'Stop when no ballot still out can change the outcome.',
    },
    stopAt: {
      default: null,
      format: 'likelihood',
      nullable: true,
      env: 'PACORE_CONSENSUS_STOP_AT',
      doc: 'Stop too when the leading answer keeps its lead with this probability (Beta rule), e.g. 0.95; samples are then paced.',
    },
    deadline: {
      default: 30_000,
      format: 'some-duration',
      env: 'PACORE_CONSENSUS_DEADLINE',
      doc: 'For the whole question; then it is decided with what is there.',
    },
    memberTimeout: {
      default: 20_000,
      format: 'some-duration',
      env: 'PACORE_CONSENSUS_MEMBER_TIMEOUT',
      doc: 'For each member; then its ballot is lost.',
    },
    aggregator: {
      default: null,
      format: 'name',
      nullable: true,
      env: 'PACORE_CONSENSUS_AGGREGATOR',
      doc: 'The member that combines the responses into one text, for `ensemble`.',
    },
    calibration: {
      default: null,
      format: 'text',
      nullable: true,
      env: 'PACORE_CONSENSUS_CALIBRATION',
      doc: 'A file that `pacore calibrate` wrote: weights for `weighted_voting`, and how probably an answer is right.',
    },
    peerBallots: {
      default: false,
      format: 'flag',
      env: 'PACORE_CONSENSUS_PEER_BALLOTS',
      doc: 'Members rank each other’s answers, where the strategy counts rankings.',
    },
  },
  judging: {
    template: {
      default: JUDGE_TEMPLATE,
      format: 'judge-template',
      env: 'PACORE_JUDGING_TEMPLATE',
      doc: 'What a judge is asked; {question}, {answers} and {mark}, which their fences carry, are filled in.',
    },
  },
  cascade: {
    agreement: {
      default: 0.8,
      format: 'share',
      env: 'PACORE_CASCADE_AGREEMENT',
      doc: 'An answer with less agreement goes on to the next step.',
    },
    calibrated: {
      default: null,
      format: 'share',
      nullable: true,
      env: 'PACORE_CASCADE_CALIBRATED',
      doc: 'Likewise below this calibrated probability, where there is one.',
    },
    steps: { default: [], format: 'list', doc: 'What is tried, one after another, until an answer is accepted.' },
  },
  rounds: {
    guard: {
      default: 'vote',
      format: oneOf('vote', 'synthesis'),
      env: 'PACORE_ROUNDS_GUARD',
      doc: 'Which side stands when the last word contradicts a strong vote of the round before.',
    },
    template: {
      default: ROUND_TEMPLATE,
      format: 'round-template',
      env: 'PACORE_ROUNDS_TEMPLATE',
      doc: 'What a later round is asked; {question} and {references} are filled in.',
    },
    budget: {
      default: null,
      format: 'count-from-one',
      nullable: true,
      env: 'PACORE_ROUNDS_BUDGET',
      doc: 'Tokens that all references together may take, by estimate; unset, and at most, what the smallest context leaves.',
    },
  },
  supervision: supervisionSchema,
  router: {
    strategy: {
      default: 'least_busy',
      format: oneOf('least_busy', 'round_robin', 'weighted', 'latency'),
      env: 'PACORE_ROUTER_STRATEGY',
      doc: 'How prompts are spread over replicas.',
    },
    maxQueue: {
      default: 256,
      format: 'count',
      env: 'PACORE_ROUTER_MAX_QUEUE',
      doc: 'Prompts that may wait for one member; more are refused.',
    },
  },
  service: serviceSchema,
  tasks: tasksSchema,
  storage: storageSchema,
  cluster: clusterSchema,
  log: {
    level: {
      default: 'info',
      format: oneOf(...LOG_LEVELS),
      env: 'PACORE_LOG_LEVEL',
      doc: 'The least urgent lines written.',
    },
    format: {
      default: 'pretty',
      format: oneOf('json', 'pretty'),
      env: 'PACORE_LOG_FORMAT',
      doc: 'JSON lines for machines or plain ones for people.',
    },
  },
};
