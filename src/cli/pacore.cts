#!/usr/bin/env node
/**
 * The `pacore` command. CommonJS, because libuv reads the size of its thread pool when the first work is handed to it,
 * and loading an ES module is such work. llama.cpp computes on that pool: with six models at it, reading a file took
 * 125 ms of waiting for a thread.
 */
/** For as many models at a time as a committee may well have, and the files beside. */
const FEWEST = 16;

process.env.UV_THREADPOOL_SIZE ??= String(
  Math.max(FEWEST, process.getBuiltinModule('node:os').availableParallelism() + 4),
);
void import('./main.ts');
