/** Bytes for people. */
export function bytesText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)));
  const value = bytes / 2 ** (10 * step);
  return `${value.toFixed(step === 0 || value >= 100 ? 0 : 1)} ${units[step] ?? 'B'}`;
}

/** A number of weights, as models are called by it: 402 K, 1.2 B. */
export function parametersText(parameters: number | null): string {
  if (parameters === null) return '–';
  const [value, unit] =
    parameters >= 1e9 ? [parameters / 1e9, 'B'] : parameters >= 1e6 ? [parameters / 1e6, 'M'] : [parameters / 1e3, 'K'];
  return `${value.toFixed(value >= 100 ? 0 : 1)} ${unit}`;
}

/** A count, or a dash where it is not known. */
export function countText(count: number | null): string {
  return count === null ? '–' : String(count);
}
