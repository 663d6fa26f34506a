import winston from 'winston';

/** From the most to the least urgent. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;

/** One of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Plain data that goes with a log line. */
export type LogFields = Readonly<Record<string, unknown>>;

/** A line from elsewhere, such as a worker thread. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields?: LogFields;
}

/** Where PaCoRe writes its log; any logger of yours will do. `child` returns one that adds `fields` to every line. */
export interface Logger {
  log(level: LogLevel, message: string, fields?: LogFields): void;
  child(fields: LogFields): Logger;
}

/** How the log looks: JSON lines for machines, pretty ones for people. */
export interface LogOptions {
  readonly level: LogLevel;
  readonly format: 'json' | 'pretty';
}

/** A winston logger on standard error: standard output belongs to the answer. */
export function createLogger(options: LogOptions): Logger {
  return wrap(
    winston.createLogger({
      level: options.level,
      levels: winston.config.npm.levels,
      format: options.format === 'json' ? jsonFormat : prettyFormat,
      // winston's types give its own transports another class than the one that they ask for.
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
      transports: [new winston.transports.Console({ stderrLevels: [...LOG_LEVELS] })],
    }),
  );
}

/** Says nothing. */
export const silentLogger: Logger = { log: () => undefined, child: () => silentLogger };

const jsonFormat = winston.format.combine(winston.format.timestamp(), winston.format.json());

const prettyFormat = winston.format.combine(
  winston.format.timestamp({ format: 'HH:mm:ss.SSS' }),
  winston.format.printf(({ timestamp, level, message, ...fields }) => {
    const details = Object.entries(fields).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
    return [String(timestamp), level.padEnd(5), String(message), ...details].join(' ');
  }),
);

/**
 * winston loses an Error given as `error` or as meta; callers pass plain data (`toFailure`), so nothing can be lost. It
 * formats what it does not write, too, which is why the level is looked at here.
 */
function wrap(logger: winston.Logger, own: LogFields = {}): Logger {
  return {
    log(level, message, fields) {
      if (logger.isLevelEnabled(level)) logger.log(level, message, { ...own, ...fields });
    },
    child: (fields) => wrap(logger, { ...own, ...fields }),
  };
}
