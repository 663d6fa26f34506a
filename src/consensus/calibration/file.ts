/** A calibration as a JSON document, and back. */
import type { Profile } from '../decision.ts';
import { listOf, malformed, memberAt, objectAt, oneOf, orNull, textAt, wholeFrom } from '../fields.ts';
import { malformedInput } from '../misuse.ts';
import { PROFILES } from '../rules.ts';
import { Calibration } from './calibration.ts';
import { OUTCOMES, type OutcomeRow, type RecordedMember } from './outcomes.ts';
import { reportOf, type CalibrationReport } from './report.ts';

/** The document. What decides is all above `report`, which is for people and other programs and is not read back. */
export interface CalibrationFile {
  readonly schemaVersion: 1;
  readonly profile: Profile;
  /** K, at least 2. */
  readonly options: number;
  /** 2 to 100. */
  readonly folds: number;
  readonly members: readonly RecordedMember[];
  /** Of each category the questions, a word each, as outcomes.ts writes them. */
  readonly categories: readonly { readonly category: string | null; readonly outcomes: string }[];
  readonly report: CalibrationReport;
}

/** The document of a calibration; takes a moment, for the report is made anew. */
export function calibrationFile(calibration: Calibration, report = reportOf(calibration)): CalibrationFile {
  const { table, profile, options, folds } = calibration.source;
  const words = new Map<string | null, string[]>();
  for (const { category, outcomes } of table.rows) {
    const own = words.get(category);
    if (own === undefined) words.set(category, [outcomes]);
    else own.push(outcomes);
  }
  const categories = [...words].map(([category, own]) => ({ category, outcomes: own.join(' ') }));
  return { schemaVersion: 1, profile, options, folds, members: table.members, categories, report };
}

/**
 * The calibration of a parsed JSON document. Unknown keys are passed over; `report` is not looked at.
 * @throws PacoreError PACORE_INPUT, naming the key that is wrong
 */
export function parseCalibration(document: unknown): Calibration {
  const fields = objectAt(document, 'the calibration');
  if (fields.schemaVersion !== 1) throw malformed('schemaVersion', '1', fields.schemaVersion);
  const members = listOf(recordedMemberAt)(fields.members, 'members');
  const twice = members.find(({ member }, index) => members.findIndex((other) => other.member === member) !== index);
  if (twice !== undefined) throw malformedInput(`members names ${JSON.stringify(twice.member)} twice.`);
  const width = members.reduce((sum, { samples }) => sum + samples, 0);
  const rows = listOf((value, where) => rowsAt(value, where, width))(fields.categories, 'categories').flat();
  if (rows.length < 2) throw malformedInput('categories must hold at least two questions.');
  return new Calibration({
    table: { members, rows },
    profile: oneOf(PROFILES)(fields.profile, 'profile'),
    options: choicesAt(fields.options, 'options'),
    folds: foldsAt(fields.folds, 'folds'),
  });
}

function recordedMemberAt(value: unknown, where: string): RecordedMember {
  const { member, samples } = objectAt(value, where);
  return { member: memberAt(member, `${where}.member`), samples: wholeFrom(1)(samples, `${where}.samples`) };
}

/** Each question is a word of `width` characters. */
function rowsAt(value: unknown, where: string, width: number): readonly OutcomeRow[] {
  const { category, outcomes } = objectAt(value, where);
  const name = orNull(textAt)(category, `${where}.category`);
  return textAt(outcomes, `${where}.outcomes`)
    .split(' ')
    .map((word, index) => {
      if (OUTCOMES.test(word) && word.length === width) return { category: name, outcomes: word };
      const expected = `${width} characters out of 1, -, ., ~ and letters, one for each ballot`;
      throw malformed(`${where}.outcomes, word ${index + 1},`, expected, word);
    });
}

function choicesAt(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 2) return value;
  throw malformed(where, 'a number of at least 2', value);
}

function foldsAt(value: unknown, where: string): number {
  const folds = wholeFrom(2)(value, where);
  if (folds <= 100) return folds;
  throw malformed(where, 'a whole number from 2 to 100', value);
}
