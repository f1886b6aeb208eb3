"""How soon an editor has the verdicts after a keystroke: ``pytest tests/benchmarks/test_editor_speed.py -n 0 --benchmark-only -s``.

Nothing here fails for being slow; the figures are for docs/benchmarks.md.  ``DERIVATIONS_DOCUMENT`` names another
document that is edited, too.
"""

import asyncio
import os
import re
import statistics
from pathlib import Path
from time import perf_counter

import pytest

pytest.importorskip("pygls")

from support.editors import begun

DOCUMENTS = Path(__file__).parents[1] / "documents"
SECTION = """# Neuron {n}

Let $a_{n} = w_{n} x + b_{n}$, $u > 0$ and $C_{n} = \\frac{{1}}{{2}} (a_{n} - y)^2$. Then

\\begin{{align}}
\\frac{{\\partial C_{n}}}{{\\partial w_{n}}} &= (a_{n} - y) \\frac{{\\partial a_{n}}}{{\\partial w_{n}}} \\\\
 &= (a_{n} - y) x \\\\
 &= a_{n} x - x y.
\\end{{align}}

The bias has $\\frac{{\\partial C_{n}}}{{\\partial b_{n}}} = a_{n} - y$, and

$$\\frac{{d}}{{dt}} \\ln(1 + e^t) = \\frac{{e^t}}{{1 + e^t}} = \\frac{{1}}{{1 + e^{{-t}}}}.$$

It remains that

$$\\ln(u^{n} e^t) = {n} \\ln u + t > {n} \\ln u + t - 1$$
"""
KEYSTROKES = 60


def made():
    """A document of 200 steps."""
    return "\n".join(SECTION.format(n=n) for n in range(2, 27))


def places(text, number):
    """Places in formulas, all over a text."""
    inside = [found.start(1) for found in re.finditer(r"= ([a-z(])", text)]
    return inside[:: max(len(inside) // number, 1)][:number]


async def edited(editor, uri, text):
    """Seconds to the first diagnostics, to all of them, and after each of many keystrokes."""
    began = perf_counter()
    editor.open(uri, text)
    await editor.until(lambda: editor.diagnostics.get(uri), 600)
    first = perf_counter() - began
    await editor.decided(uri, 1, 600)
    opened, after, version = perf_counter() - began, [], 1
    for place in places(text, KEYSTROKES):
        for changed in (text[:place] + "2" + text[place:], text):
            version += 1
            began = perf_counter()
            editor.change(uri, changed, version)
            await editor.decided(uri, version, 600)
            after.append((perf_counter() - began, changed is text))
    return first, opened, [seconds for seconds, again in after if not again], [s for s, again in after if again]


def documents():
    yield pytest.param(made, id="200 steps")
    for name in ("nielsen_softmax.md", "softmax_regression.md"):
        yield pytest.param((DOCUMENTS / name).read_text, id=name)
    if other := os.environ.get("DERIVATIONS_DOCUMENT"):
        yield pytest.param(Path(other).read_text, id=Path(other).name)


@pytest.mark.parametrize("read", list(documents()))
def test_answers_after_a_keystroke(benchmark, read):
    text = read()

    async def story():
        editor = await begun()
        found = await edited(editor, "untitled:notes.md", text)
        await editor.end()
        return found

    first, opened, after, undone = benchmark.pedantic(lambda: asyncio.run(story()), rounds=1)
    within = sum(seconds <= 0.3 for seconds in after) / len(after)
    print(
        f"\nfirst diagnostics after {first:.2f} s, all after {opened:.2f} s; {len(after)} keystrokes: "
        f"median {statistics.median(after):.3f} s, 95 % within {sorted(after)[int(0.95 * len(after))]:.3f} s, "
        f"{within:.0%} within 0.3 s; undone: median {statistics.median(undone):.3f} s"
    )
