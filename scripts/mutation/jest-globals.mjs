/**
 * The part of `@jest/globals` that test/consensus uses, over mocha: compile.mjs puts it in the place of the original.
 */
import { expect } from 'expect';
import { bind } from 'jest-each';

const mocha = globalThis;
/** What measures time says nothing about a mutant, and is slow under instrumentation. */
const MEASURES_TIME = /1 MB|within a second|candidates at once/;

const describe = (name, body) => mocha.describe(name, body);
describe.each = bind(describe, false);

// Mocha takes a parameter for a callback that is to be called.
const it = (name, body) => MEASURES_TIME.test(name) || mocha.it(name, () => body());
it.each = bind(it, false);

export { describe, expect, it };
