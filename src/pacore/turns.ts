/** One place in a line. */
export interface Turn {
  /** Resolves when all before have ended theirs. */
  readonly come: Promise<void>;
  /** Lets the next one go on. Calling it early or twice does no harm. */
  readonly end: () => void;
}

/**
 * A line in which one at a time goes on. Questions that choose the least busy members stand in it: each must see the
 * prompts of the one before, otherwise all that come at once would choose the same members.
 */
export function createLine(): () => Turn {
  let last: Promise<void> = Promise.resolve();
  return () => {
    const come = last;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    last = come.then(() => ended);
    return { come, end };
  };
}
