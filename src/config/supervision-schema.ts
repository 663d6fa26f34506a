/** The settings of the supervisor, as a convict schema. */
import type convict from 'convict';
import { oneOf } from './formats.ts';

/** The group `supervision`; durations in milliseconds. */
export interface SupervisionSettings {
  strategy: 'one_for_one';
  intensity: number;
  period: number;
  backoff: { min: number; max: number; factor: number; jitter: number };
  silence: number | null;
  probe: number;
}

/** The group `supervision`. */
export const supervisionSchema: convict.Schema<SupervisionSettings> = {
  strategy: {
    default: 'one_for_one',
    format: oneOf('one_for_one'),
    env: 'PACORE_SUPERVISION_STRATEGY',
    doc: 'A member that crashes is restarted alone.',
  },
  intensity: {
    default: 3,
    format: 'count',
    env: 'PACORE_SUPERVISION_INTENSITY',
    doc: 'Restarts of one member within the period; one more gives it up.',
  },
  period: {
    default: 60_000,
    format: 'some-duration',
    env: 'PACORE_SUPERVISION_PERIOD',
    doc: 'The window in which restarts count.',
  },
  backoff: {
    min: {
      default: 200,
      format: 'duration',
      env: 'PACORE_SUPERVISION_BACKOFF_MIN',
      doc: 'Wait before the first restart.',
    },
    max: { default: 10_000, format: 'duration', env: 'PACORE_SUPERVISION_BACKOFF_MAX', doc: 'Longest wait.' },
    factor: {
      default: 2,
      format: 'from-one',
      env: 'PACORE_SUPERVISION_BACKOFF_FACTOR',
      doc: 'Growth of the wait from one restart to the next.',
    },
    jitter: {
      default: 0.2,
      format: 'share',
      env: 'PACORE_SUPERVISION_BACKOFF_JITTER',
      doc: 'Part of the wait by which it is spread at random.',
    },
  },
  silence: {
    default: null,
    format: 'some-duration',
    nullable: true,
    env: 'PACORE_SUPERVISION_SILENCE',
    doc: 'A model that has a prompt and says nothing for so long is restarted; unset, 30s or `consensus.memberTimeout`, whichever is longer.',
  },
  probe: {
    default: 30_000,
    format: 'duration',
    env: 'PACORE_SUPERVISION_PROBE',
    doc: 'How often an idle model is asked whether it still answers; 0: never.',
  },
};
