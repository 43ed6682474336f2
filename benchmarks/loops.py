"""The trainings of `train.py` written by hand, as a careful user of each library writes them.

Each is the text of a whole program. The small ones take the name of the network and the epochs; they keep the
loss before each epoch, as `backprop train` does, and end with an assertion that they learned the same.
"""

from __future__ import annotations

SMALL = """
import sys
name, epochs = sys.argv[1], int(sys.argv[2])
if name == "mazur":
    X, T, rate = [[0.05, 0.10]], [[0.01, 0.99]], 0.5
    W1, b1, W2, b2 = [[0.15, 0.20], [0.25, 0.30]], [0.35, 0.35], [[0.40, 0.45], [0.50, 0.55]], [0.60, 0.60]
    last = 3.510187782978859e-05
else:
    X, T, rate = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [[0.0], [1.0], [1.0], [0.0]], 2.0
    W1, b1, W2, b2 = [[0.5, 0.9], [0.8, 0.4]], [-0.3, -0.6], [[0.7, -0.6]], [0.1]
    last = 0.0001453626047171856
biases = name != "mazur"
"""
"""The numbers of the small networks."""

END = """
assert abs(losses[-1] - last) < 1e-3 * last, (losses[-1], last)
"""

NUMPY_SMALL = (
    SMALL
    + """
import numpy as np
X, T, W1, b1, W2, b2 = map(np.array, (X, T, W1, b1, W2, b2))
m, losses = len(X), []
for epoch in range(epochs + 1):
    h = 1 / (1 + np.exp(-(X @ W1.T + b1)))
    y = 1 / (1 + np.exp(-(h @ W2.T + b2)))
    losses.append(0.5 * np.sum((T - y) ** 2) / m)
    if epoch == epochs:
        break
    d2 = (y - T) * y * (1 - y) / m
    d1 = d2 @ W2 * h * (1 - h)
    W2 = W2 - rate * d2.T @ h
    W1 = W1 - rate * d1.T @ X
    if biases:
        b2 = b2 - rate * d2.sum(axis=0)
        b1 = b1 - rate * d1.sum(axis=0)
"""
    + END
)

TORCH_SMALL = (
    SMALL
    + """
import torch
torch.set_num_threads(1)
X, T, W1, b1, W2, b2 = (torch.tensor(one, dtype=torch.float64) for one in (X, T, W1, b1, W2, b2))
parameters = [W1, W2, b1, b2] if biases else [W1, W2]
for one in parameters:
    one.requires_grad_()
optimizer, losses = torch.optim.SGD(parameters, lr=rate), []
for epoch in range(epochs + 1):
    y = torch.sigmoid(torch.sigmoid(X @ W1.T + b1) @ W2.T + b2)
    loss = 0.5 * ((T - y) ** 2).sum() / len(X)
    losses.append(loss.item())
    if epoch < epochs:
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
"""
    + END
)

JAX_SMALL = (
    SMALL
    + """
import jax
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
X, T, W1, b1, W2, b2 = map(jnp.array, (X, T, W1, b1, W2, b2))
def loss(trained, b):
    b1, b2 = trained[2:] if biases else b
    y = jax.nn.sigmoid(jax.nn.sigmoid(X @ trained[0].T + b1) @ trained[1].T + b2)
    return 0.5 * jnp.sum((T - y) ** 2) / len(X)
@jax.jit
def train(trained):
    def step(trained, _):
        value, slopes = jax.value_and_grad(loss)(trained, (b1, b2))
        return jax.tree.map(lambda w, g: w - rate * g, trained, slopes), value
    return jax.lax.scan(step, trained, None, length=epochs + 1)
losses = train((W1, W2, b1, b2) if biases else (W1, W2))[1].tolist()
"""
    + END
)

NUMPY_LARGE = """
import csv, os, sys
import numpy as np
import yaml
path, steps = sys.argv[1], int(sys.argv[2])
with open(path, encoding="utf-8") as stream:
    file = yaml.load(stream, yaml.CSafeLoader)
with open(os.path.join(os.path.dirname(path), file["samples"]["csv"]), encoding="utf-8") as stream:
    rows = list(csv.reader(stream))[1:]
X = np.array([row[:-1] for row in rows], dtype=float)
T = np.zeros((len(rows), 10))
T[range(len(rows)), [int(row[-1][1:]) - 1 for row in rows]] = 1
(W1, b1), (W2, b2) = ((np.array(one["weights"]), np.array(one["biases"])) for one in file["layers"])
rate, m, losses = file["learning_rate"], len(X), []
h, y = np.empty((m, len(b1))), np.empty((m, len(b2)))
dh, gW1, gW2 = np.empty_like(h), np.empty_like(W1), np.empty_like(W2)
for step in range(steps + 1):
    np.matmul(X, W1.T, out=h)
    h += b1
    np.negative(h, out=h)
    np.exp(h, out=h)
    h += 1
    np.reciprocal(h, out=h)
    np.matmul(h, W2.T, out=y)
    y += b2
    y -= y.max(axis=1, keepdims=True)
    losses.append(float(np.mean(np.log(np.exp(y).sum(axis=1)) - (T * y).sum(axis=1))))
    if step == steps:
        break
    np.exp(y, out=y)
    y /= y.sum(axis=1, keepdims=True)
    y -= T
    y /= m
    np.matmul(y, W2, out=dh)
    dh *= h
    np.subtract(1, h, out=h)
    dh *= h
    np.subtract(1, h, out=h)
    np.matmul(y.T, h, out=gW2)
    np.matmul(dh.T, X, out=gW1)
    gW1 *= rate
    gW2 *= rate
    W1 -= gW1
    W2 -= gW2
    b1 -= rate * dh.sum(axis=0)
    b2 -= rate * y.sum(axis=0)
assert losses[-1] < losses[0]
print(losses[0], losses[-1])
"""
