"""Sample 11-Aot's network in PyTorch, with the sample's weights.

network.py FILE           predicts once, then waits; a line on the input starts a timing of training steps
network.py FILE --export ONNX   writes it for ONNX Runtime
"""
import json
import sys
import time

import torch


def read_safetensors(path):
    """The tensors of a file: eight bytes of length, a header in JSON, the values."""
    with open(path, "rb") as file:
        data = file.read()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    return {
        name: torch.frombuffer(bytearray(data[start + entry["data_offsets"][0]:start + entry["data_offsets"][1]]), dtype=torch.float32)
        .reshape(entry["shape"])
        for name, entry in header.items()
    }


class Digits(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = torch.nn.LSTM(28, 64, batch_first=True)
        self.dense = torch.nn.Linear(64, 10)

    def forward(self, x):
        return self.dense(self.lstm(x)[0][:, -1])

    def load(self, path):
        weights = read_safetensors(path)
        with torch.no_grad():
            # Both have the gates in the order i, f, c, o; PyTorch has a second bias.
            self.lstm.weight_ih_l0.copy_(weights["lstm.kernel"].T)
            self.lstm.weight_hh_l0.copy_(weights["lstm.recurrent_kernel"].T)
            self.lstm.bias_ih_l0.copy_(weights["lstm.bias"])
            self.lstm.bias_hh_l0.zero_()
            self.dense.weight.copy_(weights["dense.kernel"].T)
            self.dense.bias.copy_(weights["dense.bias"])
        return self


def seven():
    """A 7 of two straight lines."""
    image = torch.zeros(1, 28, 28)
    image[0, 5:7, 8:20] = 1
    for row in range(7, 23):
        column = 18 - (row - 7) // 2
        image[0, row, column:column + 2] = 1
    return image


def main():
    torch.set_num_threads(1)
    model = Digits().load(sys.argv[1])
    if sys.argv[2:3] == ["--export"]:
        torch.onnx.export(model.eval(), seven(), sys.argv[3], input_names=["x"], output_names=["y"])
        return

    with torch.no_grad():
        print("first prediction:", model(seven()).argmax().item(), flush=True)
    if not sys.stdin.readline():
        return

    x, y = seven().expand(32, 28, 28).contiguous(), torch.full((32,), 7)
    optimizer = torch.optim.Adam(model.parameters())
    loss = torch.nn.CrossEntropyLoss()
    best, begin = float("inf"), time.perf_counter()
    while time.perf_counter() - begin < 3:
        start = time.perf_counter()
        for _ in range(5):
            optimizer.zero_grad()
            loss(model(x), y).backward()
            optimizer.step()
        best = min(best, (time.perf_counter() - start) / 5)
    print(f"training step: {best * 1e3:.4f} ms", flush=True)


main()
