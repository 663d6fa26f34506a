/** What a chaos run shows: how far it is, and what came of it. */
import Table from 'cli-table3';

/** A line on `stream`, if that is a terminal. */
export function showProgress(stream, total) {
  if (stream?.isTTY !== true) return { show: () => undefined, end: () => undefined };
  let shown = 0;
  return {
    show(done, outcomes) {
      if (Date.now() - shown < 100 && done < total) return;
      shown = Date.now();
      const counts = Object.entries(outcomes).map(([name, count]) => `${name} ${count}`);
      stream.write(`\r\u001b[K${done} of ${total}: ${counts.join(', ')}`);
    },
    end: () => stream.write('\r\u001b[K'),
  };
}

/** The report on standard output; what was wrong, and the seed to see it again, on standard error. */
export function printReport(report, { json, seed, isolation, questions, violations, injected }) {
  if (json) console.log(JSON.stringify({ ...report, seed, isolation, injected }));
  else {
    const table = new Table({ head: ['', isolation], style: { head: [], border: [] }, colAligns: ['left', 'right'] });
    const { growth, ...counts } = report;
    for (const [name, value] of Object.entries(counts)) table.push([name, value]);
    for (const [name, value] of Object.entries(growth)) table.push([`growth of ${name}`, value]);
    console.log(table.toString());
    console.log(
      `Faults: ${
        Object.entries(injected)
          .map(([fault, count]) => `${fault} ${count}`)
          .join(', ') || 'none'
      }.`,
    );
  }
  if (violations.length === 0 && report.lost === 0) return;
  for (const violation of violations.slice(0, 20)) console.error(violation);
  console.error(`Again: npm run chaos -- --questions ${questions} --seed ${seed} --isolation ${isolation}`);
}
