/**
 * Writes models/questions.jsonl, the questions of `pacore bench`, from training/test.json: each question once, and with
 * the name of its set. None of those with an answer was seen in training; phrasings of "held out" are far from it.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SETS = { in: 'in distribution', heldout: 'held out', oos: 'out of scope', 'oos-heldout': 'out of scope' };

const at = (path) => new URL(`../${path}`, import.meta.url);
const tests = JSON.parse(readFileSync(at('training/test.json'), 'utf8'));
const questions = new Map(tests.map(({ q, answer, set }) => [q, { question: q, answer, set: SETS[set] }]));
const lines = [...questions.values()].map((question) => `${JSON.stringify(question)}\n`);
writeFileSync(at('models/questions.jsonl'), lines.join(''));
console.log(`${lines.length} questions`);
