import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createPacore, type PacoreOptions } from '../../src/pacore/create.ts';
import type { Pacore } from '../../src/pacore/pacore.ts';
import { hashOf, type Scope } from '../../src/config/service-keys.ts';
import { silentLogger } from '../../src/logger.ts';
import { buildServer, openTaskQueue, type PacoreServiceOptions, type TaskQueue } from '../../src/service.ts';
import { scriptedModel } from '../../src/testing.ts';

/** A service that listens, around a committee of its own. */
export interface RunningService {
  readonly pacore: Pacore;
  readonly server: FastifyInstance;
  /** Such as `http://127.0.0.1:12345`. */
  readonly url: string;
  /** Where `storage` is given. */
  readonly tasks: TaskQueue | undefined;
  readonly close: () => Promise<void>;
}

/** What a service under test is made of. */
export interface ServiceOptions extends Pick<PacoreOptions, 'overrides' | 'wrapBackend'> {
  /** Default: three that agree; null: the embedded family. */
  readonly members?: readonly unknown[] | null;
  /** The group `service` of the configuration. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly consensus?: Readonly<Record<string, unknown>>;
  readonly service?: Omit<PacoreServiceOptions, 'pacore' | 'tasks'>;
  /** The group `storage`; with it tasks are kept. */
  readonly storage?: { readonly path: string; readonly maxSize?: number };
  /** The group `tasks` of the configuration. */
  readonly taskSettings?: Readonly<Record<string, unknown>>;
  /** Called before anything is mounted. */
  readonly onServer?: (server: FastifyInstance) => void;
}

/** Three scripted members that say 54. */
export const AGREEING = ['a', 'b', 'c'].map((id) => scriptedModel(id, { reply: '23+48=71. 71-17=54. Answer: 54' }));

/** Starts a service on a free port of this machine. */
export async function startService({
  members = AGREEING,
  settings = {},
  consensus = {},
  service = {},
  storage,
  taskSettings = {},
  onServer,
  ...options
}: ServiceOptions = {}): Promise<RunningService> {
  const config = {
    ...(members && { members }),
    consensus,
    service: settings,
    tasks: taskSettings,
    ...(storage && { storage }),
  };
  const pacore = await createPacore({ config, logger: silentLogger, ...options });
  const { clock } = service;
  const tasks = storage && (await openTaskQueue(pacore, { ...(clock && { clock }) }));
  const server = buildServer(pacore, { ...service, ...(tasks && { tasks }) });
  onServer?.(server);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return {
    pacore,
    server,
    tasks,
    url: `http://127.0.0.1:${port}`,
    async close() {
      await server.close();
      await tasks?.close();
      await pacore.close();
    },
  };
}

/** A key for tests, and its entry in the configuration. */
export function testKey(name: string, scopes: readonly Scope[]) {
  const key = `test-key-of-${name}`.padEnd(32, '.');
  return { key, entry: { name, hash: hashOf(key), scopes } };
}
