/** `pacore worker`: this machine's members, for coordinators on other machines, until a signal ends it. */
import { once } from 'node:events';
import { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { loadConfig } from '../config/load.ts';
import type { Overrides } from '../config/read-strict.ts';
import { PacoreError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { createPacore } from '../pacore/create.ts';
import { write, type CliContext } from './context.ts';
import { overridesOf, withCommonOptions, type CommonOptions } from './options.ts';

interface Options extends CommonOptions {
  readonly redis?: string;
}

/** The command. */
export function workerCommand(context: CliContext): Command {
  const command = new Command('worker')
    .description("host this machine's members for coordinators elsewhere; SIGTERM lets answers under way end")
    .option('--redis <url>', 'cluster.redis: redis://HOST:PORT')
    .action((options: Options) => work(options, context));
  return withCommonOptions(command);
}

async function work({ redis: given, ...options }: Options, context: CliContext): Promise<void> {
  const overrides: Overrides = new Map([
    ...overridesOf(options),
    ...(given === undefined ? [] : [['cluster.redis', given] as const]),
  ]);
  const { config, redisPassword } = loadConfig({ source: options.config, overrides });
  const { redis } = config.cluster;
  if (redis === null) {
    const message = 'A worker needs cluster.redis: give --redis redis://HOST:PORT, or set it in the configuration.';
    throw new PacoreError('PACORE_CONFIG', message, { retryable: false });
  }
  const logger = createLogger(config.log);
  const { joinAsHost } = await import('../cluster/host.ts');
  // Its own committee asks nobody else.
  const alone = new Map([...overrides, ['cluster.redis', null] as const]);
  const pacore = await createPacore({ config: options.config, overrides: alone, logger, signal: context.signal });
  try {
    const settings = { ...config.cluster, redis };
    const members = () => pacore.members();
    const { router } = pacore.actors;
    const host = await joinAsHost({ settings, redisPassword, router, members, clock: systemClock, logger });
    try {
      await announce(host.id, redis, await members(), options, context);
      if (!context.signal.aborted) await once(context.signal, 'abort');
    } finally {
      await host.close();
    }
  } finally {
    await pacore.close();
  }
  context.endsInOrder();
}

async function announce(
  id: string,
  redis: string,
  members: readonly { readonly id: string; readonly slots: number }[],
  { json }: CommonOptions,
  { stdout }: CliContext,
): Promise<void> {
  const hosted = members.map((member) => ({ id: member.id, slots: member.slots }));
  const text =
    json === true
      ? `${JSON.stringify({ machine: id, members: hosted })}\n`
      : `Machine ${id} takes prompts from ${new URL(redis).host} for ${hosted.map((member) => member.id).join(', ')}\n`;
  await write(stdout, text);
}
