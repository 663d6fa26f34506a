/** The pipeline's ports, made of actors. */
import { randomUUID } from 'node:crypto';
import { Observable } from 'rxjs';
import type { ConsensusCommand, ConsensusReply, OpenReply, RouterCommand, RouterReply } from '../actors/protocol.ts';
import { receiver, tell, type ActorRef } from '../actors/ref.ts';
import type { Decision } from '../consensus/decision.ts';
import { fromFailure } from '../errors.ts';
import type { PlannedPrompt } from '../pipeline/prompt.ts';
import type { Ports } from '../pipeline/run-question.ts';

/** Where prompts and ballots go. */
export interface PortActors {
  readonly router: ActorRef<RouterCommand>;
  readonly consensus: ActorRef<ConsensusCommand>;
}

/** Ports that talk to a router and a consensus actor. @param trace the question's, W3C traceparent */
export function actorPorts({ router, consensus }: PortActors, trace?: string): Ports {
  return {
    dispatch: (prompt, deadline) => runPrompt(router, prompt, { deadline, ...(trace !== undefined && { trace }) }),
    consensus: {
      open: ({ id, electorate, earlier, rules, question, earlyDecision }) =>
        decisionFrom((replyTo) =>
          tell(consensus, { type: 'open', id, electorate, earlier, rules, question, earlyDecision, replyTo }),
        ),
      decideAgain: (election) =>
        decisionFrom((replyTo) => tell(consensus, { type: 'decide', id: randomUUID(), ...election, replyTo })),
      isOpen: (id) =>
        new Promise((resolve) => {
          const replyTo = receiver<OpenReply>(({ isOpen }) => resolve(isOpen));
          tell(consensus, { type: 'is-open', id, replyTo });
        }),
      cast: (id, ballot) => tell(consensus, { type: 'ballot', id, ballot }),
      close: (id, reason) => tell(consensus, { type: 'close', id, reason }),
    },
  };
}

function decisionFrom(send: (replyTo: ActorRef<ConsensusReply>) => void): Promise<Decision> {
  return new Promise((resolve, reject) => {
    send(
      receiver<ConsensusReply>((reply) => {
        if (reply.type === 'decision') resolve(reply.decision);
        else reject(fromFailure(reply.error));
      }),
    );
  });
}

/** A prompt as an Observable; unsubscribing before its end cancels it. */
function runPrompt(
  router: ActorRef<RouterCommand>,
  { member, request }: PlannedPrompt,
  terms: { readonly deadline: number; readonly trace?: string },
): ReturnType<Ports['dispatch']> {
  return new Observable((subscriber) => {
    const requestId = randomUUID();
    let ended = false;
    const replyTo = receiver<RouterReply>((reply) => {
      ended = reply.type === 'text-end' || reply.type === 'generation-failed';
      if (reply.type === 'generation-failed') return subscriber.error(fromFailure(reply.error));
      subscriber.next(reply);
      if (ended) subscriber.complete();
    });
    tell(router, { type: 'prompt', requestId, request, to: member, ...terms, replyTo });
    return () => {
      if (!ended) tell(router, { type: 'cancel', requestId });
    };
  });
}
