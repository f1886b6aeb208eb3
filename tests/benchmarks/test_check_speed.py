"""How many steps a second are checked, and what twice the length costs: ``pytest tests/benchmarks -n 0 --benchmark-enable -s``.

Nothing here fails for being slow; the figures are for docs/benchmarks.md.
"""

import statistics
from pathlib import Path
from time import perf_counter

import pytest

from derivations import check, check_files

DOCUMENTS = Path(__file__).parents[1] / "documents"


def collection():
    return sorted(path for path in DOCUMENTS.iterdir() if path.is_file())


def test_steps_a_second_on_the_collection(benchmark):
    paths = collection()

    def steps():
        return sum(len(document.steps) for document in check_files(paths))

    steps()  # after start-up
    found, times = 0, []
    for _ in range(5):
        began = perf_counter()
        found = steps()
        times.append(perf_counter() - began)
    rate = found / statistics.median(times)
    benchmark.extra_info |= {"steps": found, "steps a second": rate}
    print(f"\n{found} steps in {len(paths)} documents: {rate:.0f} steps a second on one core")
    benchmark.pedantic(steps, rounds=1)


@pytest.mark.parametrize("name", ["nielsen_softmax.md", "softmax_regression.md"])
def test_twice_the_length(benchmark, name):
    text = (DOCUMENTS / name).read_text()
    documents = {copies: "\n\n".join([text] * copies) for copies in (1, 2, 4, 8, 16, 32)}
    check(text)
    times = {copies: [] for copies in documents}
    for _ in range(5):
        for copies, document in documents.items():
            began = perf_counter()
            check(document)
            times[copies].append(perf_counter() - began)
    cost = {copies: statistics.median(found) for copies, found in times.items()}
    ratios = {2 * copies: cost[2 * copies] / cost[copies] for copies in documents if 2 * copies in cost}
    benchmark.extra_info |= {f"{copies} copies": ratio for copies, ratio in ratios.items()}
    print(
        f"\n{name}: "
        + ", ".join(f"{copies} copies {ratio:.2f}" for copies, ratio in ratios.items())
        + " times the half"
    )
    benchmark.pedantic(check, args=(text,), rounds=3)
