"""The picture of a gradient's errors."""

import sys

import numpy as np
import pytest

from numeric import Network, check_gradients
from numeric.digits import NotInstalled
from numeric.plots import plot_errors


def checked(wrong=False):
    network = Network([3, 4, 2], ["tanh", "softmax"], "log-likelihood", seed=0)
    x, y = np.ones((2, 3)), np.eye(2)
    gradient = network.gradient(x, y)
    if wrong:
        gradient.weights[0][0] *= 2
    return check_gradients(network, x, y, gradient=gradient)


def test_it_names_each_array_of_parameters_and_is_the_same_each_time(tmp_path):
    for name in "ab":
        plot_errors(checked(), tmp_path / f"{name}.svg")
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert all(f"<!-- {name} -->" in text for name in ("weights[0]", "biases[0]", "weights[1]", "biases[1]", "allowed"))
    assert text == (tmp_path / "b.svg").read_text(encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("values", [0.0, np.nan, np.inf])
def test_a_gradient_of_zeros_or_of_no_numbers_is_drawn_too(tmp_path, values):
    found = check_gradients(lambda p: float((p**2).sum()), lambda p: np.full_like(p, values), np.zeros(3))
    plot_errors(found, str(tmp_path / "errors.png"))
    assert (tmp_path / "errors.png").stat().st_size > 1000


def test_without_matplotlib_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(NotInstalled, match=r"plots need matplotlib: pip install matplotlib"):
        plot_errors(checked(), tmp_path / "errors.png")
