/** JSON schemas as clients send them. */
import type { JsonSchema } from '../../models/backend.ts';

/** Schemas of integers that zod makes say only that JavaScript can hold them. */
const NO_BOUNDS: Readonly<Record<string, number>> = {
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
};

/** Deeper ones are refused anyway. */
const DEEPEST = 100;

/** A schema without the bounds that hold for every integer anyway: no grammar knows bounds, and it would be refused. */
export function withoutEmptyBounds(schema: JsonSchema, depth = 0): JsonSchema {
  if (depth > DEEPEST) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !Object.hasOwn(NO_BOUNDS, key) || NO_BOUNDS[key] !== value)
      .map(([key, value]) => [key, inner(value, depth + 1)]),
  );
}

function inner(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return depth > DEEPEST ? value : value.map((item) => inner(item, depth + 1));
  return isRecord(value) ? withoutEmptyBounds(value, depth) : value;
}

function isRecord(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}
