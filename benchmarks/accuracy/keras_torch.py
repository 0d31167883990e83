"""What Keras does by default, on PyTorch's layers: initial values, Adam, the loop of fit."""

import math
import os
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
DATA = os.environ.get("RNNGEN_DATA") or sys.exit("RNNGEN_DATA names no folder with the data.")


def glorot(weight):
    """glorot_uniform; for a recurrent kernel over the whole (inputs, gates * units)."""
    limit = math.sqrt(6 / sum(weight.shape))
    nn.init.uniform_(weight, -limit, limit)


def dense(inputs, units):
    layer = nn.Linear(inputs, units)
    glorot(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


def embedding(words, size):
    layer = nn.Embedding(words, size)
    nn.init.uniform_(layer.weight, -0.05, 0.05)
    return layer


def recurrent(kind, inputs, units, bidirectional=False):
    """
    SimpleRNN, LSTM or GRU. PyTorch has the gates in another order, which is of no concern to random values, and a second
    bias, which is Keras' only in GRU (reset_after): in the others it stays zero.
    """
    layer = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}[kind](inputs, units, batch_first=True, bidirectional=bidirectional)
    for suffix in ["", "_reverse"] if bidirectional else [""]:
        part = {name: getattr(layer, f"{name}_l0{suffix}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
        with torch.no_grad():
            glorot(part["weight_ih"])
            # orthogonal over the whole (units, gates * units)
            part["weight_hh"].copy_(nn.init.orthogonal_(torch.empty_like(part["weight_hh"].t())).t())
            part["bias_ih"].zero_()
            part["bias_hh"].zero_()
            if kind == "lstm":
                part["bias_ih"][units:2 * units] = 1  # unit_forget_bias
        part["bias_hh"].requires_grad_(kind == "gru")
    return layer


class Adam(torch.optim.Adam):
    """Keras adds epsilon before it corrects the bias of the second moment, PyTorch after."""

    def __init__(self, model):
        super().__init__([weight for weight in model.parameters() if weight.requires_grad], lr=1e-3, eps=1e-7)
        self.steps = 0

    def step(self):
        self.steps += 1
        self.param_groups[0]["eps"] = 1e-7 / math.sqrt(1 - 0.999 ** self.steps)
        super().step()


def evaluate(model, x, y, batch=256):
    model.eval()
    with torch.no_grad():
        logits = torch.cat([model(x[start:start + batch]) for start in range(0, len(x), batch)])
    return (logits.argmax(1) == y).float().mean().item(), nn.functional.cross_entropy(logits, y).item()


def fit(model, x, y, epochs, after_epoch=lambda epoch, text: None):
    """Batches of 32 in a new order each epoch, the last one as large as it comes. Gives the last epoch's loss."""
    optimizer, begin = Adam(model), time.time()
    for epoch in range(1, epochs + 1):
        model.train()
        loss_sum = right = 0
        for rows in torch.randperm(len(x)).split(32):
            logits = model(x[rows])
            loss = nn.functional.cross_entropy(logits, y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss_sum += loss.item() * len(rows)
            right += (logits.argmax(1) == y[rows]).sum().item()
        after_epoch(epoch, f"{time.time() - begin:.0f} s, accuracy {right / len(x):.4f}, loss {loss_sum / len(x):.4f}")
    return loss_sum / len(x)


def numbers(text):
    """1,2,3 or 1-8."""
    return [seed for part in text.split(",") for seed in range(int(part.split("-")[0]), int(part.split("-")[-1]) + 1)]
