import { receiver, type ActorRef } from '../../src/actors/ref.ts';

/** A place that messages arrive at, to wait for: tests meet actors here instead of sleeping. */
export interface Probe<Message> {
  readonly ref: ActorRef<Message>;
  /** All that has arrived so far. */
  readonly received: readonly Message[];
  /** Resolves with the first message, past or future, that fits and was not returned before. */
  next<Wanted extends Message>(fits: (message: Message) => message is Wanted): Promise<Wanted>;
  next(fits?: (message: Message) => boolean): Promise<Message>;
  /** Takes a message directly. */
  readonly push: (message: Message) => void;
}

/** A new, empty probe. */
export function probe<Message>(): Probe<Message> {
  const received: Message[] = [];
  const unseen: Message[] = [];
  const waiting: { fits: (message: Message) => boolean; resolve: (message: Message) => void }[] = [];
  const push = (message: Message) => {
    received.push(message);
    const index = waiting.findIndex(({ fits }) => fits(message));
    const [waiter] = index === -1 ? [] : waiting.splice(index, 1);
    if (waiter === undefined) unseen.push(message);
    else waiter.resolve(message);
  };
  const next = (fits: (message: Message) => boolean = () => true) =>
    new Promise<Message>((resolve) => {
      const index = unseen.findIndex(fits);
      const [message] = index === -1 ? [] : unseen.splice(index, 1);
      if (message === undefined) waiting.push({ fits, resolve });
      else resolve(message);
    });
  return { ref: receiver(push, 'probe'), received, next, push };
}

/** Fits messages of one type. */
export function ofType<Message extends { readonly type: string }, Type extends Message['type']>(type: Type) {
  return (message: Message): message is Extract<Message, { readonly type: Type }> => message.type === type;
}
