"""False steps beside true ones: a chain of the chapter, and the same chain with one side changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Rational, Symbol, evaluate, exp

from derivations.chapter import CONTENTS, load
from derivations.notation import C_x, Eq, Kronecker, L, Partial, Sum, a, neurons, sigma, y, z
from derivations.proof import Chain, Derivation


@dataclass(frozen=True)
class Planted:
    """A chain as it is, and with the right side of its last line changed."""

    name: str
    chain: Chain
    wrong: Any
    lines: int
    theory: Any = None

    def derivation(self, *, false: bool) -> Derivation:
        """The chain on its own, true or false."""
        kind = "false" if false else "true"
        made = Derivation(f"{kind}-{self.name}", title=f"{self.name}, {kind}", theory=self.chain.theory)
        with made:
            started = made.start(self.chain.start, theory=self.theory if false and self.theory else self.chain.theory)
            steps = self.chain.steps[: self.lines]
            for step in steps[:-1]:
                started.extend(step.claim.relation, step.claim.rhs, step.by, "")
            last = steps[-1]
            started.extend(last.claim.relation, self.wrong if false else last.claim.rhs, last.by, "")
        return made


RESULTS = {entry.name: load(entry.name) for entry in CONTENTS}


def _chain(name: str, start: int) -> Chain:
    return RESULTS[name].chains[start]


(i, j, k) = neurons("i j k")
u = Symbol("z")


def _planted() -> list[Planted]:
    sigmoid, monotonicity, minimum = "sigmoid-derivative", "softmax-monotonicity", "cross-entropy-minimum"
    own = _chain(monotonicity, 1)
    form = _chain(monotonicity, 0)
    several_left_out = RESULTS[monotonicity].theory
    with evaluate(False):
        others = Sum(exp(z[L, i]), i, without=j)
        return [
            Planted("slope-of-the-sigmoid", _chain(sigmoid, 2), exp(u) * (1 + exp(-u)) ** -2, 1),
            Planted("product-of-the-sigmoid", _chain(sigmoid, 4), sigma(u) * (1 + sigma(u)), 1),
            Planted("error-in-the-output-layer", _chain("bp1", 0), Partial(C_x, a[L, j]), 3),
            Planted("softmax-partials", _chain(monotonicity, 4), a[L, j] * (Kronecker(j, k) + a[L, k]), 2),
            Planted("softmax-as-a-fraction", form, exp(z[L, j]) / Sum(exp(z[L, i]), i, without=j), 1),
            Planted("softmax-of-one-neuron", own, Integer(0), 4, several_left_out),
            Planted("erratum-of-exercise-5", own, (exp(z[L, j]) * others) * (1 + exp(-z[L, j]) * others) ** -2, 2),
            Planted("quadratic-slope", _chain("quadratic-output-gradient", 0), 2 * (a[L, j] - y[j]), 1),
            Planted("cross-entropy-slope", _chain("cross-entropy-output-error", 2),
                    y[j] / a[L, j] - (1 - y[j]) / (1 - a[L, j]), 1),
            Planted("cross-entropy-critical-point", _chain(minimum, 1), Eq(Symbol("a"), 1 - Symbol("y")), 4),
            Planted("sigmoid-below-a-half", _chain("cross-entropy-domain", 1), Rational(1, 2), 1),
            Planted("softmax-limit", _chain("softmax-limit", 11), Integer(1), 1),
            Planted("slope-by-a-weight", _chain("bp4", 0), _bp4_without_input(), 2),
            Planted("output-error-of-linear-neurons", _chain("linear-output-error", 2), y[j] - a[L, j], 2),
        ]  # fmt: skip


def _bp4_without_input() -> Any:
    slope = _chain("bp4", 0).steps[1].claim.rhs
    return next(factor for factor in slope.args if isinstance(factor, Partial))


PLANTED = _planted()
"""Chains of the chapter with a false step each: as the text has it, or as people get it wrong."""
