// The network that network.py has exported, in ONNX Runtime: predicts once, then waits for its input to end.
//   node network.mjs FOLDER    the folder has digits.onnx, and ONNX Runtime installed by npm
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.argv[2];
const ort = createRequire(join(folder, 'package.json'))('onnxruntime-node');

// The same 7 as in network.py.
const x = new Float32Array(28 * 28);
for (const row of [5, 6]) x.fill(1, row * 28 + 8, row * 28 + 20);
for (let row = 7; row < 23; row++) {
  const column = 18 - ((row - 7) >> 1);
  x.fill(1, row * 28 + column, row * 28 + column + 2);
}

const session = await ort.InferenceSession.create(join(folder, 'digits.onnx'), { intraOpNumThreads: 1, interOpNumThreads: 1 });
const { y } = await session.run({ x: new ort.Tensor('float32', x, [1, 28, 28]) });
console.log(`first prediction: ${y.data.indexOf(Math.max(...y.data))}`);
for await (const _ of process.stdin);
process.exit(0);
