/** `/dashboard`: the web page, and the sessions of those who look at it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { SCOPES } from '../../config/service-keys.ts';
import { keyCalled } from '../access.ts';
import type { App, Service } from '../service.ts';

/** The page as `npm run build` leaves it; in the same place for src/ and dist/. */
const PAGE = fileURLToPath(new URL('../../../dist/dashboard/', import.meta.url));

/** Nothing from elsewhere, nothing inline: what a model writes can be no script. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SessionShape = z.object({
  caller: z.string().nullable().meta({ description: 'The name of the key; null where none is needed' }),
  scopes: z.array(z.enum(SCOPES)).nullable(),
  strategies: z.array(z.string()),
  keepsTasks: z.boolean(),
});

/** Adds the page and its sessions; where the page was not built, the sessions alone. */
export function dashboardRoutes(app: App, service: Service): void {
  sessionRoutes(app, service);
  if (existsSync(PAGE)) pageRoutes(app);
  else service.logger.log('warn', 'there is no dashboard: it was not built (npm run build)');
}

function pageRoutes(app: App): void {
  const page = readFileSync(`${PAGE}index.html`, 'utf8');
  const options = { config: { access: 'open' as const }, schema: { hide: true } };
  const answer = (reply: FastifyReply, html: string): FastifyReply =>
    reply
      .type('text/html; charset=utf-8')
      .headers({ ...HEADERS, 'cache-control': 'no-cache' })
      .send(html);
  app.get('/dashboard/', options, (_, reply) => answer(reply, page));
  // What the page names is beside it, wherever the service is mounted; from here that is a level below.
  app.get('/dashboard', options, (_, reply) => answer(reply, page.replaceAll('"./', '"./dashboard/')));
  void app.register(async (assets) => {
    assets.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'open' };
      route.schema = { ...route.schema, hide: true };
    });
    await assets.register(fastifyStatic, {
      root: `${PAGE}assets`,
      prefix: '/dashboard/assets/',
      // Their names hold the hash of what is in them.
      immutable: true,
      maxAge: '1y',
      wildcard: false,
      index: false,
      decorateReply: false,
      setHeaders: (response) => {
        for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
      },
    });
  });
}

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

function sessionRoutes(app: App, { pacore, settings, sessions, tasks }: Service): void {
  const path = '/dashboard/session';
  app.get(
    path,
    { config: { access: [...SCOPES] }, schema: { hide: true, response: { 200: SessionShape } } },
    ({ caller, scopes }) => ({
      caller,
      scopes: scopes && [...scopes],
      strategies: [...pacore.strategies],
      keepsTasks: tasks !== null,
    }),
  );
  app.post(
    path,
    { config: { access: 'open' }, schema: { hide: true, body: z.strictObject({ key: z.string().max(1000) }) } },
    ({ body, headers }, reply) => {
      const key = keyCalled(body.key, settings.apiKeys);
      const isSecure = headers.origin?.startsWith('https:') === true;
      return reply.code(204).header('set-cookie', sessions.begin(key, isSecure)).send();
    },
  );
  app.delete(path, { config: { access: [...SCOPES] }, schema: { hide: true } }, ({ headers }, reply) =>
    reply.code(204).header('set-cookie', sessions.end(headers.cookie)).send(),
  );
}
