/** Reads the entries of `members`. */
import { asPacoreError } from '../errors.ts';
import { locateModel } from '../models/locate.ts';
import { llamaSchema, openAiSchema, scriptedSchema, scriptSchema, type MemberConfig } from './member-schema.ts';
import { isMapping, type Mapping } from './mapping.ts';
import type { Problem } from './problem.ts';
import { readStrict, under, type Reading } from './read-strict.ts';

/** All entries, or all their problems. `folder` is where relative model paths start. */
export function readMembers(entries: unknown, folder: string, mayBeEmpty = false): Reading<readonly MemberConfig[]> {
  if (!Array.isArray(entries) || (entries.length === 0 && !mayBeEmpty)) {
    return { problems: [{ path: ['members'], message: 'give a list of members, at least one' }] };
  }
  const readings = entries.map((entry: unknown, index) => under(['members', index], readMember(entry, folder)));
  const problems = readings.flatMap((reading) => ('problems' in reading ? reading.problems : []));
  const values = readings.flatMap((reading) => ('values' in reading ? [reading.values] : []));
  const repeated = values.flatMap(({ id }, index) => {
    if (values.findIndex((other) => other.id === id) === index) return [];
    return [{ path: ['members', index, 'id'], message: `"${id}" is taken by an earlier member; ids are unique` }];
  });
  return problems.length + repeated.length > 0 ? { problems: [...problems, ...repeated] } : { values };
}

function readMember(entry: unknown, folder: string): Reading<MemberConfig> {
  if (!isMapping(entry)) return problem([], 'give a mapping with id, backend and model');
  switch (entry.backend ?? 'llama') {
    case 'llama':
      return readLlama(entry, folder);
    case 'openai':
      return readOpenAi(entry);
    case 'scripted':
      return readScripted(entry);
    default:
      return problem(['backend'], 'give one of llama, openai, scripted');
  }
}

function readLlama(entry: Mapping, folder: string): Reading<MemberConfig> {
  const reading = readStrict(llamaSchema, entry);
  if ('problems' in reading) return reading;
  try {
    locateModel(reading.values.model, folder);
  } catch (error) {
    return problem(['model'], asPacoreError(error).message);
  }
  return reading;
}

/** Address and variable are looked at first: convict's complaints quote what they are about, and it may be a secret. */
function readOpenAi(entry: Mapping): Reading<MemberConfig> {
  const { baseUrl, apiKeyEnv } = entry;
  if (baseUrl !== undefined && !isEndpoint(baseUrl)) {
    return problem(['baseUrl'], 'give an address such as http://localhost:8000/v1, without user, password or query');
  }
  if (apiKeyEnv !== undefined && !(typeof apiKeyEnv === 'string' && /^[A-Za-z_]\w*$/.test(apiKeyEnv))) {
    return problem(['apiKeyEnv'], 'give the name of the environment variable that holds the key, not the key');
  }
  return readStrict(openAiSchema, entry);
}

function isEndpoint(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, username, password, search, hash } = new URL(value);
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '';
}

function readScripted({ script, ...entry }: Mapping): Reading<MemberConfig> {
  if (!isMapping(script)) return problem(['script'], 'give a mapping with at least a reply');
  const outer = readStrict(scriptedSchema, entry);
  const inner = under(['script'], readStrict(scriptSchema, script));
  if ('problems' in outer) return outer;
  if ('problems' in inner) return inner;
  const { failLoad, ...rest } = inner.values;
  return { values: { ...outer.values, script: { ...rest, ...(failLoad ? { failLoad } : {}) } } };
}

function problem(path: Problem['path'], message: string): Reading<never> {
  return { problems: [{ path, message }] };
}
