/** Every language whose markers are known. */
import { AR } from './ar.ts';
import { CS } from './cs.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { FA } from './fa.ts';
import { FR } from './fr.ts';
import { HI } from './hi.ts';
import { ID } from './id.ts';
import { IT } from './it.ts';
import { JA } from './ja.ts';
import { KO } from './ko.ts';
import { NL } from './nl.ts';
import { PL } from './pl.ts';
import { PT } from './pt.ts';
import { RO } from './ro.ts';
import { RU } from './ru.ts';
import { SV } from './sv.ts';
import { TR } from './tr.ts';
import { UK } from './uk.ts';
import { VI } from './vi.ts';
import { ZH } from './zh.ts';
import type { MarkerWords } from './words.ts';

/** Of a name that two languages share the first one is asked. */
export const LANGUAGES: readonly MarkerWords[] = [
  EN,
  DE,
  FR,
  ES,
  IT,
  PT,
  NL,
  SV,
  PL,
  CS,
  RO,
  TR,
  ID,
  VI,
  RU,
  UK,
  AR,
  FA,
  HI,
  ZH,
  JA,
  KO,
];
