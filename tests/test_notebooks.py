"""The notebooks of the site run from top to bottom, and are kept without what they printed."""

import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "docs" / "notebooks").glob("*.ipynb"))


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    names = {}
    for cell in cells(path):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), path.name, "exec"), names)
    if path.stem == "results":
        assert repr(names["slip"].verify()).startswith("<Verification of slip: refuted")
        assert [step.verdict for step in names["steps"]] == ["proved", "refuted"]
    else:
        assert not names["check_gradients"](names["network"], names["x"], names["y"], gradient=names["wrong"]).passed


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    assert all(cell.get("outputs", []) == [] and cell.get("execution_count") is None for cell in cells(path))
