import { describe, expect, it } from '@jest/globals';
import { checkJsonSchema } from '../../src/models/json-schema.ts';

describe('a JSON schema', () => {
  it.each([
    {},
    { type: 'integer', description: 'a number' },
    { type: ['string', 'null'] },
    { $schema: 'x', title: 'T', type: 'object', properties: { a: { type: 'array', items: { enum: [1, 2] } } }, required: ['a'] },
    { type: 'object', additionalProperties: false },
    { oneOf: [{ const: 1 }, { type: 'string', format: 'date' }] },
    { $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } }, $ref: '#/$defs/node' },
  ])('%j can be kept to', (schema) => {
    expect(() => checkJsonSchema(schema)).not.toThrow();
  });

  const deep = Array.from({ length: 40 }).reduce<object>((inner) => ({ items: inner }), {});
  it.each([
    ['text', /at \$, it must be an object/],
    [null, /must be an object/],
    [[], /must be an object/],
    [{ type: 'date' }, /at \$, there is no type "date"/],
    [{ type: ['string', 'date'] }, /no type "date"/],
    [{ properties: { year: { type: 'integer', minimum: 1900 } } }, /at \$\.properties\.year, "minimum" is not known/],
    [{ type: 'string', pattern: '^a' }, /"pattern" is not known/],
    [{ type: 'string', format: 'email' }, /format "email"/],
    [{ items: { allOf: [] } }, /at \$\.items, "allOf"/],
    [{ oneOf: { a: {} } }, /at \$\.oneOf, it must be a list/],
    [{ properties: [{}] }, /at \$\.properties, it must be an object of schemas/],
    [{ oneOf: [5] }, /at \$\.oneOf\.0, it must be an object/],
    [{ $ref: 'http://elsewhere' }, /\$ref must lead to/],
    [deep, /nested deeper than 32/],
  ])('%j cannot, and it says why', (schema, message) => {
    expect(() => checkJsonSchema(schema)).toThrow(
      expect.objectContaining({ code: 'PACORE_USAGE', retryable: false, message: expect.stringMatching(message) as unknown }),
    );
  });
});
