/** Units: what each is in base units, so that 50 cm is 0.5 m and 5 m is not 5 cm. Documented in docs/consensus.md. */
import Fraction from 'fraction.js';
import { Kept } from '../../kept.ts';

/** A unit as it was written, and what it is. */
export interface Unit {
  /** Canonical spelling of the unit: `km`, `m/s`, `USD`, `%`. */
  readonly name: string;
  /** How many base units it is. */
  readonly factor: Fraction;
  /** Base units and their powers, sorted: `m`, `m s^-1`. */
  readonly dimension: string;
}

interface Entry {
  readonly name: string;
  readonly factor: Fraction;
  readonly dimensions: ReadonlyMap<string, number>;
}

/** Name, other spellings, factor, base unit (with its power). Singular; an "s" at the end is taken off. */
const TABLE = `
m|metre meter|1|m
km|kilometre kilometer|1000|m
cm|centimetre centimeter|1/100|m
mm|millimetre millimeter|1/1000|m
μm|um µm micrometre micrometer micron|1/1000000|m
nm|nanometre nanometer|1/1000000000|m
in|inch inches|254/10000|m
ft|foot feet|3048/10000|m
yd|yard|9144/10000|m
mi|mile|1609344/1000|m
s|sec second|1|s
ms|millisecond|1/1000|s
min|minute|60|s
h|hr hour|3600|s
day|d|86400|s
week|wk|604800|s
month|mo|1|month
year|yr|1|year
g|gram gramme|1/1000|kg
kg|kilogram kilo|1|kg
mg|milligram|1/1000000|kg
t|tonne|1000|kg
lb|pound lbs|45359237/100000000|kg
oz|ounce|28349523125/1000000000000|kg
L|l litre liter|1/1000|m 3
mL|ml millilitre milliliter|1/1000000|m 3
gal|gallon|3785411784/1000000000000|m 3
N|newton|1|N
J|joule|1|J
kJ|kilojoule|1000|J
cal|calorie|4184/1000|J
kcal|kilocalorie|4184|J
W|watt|1|W
kW|kilowatt|1000|W
MW|megawatt|1000000|W
kWh|kilowatthour|3600000|J
Pa|pascal|1|Pa
kPa|kilopascal|1000|Pa
Hz|hertz|1|Hz
kHz|kilohertz|1000|Hz
MHz|megahertz|1000000|Hz
V|volt|1|V
A|ampere amp|1|A
Ω|ohm|1|Ω
K|kelvin|1|K
°C|celsius degc|1|°C
°F|fahrenheit degf|1|°F
°|degree deg|1|°
rad|radian|1|rad
T|tesla|1|T
mol|mole|1|mol
%|percent percentage pct|1|%
USD|$ dollar usd buck|1|USD
cent|¢|1/100|USD
EUR|€ euro eur|1|EUR
GBP|£ gbp|1|GBP
JPY|¥ yen jpy|1|JPY
INR|₹ rupee rs inr|1|INR
CHF|franc chf|1|CHF
BRL|R$ reais real brl|1|BRL
AUD|A$ aud|1|AUD
CAD|C$ cad|1|CAD
mph||1609344/3600000|m s -1
kmh|kph|1000/3600|m s -1
kB|kilobyte|1000|B
MB|megabyte|1000000|B
GB|gigabyte|1000000000|B
TB|terabyte|1000000000000|B
`;

const UNITS: ReadonlyMap<string, Entry> = new Map(
  TABLE.trim()
    .split('\n')
    .flatMap((line): [string, Entry][] => {
      const [name = '', others = '', factor = '1', dimension = ''] = line.split('|');
      const [base = '', ...powers] = dimension.split(' ');
      const entry = { name, factor: new Fraction(factor), dimensions: dimensionsOf(base, powers) };
      return [name, ...others.split(' ').filter((other) => other !== '')].map((spelling) => [spelling, entry]);
    }),
);

/** `m 3` is m³; `m s -1` is m/s. */
function dimensionsOf(base: string, rest: readonly string[]): ReadonlyMap<string, number> {
  const [first = '1', second] = rest;
  if (second !== undefined)
    return new Map([
      [base, 1],
      [first, Number(second)],
    ]);
  return new Map([[base, Number(first)]]);
}

const PART = /^([^\d^]+?)(?:\^?\{?(-?\d)\}?)?$/u;

/**
 * The unit that `text` is: names and their powers, joined by `*`, `/` or "per"; `square` and `cubic` before a name. Null
 * where a part is no unit of the table.
 */
export function unitOf(text: string): Unit | null {
  return units.of(text, readUnit);
}

const units = new Kept<Unit | null>();

function readUnit(text: string): Unit | null {
  const parts = text
    .trim()
    .replace(/\s+per\s+/g, '/')
    .replace(
      /\b(square|sq\.?|cubic) (\S+)/g,
      (_, power: string, name: string) => `${name}^${power === 'cubic' ? 3 : 2}`,
    )
    .replace(/\s*([/*·^])\s*/g, '$1')
    .replace(/[\s·*-]+/g, '*')
    .split(/(?=[*/])/);
  if (parts.length > 6) return null;
  let factor = new Fraction(1);
  const dimensions = new Map<string, number>();
  const names: string[] = [];
  for (const part of parts) {
    if (names.length === 0 && part.startsWith('*')) return null;
    const isBelow = part.startsWith('/');
    const [, name = '', written] = PART.exec(part.replace(/^[*/]/, '')) ?? [];
    const entry = entryOf(name);
    if (entry === undefined) return null;
    const power = Number(written ?? 1) * (isBelow ? -1 : 1);
    factor = factor.mul(entry.factor.pow(power));
    for (const [dimension, own] of entry.dimensions)
      dimensions.set(dimension, (dimensions.get(dimension) ?? 0) + own * power);
    names.push(
      `${isBelow ? '/' : names.length > 0 ? '*' : ''}${entry.name}${written === undefined ? '' : `^${written}`}`,
    );
  }
  const dimension = [...dimensions]
    .filter(([, power]) => power !== 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, power]) => (power === 1 ? name : `${name}^${power}`))
    .join(' ');
  return { name: names.join(''), factor, dimension };
}

function entryOf(name: string): Entry | undefined {
  const plain = name.trim().replace(/\.$/, '');
  const lower = plain.toLowerCase();
  // One capital is a unit by itself or none: K, N, but no M.
  const spellings = plain.length === 1 ? [plain] : [plain, lower, lower.replace(/s$/, ''), lower.replace(/ies$/, 'y')];
  return spellings.map((spelling) => UNITS.get(spelling)).find((entry) => entry !== undefined);
}
