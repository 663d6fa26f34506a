import { messageOf, PacoreError } from '../../errors.ts';

/** The failure of a download. `retryable`: trying again may help, as after a lost connection. */
export function downloadFailure(label: string, reason: string, retryable: boolean, cause?: unknown): PacoreError {
  return new PacoreError('PACORE_DOWNLOAD', `Cannot download ${label}: ${reason}.`, { retryable, cause });
}

/** What a hub's refusal means. The token itself is nowhere in it. */
export function refusal(label: string, status: number, host: string, hasToken: boolean): PacoreError {
  // A quantisation that a repository does not have is a 400.
  if (status === 404 || status === 400) {
    return downloadFailure(label, `${host} has no such model, quantisation or file (HTTP ${status})`, false);
  }
  if (status === 401 || status === 403) {
    const why = `${host} does not let you read it (HTTP ${status}): it is gated or private, or there is no such model`;
    const what = hasToken
      ? 'with a gated one, accept its terms there, with the account of the token in HF_TOKEN'
      : 'set HF_TOKEN to an access token of an account that may read it';
    return downloadFailure(label, `${why}; ${what}`, false);
  }
  if (status === 429) return downloadFailure(label, `${host} asks to wait (HTTP 429); try again later`, true);
  return downloadFailure(label, `${host} answered HTTP ${status}`, status >= 500);
}

/** A connection that could not be made or was lost; fetch keeps the reason in `cause`. */
export function connectionFailure(label: string, host: string, error: unknown): PacoreError {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : error;
  return downloadFailure(label, `the connection to ${host} failed (${codeOf(cause) ?? messageOf(cause)})`, true, error);
}

/** The failure of a download that was called off; what has come stays. */
export function aborted(label: string): PacoreError {
  return new PacoreError('PACORE_ABORTED', `The download of ${label} was aborted.`);
}

/** A file that cannot be written; what is there already stays, so that the download can go on from it. */
export function writeFailure(label: string, path: string, error: unknown): PacoreError {
  const code = codeOf(error);
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EACCES: 'permission is denied',
    EPERM: 'permission is denied',
    EROFS: 'the disk is read-only',
    ENOTDIR: 'part of the path is a file, not a folder',
    EEXIST: 'part of the path is a file, not a folder',
  };
  const reason = reasons[code ?? ''] ?? messageOf(error);
  return downloadFailure(label, `${path} cannot be written: ${reason}; PACORE_MODELS_FOLDER names another folder`, false, error);
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
