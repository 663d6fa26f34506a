import type { PacoreEvent } from '../events.ts';
import type { Logger } from '../logger.ts';

/** Writes an event to the log. Texts of questions and answers never appear in it. */
export function logEvent(logger: Logger, event: PacoreEvent): void {
  switch (event.type) {
    case 'question-opened':
      return logger.child({ question: event.questionId }).log('debug', 'question opened', { members: event.members });
    case 'answer-restarted': {
      const { questionId, member, sample, error } = event;
      return logger.child({ question: questionId, member }).log('warn', 'answer restarted', { sample, error });
    }
    case 'ballot-cast': {
      const { member, sample, finish, error, latencyMs } = event.ballot;
      const log = logger.child({ question: event.questionId, member });
      return log.log(error === undefined ? 'debug' : 'warn', 'ballot cast', {
        sample,
        finish,
        latencyMs,
        ...(error && { error }),
      });
    }
    case 'answers-ranked': {
      const log = logger.child({ question: event.questionId, member: event.judge });
      return log.log('debug', 'answers ranked', { judged: event.ranking !== null });
    }
    case 'question-decided':
    case 'question-escalated': {
      const { status, confidence, agreement, timing } = event.record;
      const fields = { status, confidence, agreement, durationMs: timing.durationMs };
      return logger.child({ question: event.questionId }).log('debug', event.type.replace('-', ' '), fields);
    }
    case 'question-failed':
      return logger.child({ question: event.questionId }).log('warn', 'question failed', { error: event.error });
    case 'model-starting':
    case 'model-stopped':
      return logger
        .child({ member: event.member })
        .log('debug', event.type.replace('-', ' '), { replica: event.replica });
    case 'model-ready':
      return logger
        .child({ member: event.member })
        .log('debug', 'model ready', { replica: event.replica, ...event.info });
    case 'model-crashed':
      return logger
        .child({ member: event.member })
        .log('warn', 'model crashed', { replica: event.replica, error: event.error });
    case 'model-restarting':
      return logger.child({ member: event.member }).log('warn', 'model restarting', { delayMs: event.delayMs });
    case 'member-given-up':
      return logger.child({ member: event.member }).log('warn', 'member given up', { reason: event.reason });
    case 'member-drained':
    case 'member-removed':
      return logger.child({ member: event.member }).log('info', event.type.replace('-', ' '));
    case 'ballot-refused':
      return logger
        .child({ question: event.questionId, member: event.member })
        .log('debug', 'ballot refused', { reason: event.reason });
    case 'references-capped':
      return logger
        .child({ question: event.questionId })
        .log('warn', 'rounds.budget is more than the smallest context holds', {
          budget: event.budget,
          room: event.room,
        });
    case 'actor-fault':
      return logger.log('error', 'actor fault', { actor: event.actor, error: event.error });
    case 'subscriber-failed':
      return logger.log('error', 'subscriber failed', { error: event.error });
    case 'machine-joined':
      return logger.log('info', 'machine joined', { machine: event.machine, members: event.members });
    case 'machine-left':
      return logger.log(event.reason === 'ended' ? 'info' : 'warn', 'machine left', {
        machine: event.machine,
        reason: event.reason,
      });
    case 'cluster-lost':
      return logger.log('warn', 'cluster lost', { reason: event.reason });
    case 'cluster-back':
      return logger.log('info', 'cluster back');
    case 'dead-letter':
      return logger.log('debug', 'dead letter', { actor: event.actor, message: event.message });
    case 'text-delta':
      return;
  }
}
