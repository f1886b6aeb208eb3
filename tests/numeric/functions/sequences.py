"""Recurrent networks and attention."""

import numpy as np

from tests.numeric.functions.case import Case, squared_distance


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def rnn(rng, scale):
    x = rng.normal(size=(5, 2))
    p = {
        "w": scale * rng.normal(size=(3, 2)),
        "u": scale * rng.normal(size=(3, 3)) / 2,
        "b": scale * rng.normal(size=3),
    }

    def forward(p):
        h = [np.zeros(3)]
        for step in x:
            h.append(np.tanh(p["w"] @ step + p["u"] @ h[-1] + p["b"]))
        return np.array(h[1:]), (h, p)

    def backward(d, kept, fault):
        h, p = kept
        found, back = {k: np.zeros_like(v) for k, v in p.items()}, np.zeros(3)
        for t in range(len(x) - 1, -1, -1):
            dz = (d[t] + back) * (1 - h[t + 1] ** 2)
            found["w"] += np.outer(dz, x[t])
            found["u"] += np.outer(dz, h[t + 1 if fault == "state of the next step" else t])
            found["b"] += dz
            back = 0 if fault == "one step back" else p["u"].T @ dz
        return found

    return squared_distance(forward, backward, p, rng)


def lstm(rng, scale):
    x = rng.normal(size=(4, 2))
    p = [scale * rng.normal(size=(8, 4)), scale * rng.normal(size=8)]

    def forward(p):
        w, b = p
        h, c, kept, out = np.zeros(2), np.zeros(2), [], []
        for step in x:
            v = np.concatenate([step, h])
            i, f, o = sigmoid((w @ v + b)[:6]).reshape(3, 2)
            g, before = np.tanh((w @ v + b)[6:]), c
            c = f * c + i * g
            h = o * np.tanh(c)
            kept.append((v, i, f, o, g, before, c))
            out.append(h)
        return np.array(out), (kept, w)

    def backward(d, kept, fault):
        kept, w = kept
        by_w, by_b, back, by_c = np.zeros((8, 4)), np.zeros(8), np.zeros(2), np.zeros(2)
        for t in range(len(x) - 1, -1, -1):
            v, i, f, o, g, before, c = kept[t]
            by_h = d[t] + back
            by_c = by_c + by_h * o * (1 if fault == "no slope of the cell" else 1 - np.tanh(c) ** 2)
            gates = [
                by_c * g * i * (1 - i),
                by_c * before * f * (1 - f),
                by_h * np.tanh(c) * o * (1 - o),
                by_c * i * (1 - g * g),
            ]
            dz = np.concatenate(gates)
            by_w += np.outer(dz, v)
            by_b += dz
            by_c = by_c * (1 if fault == "no forgetting" else f)
            back = w[:, 2:].T @ dz
        return [by_w, by_b]

    return squared_distance(forward, backward, p, rng)


def gru(rng, scale):
    x = rng.normal(size=(4, 2))
    p = (scale * rng.normal(size=(3, 2, 2)), scale * rng.normal(size=(3, 2, 2)))

    def forward(p):
        w, u = p
        h, kept, out = np.zeros(2), [], []
        for step in x:
            z, r = sigmoid(w[0] @ step + u[0] @ h), sigmoid(w[1] @ step + u[1] @ h)
            n = np.tanh(w[2] @ step + u[2] @ (r * h))
            kept.append((step, h, z, r, n))
            h = (1 - z) * n + z * h
            out.append(h)
        return np.array(out), (kept, u)

    def backward(d, kept, fault):
        kept, u = kept
        by_w, by_u, back = np.zeros((3, 2, 2)), np.zeros((3, 2, 2)), np.zeros(2)
        for t in range(len(x) - 1, -1, -1):
            step, h, z, r, n = kept[t]
            by_h = d[t] + back
            dn = by_h * (1 - z) * (1 - n * n)
            dz = by_h * (h - n) * z * (1 - z)
            rest = u[2].T @ dn
            dr = rest * h * r * (1 - r)
            for k, (dk, below) in enumerate(((dz, h), (dr, h), (dn, h if fault == "no reset" else r * h))):
                by_w[k] += np.outer(dk, step)
                by_u[k] += np.outer(dk, below)
            back = u[0].T @ dz + u[1].T @ dr + rest * r + (0 if fault == "no update" else by_h * z)
        return by_w, by_u

    return squared_distance(forward, backward, p, rng)


def attention(rng, scale, heads=1, causal=False):
    x, width = rng.normal(size=(4, 4)), 4 // heads
    p = {name: scale * rng.normal(size=(4, 4)) for name in ("q", "k", "v")}
    hidden = np.triu(np.full((4, 4), -np.inf), 1) if causal else 0

    def forward(p):
        q, k, v = ((x @ p[name]).reshape(4, heads, width) for name in ("q", "k", "v"))
        s = np.einsum("ihc,jhc->hij", q, k) / np.sqrt(width) + hidden
        a = np.exp(s - s.max(axis=-1, keepdims=True))
        a /= a.sum(axis=-1, keepdims=True)
        return np.einsum("hij,jhc->ihc", a, v), (q, k, v, a)

    def backward(d, kept, fault):
        q, k, v, a = kept
        by_a = np.einsum("ihc,jhc->hij", d, v)
        mean = 0 if fault == "slope of softmax" else (by_a * a).sum(axis=-1, keepdims=True)
        by_s = a * (by_a - mean) / (1 if fault == "not scaled" else np.sqrt(width))
        slopes = {
            "q": np.einsum("hij,jhc->ihc", by_s, k), "k": np.einsum("hij,ihc->jhc", by_s, q), "v": np.einsum("hij,ihc->jhc", a, d),
        }  # fmt: skip
        return {name: x.T @ slope.reshape(4, 4) for name, slope in slopes.items()}

    return squared_distance(forward, backward, p, rng)


def causal_attention_with_two_heads(rng, scale):
    return attention(rng, scale, 2, True)


def key_bias(rng, scale):
    """Softmax scores do not change with what is added to every key."""
    x = rng.normal(size=(3, 3))
    p = {"k": scale * rng.normal(size=(3, 3)), "b": scale * rng.normal(size=3)}

    def forward(p):
        k = x @ p["k"] + p["b"]
        s = x @ k.T
        a = np.exp(s - s.max(axis=-1, keepdims=True))
        a /= a.sum(axis=-1, keepdims=True)
        return a @ x, a

    def backward(d, a, fault):
        by_a = d @ x.T
        by_s = a * (by_a - (0 if fault == "slope of softmax" else (by_a * a).sum(axis=-1, keepdims=True)))
        by_k = by_s.T @ x
        return {"k": (x @ by_k if fault == "transposed" else x.T @ by_k), "b": by_k.sum(axis=0)}

    return squared_distance(forward, backward, p, rng)


CASES = [
    Case(rnn, ("state of the next step", "one step back")), Case(lstm, ("no slope of the cell", "no forgetting")),
    Case(gru, ("no reset", "no update")), Case(attention, ("slope of softmax", "not scaled")),
    Case(causal_attention_with_two_heads, ("slope of softmax", "not scaled")),
    Case(key_bias, ("slope of softmax", "transposed")),
]  # fmt: skip
