/** The docs: every command and snippet in them is run; `npm run test:docs`. */
import config from './jest.config.mjs';

export default { ...config, testMatch: ['**/*.docs.ts'], maxWorkers: 1 };
