/** Reading what may or may not be there: a header or an answer is somebody else's, whatever the types say of it. */

/** The value under `keys`, one below the other; undefined where there is none. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return at(new Map<string, unknown>(Object.entries(value)).get(key), ...rest);
}

/** The text under `keys`; null where there is none, or a blank one. */
export function textAt(value: unknown, ...keys: readonly string[]): string | null {
  const text = at(value, ...keys);
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}
