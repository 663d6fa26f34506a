/** What needs a Redis: `npm run test:cluster`. */
import config from './jest.config.mjs';

export default { ...config, testMatch: ['**/*.cluster.ts'], maxWorkers: 1 };
