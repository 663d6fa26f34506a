/** What needs a browser: `npm run test:browser`. */
import config from './jest.config.mjs';

export default { ...config, testMatch: ['**/*.browser.ts'], maxWorkers: 1 };
