import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

interface Locked {
  readonly dev?: boolean;
  readonly engines?: { readonly node?: string };
}

// Users of an older Node would see npm's warnings. light-my-request is a dependency of ours only to hold fastify's back.
it('no dependency asks for a newer Node than the package itself', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Readonly<Record<string, Locked>>;
  };
  const tooNew = Object.entries(packages).filter(
    ([, { dev = false, engines }]) => !dev && /^>= ?v?(2[1-9]|[3-9]\d)\b/.test(engines?.node ?? ''),
  );
  expect(tooNew.map(([path]) => path)).toEqual([]);
});
