/** A benchmark as one HTML page that needs nothing else: no script, no style sheet, no picture from elsewhere. */
import type { BenchResult, Comparison, Disagreement } from '../result.ts';
import { intervalText, percent, points } from '../verdict.ts';
import { escaped, htmlTable } from './html.ts';
import { plot } from './plot.ts';

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1320px; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
h1, h2 { font-weight: 600; line-height: 1.2 }
.verdict { font-size: 1.1rem; border-left: 4px solid #1f8a4c; padding-left: 1rem }
.plots { display: flex; flex-wrap: wrap; gap: 1rem }
svg { flex: 1 1 480px; max-width: 640px; font: 11px system-ui, sans-serif; fill: #333 }
svg .title { font-size: 14px; font-weight: 600 }
svg .name { paint-order: stroke; stroke: #fff; stroke-width: 3px }
svg .grid { stroke: #ddd; fill: none }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid #eee }
th:first-child, td:first-child { text-align: left; overflow-wrap: anywhere }
th { white-space: nowrap }`;

/** The page. */
export function formatReport(result: BenchResult): string {
  const { count, available, seed, samples, rows, verdict, speedup, speedupLimit, cores, lost, won } = result;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>PaCoRe benchmark</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>PaCoRe benchmark</h1>
<p class="verdict">${escaped(verdict)}</p>
<p>${count} of ${available} questions, drawn with seed ${seed}; whoever is sampled gives ${samples} answers. All members at once
are ${speedup} times as fast as one after another, every ballot awaited; with ${cores} cores and these members ${speedupLimit} is the most.</p>
<div class="plots">
${plot(rows, { title: 'Accuracy and cost', label: 'parameters × tokens, the large model’s greedy answers being 1', valueOf: ({ relativeCost }) => relativeCost })}
${plot(rows, { title: 'Accuracy and latency', label: 'median time of one question, in milliseconds', valueOf: ({ p50Ms }) => p50Ms })}
</div>
<p>Bars are 95 per cent intervals (bootstrap over questions).</p>
<h2>Accuracy</h2>
${accuracyTable(result)}
<h2>Time and cost of a question</h2>
${costTable(result)}
<h2>Comparisons on the same questions</h2>
${htmlTable(['', 'against', 'points', '95 % interval', ''], result.comparisons.map(comparisonCells))}
<h2>Only the large model is right</h2>
${disagreementTable(lost)}
<h2>Only the committee is right</h2>
${disagreementTable(won)}
<p>The first committee stops when no ballot still out can change the outcome, unless that is turned off; the other strategies decide
on all ballots. What the columns mean stands in docs/benchmark.md.</p>
</body>
</html>
`;
}

function accuracyTable({ rows, sets }: BenchResult): string {
  const names = Object.keys(sets);
  return htmlTable(
    ['', 'right', '95 % interval', ...names.map((set) => `${set} (${sets[set]})`), 'without an answer'],
    rows.map(({ name, accuracy, ci, sets: bySet, unanswered }) => [
      name,
      percent(accuracy),
      ci.map(percent).join(' to '),
      ...names.map((set) => percent(bySet[set] ?? 0)),
      String(unanswered),
    ]),
  );
}

function costTable({ rows }: BenchResult): string {
  const text = (value: number | null) => (value === null ? '–' : String(value));
  return htmlTable(
    ['', 'p50 ms', 'p95 ms', 'mean ms', 'CPU ms', 'questions/s', 'tokens', 'parameters', 'cost'],
    rows.map((row) => [
      row.name,
      ...[row.p50Ms, row.p95Ms, row.wallMsAt1, row.cpuMsPerQuestion].map(text),
      ...[row.questionsPerSecond, row.tokens, row.parameters, row.relativeCost].map(text),
    ]),
  );
}

function comparisonCells({ a, b, difference, ci, significant }: Comparison): readonly string[] {
  return [a, b, points(difference), intervalText(ci), significant ? 'significant' : 'may be chance'];
}

function disagreementTable(disagreements: readonly Disagreement[]): string {
  if (disagreements.length === 0) return '<p>None.</p>';
  const text = (answer: string | null) => answer ?? '(none)';
  return htmlTable(
    ['the first few questions', 'expected', 'committee', 'large model'],
    disagreements.map(({ question, expected, committee, large }) => [
      question,
      ...[expected, committee, large].map(text),
    ]),
  );
}
