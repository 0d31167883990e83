"""The workloads as one writes them in PyTorch, on one thread.

    pytorch_peer.py             reads names of workloads, answers with the median seconds of a step
    pytorch_peer.py --export D  writes the models as ONNX files into directory D
"""
import json
import pathlib
import statistics
import sys
import time

import torch
from torch import nn

TOKENS = 10000
BATCHES = 8  # as many different batches as RnnGen's side has


class Network(nn.Module):
    """Recurrent layers, then a dense layer over the last timestep or over all of them."""

    def __init__(self, kind, features, units, outputs, *, tokens=None, timesteps=None, layers=1, bidirectional=False, stateful=False):
        super().__init__()
        self.embedding = nn.Embedding(tokens, features) if tokens else nn.Identity()
        self.rnn = kind(features, units, num_layers=layers, bidirectional=bidirectional, batch_first=True)
        self.flatten = timesteps is not None
        self.head = nn.Linear(units * (2 if bidirectional else 1) * (timesteps or 1), outputs)
        self.stateful = stateful
        self.state = None

    def forward(self, x):
        h, state = self.rnn(self.embedding(x), self.state)
        if self.stateful:
            self.state = tuple(part.detach() for part in state)
        return self.head(h.flatten(1) if self.flatten else h[:, -1])


class StackedGru(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(TOKENS, 256)
        self.first = nn.GRU(256, 256, batch_first=True)
        self.second = nn.GRU(256, 128, batch_first=True)
        self.head = nn.Linear(128, 46)

    def forward(self, x):
        h, _ = self.second(self.first(self.embedding(x))[0])
        return self.head(h[:, -1])


class Workload:
    def __init__(self, make, shape, target, loss, optimizer=torch.optim.Adam, tokens=None):
        self.make, self.shape, self.target, self.loss, self.optimizer, self.tokens = make, shape, target, loss, optimizer, tokens

    def input(self):
        return torch.randint(self.tokens, self.shape) if self.tokens else torch.rand(self.shape) * 2 - 1


def labels(classes):
    return lambda batch: torch.randint(classes, (batch,))


cross_entropy = nn.functional.cross_entropy
WORKLOADS = {
    "W1": Workload(lambda: Network(nn.RNN, 28, 64, 10), (32, 28, 28), labels(10), cross_entropy),
    "W2": Workload(lambda: Network(nn.LSTM, 28, 64, 10), (32, 28, 28), labels(10), cross_entropy),
    "W3": Workload(lambda: Network(nn.GRU, 28, 64, 10), (32, 28, 28), labels(10), cross_entropy),
    "W4": Workload(lambda: Network(nn.LSTM, 28, 64, 10, timesteps=28, bidirectional=True), (32, 28, 28), labels(10), cross_entropy),
    "W5": Workload(lambda: Network(nn.LSTM, 28, 64, 10, timesteps=28, layers=3, bidirectional=True), (32, 28, 28), labels(10), cross_entropy),
    "W6": Workload(lambda: Network(nn.LSTM, 32, 32, 1, tokens=TOKENS), (128, 500), lambda batch: torch.randint(2, (batch, 1)).float(),
                   nn.functional.binary_cross_entropy_with_logits, torch.optim.RMSprop, tokens=TOKENS),
    "W7": Workload(StackedGru, (32, 300), labels(46), cross_entropy, tokens=TOKENS),
    "W8": Workload(lambda: Network(nn.LSTM, 1, 128, 12, stateful=True), (1, 4, 1), labels(12), cross_entropy),
    "W10": Workload(lambda: Network(nn.RNN, 1, 200, 1), (16, 50, 1), lambda batch: torch.rand(batch, 1), nn.functional.mse_loss),
}


def median_seconds(step, seconds=0.25):
    for _ in range(10):
        step()
    samples = []
    begin = time.perf_counter()
    while len(samples) < 20 or time.perf_counter() - begin < seconds:
        start = time.perf_counter()
        step()
        samples.append(time.perf_counter() - start)
    return statistics.median(samples)


class Run:
    """A model with its data and its two timed steps."""

    def __init__(self, workload):
        self.workload = workload
        self.model = workload.make()
        self.optimizer = workload.optimizer(self.model.parameters())
        self.x = [workload.input() for _ in range(BATCHES)]
        self.y = [workload.target(workload.shape[0]) for _ in range(BATCHES)]
        self.turn = 0

    def next_batch(self):
        self.turn = (self.turn + 1) % BATCHES
        return self.x[self.turn], self.y[self.turn]

    def train_step(self):
        x, y = self.next_batch()
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.workload.loss(self.model(x), y)
        loss.backward()
        self.optimizer.step()

    def infer(self):
        self.model(self.next_batch()[0])

    def measure(self):
        self.model.train()
        train = median_seconds(self.train_step)
        self.model.eval()
        with torch.no_grad():
            return {"train": train, "infer": median_seconds(self.infer)}


def export(directory):
    for name, workload in WORKLOADS.items():
        model = workload.make().eval()
        if not getattr(model, "stateful", False):
            torch.onnx.export(model, workload.input(), str(directory / f"{name}.onnx"), input_names=["x"], output_names=["y"])


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    # Vanishing gradients of long sequences would be subnormal numbers, with which some processors need many times as long.
    torch.set_flush_denormal(True)
    if sys.argv[1:2] == ["--export"]:
        export(pathlib.Path(sys.argv[2]))
        return
    print(torch.__version__, flush=True)
    runs = {}
    for line in sys.stdin:
        name = line.strip()
        if name not in runs and name in WORKLOADS:
            runs[name] = Run(WORKLOADS[name])
        print(json.dumps(runs[name].measure() if name in runs else {}), flush=True)


main()
