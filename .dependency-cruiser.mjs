/**
 * The layers of the house: who may import whom. ARCHITECTURE.md draws the same picture.
 * A folder may import only what its rule names; everything else is an error.
 */
const LEAVES = '^src/(errors|clock|logger|events|decision-record)\\.ts$';

/** One rule a layer: files under `from` may import, from src, only `leaves`, themselves and `allowed`. */
const layer = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: [from, ...allowed] },
});

/** A library that exactly one place may import. */
const onlyIn = (library, place) => ({
  name: `${library.replace(/\W+/g, '-')}-only-in-one-place`,
  severity: 'error',
  from: { path: '^src/', pathNot: place },
  to: { path: `node_modules/${library}/` },
});

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependency',
      severity: 'error',
      // What the page is made of is bundled into it.
      from: { path: '^src', pathNot: '^src/dashboard/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'] },
    },
    layer('consensus-is-pure', '^src/consensus/', ['^src/(errors|seeded-random)\\.ts$']),
    layer('models', '^src/models/', ['^src/(errors|clock|logger|seeded-random)\\.ts$']),
    layer('pipeline', '^src/pipeline/', ['^src/consensus/', '^src/models/(backend|sampling)\\.ts$', LEAVES]),
    layer('actors', '^src/actors/', ['^src/(pipeline|consensus|models)/', LEAVES]),
    layer('config', '^src/config/', ['^src/(consensus|models)/', LEAVES]),
    layer('testing', '^src/testing(\\.ts$|/)', [
      '^src/models/',
      '^src/pipeline/seed\\.ts$',
      '^src/manual-clock\\.ts$',
      LEAVES,
    ]),
    layer('pacore', '^src/pacore/', ['^src/(cluster|actors|pipeline|config|consensus|models)/', LEAVES]),
    layer('cluster', '^src/cluster/', [
      '^src/actors/',
      '^src/models/backend\\.ts$',
      '^src/config/cluster-schema\\.ts$',
      LEAVES,
    ]),
    layer('service', '^src/service(\\.ts$|/)', [
      '^src/(pacore|tasks|config|consensus)/',
      '^src/storage/task-row\\.ts$',
      '^src/actors/protocol\\.ts$',
      '^src/models/(backend|interruption|pool)\\.ts$',
      LEAVES,
    ]),
    // The page: data and pure functions from elsewhere, and types of what the service answers.
    layer('dashboard', '^src/dashboard/', [
      '^src/consensus/',
      '^src/bench/(result\\.ts$|report/)',
      '^src/tasks/task\\.ts$',
      '^src/service/member-history\\.ts$',
      '^src/config/service-keys\\.ts$',
      LEAVES,
    ]),
    layer('storage', '^src/storage/', ['^src/(errors|clock|decision-record)\\.ts$']),
    layer('tasks', '^src/tasks/', [
      '^src/(storage|pacore|consensus)/',
      '^src/models/(backend|interruption)\\.ts$',
      LEAVES,
    ]),
    // A benchmark is a user of the library.
    layer('bench', '^src/bench/', ['^src/(pacore|config|consensus)/', '^src/seeded-random\\.ts$', LEAVES]),
    // `pacore models` looks at model files and fetches them; no committee is needed for that, so it goes there directly.
    layer('cli', '^src/cli/', [
      '^src/service(\\.ts$|/)',
      '^src/(cluster|bench|pacore|config|consensus|models)/',
      LEAVES,
    ]),
    layer('leaves', LEAVES, ['^src/(consensus|models/backend\\.ts)']),
    {
      name: 'consensus-has-no-effects',
      severity: 'error',
      from: { path: '^src/consensus/' },
      to: { path: 'node_modules/(rxjs|nact|winston|node-llama-cpp)/|^(fs|node:fs|timers|node:timers)' },
    },
    onlyIn('nact', '^src/actors/system\\.ts$'),
    onlyIn('node-llama-cpp', '^src/models/llama/'),
    onlyIn('openai', '^src/models/openai/'),
    onlyIn('libsql', '^src/storage/'),
    onlyIn('winston', '^src/logger\\.ts$'),
    onlyIn('convict', '^src/config/'),
    onlyIn('(preact|@preact|uplot)', '^src/dashboard/'),
    onlyIn('(fastify|@fastify|fastify-[\\w-]+|prom-client|cookie)', '^src/service/'),
    onlyIn('zod', '^src/(service|tasks|storage|cluster)/'),
    onlyIn('(bullmq|ioredis)', '^src/cluster/'),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
