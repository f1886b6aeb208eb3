"""The demo: neurons that are saturated learn slowly with the quadratic cost, and not with the cross-entropy."""

import subprocess
import sys

import numpy as np
import pytest
from click.testing import CliRunner
from support.marks import slow_but

from numeric.__main__ import main
from numeric.digits import NotInstalled, drawn, handwritten
from numeric.slowdown import digits, one_neuron


def run(*arguments):
    return CliRunner().invoke(main, ["demo", *arguments])


def by_name(curves):
    return {(curve.start, curve.cost): curve for curve in curves}


def test_the_single_neuron_stays_where_it_is_with_the_quadratic_cost_alone():
    curves = by_name(one_neuron())
    slow, fast = (curves["w = 2, b = 2", cost].values for cost in ("quadratic", "cross-entropy"))
    assert slow[0] == fast[0] == pytest.approx(1 / (1 + np.exp(-4)), rel=1e-14)
    assert slow[150] > 0.9
    assert fast[50] < 0.11
    assert slow[300] == pytest.approx(0.20, abs=0.005)
    assert curves["w = 0.6, b = 0.9", "quadratic"].values[300] == pytest.approx(0.09, abs=0.005)
    assert all(np.diff(curve.values).max() < 0 for curve in curves.values())


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_handwritten_digits_are_read_and_large_weights_slow_the_quadratic_cost(seed):
    curves = by_name(digits(handwritten(seed), 30, seed=seed))
    large = "weights 10 times as large"
    assert curves["weights as drawn", "cross-entropy"].values[-1] >= 0.95
    assert curves[large, "cross-entropy"].values[4] > curves[large, "quadratic"].values[-1] + 0.1


@pytest.mark.parametrize("seed", slow_but([0], range(3)))
def test_drawn_digits_do_it_too(seed):
    curves = by_name(digits(drawn(seed), 30, seed=seed))
    large = "weights 10 times as large"
    assert curves["weights as drawn", "cross-entropy"].values[-1] >= 0.95
    assert curves[large, "cross-entropy"].values[4] > curves[large, "quadratic"].values[-1] + 0.1


def test_digits_are_pictures_with_one_hot_outputs_and_none_is_on_both_sides():
    for data in (handwritten(), drawn(examples=200)):
        for x, y in (data.training, data.held_out):
            assert x.shape[1] == 64
            assert x.min() >= 0
            assert x.max() <= 1
            assert (y.sum(axis=1) == 1).all()
        assert not {row.tobytes() for row in data.training[0]} & {row.tobytes() for row in data.held_out[0]}
        assert len(data.held_out[0]) == pytest.approx(0.2 * (len(data.training[0]) + len(data.held_out[0])), abs=1)


@pytest.mark.parametrize("ending", slow_but([], ["png", "svg", "pdf"]))
def test_it_prints_and_plots_the_same_each_time(tmp_path, ending):
    runs = [
        run("--data", "drawn", "--epochs", "2", "--output", str(tmp_path / name), "--format", ending) for name in "ab"
    ]
    assert [done.exit_code for done in runs] == [0, 0]
    assert "w = 2, b = 2" in runs[0].stdout
    assert "1,200 drawn digits to learn, 300 held out" in runs[0].stdout
    for name in ("one-neuron", "digits"):
        one, other = (tmp_path / run / f"{name}.{ending}" for run in "ab")
        assert one.read_bytes() == other.read_bytes()
    assert len(list((tmp_path / "a").iterdir())) == 2


def test_without_plots_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("--data", "drawn", "--epochs", "1", "--no-plots").exit_code == 0
    assert not list(tmp_path.iterdir())


def test_what_is_not_installed_is_told_and_done_without(tmp_path, monkeypatch):
    for name in ("sklearn.datasets", "matplotlib"):
        monkeypatch.setitem(sys.modules, name, None)
    done = run("--epochs", "1", "--output", str(tmp_path / "plots"))
    assert done.exit_code == 0
    assert "handwritten digits need scikit-learn: pip install scikit-learn; drawn ones are used" in done.stderr
    assert "plots need matplotlib: pip install matplotlib" in done.stderr
    assert "drawn digits to learn" in done.stdout
    with pytest.raises(NotInstalled):
        handwritten()
    asked = run("--data", "handwritten", "--epochs", "1")
    assert asked.exit_code == 2
    assert "Error: handwritten digits need scikit-learn" in asked.stderr


@pytest.mark.parametrize("arguments", [("--epochs", "0"), ("--data", "letters"), ("--format", "gif"), ("--seed", "-1")])
def test_a_mistake_is_told(arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert f"Invalid value for '{arguments[0]}'" in done.stderr


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    done = run("--data", "drawn", "--epochs", "1", "--output", str(tmp_path / "file" / "plots"))
    assert done.exit_code == 2
    assert "one-neuron.png cannot be written: Not a directory" in done.stderr


def test_it_runs_as_a_module():
    done = subprocess.run([sys.executable, "-m", "numeric", "--help"], capture_output=True, text=True, check=True)
    assert "demo" in done.stdout
    assert "python -m numeric" in done.stdout
