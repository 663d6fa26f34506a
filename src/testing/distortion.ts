/** Answers that come, but not as they should. */
import type { Clock } from '../clock.ts';
import type { GenerationEvent } from '../models/backend.ts';
import { pause } from '../models/interruption.ts';
import { DISTORTIONS, type Fault } from './fault-rule.ts';

type Distortion = (typeof DISTORTIONS)[number];

/** Whether a fault is one of words. */
export function isDistortion(fault: Fault): fault is Distortion {
  return DISTORTIONS.some((distortion) => distortion === fault);
}

/** `events` as `fault` has them. */
export async function* distort(
  fault: Distortion,
  events: AsyncIterable<GenerationEvent>,
  { clock, slowMs }: { readonly clock: Clock; readonly slowMs: number },
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent, void> {
  if (fault === 'out-of-order') return yield* backwards(events);
  let text = '';
  for await (const event of events) {
    switch (fault) {
      case 'slow':
        await pause(slowMs, clock, signal);
        yield event;
        break;
      case 'duplicate-messages':
        yield event;
        yield event;
        break;
      case 'wrong-ids':
        // The actor that passes it on must not believe it.
        yield Object.assign({ ...event }, { requestId: 'nobody', member: 'nobody' });
        break;
      case 'empty-text':
        if (event.type === 'text-end') yield { ...event, text: '' };
        break;
      case 'garbage-text': {
        const piece = event.type === 'text-end' ? '' : garbled(event.text);
        text += piece;
        yield event.type === 'text-end' ? { ...event, text } : { ...event, text: piece };
      }
    }
  }
}

async function* backwards(events: AsyncIterable<GenerationEvent>): AsyncGenerator<GenerationEvent, void> {
  const all: GenerationEvent[] = [];
  for await (const event of events) all.push(event);
  yield* all.reverse();
}

/** Each character as another one, control characters, lone surrogates and markup among them. */
function garbled(text: string): string {
  const letters = '\u0000\u001b[31m\ud800<|im_end|></think>\\boxed{\u202e#### ';
  return Array.from(text, (character) => letters[(character.codePointAt(0) ?? 0) % letters.length] ?? '').join('');
}
