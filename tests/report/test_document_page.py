"""The page of a checked document: its formulas in order, each with its mark, and whatever its author wrote is text."""

import re
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from support.html_reader import Reader

from derivations import check
from derivations.command_line import main
from derivations.document.results import CheckedDocument, FoundStep, TakenAs, Title
from derivations.report.documents.html_page import page, shown
from derivations.report.documents.mathematics import inline, tall

TEXT = r"""# Notes

## Squares of $s$

Let $a > 0$. $S = \sum_k \half{s_k}$ and \newcommand{\half}[1]{\frac{#1}{2}}

$$\begin{aligned} (a + b)^2 &= a^2 + 2ab + b^2 \\ &= a^2 + b^2 \\ &> -\half{a} \end{aligned}$$

## Logarithms

$$\ln a^2 = 2 \ln a$$

For softmax outputs $p_k$, $$\sum_k p_k = 1$$

$$a = \int y$$
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "notes.md"
    path.write_text(TEXT)
    run = CliRunner().invoke(main, ["check", "--format", "html", "--output", f"{path}.html", str(path)])
    assert run.exit_code == 1, run.output
    return path.with_name("notes.md.html").read_text(encoding="utf-8")


def step(lhs, rhs, **more):
    standard = {"path": "notes.md", "line": 1, "column": 1, "end_line": 1, "end_column": 2, "relation": "="}
    return FoundStep(**{**standard, "verdict": "proved", "kind": "equality", **more}, lhs=lhs, rhs=rhs)


def test_every_formula_stands_there_once_with_its_mark_in_the_order_of_the_text(written):
    marks = re.findall(r'<details class="line (\w+)" id="([\w-]+)"', written)
    states = [state for state, _ in marks]
    assert states == ["given", "given", "proved", "refuted", "proved", "proved", "conditional", "unknown"]
    assert len({name for _, name in marks}) == len(marks)
    lines = [int(line) for line in re.findall(r'<span class="by">.*?line (\d+)</span>', written)]
    assert lines == sorted(lines)


def test_a_false_step_is_open_with_its_counterexample_and_the_summary_leads_to_it(written):
    (name,) = re.findall(r'<details class="line refuted" id="([\w-]+)" open>', written)
    assert f'<a href="#{name}">line 7</a>' in written
    assert written.count(" open>") == 1
    told = " ".join(Reader(written).text.split())
    assert re.search(r"refuted at a = \S+, b = \S+: left side \S+, right side \S+\.", told)


def test_premises_and_conditions_stand_below_their_step(written):
    logarithm = written[written.index("Logarithms") :]
    found = re.search(r'<div class="found">(.*?)</div>', logarithm, re.DOTALL)[1]
    assert "Premises" in found
    assert '<math display="inline" alttext="a &gt; 0">' in found
    assert "It is proved under" in logarithm


def test_a_chain_is_one_passage_and_macros_are_expanded(written):
    chain = next(part for part in written.split('<div class="chain">')[1:] if "refuted" in part)
    assert chain.count("<details") == 3
    assert r"\half" not in re.sub(r'alttext="[^"]*"', "", written)
    assert r'alttext="- \frac{a}{2}"' in chain


def test_titles_descend_one_by_one_and_their_formulas_are_set(written):
    assert re.findall(r"<h(\d)>", written) == ["1", "2", "3", "3"]
    assert '<h3>Squares of <math display="inline" alttext="s">' in written


def test_the_page_is_complete_in_itself(written):
    read = Reader(written)
    assert read.open == []
    assert not {tag for tag, _ in read.elements} & {"script", "link", "img", "iframe", "object", "embed"}
    assert all(link.startswith("#") for link in read.values("href"))
    assert {link[1:] for link in read.values("href")} <= set(read.values("id"))
    assert not re.search(r"@import|url\(", written)


HOSTILE = (
    "<script>alert(1)</script>", r"\text{<script>alert(1)</script>}", r"\href{javascript:alert(1)}{x}",
    r"\style{background:url(//x)}{x}", r"\class{a}{x}", '"><img src=x onerror=alert(1)>', r"\unicode{60}script",
    r"\text{&lt;script&gt;}", "</math><script>", "{" * 5000, r"\frac" * 3000, "\x1b[31m", "\ud800", r"\left( x",
    r"\mathrm{</math>}", "a" * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_an_author_wrote_is_text(text):
    ways = {"reason": text, "hypotheses": (text,), "conditional": (text,), "counterexample": ((text, "1"),)}
    steps = [
        step(text, text, values=("1", "2"), suggestion=text, **{**ways, "verdict": v}) for v in ("refuted", "proved")
    ]
    taken = TakenAs(text, 1, 1, "unread", text, text)
    document = CheckedDocument(
        text, tuple(steps), (taken,), (text,), titles=(Title("notes.md", 1, 1, 1, f"{text} ${text}$"),)
    )
    read = Reader(page([document, document]))
    assert read.open == []
    assert not {tag for tag, _ in read.elements} & {"script", "img"}
    links = {value for name in ("href", "src", "xlink:href") for value in read.values(name)}
    assert all(link.startswith("#") for link in links)
    styles = [attributes for tag, attributes in read.elements if "style" in attributes]
    assert styles == []
    assert not any(name.startswith("on") for _, attributes in read.elements for name in attributes)


@given(st.text(alphabet=r"\{}()[]^_&<>$'ab1 =+\sumfractextleftright", max_size=60))
def test_any_text_becomes_mathml_or_stands_as_it_is(text):
    for found in (tall(text), inline(text)):
        whole = ElementTree.fromstring(f"<p>{found.replace('<wbr>', '')}</p>")
        assert {element.tag for element in whole} <= {"math", "code"}


def test_a_step_joins_the_chain_that_ends_with_its_left_side_alone():
    steps = (step("a", "b"), step("b", "c", line=2), step("b", "d", line=3))
    (part,) = shown(CheckedDocument("notes.md", steps)).parts
    assert [(passage.start, len(passage.lines)) for passage in part.content] == [("a", 2), ("b", 1)]


def test_formulas_of_the_document_are_set_among_words_and_no_part_of_a_longer_one():
    taken = TakenAs("notes.md", 1, 1, "assumption", "y = 1")
    premises = ("if y = 1 is a condition", "y = 1, so that", "y = 10", "(y = 1)", "2y = 1", "with $z$: y = 1")
    found = page([CheckedDocument("notes.md", (step("a", "a", hypotheses=premises),), (taken,))])
    items = re.findall(r"<li>(.*?)</li>", found)
    assert [item.count('alttext="y = 1"') for item in items] == [1, 1, 0, 1, 0, 1]
    assert [item.count("<math") for item in items] == [1, 1, 0, 1, 0, 2]


def test_several_documents_each_have_a_part_and_errors_are_told():
    found = page([CheckedDocument("a.md", tuple(check("$$a = a$$"))), CheckedDocument("b.md", (), error="it is gone")])
    assert re.findall(r"<h2>(.*?)</h2>", found) == ["a.md", "b.md"]
    assert "it is gone" in found
    assert "interrupted" in page([], interrupted=True)


def test_without_a_package_the_command_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("derivations.report.article.publication.find_spec", lambda name: None)
    (tmp_path / "notes.md").write_text(TEXT)
    run = CliRunner().invoke(main, ["check", "--format", "html", str(tmp_path / "notes.md")])
    assert run.exit_code == 2
    assert "pip install Jinja2 latex2mathml" in run.output
