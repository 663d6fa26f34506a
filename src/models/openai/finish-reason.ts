/** Why an answer ended, in the words of all the endpoints that there are. */

/**
 * What a reason means. `open`: it has not ended. `filtered`: something was withheld; `unwanted`: something was wanted that
 * nobody offered, such as a tool; both count with the text that came, and without text there is no answer. `broken`:
 * what came is a part of an answer at best.
 */
export type Ending = 'open' | 'stop' | 'length' | 'filtered' | 'unwanted' | 'broken';

const REASONS: readonly (readonly [Ending, readonly string[]])[] = [
  ['open', ['', 'null', 'none', 'undefined', 'unspecified', 'finish_reason_unspecified', 'in_progress']],
  ['length', ['length', 'limit', 'token_limit', 'max_length', 'model_length']],
  ['length', ['max_tokens', 'max_new_tokens', 'max_output_tokens', 'max_completion_tokens']],
  ['length', ['context_length_exceeded', 'model_context_window_exceeded']],
  ['filtered', ['content_filter', 'content_filtered', 'sensitive']],
  ['filtered', ['safety', 'recitation', 'blocklist', 'prohibited_content', 'spii']],
  ['unwanted', ['tool_calls', 'tool_call', 'tool_use', 'function_call', 'malformed_function_call']],
  ['broken', ['error', 'server_error', 'network_error', 'insufficient_system_resource', 'failed', 'timeout']],
  ['broken', ['abort', 'aborted', 'cancel', 'cancelled', 'canceled', 'interrupted']],
];

const ENDINGS: ReadonlyMap<string, Ending> = new Map(
  REASONS.flatMap(([ending, reasons]) => reasons.map((reason) => [reason, ending] as const)),
);

/** What a `finish_reason` means, whatever its case; one that nobody knows (`eos`, `end_turn`) is `stop`. */
export function endingOf(reason: string): Ending {
  const name = reason.trim().toLowerCase().replaceAll('-', '_');
  // `FinishReason.MAX_TOKENS`: the name of an enumeration's member may have come along.
  return ENDINGS.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'stop';
}
