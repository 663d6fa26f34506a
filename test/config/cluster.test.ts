import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config/load.ts';

const load = (cluster: unknown, more: object = {}, env: NodeJS.ProcessEnv = {}) =>
  loadConfig({ source: { cluster, ...more }, env });

describe('the group cluster', () => {
  it.each(['redis://localhost:6379', 'rediss://user@redis.example:6380/2'])('takes %s', (redis) => {
    expect(load({ redis }).config.cluster.redis).toBe(redis);
  });

  it.each(['localhost:6379', 'http://localhost', 'redis', 'redis://:secret@localhost', 7])('refuses %s', (redis) => {
    expect(() => load({ redis })).toThrow(/cluster\.redis: .*give redis:\/\/HOST:PORT/);
  });

  it('never tells the password', () => {
    const { config, redisPassword } = load(
      { redis: 'redis://h', passwordEnv: 'SECRET' },
      {},
      { SECRET: 'open sesame' },
    );
    expect(redisPassword).toBe('open sesame');
    expect(JSON.stringify(config)).not.toContain('open sesame');
    expect(load({ redis: 'redis://h' }).redisPassword).toBeNull();
  });

  it('lets a coordinator be without members, and want more of them than it has', () => {
    const { config } = load({ redis: 'redis://h' }, { members: [], consensus: { quorum: 5, aggregator: 'far-away' } });
    expect([config.members, config.consensus.quorum, config.consensus.aggregator]).toEqual([[], 5, 'far-away']);
    expect(() => load({}, { members: [] })).toThrow('at least one');
    expect(() => load({}, { consensus: { quorum: 5 } })).toThrow('5 members must answer');
  });
});
