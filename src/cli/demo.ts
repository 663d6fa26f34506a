/** `pacore demo`: one question through every strategy, on the same ballots. */
import { Command } from 'commander';
import type { Decision } from '../consensus/decision.ts';
import { createPacore } from '../pacore/create.ts';
import { checkEarly, quietly } from './ask.ts';
import { write, type CliContext } from './context.ts';
import { engineOf } from './engine.ts';
import { askedWith, withAskingOptions, withCommonOptions, type AskingOptions } from './options.ts';
import { showProgress } from './progress.ts';
import { oneLine } from './terminal-text.ts';

const QUESTION = 'Tom has 12 apples and buys 7 more. He eats 5. How many are left?';

/** The command. */
export function demoCommand(context: CliContext): Command {
  const command = new Command('demo')
    .description('one question through all strategies, on the same ballots')
    .argument('[question]', 'the question; without it, one about apples', QUESTION)
    .action((question: string, options: AskingOptions) => demo(question, options, context));
  return withCommonOptions(withAskingOptions(command));
}

async function demo(question: string, options: AskingOptions, { stdout, stderr, signal }: CliContext): Promise<void> {
  // Every ballot is needed: another strategy may need those that could not change this one's outcome.
  const asked = { ...askedWith(options), earlyDecision: false, signal };
  checkEarly(question, asked, options);
  const progress = showProgress(options.json === true ? null : stderr);
  try {
    await using pacore = await createPacore({
      config: options.config,
      overrides: quietly(options),
      signal,
      onEvent: progress.show,
    });
    const record = await pacore.ask(question, asked);
    progress.end();
    const engine = engineOf(options);
    const { electorate, ballots } = record;
    const decisions = engine.strategies.map((strategy) =>
      engine.decideBallots({ electorate, ballots, rules: engine.rules({ strategy }) }),
    );
    await write(
      stdout,
      options.json === true ? `${JSON.stringify(decisions, null, 2)}\n` : format(question, decisions),
    );
  } finally {
    progress.end();
  }
}

function format(question: string, decisions: readonly Decision[]): string {
  const [first] = decisions;
  const voters = new Set(first?.ballots.map(({ member }) => member)).size;
  const head = `Question: ${oneLine(question)}\n${first?.ballots.length ?? 0} ballots of ${voters} members\n`;
  return [head, ...decisions.map(formatDecision)].join('\n');
}

function formatDecision({ strategy, rules, answer, text, confidence, agreement, status }: Decision): string {
  return [
    `--- Strategy: ${rules.strategy.toUpperCase()} ---`,
    `Consensus Text: ${text === null ? 'none' : oneLine(text)}`,
    `Answer: ${answer === null ? 'none' : oneLine(answer)}`,
    `Confidence: ${(100 * confidence).toFixed(2)}%`,
    `Agreement: ${(100 * agreement).toFixed(2)}%`,
    `Status: ${status}`,
    ...(strategy === rules.strategy ? [] : [`Decided by: ${strategy}`]),
    '',
  ].join('\n');
}
