import { afterEach, describe, expect, it, jest } from '@jest/globals';

/** Every example is run, and prints what it says. */
describe('examples', () => {
  const printed: string[] = [];
  const log = jest.spyOn(console, 'log');
  afterEach(() => {
    log.mockReset();
  });

  it('own-actor: a member of your own votes beside three models', async () => {
    log.mockImplementation((line: string) => void printed.push(line));
    await import('../../examples/own-actor.ts');
    expect(printed.splice(0).join('\n')).toMatch(/^54: .*calculator/);
  });

  it('own-strategy: the median of guesses', async () => {
    log.mockImplementation((line: string) => void printed.push(line));
    await import('../../examples/own-strategy.ts');
    expect(printed).toEqual(['102, confidence 0.6667', '54']);
  });
});
