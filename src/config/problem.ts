import { PacoreError } from '../errors.ts';

/** One thing wrong with a configuration, at a key such as `['members', 0, 'model']`. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Tells where a key stands, such as `pacore.yaml:12`. */
export type Locate = (path: Problem['path']) => string;

/** The error for a configuration's problems: the first in full, the others by their keys. */
export function configError(problems: readonly Problem[], locate: Locate): PacoreError {
  const [first, ...others] = problems;
  if (first === undefined) return new PacoreError('PACORE_CONFIG', 'The configuration is wrong.', { retryable: false });
  const more = others.length === 0 ? '' : `\nAlso wrong: ${others.map(({ path }) => keyName(path)).join(', ')}`;
  const message = `${locate(first.path)}: ${keyName(first.path)}: ${first.message}${more}`;
  return new PacoreError('PACORE_CONFIG', message, { retryable: false });
}

/** A path as people write it: `members[0].model`. */
export function keyName(path: Problem['path']): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}
