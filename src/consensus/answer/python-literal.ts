/** Python and JSON values with texts in them, written alike: `{'a': 1}` and `{ "a": 1 }`. Numbers alone are values already. */

const MAX_DEPTH = 40;
const LONGEST = 4000;
const SPACE = /[\s]*/y;
const TEXT = /[bru]?(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/y;
const ATOM = /[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?j?|[A-Za-z_][A-Za-z_.]*(?=\s*(?:[,:)\]}]|$))/y;
const CLOSING = new Map([
  ['[', ']'],
  ['(', ')'],
  ['{', '}'],
]);
const CONSTANTS = new Map([
  ['true', 'True'],
  ['false', 'False'],
  ['null', 'None'],
]);

/** The canonical form of a list, tuple, set or dictionary that all of `phrase` is and that has a text or a key in it; else null. */
export function readPythonLiteral(phrase: string): string | null {
  const text = phrase.trim();
  if (text.length > LONGEST || !/^[[({]/.test(text) || !/['"]|:|\b(?:True|False|None|true|false|null)\b/.test(text))
    return null;
  const reader = new Reader(text);
  const value = reader.value(0);
  return value !== null && reader.isDone() ? value : null;
}

/** Whether `answer` is such a canonical form. */
export function isPythonLiteral(answer: string): boolean {
  return /^[[({].*['":]/.test(answer) && readPythonLiteral(answer) === answer;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isDone(): boolean {
    this.#skip();
    return this.#at === this.#text.length;
  }

  /** The canonical form of the value that comes next; null where none does. */
  value(depth: number): string | null {
    this.#skip();
    const open = this.#text.charAt(this.#at);
    const close = CLOSING.get(open);
    if (close !== undefined) return depth >= MAX_DEPTH ? null : this.#collection(open, close, depth);
    const text = this.#match(TEXT);
    if (text !== null) return quoted(text[1] ?? text[2] ?? '');
    const [atom] = this.#match(ATOM) ?? [];
    return atom === undefined ? null : (CONSTANTS.get(atom) ?? atom);
  }

  /** Items up to the closing bracket; entries of dictionaries and sets in the order of their keys. */
  #collection(open: string, close: string, depth: number): string | null {
    this.#at++;
    const items: string[] = [];
    for (;;) {
      this.#skip();
      if (this.#takes(close)) break;
      const item = this.#item(open === '{', depth + 1);
      if (item === null) return null;
      items.push(item);
      this.#skip();
      if (this.#takes(',')) continue;
      if (!this.#takes(close)) return null;
      break;
    }
    const isSingle = open === '(' && items.length === 1;
    const inOrder = open === '{' ? [...items].sort() : items;
    return `${open}${inOrder.join(', ')}${isSingle ? ',' : ''}${close}`;
  }

  #item(mayHaveKey: boolean, depth: number): string | null {
    const item = this.value(depth);
    this.#skip();
    if (item === null || !mayHaveKey || !this.#takes(':')) return item;
    const value = this.value(depth);
    return value === null ? null : `${item}: ${value}`;
  }

  #takes(character: string): boolean {
    if (this.#text.charAt(this.#at) !== character) return false;
    this.#at++;
    return true;
  }

  #skip(): void {
    this.#match(SPACE);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at += match[0].length;
    return match;
  }
}

/** In single quotes, where it has none of its own. */
function quoted(content: string): string {
  const plain = content.replace(/\\(['"])/g, '$1');
  return plain.includes("'") ? `"${plain.replaceAll('"', '\\"')}"` : `'${plain}'`;
}
