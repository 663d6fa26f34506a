/** A running committee, with what a benchmark has to know of it. */
import type { Config } from '../config/load.ts';
import { isMapping } from '../config/mapping.ts';
import type { DecisionRecord } from '../decision-record.ts';
import type { PacoreEvent } from '../events.ts';
import { createPacore } from '../pacore/create.ts';
import type { Pacore } from '../pacore/pacore.ts';
import { TokenMeter, type TokenCounts } from './token-meter.ts';

/** A committee whose members are all ready. */
export class Team implements AsyncDisposable {
  readonly config: Config;
  readonly pacore: Pacore;
  /** Number of weights by member; null where its backend does not tell. */
  readonly parameters: ReadonlyMap<string, number | null>;
  readonly #meter: TokenMeter;

  private constructor(parts: Pick<Team, 'config' | 'pacore' | 'parameters'>, meter: TokenMeter) {
    this.config = parts.config;
    this.pacore = parts.pacore;
    this.parameters = parts.parameters;
    this.#meter = meter;
  }

  /** Starts one. @throws PacoreError as `createPacore` does */
  static async start(config: Config, signal: AbortSignal): Promise<Team> {
    const meter = new TokenMeter();
    const parameters = new Map<string, number | null>();
    const onEvent = (event: PacoreEvent): void => {
      if (event.type === 'model-ready') parameters.set(event.member, event.info.parameters);
      meter.hear(event);
    };
    const { members, ...settings } = config;
    // The environment has had its say; heard once more, it would stand above what the command line and the benchmark set.
    const overrides = new Map(leavesOf(settings));
    const pacore = await createPacore({ config: { members }, overrides, signal, onEvent });
    return new Team({ config, pacore, parameters }, meter);
  }

  /** The tokens that were written for a question, those of ballots that were called off included. To be asked once. */
  tokensOf(record: DecisionRecord): TokenCounts {
    return this.#meter.take(record);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.pacore.close();
  }
}

/** Every setting by its key, such as `consensus.strategy`. */
function leavesOf(group: object): readonly (readonly [string, unknown])[] {
  return Object.entries(group).flatMap(([key, value]: [string, unknown]) =>
    isMapping(value)
      ? leavesOf(value).map(([inner, leaf]) => [`${key}.${inner}`, leaf] as const)
      : [[key, value] as const],
  );
}
