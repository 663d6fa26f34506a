/** ESM throughout; swc only strips the types (tsc checks them in `npm run check:types`). */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
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
  testTimeout: 30_000,
  // Jest would leave a core of two free.
  maxWorkers: 2,
};
