import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry with what Node tells of its process; one a process is enough. */
export function processRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
