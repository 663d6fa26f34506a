/** A share of 0..1 as a bar, with a mark where its threshold is. */
import { percent } from './format.ts';

/** The bar, named and with its number. */
export function Meter(props: { readonly name: string; readonly value: number; readonly threshold?: number }) {
  const { name, value, threshold } = props;
  const isLow = threshold !== undefined && value < threshold;
  return (
    <div class="meter">
      <span class="meter-name">{name}</span>
      <div
        class={isLow ? 'track low' : 'track'}
        role="meter"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * value)}
      >
        <div class="fill" style={{ width: `${100 * value}%` }} />
        {threshold !== undefined && <div class="mark" style={{ left: `${100 * threshold}%` }} />}
      </div>
      <span class="meter-value">
        {percent(value)}
        {threshold !== undefined && <small> of at least {percent(threshold)}</small>}
      </span>
    </div>
  );
}
