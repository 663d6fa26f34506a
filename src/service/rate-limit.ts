/** How many requests each key may make. */
import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit';
import { ApiError } from './api-error.ts';

/** The plugin, and how it is registered. */
export const rateLimiter = rateLimit;

/** Requests of each key in a minute; who needs no key has no limit. */
export function rateLimits(max: number): RateLimitPluginOptions {
  return {
    max,
    timeWindow: 60_000,
    keyGenerator: ({ caller }) => caller ?? '',
    allowList: ({ caller }) => caller === null,
    errorResponseBuilder: ({ caller }, { ttl }) => {
      const message = `The key "${caller ?? ''}" has made its ${max} requests of this minute.`;
      return new ApiError('PACORE_RATE_LIMITED', message, { retryAfterMs: ttl });
    },
  };
}
