/** `/docs`: the OpenAPI document that the routes' schemas make, and a page that shows it, with nothing from elsewhere. */
import { readFileSync } from 'node:fs';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

/** Collects the schemas of the routes that are added from now on. */
export async function collectSchemas(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'PaCoRe',
        description: 'Several small language models answer in parallel; a consensus of their answers decides.',
        version: version(),
      },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
      security: [{}, { key: [] }],
    },
    transform: jsonSchemaTransform,
  });
}

/** Adds the page, and the document as `/docs/json` and `/docs/yaml`. */
export async function addDocs(app: FastifyInstance): Promise<void> {
  await app.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: ['ask', 'read'] };
    });
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: {
        'default-src': ["'none'"],
        'connect-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'script-src': ["'self'"],
        // The page of swagger-ui has styles in it.
        'style-src': ["'self'", "'unsafe-inline'"],
        'frame-ancestors': ["'none'"],
      },
      uiConfig: { validatorUrl: null },
    });
  });
}

/** The package's own; package.json stands in the same place for src/ and dist/. */
function version(): string {
  const { version: own } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return own;
}
