/** Profile `json`: reads a JSON document out of a response and writes it canonically. */

/** Deeper nesting than this is refused: it would exhaust the stack. */
const MAX_DEPTH = 100;

/** The JSON document of a response, canonical; null (an abstention) where there is none, or where it is `null`. */
export function readJson(text: string): string | null {
  for (const candidate of candidates(text)) {
    const canonical = canonicalJson(candidate);
    if (canonical !== null) return canonical;
  }
  return null;
}

/** `text`, a JSON document, with keys sorted and no white space; null for anything else, and for `null`. */
export function canonicalJson(text: string): string | null {
  const value = parsed(text);
  return value === null || depthOf(value) > MAX_DEPTH ? null : serialized(value);
}

/** The whole text, the last fenced block, and what stands between the outermost brackets. */
function* candidates(text: string): Generator<string> {
  yield text;
  for (const block of text.split('```').slice(1, -1).slice(-1)) yield block.replace(/^\w{1,20}\s/, '');
  yield text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  yield text.slice(text.indexOf('['), text.lastIndexOf(']') + 1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Breadth first, so that the nesting of hostile input costs no stack. */
function depthOf(root: unknown): number {
  let level: readonly unknown[] = [root];
  let depth = 0;
  while (level.length > 0 && depth <= MAX_DEPTH) {
    depth++;
    level = level.flatMap((value): readonly unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return depth;
}

function serialized(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(serialized).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${serialized(field)}`).join(',')}}`;
}
