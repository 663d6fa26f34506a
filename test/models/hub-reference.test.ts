import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { downloadedFile, downloadedModels, modelsFolder } from '../../src/models/hub/folder.ts';
import { parseHubReference, partsOf, referenceOf, savedAs } from '../../src/models/hub/reference.ts';

describe('a reference', () => {
  test.each([
    ['hf:acme/tiny-GGUF:Q8_0', 'acme/tiny-GGUF@Q8_0.gguf', 'hf:acme/tiny-GGUF:Q8_0'],
    ['hf:acme/tiny-GGUF:q8_0', 'acme/tiny-GGUF@Q8_0.gguf', 'hf:acme/tiny-GGUF:Q8_0'],
    ['hf:acme/tiny/x.gguf', 'acme/tiny/x.gguf', 'hf:acme/tiny/x.gguf'],
    ['hf:acme/tiny/UD/x-1.5+y.gguf', 'acme/tiny/UD/x-1.5+y.gguf', 'hf:acme/tiny/UD/x-1.5+y.gguf'],
    ['hf:a/b/x-00001-of-00002.gguf', 'a/b/x-00001-of-00002.gguf', 'hf:a/b/x-00001-of-00002.gguf'],
  ])('%s has one place, and from there a way back', (reference, path, back) => {
    expect(savedAs(parseHubReference(reference))).toBe(path);
    expect(referenceOf(path)).toBe(back);
  });

  test.each([
    'hf:',
    'hf:acme',
    'hf:acme/tiny',
    'hf:acme/tiny:',
    'hf:/tiny:Q8_0',
    'hf:acme/:Q8_0',
    'hf:acme/tiny:Q8_0:x',
    'hf:acme/tiny:Q8_0/x.gguf',
    'hf:acme/tiny/model.safetensors',
    'hf:acme/tiny/',
    'hf:../..:Q8_0',
    'hf:acme/../x.gguf',
    'hf:acme/tiny/../../x.gguf',
    'hf:acme/tiny/.hidden.gguf',
    'hf:acme/tiny/a b.gguf',
    'hf:acme/tiny\\x:Q8_0',
    'hf:acme/tiny:$(reboot)',
    'hf:acme/tiny:\x1b[2J',
    'hf://acme/tiny:Q8_0',
    'hf:acme/tiny@Q8_0:Q8_0',
  ])('%j names nothing', (reference) => {
    expect(() => parseHubReference(reference)).toThrow(
      expect.objectContaining({ code: 'PACORE_CONFIG', message: expect.stringMatching(/names nothing; give hf:/) }),
    );
  });

  test('names the first part of a model in several files', () => {
    expect(() => parseHubReference('hf:a/b/x-00002-of-00003.gguf')).toThrow(/name the first part/);
    expect(partsOf('x-00001-of-00003.gguf')).toEqual([
      'x-00001-of-00003.gguf',
      'x-00002-of-00003.gguf',
      'x-00003-of-00003.gguf',
    ]);
    expect(partsOf('x.gguf')).toEqual(['x.gguf']);
  });
});

describe('the models folder', () => {
  test('is the one of the environment, or below the cache folder', () => {
    expect(modelsFolder({ PACORE_MODELS_FOLDER: '/models' })).toBe('/models');
    expect(modelsFolder({ PACORE_MODELS_FOLDER: '', XDG_CACHE_HOME: '/cache' })).toBe('/cache/pacore/models');
    expect(modelsFolder({ XDG_CACHE_HOME: '' })).toBe(join(homedir(), '.cache/pacore/models'));
  });

  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pacore-folder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function put(path: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }

  test('knows a quantisation in one file and in several', () => {
    const reference = parseHubReference('hf:acme/big:q4_0');
    expect(downloadedFile(reference, folder)).toBe(join(folder, 'acme', 'big@Q4_0.gguf'));
    put('acme/big@Q4_0-00002-of-00002.gguf');
    put('acme/big@Q4_0-00001-of-00002.gguf.0123456789abcdef.part');
    expect(downloadedFile(reference, folder)).toBe(join(folder, 'acme', 'big@Q4_0.gguf'));
    put('acme/big@Q4_0-00001-of-00002.gguf');
    expect(downloadedFile(reference, folder)).toBe(join(folder, 'acme', 'big@Q4_0-00001-of-00002.gguf'));
    put('acme/big@Q4_0.gguf');
    expect(downloadedFile(reference, folder)).toBe(join(folder, 'acme', 'big@Q4_0.gguf'));
  });

  test('lists its models, and nothing else that lies there', () => {
    for (const path of ['b/c@Q8_0.gguf', 'a/b/c.gguf', 'a/b/d.gguf.0123.part', 'stray.gguf', 'a/b/x y.gguf', 'a/n.txt'])
      put(path);
    expect(downloadedModels(folder)).toEqual([
      { reference: 'hf:a/b/c.gguf', path: join(folder, 'a', 'b', 'c.gguf') },
      { reference: 'hf:b/c:Q8_0', path: join(folder, 'b', 'c@Q8_0.gguf') },
    ]);
    expect(downloadedModels(join(folder, 'none'))).toEqual([]);
  });
});
