/** What is so at the moment when somebody looks. */
import { Gauge, type Registry } from 'prom-client';
import { listLoads } from '../../pacore/queries.ts';
import type { Service } from '../service.ts';

/** Adds the gauges to `registry`. */
export function addGauges(registry: Registry, service: Pick<Service, 'pacore' | 'admission' | 'broadcast'>): void {
  const { pacore, admission, broadcast } = service;
  const loads = () => listLoads(pacore.actors.router);
  const gauge = (name: string, help: string, read: () => number) => addGauge(registry, name, help, read);
  const ofMembers = (name: string, help: string, read: Read) => addMemberGauge(registry, name, help, read);

  gauge('pacore_questions_running', 'Questions over HTTP that are being answered.', () => admission.running);
  gauge('pacore_questions_waiting', 'Questions over HTTP that wait for their turn.', () => admission.waiting);
  gauge('pacore_event_readers', 'Readers of GET /v1/events.', () => broadcast.readers);
  ofMembers('pacore_member_ready', 'Whether a member answers: 1 or 0.', async () =>
    (await pacore.members()).map(({ id, status }) => [id, status === 'ready' ? 1 : 0]),
  );
  ofMembers('pacore_member_prompts_running', 'Prompts that a member works on.', async () =>
    (await loads()).map(({ member, inFlight }) => [member, inFlight]),
  );
  ofMembers(
    'pacore_member_prompts_waiting',
    'Prompts that wait for a member.',
    async () =>
      // Each replica tells of the one queue of its member.
      new Map((await loads()).map(({ member, queued }) => [member, queued])),
  );
}

/** Values by member; those of one member are added up. */
type Read = () => Promise<Iterable<readonly [string, number]>>;

function addGauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}

function addMemberGauge(registry: Registry, name: string, help: string, read: Read): void {
  new Gauge({
    name,
    help,
    labelNames: ['gen_ai_request_model'] as const,
    registers: [registry],
    async collect() {
      const values = await read();
      this.reset();
      for (const [member, value] of values) this.inc({ gen_ai_request_model: member }, value);
    },
  });
}
