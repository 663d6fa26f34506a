/** Sets of members, as ascending places. */

/** How many sets of `size` out of `count` there are (n over k). */
export function numberOfSets(count: number, size: number): number {
  let sets = 1;
  for (let place = 1; place <= size; place++) sets = (sets * (count - size + place)) / place;
  return Math.round(sets);
}

/** All sets of `size` out of `count`, in lexicographic order. One array, overwritten: copy what you keep. */
export function* allSets(count: number, size: number): Generator<Int32Array, void> {
  const set = Int32Array.from({ length: size }, (_, place) => place);
  if (size > count) return;
  for (;;) {
    yield set;
    // The last place that can still move up; those behind it follow closely.
    let place = size - 1;
    while (place >= 0 && set[place] === count - size + place) place--;
    if (place < 0) return;
    const next = (set[place] ?? 0) + 1;
    for (let step = 0; place + step < size; step++) set[place + step] = next + step;
  }
}

/** Every set that one more of `count` members makes of one of `sets`, each once. */
export function extensions(count: number, sets: readonly Int32Array[]): readonly Int32Array[] {
  const found = new Map<string, Int32Array>();
  for (const set of sets) {
    for (let member = 0; member < count; member++) {
      if (set.includes(member)) continue;
      const larger = Int32Array.from([...set, member]).sort();
      found.set(larger.join(' '), larger);
    }
  }
  return [...found.values()];
}
