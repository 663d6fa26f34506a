/** The group `cluster` of the configuration. */
import type convict from 'convict';

/** The group `cluster`; durations in milliseconds. */
export interface ClusterSettings {
  redis: string | null;
  passwordEnv: string;
  prefix: string;
  lease: number;
  grace: number;
  slots: number;
}

/** How machines find each other; nothing of it counts while `redis` is null. */
export const clusterSchema: convict.Schema<ClusterSettings> = {
  redis: {
    default: null,
    format: 'redis-url',
    nullable: true,
    env: 'PACORE_CLUSTER_REDIS',
    doc: 'Redis that the machines share, redis:// or rediss:// (TLS), a user name allowed; null: this machine alone.',
  },
  passwordEnv: {
    default: 'PACORE_REDIS_PASSWORD',
    format: 'text',
    env: 'PACORE_CLUSTER_PASSWORD_ENV',
    doc: 'The environment variable that holds the password of Redis, if it wants one.',
  },
  prefix: {
    default: 'pacore',
    format: 'text',
    env: 'PACORE_CLUSTER_PREFIX',
    doc: 'What all keys in Redis begin with: one for each committee.',
  },
  lease: {
    default: 5000,
    format: 'some-duration',
    env: 'PACORE_CLUSTER_LEASE',
    doc: 'A machine that says nothing for so long has lost its prompts to another one.',
  },
  grace: {
    default: 10_000,
    format: 'some-duration',
    env: 'PACORE_CLUSTER_GRACE',
    doc: 'Redis may be away for so long before its members count as away.',
  },
  slots: {
    default: 64,
    format: 'count-from-one',
    env: 'PACORE_CLUSTER_SLOTS',
    doc: 'Prompts that one coordinator has out with one remote member at the same time.',
  },
};
