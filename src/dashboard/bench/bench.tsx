/** A benchmark that was run elsewhere, looked at here. It stays in the browser. */
import { Table } from '../parts/table.tsx';
import { useState } from 'preact/hooks';
import { plot, type PlotOptions } from '../../bench/report/plot.ts';
import type { BenchRow } from '../../bench/result.ts';
import { duration, percent } from '../parts/format.ts';
import { Empty, Failed } from '../parts/states.tsx';
import { readResult, type ShownResult } from './read-result.ts';

const PLOTS: readonly PlotOptions[] = [
  {
    title: 'Accuracy and cost',
    label: 'relative cost (parameters × tokens; the large model is 1)',
    valueOf: ({ relativeCost }) => relativeCost,
  },
  { title: 'Accuracy and latency', label: 'median latency, ms', valueOf: ({ p50Ms }) => p50Ms },
];

/** The view. */
export function Bench() {
  const [result, setResult] = useState<ShownResult | Error | null>(null);
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      setResult(readResult(await file.text()));
    } catch (error) {
      setResult(error as Error);
    }
  };
  return (
    <>
      <h1>Bench</h1>
      <p>
        <label for="file">Benchmark file</label>{' '}
        <input
          id="file"
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => void open(currentTarget.files?.[0])}
        />
      </p>
      {result === null && (
        <Empty>
          Choose a file made with <code>pacore bench --json &gt; bench.json</code>. It does not leave this browser.
        </Empty>
      )}
      {result instanceof Error && <Failed error={result} />}
      {result !== null && !(result instanceof Error) && <Result result={result} />}
    </>
  );
}

function Result({ result: { verdict, count, rows } }: { readonly result: ShownResult }) {
  return (
    <>
      <p class="decision">{verdict}</p>
      <p class="muted">{count} questions; whiskers are 95 per cent intervals.</p>
      <div class="plots">
        {PLOTS.map((options) => (
          // Our own markup: names in it are escaped.
          <div key={options.title} class="paper" dangerouslySetInnerHTML={{ __html: plot(rows, options) }} />
        ))}
      </div>
      <Table
        name="Rows"
        headings={['Who', 'Accuracy', '95 % interval', 'Latency p50', 'p95', 'Per second', 'Tokens', 'Cost']}
      >
        {rows.map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </Table>
    </>
  );
}

function Row({ row }: { readonly row: BenchRow }) {
  const [low, high] = row.ci;
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td>{percent(row.accuracy)}</td>
      <td>
        {percent(low)} to {percent(high)}
      </td>
      <td>{duration(row.p50Ms)}</td>
      <td>{duration(row.p95Ms)}</td>
      <td>{row.questionsPerSecond.toFixed(1)}</td>
      <td>{row.tokens.toFixed(1)}</td>
      <td>{row.relativeCost === null ? 'not known' : `× ${row.relativeCost.toFixed(2)}`}</td>
    </tr>
  );
}
