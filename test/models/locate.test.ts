import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { embeddedModels, locateModel } from '../../src/models/locate.ts';

describe('locateModel', () => {
  test('finds every embedded model', () => {
    expect(embeddedModels()).toEqual(['large', 'small-a', 'small-b', 'small-c']);
    for (const name of embeddedModels()) {
      const { label, path } = locateModel(`embedded:${name}`, '/somewhere');
      expect(label).toBe(`embedded:${name}`);
      expect(isAbsolute(path) && existsSync(path)).toBe(true);
    }
  });

  test('takes a relative path from the base folder, an absolute one as it is, and does not look', () => {
    expect(locateModel('./m.gguf', '/base')).toEqual({ label: './m.gguf', path: '/base/m.gguf' });
    expect(locateModel('../m.gguf', '/base/sub').path).toBe('/base/m.gguf');
    expect(locateModel('/abs/m.gguf', '/base').path).toBe('/abs/m.gguf');
  });

  test.each([
    ['embedded:small-z', /no embedded model 'small-z'.*small-a, small-b/],
    ['embedded:', /no embedded model/],
    ['embedded:../models/small-a', /no embedded model/],
    ['embedded:small-a.gguf', /no embedded model/],
    ['hf:owner/repo:Q8_0', /cannot be downloaded yet/],
    ['https://host/m.gguf', /cannot be downloaded yet/],
    ['', /empty/],
  ])('refuses %j', (reference, message) => {
    expect(() => locateModel(reference, '/base')).toThrow(
      expect.objectContaining({ code: 'PACORE_CONFIG', message: expect.stringMatching(message) as unknown }),
    );
  });
});
