/**
 * The unmodified openai client, asking the service: the committee's answer, how sure it is, and its ballots as they come.
 *
 * Node 22.18 and newer run this file as it is: node examples/openai-client.ts
 */
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { createPacore } from 'pacore';
import { buildServer } from 'pacore/service';

const pacore = await createPacore({ overrides: new Map([['log.level', 'error']]) });
const server = buildServer(pacore);
const url = await server.listen({ port: 0 });
const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none' });

const messages = [{ role: 'user' as const, content: 'What is 23 + 48 - 17?' }];
const completion = await client.chat.completions.create({ model: 'pacore', messages });
console.log(completion.choices[0]?.message.content);
assert.match(completion.choices[0]?.message.content ?? '', /54/);

const stream = await client.chat.completions.create({ model: 'pacore/ranking', messages, stream: true });
for await (const chunk of stream) {
  const { pacore: more } = chunk as { pacore?: { progress?: { member: string; answer: string } } };
  if (more?.progress) console.log(`${more.progress.member} says ${more.progress.answer}`);
}

await server.close();
await pacore.close();
