import { describe, expect, it } from '@jest/globals';
import { Observable, type Subscriber } from 'rxjs';
import type { PromptEvent } from '../../src/pipeline/collect-ballot.ts';
import { runPaced } from '../../src/pipeline/paced.ts';
import { promptTo, type PlannedPrompt } from '../../src/pipeline/prompt.ts';
import { ballot } from '../consensus/ballots.ts';
import { voter } from './voter.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Samples of each of `members`, whose ends are in the hands of the test. */
function start(members: readonly string[], samples: number) {
  const running = new Map<string, Subscriber<PromptEvent>>();
  const begun: string[] = [];
  let isOpen = true;
  let isComplete = false;
  const wave = members.map((member) => ({
    slots: 4,
    prompts: Array.from({ length: samples }, (_, sample) =>
      promptTo(voter(member), { messages: [], seed: 1 }, { sample, round: 0 }, samples),
    ),
  }));
  const run = ({ member, sample }: PlannedPrompt) =>
    new Observable<PromptEvent>((subscriber) => {
      begun.push(`${member}${sample}`);
      running.set(member, subscriber);
    });
  runPaced(wave, run, () => Promise.resolve(isOpen)).subscribe({ complete: () => (isComplete = true) });
  const ends = async (...names: readonly string[]) => {
    for (const name of names) {
      const subscriber = running.get(name);
      subscriber?.next({ type: 'ballot-cast', ballot: ballot(name, '1') });
      subscriber?.complete();
    }
    await settled();
  };
  return { begun, ends, close: () => (isOpen = false), isComplete: () => isComplete };
}

describe('samples at a pace', () => {
  it('begin one of each member, and its next one when most have come as far', async () => {
    const { begun, ends } = start(['a', 'b', 'c'], 3);
    expect(begun).toEqual(['a0', 'b0', 'c0']);
    await ends('a');
    expect(begun).toHaveLength(3);
    await ends('b');
    expect(begun.slice(3)).toEqual(['a1', 'b1']);
  });

  it('do not wait for one that hangs, which goes on by itself when it comes back', async () => {
    const { begun, ends, isComplete } = start(['a', 'b', 'c'], 3);
    for (let sample = 0; sample < 3; sample++) await ends('a', 'b');
    expect(begun).toEqual(['a0', 'b0', 'c0', 'a1', 'b1', 'a2', 'b2']);
    for (let sample = 0; sample < 3; sample++) {
      expect(isComplete()).toBe(false);
      await ends('c');
    }
    expect(begun.slice(7)).toEqual(['c1', 'c2']);
    expect(isComplete()).toBe(true);
  });

  it('let nobody run ahead of most', async () => {
    const { begun, ends } = start(['a', 'b', 'c'], 9);
    await ends('a', 'b');
    await ends('a');
    await ends('a');
    expect(begun).toEqual(['a0', 'b0', 'c0', 'a1', 'b1']);
  });

  it('begin no more once the question is decided', async () => {
    const { begun, ends, close } = start(['a', 'b'], 2);
    close();
    await ends('a', 'b');
    expect(begun).toEqual(['a0', 'b0']);
  });

  it('are nothing where nobody can be asked', () => {
    expect(start([], 2).isComplete()).toBe(true);
  });
});
