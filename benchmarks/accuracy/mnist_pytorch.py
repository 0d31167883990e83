"""
The networks of samples/05-Mnist in PyTorch, with Keras' initial values and defaults: do they get as many digits right?

RNNGEN_DATA=<folder> python3 benchmarks/accuracy/mnist_pytorch.py [--model lstm-seq,gru] [--seed 1-4] [--epochs 5]
"""

import argparse
import gzip
import os
import statistics

import numpy
import torch
from torch import nn

from keras_torch import DATA, dense, evaluate, fit, numbers, recurrent


class Digits(nn.Module):
    """Layers of the same kind, 64 units each; then one dense layer or two."""

    def __init__(self, kind, layers=1, bidirectional=False, sequences=True, hidden=0):
        super().__init__()
        self.sequences = sequences
        width = 128 if bidirectional else 64
        self.layers = nn.ModuleList(
            [recurrent(kind, 28 if layer == 0 else width, 64, bidirectional) for layer in range(layers)])
        features = 28 * width if sequences else width
        self.hidden = dense(features, hidden) if hidden else None
        self.output = dense(hidden or features, 10)

    def forward(self, x):
        for layer in self.layers:
            x, _ = layer(x)
        x = x.flatten(1) if self.sequences else x[:, -1]
        return self.output(x if self.hidden is None else torch.relu(self.hidden(x)))


MODELS = {
    "simple-rnn": dict(kind="rnn", sequences=False),
    "simple-rnn-seq": dict(kind="rnn", hidden=32),
    "lstm": dict(kind="lstm", sequences=False),
    "lstm-seq": dict(kind="lstm"),
    "gru": dict(kind="gru", sequences=False),
    "bi-rnn": dict(kind="rnn", bidirectional=True),
    "bi-lstm": dict(kind="lstm", bidirectional=True),
    "bi-lstm-3": dict(kind="lstm", layers=3, bidirectional=True),
}


def read(part):
    def items(name, header):
        path = f"{DATA}/mnist/{part}-{name}-ubyte"
        with open(path, "rb") if os.path.exists(path) else gzip.open(path + ".gz") as file:
            return numpy.frombuffer(file.read(), "u1", offset=header)
    images = items("images-idx3", 16).reshape(-1, 28, 28).astype("f4") / 255
    return torch.from_numpy(images), torch.from_numpy(items("labels-idx1", 8).astype("i8"))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--model", type=lambda text: text.split(","), default=list(MODELS))
    arguments.add_argument("--seed", type=numbers, default=[1])
    arguments.add_argument("--epochs", type=int, default=5)
    options = arguments.parse_args()

    train, test = read("train"), read("t10k")
    for name in options.model:
        accuracies = []
        for seed in options.seed:
            torch.manual_seed(seed)
            model = Digits(**MODELS[name])
            loss = fit(model, *train, options.epochs)
            accuracies.append(100 * evaluate(model, *test)[0])
            print(f"{name}, seed {seed}: test accuracy {accuracies[-1]:.2f} %, training loss {loss:.4f}", flush=True)
        print(f"{name}: median {statistics.median(accuracies):.2f} %, {min(accuracies):.2f} to {max(accuracies):.2f} %")


main()
