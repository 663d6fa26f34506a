import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { embeddedModels, locateModel } from '../../src/models/locate.ts';

describe('locateModel', () => {
  test('finds every embedded model', () => {
    expect(embeddedModels()).toEqual(['large', 'small-a', 'small-b', 'small-c', 'synthesiser']);
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

  test('looks for a downloaded model in the models folder, whether it is there or not', () => {
    process.env.PACORE_MODELS_FOLDER = '/models';
    try {
      const label = 'hf:owner/repo:q8_0';
      expect(locateModel(label, '/base')).toEqual({ label, path: '/models/owner/repo@Q8_0.gguf' });
      expect(locateModel('hf:owner/repo/a/b.gguf', '/base').path).toBe('/models/owner/repo/a/b.gguf');
    } finally {
      delete process.env.PACORE_MODELS_FOLDER;
    }
  });

  test.each([
    ['embedded:small-z', /no embedded model 'small-z'.*small-a, small-b/],
    ['embedded:', /no embedded model/],
    ['embedded:../models/small-a', /no embedded model/],
    ['embedded:small-a.gguf', /no embedded model/],
    ['hf:owner/repo', /names nothing; give hf:owner\/repo:QUANT/],
    ['hf:../../etc/x.gguf', /names nothing/],
    ['https://host/m.gguf', /is an address; give hf:owner\/repo:QUANT/],
    ['', /empty/],
  ])('refuses %j', (reference, message) => {
    expect(() => locateModel(reference, '/base')).toThrow(
      expect.objectContaining({ code: 'PACORE_CONFIG', message: expect.stringMatching(message) as unknown }),
    );
  });
});
