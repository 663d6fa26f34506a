/** Connections to Redis, and what it must be set to. */
import { Redis } from 'ioredis';
import type { ClusterSettings } from '../config/cluster-schema.ts';
import { messageOf, PacoreError } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** The group `cluster` where there is a Redis. */
export type Settings = ClusterSettings & { readonly redis: string };

/** Where Redis is, and its password. */
export interface RedisAccess {
  readonly settings: Settings;
  readonly redisPassword: string | null;
}

/** A wait between two attempts to reach Redis grows up to this, in milliseconds. */
const LONGEST_WAIT_MS = 1000;

/** A connection that comes back by itself: what is sent while Redis is away waits. @param onLost called each time it is cut */
export function connect({ settings, redisPassword }: RedisAccess, onLost: (reason: string) => void): Redis {
  const redis = new Redis(settings.redis, {
    ...(redisPassword !== null && { password: redisPassword }),
    maxRetriesPerRequest: null,
    enableReadyCheck: true,
    retryStrategy: (times) => Math.min(100 * times, LONGEST_WAIT_MS),
  });
  let reason = 'the connection was closed';
  redis.on('error', (error: Error) => {
    reason = error.message === '' ? String(error) : error.message;
  });
  redis.on('close', () => onLost(reason));
  return redis;
}

/** Resolves when Redis answers. @throws PacoreError PACORE_CLUSTER when it does not within `ms` */
export async function reachable(redis: Redis, { redis: url }: Settings, ms: number): Promise<void> {
  const timeout = new Promise<never>((_, reject) => {
    const message = `Redis at ${new URL(url).host} (cluster.redis) does not answer. Is it running, and reachable from here?`;
    setTimeout(() => reject(new PacoreError('PACORE_CLUSTER', message)), ms).unref();
  });
  try {
    await Promise.race([redis.ping(), timeout]);
  } catch (error) {
    if (error instanceof PacoreError) throw error;
    const message = `Redis at ${new URL(url).host} (cluster.redis) refuses: ${messageOf(error)}.`;
    throw new PacoreError('PACORE_CLUSTER', message, { retryable: false, cause: error });
  }
}

/** Says so where Redis may forget prompts: BullMQ needs `noeviction`, a restart needs `appendonly yes`. */
export async function checkPersistence(redis: Redis, logger: Logger): Promise<void> {
  const [policy, appendOnly] = await Promise.all(['maxmemory-policy', 'appendonly'].map((key) => setting(redis, key)));
  if (policy !== undefined && policy !== 'noeviction')
    logger.log('warn', 'Redis may throw prompts away: set maxmemory-policy to noeviction', { policy });
  if (appendOnly === 'no')
    logger.log('warn', 'Redis keeps nothing on disk: after its restart prompts are sent again; set appendonly to yes');
}

/** Undefined where CONFIG is not allowed, as in many hosted Redis. */
async function setting(redis: Redis, key: string): Promise<string | undefined> {
  try {
    const answer: unknown = await redis.config('GET', key);
    return Array.isArray(answer) ? String(answer[1]) : undefined;
  } catch {
    return undefined;
  }
}
