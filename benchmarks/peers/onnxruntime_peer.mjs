// Inference of the exported models with ONNX Runtime on one thread:
//   node onnxruntime_peer.mjs MODELS    reads names of workloads, answers with the median seconds of an inference
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const directory = process.argv[2];
// The package is installed beside the models, not beside this file.
const require = createRequire(join(directory, 'package.json'));
const ort = require('onnxruntime-node');

const shapes = {
  W1: [32, 28, 28], W2: [32, 28, 28], W3: [32, 28, 28], W4: [32, 28, 28], W5: [32, 28, 28],
  W6: [128, 500], W7: [32, 300], W10: [16, 50, 1],
};
const tokens = { W6: 10000, W7: 10000 };
const sessions = new Map();

async function open(name) {
  const session = await ort.InferenceSession.create(join(directory, `${name}.onnx`), {
    intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all',
  });
  const size = shapes[name].reduce((product, length) => product * length, 1);
  const x = name in tokens
    ? new ort.Tensor('int64', BigInt64Array.from({ length: size }, () => BigInt(Math.floor(Math.random() * tokens[name]))), shapes[name])
    : new ort.Tensor('float32', Float32Array.from({ length: size }, () => Math.random() * 2 - 1), shapes[name]);
  return () => session.run({ x });
}

async function medianSeconds(run, seconds = 0.25) {
  for (let call = 0; call < 10; call++) await run();
  const samples = [];
  const begin = performance.now();
  while (samples.length < 20 || performance.now() - begin < seconds * 1e3) {
    const start = performance.now();
    await run();
    samples.push((performance.now() - start) / 1e3);
  }
  samples.sort((a, b) => a - b);
  return samples[samples.length >> 1];
}

const { version } = JSON.parse(readFileSync(join(directory, 'node_modules/onnxruntime-node/package.json'), 'utf8'));
console.log(version);
for await (const line of createInterface({ input: process.stdin })) {
  const name = line.trim();
  let answer = {};
  if (name in shapes && existsSync(join(directory, `${name}.onnx`))) {
    if (!sessions.has(name)) sessions.set(name, await open(name));
    answer = { infer: await medianSeconds(sessions.get(name)) };
  }
  console.log(JSON.stringify(answer));
}
