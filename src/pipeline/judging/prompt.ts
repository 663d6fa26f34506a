/** What a judge is asked, and the form its reply has. Pure. */
import { createHash } from 'node:crypto';
import type { Ballot } from '../../consensus/ballot.ts';
import type { Profile } from '../../consensus/decision.ts';
import type { Paper } from '../../consensus/peer-ballot.ts';
import type { ChatMessage, JsonSchema } from '../../models/backend.ts';
import { promptTo, type PlannedPrompt, type Prompting, type Voter } from '../prompt.ts';
import { referenceRoom } from '../rounds.ts';
import { paperFor } from './paper.ts';

/** A judge's prompt with what it is about. */
export interface JudgePrompt {
  readonly prompt: PlannedPrompt;
  readonly paper: Paper;
}

/** What all judges of a question have in common. */
export interface Judging {
  readonly prompting: Prompting;
  /** Has `{question}`, `{answers}` and, if it likes, `{mark}`. */
  readonly template: string;
  readonly profile: Profile;
  /** Of the prompts: one after the round that votes. */
  readonly round: number;
}

/** Tokens of a reply besides its letters, and for each letter. */
const REPLY_TOKENS = { frame: 16, letter: 6 };

/** The prompts of the voters that can be asked and have something to rank; greedy, and in JSON by grammar. */
export function judgePrompts(
  voters: readonly Voter[],
  ballots: readonly Ballot[],
  { prompting, template, profile, round }: Judging,
): readonly JudgePrompt[] {
  const { messages, seed } = prompting;
  const question = messages.at(-1)?.content ?? '';
  return voters.flatMap((voter) => {
    if (voter.missing !== undefined) return [];
    const paper = paperFor(voter.member, ballots, {
      profile,
      seed,
      room: referenceRoom([voter], prompting, { template }),
    });
    if (paper === null) return [];
    const mark = markOf(seed, voter.member);
    const slots: Readonly<Record<string, string>> = { question, answers: fenced(paper, mark), mark };
    // One pass, so that a question which holds `{answers}` stays a question.
    const content = template.replaceAll(/\{(question|answers|mark)\}/g, (whole, slot: string) => slots[slot] ?? whole);
    const asked: readonly ChatMessage[] = [...messages.slice(0, -1), { role: 'user', content }];
    const maxTokens = Math.max(voter.maxTokens, REPLY_TOKENS.frame + REPLY_TOKENS.letter * paper.length);
    // The stop texts are for answers; a ranking ends where its grammar does.
    const judge = { ...voter, maxTokens, stop: [] };
    const prompt = promptTo(judge, { messages: asked, seed, schema: replySchema(paper) }, { sample: 0, round }, 1);
    return [{ prompt, paper }];
  });
}

/** Each answer between lines that carry its letter and a mark which whoever wrote it could not know. */
function fenced(paper: Paper, mark: string): string {
  return paper
    .map(({ label, text }) => `--- ${label} ${mark}\n${text.replaceAll(mark, '')}\n--- end of ${label} ${mark}`)
    .join('\n');
}

/** The answers were written before anybody could know it; without a seed nobody can. */
function markOf(seed: number, member: string): string {
  return createHash('sha256').update(`${seed}/${member}/mark`).digest('hex').slice(0, 8);
}

function replySchema(paper: Paper): JsonSchema {
  const items = { type: 'string', enum: paper.map(({ label }) => label) };
  return {
    type: 'object',
    properties: { ranking: { type: 'array', items, minItems: paper.length, maxItems: paper.length } },
    required: ['ranking'],
    additionalProperties: false,
  };
}
