/**
 * Adds to package-lock.json the optional packages of other platforms that a registry mirror does not have.
 *
 * Where a mirror carries some platforms' packages only, npm leaves the others out of the lock file, and then `npm ci`
 * refuses that very file as out of date. An entry needs no more than version and platform for a package that will not
 * be installed here; where it will be, npm takes the rest from the registry. Run after each change of dependencies:
 *
 *     npm install && node scripts/complete-lock.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../package-lock.json', import.meta.url);
const OS = {
  mac: 'darwin',
  darwin: 'darwin',
  win: 'win32',
  win32: 'win32',
  linux: 'linux',
  android: 'android',
  freebsd: 'freebsd',
  openharmony: 'openharmony',
};
const CPU = {
  x64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  armv7l: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
};
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
let added = 0;

for (const owner of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] !== undefined || !/^\d+\.\d+\.\d+/.test(version)) continue;
    lock.packages[key] = { version, ...platformOf(name), ...(owner.dev ? { dev: true } : {}), optional: true };
    added += 1;
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms added to package-lock.json`);

/** os, cpu and libc as they stand in the package's name; a name without them is not completed but refused. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const find = (table) =>
    words
      .map((word) => table[word])
      .filter(Boolean)
      .slice(0, 1);
  const [os, cpu, libc] = [find(OS), find(CPU), find(LIBC)];
  if (os.length === 0 || cpu.length === 0) throw new Error(`no platform in the name of ${name}`);
  return { os, cpu, ...(libc.length > 0 && os[0] === 'linux' ? { libc } : {}) };
}
