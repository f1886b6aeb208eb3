"""How long things take, side by side: run with ``pytest tests/benchmarks -n 0 --benchmark-enable``.

Nothing here fails for being slow; the figures are for docs/benchmarks.md.
"""

import statistics
import subprocess
import sys
from time import perf_counter

import pytest
import sympy

from derivations.chapter import CONTENTS, load
from derivations.notation import Cases, Entry, Kronecker, Lim, Partial, Prime, Sum
from derivations.proof import Verifier

PLAIN = (sympy.Add, sympy.Mul, sympy.Pow, sympy.exp, sympy.log, sympy.Rational, Entry, sympy.Symbol, sympy.Derivative)


def timed(command):
    began = perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - began


RUNS = {
    "import derivations": [sys.executable, "-c", "import derivations"],
    "derivations list": [sys.executable, "-m", "derivations", "list"],
    "derivations verify": [sys.executable, "-m", "derivations", "verify"],
}


@pytest.mark.parametrize("what", RUNS)
def test_a_run_against_the_import_of_sympy(benchmark, what):
    importing = [sys.executable, "-c", "import sympy"]
    pairs = [(timed(importing), timed(RUNS[what])) for _ in range(11)]
    alone, whole = (statistics.median(times) for times in zip(*pairs, strict=True))
    benchmark.extra_info |= {"import sympy [s]": alone, f"{what} [s]": whole, "ratio": whole / alone}
    print(f"\nimport sympy {alone:.3f} s, {what} {whole:.3f} s: ratio {whole / alone:.2f}")
    benchmark.pedantic(timed, args=(RUNS[what],), rounds=3)


def plain_steps():
    """The chapter's equations that SymPy's simplify can be given at all, with definitions unfolded by hand."""
    z = sympy.Symbol("z", real=True)
    sigmoid = 1 / (1 + sympy.exp(-z))
    for entry in CONTENTS:
        for step in load(entry.name).steps:
            sides = step.claim.sides
            kinds = {type(part) for side in sides for part in sympy.preorder_traversal(side)}
            own = {Sum, Partial, Prime, Lim, Kronecker, Cases}
            if step.claim.relation == "=" and not kinds & own and sympy.oo not in sides:
                unfold = {f: sigmoid.subs(z, f.args[0]) for side in sides for f in side.atoms(sympy.Function)
                          if f.func.__name__ == "sigma"}  # fmt: skip
                symbols = {e: sympy.Symbol(str(e), positive=True) for side in sides for e in side.atoms(Entry)}
                left, right = (side.subs(unfold).xreplace(symbols).doit() for side in sides)
                yield step, left, right


def test_deciding_steps_against_simplify(benchmark):
    steps = list(plain_steps())
    verifier = Verifier(refute=False)
    for step, _, _ in steps:
        verifier.step(step)  # the facts that it names are verified before the clock runs
    ours, theirs = [], []
    for step, left, right in steps:
        sympy.core.cache.clear_cache()
        began = perf_counter()
        answer = sympy.simplify(left - right)
        between = perf_counter()
        verifier.decide(step.claim, step.theory, step.by, step.indices)
        ended = perf_counter()
        if answer == 0:
            theirs.append(between - began)
            ours.append(ended - between)
    ratio = sum(theirs) / sum(ours)
    benchmark.extra_info |= {"steps": len(ours), "ratio": ratio}
    print(
        f"\n{len(ours)} of {len(steps)} steps: simplify {sum(theirs):.3f} s, ours {sum(ours):.4f} s, ratio {ratio:.0f}"
    )
    benchmark.pedantic(
        lambda: [verifier.decide(step.claim, step.theory, step.by, step.indices) for step, _, _ in steps], rounds=5
    )


@pytest.mark.parametrize("name", [entry.name for entry in CONTENTS])
def test_each_result(benchmark, name):
    derivation = load(name)
    Verifier(refute=False).verify(derivation)
    benchmark(lambda: Verifier(refute=False).verify(derivation))
