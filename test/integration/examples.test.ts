import { afterEach, describe, expect, it, jest } from '@jest/globals';

/** Every example is run, and prints what it says. */
describe('examples', () => {
  const printed: string[] = [];
  const log = jest.spyOn(console, 'log');
  afterEach(() => {
    log.mockReset();
    printed.length = 0;
  });

  it('own-actor: a member of your own votes beside three models', async () => {
    log.mockImplementation((line: string) => void printed.push(line));
    await import('../../examples/own-actor.ts');
    expect(printed.join('\n')).toMatch(/^54: .*calculator/);
  });

  it('own-strategy: the median of guesses', async () => {
    log.mockImplementation((line: string) => void printed.push(line));
    await import('../../examples/own-strategy.ts');
    expect(printed).toEqual(['102, confidence 0.6667', '54']);
  });

  it('supervision-tree: what breaks starts anew, with all that depends on it', async () => {
    log.mockImplementation((line: string) => void printed.push(line));
    await import('../../examples/supervision-tree.ts');
    expect(printed).toEqual(['be: 2', 'be: 4', 'register broke; starting anew: register, reader', 'be: 2']);
  });

  it('fault-injection: a committee that loses one of its models in mid-answer', async () => {
    log.mockImplementation((line: string) => void printed.push(line));
    await import('../../examples/fault-injection.ts');
    expect(printed).toEqual([
      'What is 23 + 48 - 17? 54, agreement 1',
      'What is 12 + 30? 42, agreement 0.6667',
      'faults: exit, garbage-text; restarts: 1',
    ]);
  });

  it('stopping: most of the answers are never begun', async () => {
    log.mockImplementation((line: string) => void printed.push(line));
    await import('../../examples/stopping.ts');
    expect(printed.map((line) => line.replaceAll(/\d+ (?=were|cancelled)/g, '# '))).toEqual([
      'What is 23 + 48 - 17? 54, decided: of 24 answers # were begun, # cancelled',
      'Tom has 12 apples and buys 7 more. He eats 5. How many are left? 14, decided: of 24 answers # were begun, # cancelled',
    ]);
  });

  it('rounds: a last word over four trajectories', async () => {
    log.mockImplementation((line: string) => void printed.push(line));
    await import('../../examples/rounds.ts');
    expect(printed).toEqual([
      expect.stringMatching(/^54, decided, agreement [\d.]+: 5 ballots in 2 rounds$/),
      expect.stringMatching(
        /^the last word was small-a's; contradicts the vote: (true|false); kept: (vote|synthesis)$/,
      ),
    ]);
  });

  it('cascade: what is sure is answered at once, what is not goes through every step', async () => {
    log.mockImplementation((line: string) => void printed.push(line));
    await import('../../examples/cascade.ts');
    expect(printed).toEqual([
      expect.stringMatching(/^What is 23 \+ 48 - 17\? 54, decided: 1 steps of \d+ tokens$/),
      expect.stringMatching(/^Who wrote Faust\? null, low_confidence: 3 steps of \d+ \+ \d+ \+ \d+ tokens$/),
    ]);
  });
});
