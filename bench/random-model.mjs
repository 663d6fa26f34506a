/**
 * A language model of random weights as a GGUF file: nothing sensible comes out of it, at exactly the cost of a real one.
 * llama architecture, Q8_0; 100 million parameters and a vocabulary of 32,000 where no other shape is given. The format:
 * https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
import { closeSync, openSync, writeSync } from 'node:fs';

/** The shape where no other is given. Width and hidden are multiples of 32, and the width of the number of heads. */
export const SHAPE = { layers: 16, width: 640, hidden: 1728, heads: 10, vocabulary: 32_000, context: 2048 };
const ALIGNMENT = 32;
const F32 = 0;
const Q8_0 = 8;
/** A block of Q8_0: 32 weights as one scale in half precision and 32 signed bytes. */
const BLOCK = { weights: 32, bytes: 34 };
/** 0.0002 in half precision; times bytes of ±127 it gives weights of about ±0.025. */
const SCALE = 0x0a8e;
/** 6 times that: so the next token is about as uncertain as with a real model, rather than any of the 32,000. */
const EMBEDDING_SCALE = 0x14ea;

/** Next to no layers: choosing the next token is nearly all there is to do. */
export const SMALL = { ...SHAPE, layers: 1, width: 64, hidden: 128, heads: 2 };

/** Number of weights of a model of this shape. */
export function parametersOf(shape = SHAPE) {
  return tensors(shape).reduce((sum, { dimensions }) => sum + size(dimensions), 0);
}

/** Writes a model to `path`; the same one for the same `shape` and `seed`. */
export function writeRandomModel(path, shape = SHAPE, seed = 1) {
  const list = tensors(shape);
  const file = openSync(path, 'w');
  let written = 0;
  const write = (bytes) => (written += writeSync(file, bytes));
  const pad = () => write(Buffer.alloc((ALIGNMENT - (written % ALIGNMENT)) % ALIGNMENT));
  try {
    const entries = Object.entries(metadata(shape));
    write(Buffer.concat([Buffer.from('GGUF'), u32(3), u64(list.length), u64(entries.length)]));
    for (const [key, entry] of entries) write(Buffer.concat([string(key), value(entry)]));
    let offset = 0;
    for (const { name, dimensions, type } of list) {
      write(Buffer.concat([string(name), u32(dimensions.length), ...dimensions.map(u64), u32(type), u64(offset)]));
      offset += Math.ceil(bytesOf(dimensions, type) / ALIGNMENT) * ALIGNMENT;
    }
    pad();
    const random = generator(seed);
    for (const { name, dimensions, type } of list) {
      const scale = name.startsWith('token_embd') ? EMBEDDING_SCALE : SCALE;
      write(type === F32 ? ones(size(dimensions)) : blocks(size(dimensions), random, scale));
      pad();
    }
  } finally {
    closeSync(file);
  }
}

function tensors({ layers, width, hidden, vocabulary }) {
  const square = [width, width];
  const matrices = {
    attn_q: square,
    attn_k: square,
    attn_v: square,
    attn_output: square,
    ffn_gate: [width, hidden],
    ffn_up: [width, hidden],
    ffn_down: [hidden, width],
  };
  const layer = (index) => [
    ...['attn_norm', 'ffn_norm'].map((name) => ({
      name: `blk.${index}.${name}.weight`,
      dimensions: [width],
      type: F32,
    })),
    ...Object.entries(matrices).map(([name, dimensions]) => ({
      name: `blk.${index}.${name}.weight`,
      dimensions,
      type: Q8_0,
    })),
  ];
  return [
    { name: 'token_embd.weight', dimensions: [width, vocabulary], type: Q8_0 },
    { name: 'output_norm.weight', dimensions: [width], type: F32 },
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
  ];
}

/** Control tokens, the 256 bytes as byte-level BPE writes them, and words that never occur. */
function vocabularyOf(count) {
  const printable = [...range(33, 127), ...range(161, 173), ...range(174, 256)];
  const others = range(0, 256).filter((byte) => !printable.includes(byte));
  const bytes = [...printable, ...others.map((_, index) => 256 + index)].map((code) => String.fromCodePoint(code));
  const control = ['<|endoftext|>', '<|im_start|>', '<|im_end|>'];
  const known = [...control, ...bytes];
  const words = range(known.length, count).map((id) => `w${id}`);
  return {
    tokens: [...known, ...words],
    types: [...control.map(() => 3), ...bytes.map(() => 1), ...words.map(() => 1)],
  };
}

function metadata({ layers, width, hidden, heads, context, vocabulary }) {
  const { tokens, types } = vocabularyOf(vocabulary);
  return {
    'general.architecture': 'llama',
    'general.name': 'random',
    'general.file_type': 7,
    'llama.vocab_size': vocabulary,
    'llama.context_length': context,
    'llama.embedding_length': width,
    'llama.block_count': layers,
    'llama.feed_forward_length': hidden,
    'llama.attention.head_count': heads,
    'llama.attention.layer_norm_rms_epsilon': { f32: 1e-5 },
    'llama.rope.dimension_count': width / heads,
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'llama-bpe',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.token_type': types,
    'tokenizer.ggml.merges': ['Ġ Ġ'],
    'tokenizer.ggml.bos_token_id': 0,
    'tokenizer.ggml.eos_token_id': 2,
    'tokenizer.ggml.add_bos_token': false,
    'tokenizer.chat_template':
      "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}" +
      "{% endfor %}{{ '<|im_start|>assistant\n' }}",
  };
}

/** A metadata value with its type: text, boolean, whole number, { f32 }, or an array of texts or of whole numbers. */
function value(given) {
  if (typeof given === 'string') return Buffer.concat([u32(8), string(given)]);
  if (typeof given === 'boolean') return Buffer.concat([u32(7), Buffer.from([Number(given)])]);
  if (typeof given === 'number') return Buffer.concat([u32(4), u32(given)]);
  if (!Array.isArray(given)) return Buffer.concat([u32(6), f32(given.f32)]);
  const isText = typeof given[0] === 'string';
  return Buffer.concat([u32(9), u32(isText ? 8 : 5), u64(given.length), ...given.map(isText ? string : u32)]);
}

function blocks(weights, random, scale) {
  const bytes = Buffer.alloc((weights / BLOCK.weights) * BLOCK.bytes);
  for (let at = 0; at < bytes.length; at += BLOCK.bytes) {
    bytes.writeUInt16LE(scale, at);
    for (let word = 0; word < BLOCK.weights; word += 4) bytes.writeUInt32LE(random(), at + 2 + word);
  }
  return bytes;
}

function ones(count) {
  return Buffer.from(new Float32Array(count).fill(1).buffer);
}

/** Unsigned 32-bit integers: xorshift32 (Marsaglia 2003). */
function generator(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function bytesOf(dimensions, type) {
  return type === F32 ? 4 * size(dimensions) : (size(dimensions) / BLOCK.weights) * BLOCK.bytes;
}

function size(dimensions) {
  return dimensions.reduce((product, length) => product * length, 1);
}

function range(from, to) {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function string(text) {
  const bytes = Buffer.from(text);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

function u64(number) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(number));
  return bytes;
}

function f32(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(number);
  return bytes;
}
