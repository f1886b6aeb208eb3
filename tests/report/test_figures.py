"""The figures show what their captions say: the curves themselves are looked at."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from support.marks import slow_but

from derivations.chapter import CONTENTS
from derivations.report.article.figures import COLOURS, PICTURES, as_pdf, as_svg

BY_NAME = {picture.name: picture for picture in PICTURES}


def curves(name):
    """The curves of a figure, panel by panel: label, x and y."""
    figure = Figure()
    BY_NAME[name].draw(figure)
    return [
        {line.get_label(): (np.asarray(line.get_xdata()), np.asarray(line.get_ydata())) for line in axes.get_lines()}
        for axes in figure.get_axes()
    ]


def test_the_sigmoid_s_slope_is_nowhere_larger_than_a_quarter():
    (panel,) = curves("sigmoid")
    (z, value), (_, slope) = (curve for label, curve in panel.items() if label.startswith(r"$\sigma"))
    assert (np.diff(value) > 0).all()
    assert slope.max() == slope[z == 0] == 0.25
    assert np.allclose(np.gradient(value, z)[1:-1], slope[1:-1], atol=1e-3)


def test_each_dot_is_the_lowest_point_of_its_curve():
    (panel,) = curves("cross-entropy")
    lines = [curve for label, curve in panel.items() if label.startswith("$y")]
    dots = [curve for label, curve in panel.items() if label.startswith("_")]
    assert len(lines) == len(dots) == 4
    for (a, cost), (y, least) in zip(lines, dots, strict=True):
        assert cost.min() == pytest.approx(least[0], abs=1e-5)
        assert a[cost.argmin()] == pytest.approx(y[0], abs=0.003)


def test_one_softmax_output_rises_and_all_others_fall():
    (panel,) = curves("softmax")
    first, *others = panel.values()
    assert (np.diff(first[1]) > 0).all()
    assert all((np.diff(values) < 0).all() for _, values in others)
    assert np.allclose(sum(values for _, values in panel.values()), 1)


def test_the_two_maximal_inputs_share_the_output_as_c_grows():
    (panel,) = curves("softmax-limit")
    tied, *others = (curve for label, curve in panel.items() if label.startswith("$a"))
    assert tied[1][0] == 0.25
    assert 0.49 < tied[1][-1] < 0.5
    assert all(values[0] == 0.25 and values[-1] < 0.02 for _, values in others)


@pytest.mark.slow
def test_the_quadratic_cost_learns_slowly_from_a_bad_start_and_the_cross_entropy_does_not():
    good, bad = curves("learning-slowdown")
    assert bad["quadratic"][1][100] > 0.9
    assert bad["cross-entropy"][1][100] < 0.1
    assert good["quadratic"][1][100] < 0.3
    assert all((np.diff(values) < 0).all() for panel in (good, bad) for _, values in panel.values())


@pytest.mark.parametrize("name", slow_but({"sigmoid"}, BY_NAME))
def test_a_figure_is_the_same_every_time_follows_the_page_s_colours_and_belongs_to_a_result(name):
    picture = BY_NAME[name]
    assert as_pdf(picture) == as_pdf(picture)
    drawn = as_svg(picture)
    assert drawn == as_svg(picture)
    assert "var(--first)" in drawn
    assert not any(colour in drawn for colour in COLOURS.values())
    assert picture.of in {entry.name for entry in CONTENTS}
    assert picture.alt in drawn
