/**
 * A member of your own: a calculator, written as an actor, votes beside three language models.
 *
 * It takes the commands of a model actor (`generate`, `cancel`, `drain`) and is supervised like one: if it throws, it
 * is restarted. Node 22.18 and newer run this file as it is: node examples/own-actor.ts
 */
import { actorMember, createPacore, query, tell, type ActorDefinition, type ModelCommand } from 'pacore';

/** Answers sums and differences of whole numbers, and abstains from everything else. */
const calculator: ActorDefinition<ModelCommand, null> = {
  start: () => null,
  receive(state, command) {
    switch (command.type) {
      case 'generate': {
        const { requestId, request, replyTo } = command;
        const text = calculate(request.messages.at(-1)?.content ?? '');
        tell(replyTo, { type: 'text-delta', requestId, text, completionTokens: 1 });
        tell(replyTo, {
          type: 'text-end',
          requestId,
          text,
          finish: 'stop',
          promptTokens: 0,
          completionTokens: 1,
          confidence: null,
        });
        return state;
      }
      case 'cancel':
        return state; // Nothing ever runs: each prompt is answered within its turn.
      case 'drain':
        tell(command.replyTo, { type: 'model-drained' });
        return state;
    }
  },
};

function calculate(question: string): string {
  const terms = question.match(/[+-]?\s*\d+/g) ?? [];
  if (terms.length < 2) return "I don't know.";
  return `Answer: ${terms.reduce((sum, term) => sum + Number(term.replace(/\s/g, '')), 0)}`;
}

await using pacore = await createPacore();
const spec = actorMember({ id: 'calculator', create: () => calculator });
const reply = await query(pacore.actors.supervisor, (replyTo) => ({ type: 'add-member', spec, replyTo }), {
  timeoutMs: 1000,
});
if (reply.type === 'command-failed') throw new Error(reply.error.message);

const decision = await pacore.ask('What is 23 + 48 - 17?');
console.log(`${decision.answer ?? 'no answer'}: ${decision.tally[0]?.members.join(', ') ?? ''}`);
