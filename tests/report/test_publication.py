"""A report's files: complete or not there, and told plainly when they cannot be made."""

import importlib.util

import pytest

from derivations import files
from derivations.files import write
from derivations.report import write_report
from derivations.report.article import latexmk, publication
from derivations.report.article.latexmk import LatexMissing
from derivations.report.article.publication import PackagesMissing


def test_tex_comes_with_its_figures(chapter, tmp_path):
    paths = write_report([d for d in chapter if d.name == "sigmoid-derivative"], tmp_path / "a" / "b", form="tex")
    assert [path.relative_to(tmp_path / "a" / "b").as_posix() for path in paths] == [
        "report.tex",
        "figures/sigmoid.pdf",
    ]


def test_pdf_is_one_file(chapter, tmp_path, needs):
    needs("latexmk", "pdflatex")
    (path,) = write_report(chapter[:1], tmp_path, form="pdf")
    assert path.read_bytes().startswith(b"%PDF")
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path):
    (tmp_path / "report.html").write_text("old")
    write(tmp_path, {"report.html": b"new"})
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("report.html", "new")]


def test_when_writing_fails_the_old_file_stays(tmp_path, monkeypatch):
    (tmp_path / "report.html").write_text("old")

    def fails(*_):
        raise OSError("no space")

    monkeypatch.setattr(files.os, "replace", fails)
    with pytest.raises(OSError, match="no space"):
        write(tmp_path, {"report.html": b"new"})
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("report.html", "old")]


def test_without_latexmk_it_is_said_how_to_get_it(chapter, tmp_path, monkeypatch):
    monkeypatch.setattr(latexmk, "available", lambda: False)
    with pytest.raises(LatexMissing, match=r"apt install latexmk .* lmodern"):
        write_report(chapter[:1], tmp_path, form="pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("form", "gone"), [("html", "latex2mathml"), ("tex", "pylatexenc"), ("pdf", "matplotlib")])
def test_without_a_package_it_is_said_how_to_get_it(chapter, tmp_path, monkeypatch, form, gone):
    there = importlib.util.find_spec
    monkeypatch.setattr(publication, "find_spec", lambda name: None if name == gone else there(name))
    with pytest.raises(PackagesMissing, match=rf"needs {gone}, which is not installed: pip install {gone}"):
        write_report(chapter[:1], tmp_path, form=form)


def test_a_form_that_there_is_none_of_is_refused(chapter, tmp_path):
    with pytest.raises(ValueError, match="one of html, tex, pdf, not 'docx'"):
        write_report(chapter[:1], tmp_path, form="docx")


def test_what_was_found_before_can_be_reported(chapter, tmp_path, verifier):
    found = verifier.verify(chapter[0])
    first = write_report([found], tmp_path / "one")[0].read_bytes()
    assert write_report([chapter[0]], tmp_path / "two")[0].read_bytes() == first
