/**
 * Writes models/questions.jsonl, the questions of `pacore bench`, from training/test.json and training/typed.json: each
 * question once, and with the name of its set. The training leaves out those of test.json that have an answer; phrasings
 * of "held out" are far from it, and "typed" is what writers in the roles of users typed who had seen neither its data nor the models.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SETS = {
  in: 'in distribution',
  heldout: 'held out',
  typed: 'typed',
  oos: 'out of scope',
  'oos-heldout': 'out of scope',
  'typed-oos': 'out of scope',
};

const at = (path) => new URL(`../${path}`, import.meta.url);
const tests = ['test', 'typed'].flatMap((name) => JSON.parse(readFileSync(at(`training/${name}.json`), 'utf8')));
const questions = new Map(tests.map(({ q, answer, set }) => [q, { question: q, answer, set: SETS[set] }]));
const lines = [...questions.values()].map((question) => `${JSON.stringify(question)}\n`);
writeFileSync(at('models/questions.jsonl'), lines.join(''));
console.log(`${lines.length} questions`);
