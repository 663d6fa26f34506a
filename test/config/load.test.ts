import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseDuration } from '../../src/config/duration.ts';
import { loadConfig } from '../../src/config/load.ts';
import { asPacoreError, PacoreError } from '../../src/errors.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pacore-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'pacore.yaml');
  writeFileSync(path, text);
  return path;
}

/** The message of a failed load, the folder of this test left out. */
function complaint(source: string | Record<string, unknown>, more: object = {}): string {
  try {
    loadConfig({ source, env: {}, ...more });
  } catch (error) {
    expect(asPacoreError(error)).toBeInstanceOf(PacoreError);
    expect(asPacoreError(error).code).toBe('PACORE_CONFIG');
    return asPacoreError(error).message.replaceAll(`${folder}/`, '');
  }
  throw new Error('the configuration was accepted');
}

describe('the configuration', () => {
  it('is the embedded family and the documented defaults when nothing is given', () => {
    const { config } = loadConfig({ env: {} });
    expect(config.members.map(({ id }) => id)).toEqual(['small-a', 'small-b', 'small-c']);
    expect(config.members[0]).toEqual({
      id: 'small-a',
      backend: 'llama',
      model: 'embedded:small-a',
      replicas: 1,
      isolation: 'thread',
      slots: 4,
      contextSize: 512,
      threads: 'auto',
      gpu: 'auto',
      temperature: 0.7,
      maxTokens: 256,
      stop: [],
      topK: 0,
      topP: 1,
      minP: 0,
      repeatPenalty: 1,
      confidenceFrom: 'sequence',
      weight: 1,
      restart: 'permanent',
    });
    expect(config.consensus).toEqual({
      strategy: 'auto',
      profile: 'auto',
      confidenceThreshold: 0.5,
      minAgreement: 0.5,
      quorum: null,
      stopAt: null,
      earlyDecision: true,
      deadline: 30_000,
      memberTimeout: 20_000,
      aggregator: null,
      calibration: null,
      peerBallots: false,
    });
    expect(config.supervision.backoff).toEqual({ min: 200, max: 10_000, factor: 2, jitter: 0.2 });
  });

  it('follows the path of a calibration from the file, or from where the command line and the environment are', () => {
    const source = file('consensus: { calibration: learned/one.json }');
    const pathIn = (input: Parameters<typeof loadConfig>[0]) =>
      loadConfig({ env: {}, ...input }).config.consensus.calibration;
    expect(pathIn({ source })).toBe(join(folder, 'learned', 'one.json'));
    expect(pathIn({ source, env: { PACORE_CONSENSUS_CALIBRATION: 'two.json' } })).toBe(resolve('two.json'));
    expect(pathIn({ source, overrides: new Map([['consensus.calibration', 'three.json']]) })).toBe(
      resolve('three.json'),
    );
    expect(pathIn({})).toBeNull();
  });

  it('reads the example that ships with the package', () => {
    const { config } = loadConfig({ source: 'config/example.yaml', env: {} });
    expect(config.consensus).toMatchObject({ confidenceThreshold: 0.8, minAgreement: 0.7, deadline: 30_000 });
  });

  it('lets the command line stand above the environment, above the file, above the defaults', () => {
    const source = file(
      'router: { maxQueue: 1, strategy: round_robin }\nlog: { level: debug }\nconsensus: { deadline: 5s }\n',
    );
    const env = { PACORE_ROUTER_MAX_QUEUE: '2', PACORE_LOG_LEVEL: 'warn', PACORE_SUPERVISION_BACKOFF_MIN: '50ms' };
    const { config, origin } = loadConfig({ source, env, overrides: new Map([['router.maxQueue', 3]]) });
    expect(config.router).toEqual({ maxQueue: 3, strategy: 'round_robin' });
    expect(config.log.level).toBe('warn');
    expect(config.supervision.backoff.min).toBe(50);
    expect(origin(['router', 'maxQueue'])).toBe('command line');
    expect(origin(['log', 'level'])).toBe('environment PACORE_LOG_LEVEL');
    expect(origin(['consensus', 'deadline'])).toBe(`${source}:3`);
    expect(origin(['consensus', 'strategy'])).toBe('default');
    expect(origin(['members', 0, 'model'])).toBe('default');
  });

  it.each(['least_busy', 'round_robin', 'weighted', 'latency'])(
    'takes %s as the strategy of the router',
    (strategy) => {
      const { config } = loadConfig({ source: { router: { strategy } }, env: {} });
      expect(config.router).toEqual({ maxQueue: 256, strategy });
    },
  );

  it('finds relative models from the folder of the file', () => {
    const source = file('members: [{ id: a, model: ./m.gguf }]');
    expect(loadConfig({ source, env: {} }).folder).toBe(folder);
  });

  it('takes the same structure as an object, functions in scripts included', () => {
    const reply = () => 'Answer: 1';
    const source = { members: [{ id: 'a', backend: 'scripted', script: { reply } }], consensus: { deadline: 100 } };
    const { config } = loadConfig({ source, env: {} });
    expect(config.members[0]).toMatchObject({ backend: 'scripted', script: { reply, confidence: null } });
    expect(config.consensus.deadline).toBe(100);
  });

  it.each([
    [
      'a typo in a key',
      'consensus:\n  stratgy: x',
      /^pacore\.yaml:2: consensus\.stratgy: there is no such key; known here: strategy, profile, /,
    ],
    [
      'a typo in a section',
      'consensu: {}',
      /^pacore\.yaml:1: consensu: there is no such key; known here: consensus, judging, cascade, rounds, supervision, router, service, tasks, storage, cluster, log$/,
    ],
    [
      'a typo in a member',
      'members:\n  - id: a\n    model: x.gguf\n    slot: 2',
      /^pacore\.yaml:4: members\[0\]\.slot: there is no such key; known here: id, /,
    ],
    [
      'a wrong type',
      'router: { maxQueue: many }',
      /^pacore\.yaml:1: router\.maxQueue: give a whole number from 0, not "many"$/,
    ],
    ['a number with a tail', 'router: { maxQueue: 3 apples }', /router\.maxQueue: give a whole number from 0/],
    ['a flag that is none', 'consensus: { earlyDecision: maybe }', /consensus\.earlyDecision: give true or false/],
    ['a key with a dot', '"consensus.minAgreement": 0.9', /consensus\.minAgreement: there is no such key/],
    ['a key of every object', 'constructor: 1', /constructor: there is no such key/],
    [
      'threads of words',
      'members: [{ id: a, model: x, threads: all }]',
      /members\[0\]\.threads: give auto or a whole number/,
    ],
    ['a nucleus of nothing', 'members: [{ id: a, model: x, topP: 0 }]', /topP: give a number above 0, up to 1/],
    ['an empty stop', "members: [{ id: a, model: x, stop: [''] }]", /stop: give a list of texts, none of them empty/],
    [
      'an aggregator that is no member',
      'consensus: { aggregator: z }',
      /consensus\.aggregator: there is no member "z"/,
    ],
    ['a deadline of nothing', 'consensus: { deadline: 0 }', /consensus\.deadline: give a duration above 0/],
    ['no members', 'members: []', /members: give a list of members, at least one/],
    ['a member named any', 'members: [{ id: any, model: x }]', /members\[0\]\.id: give a name .* other than any/],
    ['an alias of nothing', 'members: *x', /^pacore\.yaml(:1)?: .*[Aa]lias/],
    [
      'a share above 1',
      'consensus: { minAgreement: 1.5 }',
      /consensus\.minAgreement: give a number from 0 to 1, not 1.5/,
    ],
    [
      'a bad duration',
      'consensus: { deadline: soon }',
      /consensus\.deadline: give a duration above 0, such as 250ms or 30s, not "soon"/,
    ],
    ['an unknown word', 'log: { level: loud }', /log\.level: give one of error, warn, info, debug, not "loud"/],
    ['a section that is no mapping', 'router: 5', /^pacore\.yaml:1: router: give a mapping of keys$/],
    ['members that are no list', 'members: 3', /^pacore\.yaml:1: members: give a list of members, at least one$/],
    ['a member that is no mapping', 'members: [a]', /members\[0\]: give a mapping with id, backend and model/],
    ['a member without a model', 'members: [{ id: a }]', /members\[0\]\.model: give a text/],
    ['a member without an id', 'members: [{ model: a.gguf }]', /members\[0\]\.id: give a name/],
    [
      'two members of one name',
      'members:\n- { id: a, model: x }\n- { id: a, model: y }',
      /^pacore\.yaml:3: members\[1\]\.id: "a" is taken/,
    ],
    [
      'an unknown embedded model',
      'members: [{ id: a, model: "embedded:nope" }]',
      /members\[0\]\.model: There is no embedded model 'nope'\. There are: large, /,
    ],
    [
      'an unknown backend',
      'members: [{ id: a, backend: magic }]',
      /members\[0\]\.backend: give one of llama, openai, scripted/,
    ],
    [
      'a script without a reply',
      'members: [{ id: a, backend: scripted, script: {} }]',
      /members\[0\]\.script\.reply: give a text/,
    ],
    [
      'zero replicas',
      'members: [{ id: a, model: x, replicas: 0 }]',
      /members\[0\]\.replicas: give a whole number from 1/,
    ],
    [
      'a quorum above the members',
      'members: [{ id: a, model: x }]\nconsensus: { quorum: 2 }',
      /^pacore\.yaml:2: consensus\.quorum: 2 members must answer, but there are 1/,
    ],
    [
      'a quorum above what a step of the cascade asks',
      'consensus: { quorum: 2 }\ncascade: { steps: [{ samples: 2 }, { rounds: [1, 1] }] }',
      /cascade\.steps\[1\]: 2 members must answer \(consensus\.quorum\), but this step asks 1/,
    ],
    ['a quorum above the embedded family', 'consensus: { quorum: 4 }', /4 members must answer, but there are 3/],
    ['broken YAML', 'members: [', /^pacore\.yaml:1: /],
    ['a key given twice', 'log: {}\nlog: {}', /^pacore\.yaml:2: Map keys must be unique/],
    ['a list instead of keys', '- a', /^pacore\.yaml: the file must hold keys/],
  ])('refuses %s', (_, text, message) => {
    expect(complaint(file(text))).toMatch(message);
  });

  it('names every wrong key', () => {
    expect(complaint(file('router: { maxQueue: x, strategy: y }'))).toMatch(/Also wrong: router\.(strategy|maxQueue)$/);
  });

  it('says where a wrong value comes from', () => {
    expect(complaint(file(''), { env: { PACORE_ROUTER_MAX_QUEUE: 'x' } })).toMatch(
      /^environment PACORE_ROUTER_MAX_QUEUE: router\.maxQueue: give a whole number/,
    );
    expect(complaint({ router: { maxQueue: -1 } })).toMatch(/^configuration: router\.maxQueue: /);
  });

  it.each([[[]], [5], [null]])('refuses %j as a source', (source) => {
    expect(complaint(source as unknown as string)).toMatch(
      /^The configuration must be the path of a YAML file, or an object/,
    );
  });

  it('says which file cannot be read', () => {
    expect(complaint(join(folder, 'none.yaml'))).toMatch(/^The configuration file none\.yaml cannot be read: ENOENT/);
  });
});

describe('durations', () => {
  it.each([
    ['250ms', 250],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1.5h', 5_400_000],
    [' 2 s ', 2000],
    [0, 0],
    [1234, 1234],
    ['30', 30],
    ['-1s', null],
    ['1d', null],
    ['', null],
    [-1, null],
    [Infinity, null],
    [NaN, null],
    ['999h', null],
    [null, null],
    [undefined, null],
  ])('%p is %p ms', (value, expected) => {
    expect(parseDuration(value)).toBe(expected);
  });
});
