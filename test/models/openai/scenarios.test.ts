import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startRemoteMember, type RemoteMember } from './member.ts';
import { inWords, play, RIGHT, SCENARIOS, type Scenario } from './scenarios.ts';

const members: RemoteMember[] = [];
afterEach(async () => {
  for (const member of members.splice(0)) {
    await member.close();
    expect(member.clock.pending).toBe(0);
  }
});

async function measure(scenario: Scenario) {
  const member = await startRemoteMember();
  members.push(member);
  const outcomes = await play(scenario, member);
  return { outcomes, requests: member.server.paths.length };
}

describe('an endpoint that goes wrong', () => {
  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
    const { outcomes, requests } = await measure(scenario);
    expect(outcomes).toEqual(scenario.outcomes.map((out) => (out === RIGHT ? { text: RIGHT } : { code: out })));
    expect(requests).toBe(scenario.requests);
  });

  it('does what docs/remote.md says', async () => {
    const rows: string[] = [];
    for (const scenario of SCENARIOS) {
      const { outcomes, requests } = await measure(scenario);
      rows.push(`| ${scenario.name} | ${inWords(outcomes)} | ${requests} |`);
    }
    const documented = [...readFileSync('docs/remote.md', 'utf8').matchAll(/^\| \d+\w?\. .*$/gm)];
    expect(documented.map(([row]) => row.replace(/ +/g, ' '))).toEqual(rows);
  });
});
