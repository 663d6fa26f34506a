/** Prints what Stryker found: the score, the mutants that survived, where and of which kind. */

/** A test failed, or did not end. */
const CAUGHT = ['Killed', 'Timeout'];
const UNCAUGHT = ['Survived', 'NoCoverage'];

/** Prints `report`, Stryker's report as it stands in its JSON file; the survivors first, the score last. */
export function printReport({ files }) {
  const mutants = Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.map((mutant) => ({ file, line: lines[mutant.location.start.line - 1].trim(), ...mutant }));
  });
  const survivors = mutants.filter(({ status }) => UNCAUGHT.includes(status));
  for (const { file, line, location, mutatorName, replacement = '' } of survivors) {
    const { start } = location;
    console.log(`${file}:${start.line}:${start.column} ${mutatorName}: ${line}`);
    console.log(`    becomes ${replacement.replace(/\s+/g, ' ')}`);
  }
  const byKind = new Map();
  for (const { mutatorName } of survivors) byKind.set(mutatorName, (byKind.get(mutatorName) ?? 0) + 1);
  console.log(`\nSurvivors by kind: ${[...byKind].map(([kind, count]) => `${count} ${kind}`).join(', ')}`);

  const caught = mutants.filter(({ status }) => CAUGHT.includes(status)).length;
  const left = mutants.length - caught - survivors.length;
  const score = (100 * caught) / (caught + survivors.length);
  console.log(`${caught} caught, ${survivors.length} survived, ${left} left out (static, or the code did not load).`);
  console.log(`Mutation score: ${score.toFixed(2)} %`);
}
