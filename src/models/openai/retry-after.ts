/**
 * The wait that an answer's headers ask for, in milliseconds from `now`: `retry-after-ms`, or `retry-after` in seconds
 * or as a date (RFC 9110, 10.2.3). Null where there is none, or none that makes sense.
 */
export function retryAfterOf(headers: Headers, now: number): number | null {
  return numberIn(headers.get('retry-after-ms'), 1) ?? waitIn(headers.get('retry-after'), now);
}

function waitIn(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = numberIn(header, 1000);
  if (seconds !== null) return seconds;
  // Date.parse takes nearly anything for a date, `-5` for a month; those of HTTP begin with a day of the week.
  const date = /^[A-Z][a-z]{2}/.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function numberIn(header: string | null, unit: number): number | null {
  return header !== null && /^\s*\d{1,15}(\.\d{1,6})?\s*$/.test(header) ? Number(header) * unit : null;
}
