/** A state as a coloured word. */
import { words } from './format.ts';

const TONES: Readonly<Record<string, string>> = {
  ...{ ready: 'good', decided: 'good', succeeded: 'good', live: 'good', up: 'good' },
  ...{
    starting: 'busy',
    restarting: 'busy',
    draining: 'busy',
    queued: 'busy',
    running: 'busy',
    low_confidence: 'busy',
  },
  ...{ 'given-up': 'bad', failed: 'bad', no_quorum: 'bad', lost: 'bad', silent: 'bad', error: 'bad' },
};

/** The word; its colour says nothing that the word does not. */
export function Badge({ state }: { readonly state: string }) {
  return <span class={`badge ${TONES[state] ?? ''}`}>{words(state)}</span>;
}
