/** `pacore serve`: the committee over HTTP, until a signal ends it. */
import { once } from 'node:events';
import { Command } from 'commander';
import { loadConfig, type ServiceConfig } from '../config/load.ts';
import type { Overrides } from '../config/read-strict.ts';
import { messageOf, PacoreError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { createPacore } from '../pacore/create.ts';
import type { buildServer as BuildServer } from '../service.ts';
import { isLoopback } from '../service/loopback.ts';
import { write, type CliContext } from './context.ts';
import { overridesOf, parseWholeNumber, withCommonOptions, type CommonOptions } from './options.ts';

interface Options extends CommonOptions {
  readonly host?: string;
  readonly port?: number;
}

/** The command. */
export function serveCommand(context: CliContext): Command {
  const command = new Command('serve')
    .description('answer over HTTP, as OpenAI-compatible clients ask; SIGTERM lets answers under way end')
    .option('--host <host>', 'where to listen; anything but this machine itself needs service.apiKeys')
    .option('--port <port>', '0: any free one', parseWholeNumber)
    .action((options: Options) => serve(options, context));
  return withCommonOptions(command);
}

async function serve(options: Options, context: CliContext): Promise<void> {
  const source = { source: options.config, overrides: serviceOverrides(options) };
  const { config } = loadConfig(source);
  refuseExposure(config.service);
  const logger = createLogger(config.log);
  // Loaded here, so that no other command waits for it.
  const { buildServer, openTaskQueue, processRegistry } = await import('../service.ts');
  const pacore = await createPacore({
    config: source.source,
    overrides: source.overrides,
    logger,
    signal: context.signal,
  });
  try {
    const tasks = await openTaskQueue(pacore, { logger });
    try {
      const server = buildServer(pacore, { tasks, logger, registry: processRegistry() });
      try {
        await announce(await listen(server, config.service), config.storage.path, options, context);
        if (!context.signal.aborted) await once(context.signal, 'abort');
      } finally {
        await server.close();
      }
    } finally {
      await tasks.close();
    }
  } finally {
    await pacore.close();
  }
  context.endsInOrder();
}

function serviceOverrides({ host, port, ...common }: Options): Overrides {
  const given = [
    ['service.host', host],
    ['service.port', port],
  ] as const;
  return new Map([...overridesOf(common), ...given.filter(([, value]) => value !== undefined)]);
}

/** @throws PacoreError PACORE_CONFIG where others could ask without a key */
function refuseExposure({ host, apiKeys }: ServiceConfig): void {
  if (apiKeys.length > 0 || isLoopback(host)) return;
  const message =
    `service.host is ${host}, which others can reach, and there are no service.apiKeys.\n` +
    'Make one with "pacore keys create NAME", or listen on 127.0.0.1.';
  throw new PacoreError('PACORE_CONFIG', message, { retryable: false });
}

async function listen(server: ReturnType<typeof BuildServer>, { host, port }: ServiceConfig): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    const message = `The service cannot listen on ${host}, port ${port}: ${messageOf(error)}. Choose another with --port.`;
    throw new PacoreError('PACORE_CONFIG', message, { cause: error, retryable: false });
  }
}

async function announce(url: string, path: string, { json }: Options, { stdout }: CliContext): Promise<void> {
  const text =
    json === true
      ? `${JSON.stringify({ url })}\n`
      : `PaCoRe listens on ${url}\nOpenAI-compatible clients: ${url}/v1 · what else there is: ${url}/docs\nTasks are kept in ${path}\n`;
  await write(stdout, text);
}
