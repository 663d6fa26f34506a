import { seededRandom } from '../../seeded-random.ts';

/** The questions by place: committees are chosen on one half and judged on the other. Both ascending. */
export interface Halves {
  readonly choosing: Int32Array;
  /** Larger by one where the number is odd. */
  readonly heldOut: Int32Array;
}

/** Two halves drawn at random (Fisher and Yates), the same for the same seed. */
export function halvesOf(questions: number, seed: number): Halves {
  const random = seededRandom(seed);
  const places = Int32Array.from({ length: questions }, (_, place) => place);
  for (let last = questions - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const place = places[last] ?? 0;
    places[last] = places[other] ?? 0;
    places[other] = place;
  }
  const half = Math.floor(questions / 2);
  return { choosing: places.slice(0, half).sort(), heldOut: places.slice(half).sort() };
}
