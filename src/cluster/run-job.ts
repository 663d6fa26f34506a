/** One prompt from a queue, through this machine's router. */
import type { RouterCommand, RouterReply } from '../actors/protocol.ts';
import { receiver, tell, type ActorRef } from '../actors/ref.ts';
import type { Cancel, Clock } from '../clock.ts';
import type { Batch, JobData, Outcome } from './messages.ts';

/** A prompt as a machine has taken it. */
export interface Job {
  readonly id: string;
  readonly member: string;
  /** Of this try: another machine, or another try, has another one. */
  readonly attempt: string;
  readonly data: JobData;
}

/** What a job needs of the machine that runs it. */
export interface JobPorts {
  readonly router: ActorRef<RouterCommand>;
  readonly clock: Clock;
  /** Sends pieces of the answer. */
  readonly send: (batch: Batch) => void;
  /** Whether the prompt was called off: looked at now and then, in case the message was missed. */
  readonly isSettled: () => Promise<boolean>;
  /** Tells how to call the prompt off. */
  readonly onCancellable: (cancel: () => void) => void;
}

/** Pieces are collected for so long, so that Redis carries few messages; milliseconds. */
const BATCH_MS = 30;
const SETTLED_CHECK_MS = 1000;

/** Runs it; never rejects. */
export function runJob({ id, member, attempt, data }: Job, ports: JobPorts): Promise<Outcome> {
  const { router, clock, send } = ports;
  const requestId = `${id}/${attempt}`;
  let restarts = 0;
  let deltas: Batch['deltas'] = [];
  let cancelFlush: Cancel | null = null;
  const flush = (): void => {
    cancelFlush?.();
    cancelFlush = null;
    if (deltas.length > 0) send({ job: id, attempt: `${attempt}/${restarts}`, deltas });
    deltas = [];
  };
  const cancel = (): void => tell(router, { type: 'cancel', requestId });
  return new Promise((resolve) => {
    const stopChecking = everySecond(clock, async () => {
      if (await ports.isSettled()) cancel();
    });
    const end = (outcome: Outcome): void => {
      stopChecking();
      flush();
      resolve(outcome);
    };
    const replyTo = receiver<RouterReply>((reply) => {
      switch (reply.type) {
        case 'text-delta': {
          const { text, completionTokens, logprob } = reply;
          deltas.push({ text, completionTokens, ...(logprob !== undefined && { logprob }) });
          cancelFlush ??= clock.schedule(BATCH_MS, flush);
          return;
        }
        case 'generation-restarted':
          flush();
          restarts += 1;
          return;
        case 'generation-failed':
          return end({ type: 'failed', error: reply.error });
        case 'text-end': {
          const { type, text, finish, promptTokens, completionTokens, confidence } = reply;
          return end({ type, text, finish, promptTokens, completionTokens, confidence });
        }
      }
    });
    ports.onCancellable(cancel);
    const { request, deadline } = data;
    tell(router, {
      ...{ type: 'prompt', requestId, request, to: member, replyTo },
      ...(deadline !== undefined && { deadline }),
    });
  });
}

function everySecond(clock: Clock, check: () => Promise<void>): Cancel {
  let isOver = false;
  let cancel: Cancel = () => undefined;
  const next = (): void => {
    cancel = clock.schedule(SETTLED_CHECK_MS, () => {
      void check()
        .catch(() => undefined)
        .then(() => {
          if (!isOver) next();
        });
    });
  };
  next();
  return () => {
    isOver = true;
    cancel();
  };
}
