/** How a host knows that its process is not stuck: the process says so, again and again. */

/** What a process sends to say that it is alive; no part of the protocol above. */
export const ALIVE = 'alive';
/** How often it says so; milliseconds. */
export const HEARTBEAT_MS = 1000;
/** A process that says nothing for so long is stuck; milliseconds. */
export const MOST_SILENCE_MS = 5 * HEARTBEAT_MS;
