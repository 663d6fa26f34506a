/** What a chaos run shows: how far it is, and what came of it. */

const UNITS = { p50Ms: 'ms', p99Ms: 'ms', heap: 'MiB', rss: 'MiB' };

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
    const { growth, ...counts } = report;
    console.log(`chaos of seed ${seed}, each model in a ${isolation}\n`);
    for (const [name, value] of Object.entries(counts)) console.log(line(name, value, UNITS[name]));
    for (const [name, value] of Object.entries(growth)) console.log(line(`growth of ${name}`, value, UNITS[name]));
    const faults = Object.entries(injected).map(([fault, count]) => `${fault} ${count}`);
    console.log(`\nfaults: ${faults.join(', ') || 'none'}`);
  }
  if (violations.length === 0 && report.lost === 0) return;
  for (const violation of violations.slice(0, 20)) console.error(violation);
  console.error(`Again: npm run chaos -- --questions ${questions} --seed ${seed} --isolation ${isolation}`);
}

function line(name, value, unit = '') {
  return `${name.padEnd(18)}${String(value).padStart(8)} ${unit}`.trimEnd();
}
