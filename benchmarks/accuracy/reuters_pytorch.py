"""
The networks of samples/09-Reuters in PyTorch, with Keras' initial values and defaults: do they get as much of the test right?

RNNGEN_DATA=<folder> python3 benchmarks/accuracy/reuters_pytorch.py [--model gru-2] [--seed 1-3] [--epochs 20]
"""

import argparse
import collections
import gzip

import numpy
import torch
from torch import nn

from keras_torch import DATA, dense, embedding, evaluate, fit, numbers, recurrent

WORDS, LENGTH = 10_000, 300


class Topics(nn.Module):
    def __init__(self, sizes):
        """The first size is the embedding's, the others are units of GRUs, of which the last gives its last state."""
        super().__init__()
        self.embedding = embedding(WORDS, sizes[0])
        self.layers = nn.ModuleList([recurrent("gru", *pair) for pair in zip(sizes, sizes[1:])])
        self.output = dense(sizes[-1], 52)

    def forward(self, tokens):
        states = self.embedding(tokens)
        for layer in self.layers:
            states, _ = layer(states)
        return self.output(states[:, -1])


MODELS = {"gru-2": [256, 256, 128], "small": [64, 64]}


def read():
    """As Keras has it: 0 is padding, 1 the beginning, 2 other words, 4 the most frequent; the last 300 of an article."""
    with gzip.open(f"{DATA}/reuters-21578/r52.tsv.gz", "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    separators = str.maketrans(dict.fromkeys('!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n', " "))
    texts = [row[3].lower().translate(separators).split(" ") for row in rows]
    counts = collections.Counter(word for row, text in zip(rows, texts) if row[0] == "train" for word in text if word)
    ids = {word: rank + 4 for rank, (word, _) in enumerate(counts.most_common(WORDS - 4))}
    topics = {topic: number for number, topic in enumerate(sorted({row[2] for row in rows}))}

    def part(name):
        x = numpy.zeros((sum(row[0] == name for row in rows), LENGTH), "i8")
        chosen = [(row, text) for row, text in zip(rows, texts) if row[0] == name]
        for line, (_, text) in zip(x, chosen):
            tokens = ([1] + [ids.get(word, 2) for word in text if word])[-LENGTH:]
            line[-len(tokens):] = tokens
        return torch.from_numpy(x), torch.tensor([topics[row[2]] for row, _ in chosen])

    return part("train"), part("test")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--model", choices=MODELS, default="gru-2")
    arguments.add_argument("--seed", type=numbers, default=[1])
    arguments.add_argument("--epochs", type=int, default=20)
    options = arguments.parse_args()

    (x, y), test = read()
    order = numpy.random.RandomState(113).permutation(len(x))
    count = int(0.8 * len(x))
    train, validation = ((x[order[rows]], y[order[rows]]) for rows in (slice(count), slice(count, None)))
    for seed in options.seed:
        torch.manual_seed(seed)
        model = Topics(MODELS[options.model])

        def show(epoch, text):
            (right, loss), (test_right, test_loss) = evaluate(model, *validation), evaluate(model, *test)
            print(f"{options.model}, seed {seed}, epoch {epoch}: {text}; validation: accuracy {right:.4f}, loss {loss:.4f}; "
                  f"test: accuracy {test_right:.4f}, loss {test_loss:.4f}", flush=True)

        fit(model, *train, options.epochs, show)


main()
