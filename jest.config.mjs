/** ES modules that fastify's plugins `require`, which Node 20.19 can and jest cannot: made CommonJS for it. */
const REQUIRED_MODULES = '(?:content-disposition|cookie)/';

/** ESM throughout; swc only strips the types (tsc checks them in `npm run check:types`). */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transformIgnorePatterns: [`/node_modules/(?!${REQUIRED_MODULES})`],
  transform: {
    [`/node_modules/${REQUIRED_MODULES}.+\\.js$`]: ['@swc/jest', { module: { type: 'commonjs' } }],
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } },
    ],
  },
  // Examples import the package by its name, as users do.
  moduleNameMapper: {
    '^pacore$': '<rootDir>/src/index.ts',
    '^pacore/testing$': '<rootDir>/src/testing.ts',
    '^pacore/service$': '<rootDir>/src/service.ts',
  },
  setupFiles: ['<rootDir>/test/support/arrays.ts'],
  testTimeout: 30_000,
  // Jest would leave a core of two free.
  maxWorkers: 2,
};
