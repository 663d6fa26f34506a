/**
 * Makes the built command executable. npm does so only when it first links it, and `npx` keeps that link: without this,
 * the next build would leave a command that cannot be run.
 */
import { chmodSync } from 'node:fs';

chmodSync(new URL('../dist/cli/pacore.cjs', import.meta.url), 0o755);
