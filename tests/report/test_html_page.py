"""The HTML page: complete in itself, well-formed, every link leads somewhere, and whatever a user wrote is text."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from support.awkward_derivations import awkward
from support.html_reader import Reader
from support.marks import slow_but

from derivations.chapter.exposition import TEXT
from derivations.notation.latex import latex, pieces
from derivations.report.article.content import article
from derivations.report.article.html_page import page, section


@pytest.fixture(scope="module")
def text(whole):
    return page(whole)


@pytest.fixture(scope="module")
def read(text):
    return Reader(text)


def test_every_element_is_closed(read):
    assert read.open == []


def test_nothing_is_loaded_and_nothing_runs(text, read):
    tags = {tag for tag, _ in read.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed"}
    links = [*read.values("href"), *read.values("src"), *read.values("xlink:href")]
    assert {link for link in links if not link.startswith("#")} == {TEXT.address, TEXT.book_address}
    assert not re.search(r"@import|url\((?!#)", text)
    assert not any(name.startswith("on") for _, attributes in read.elements for name in attributes)


def test_every_link_leads_somewhere_and_no_name_is_taken_twice(read):
    names = read.values("id")
    assert len(names) == len(set(names))
    links = [*read.values("href"), *read.values("xlink:href")]
    targets = {link[1:] for link in links if link.startswith("#")}
    assert targets <= set(names)


def test_every_line_is_there_as_mathml(text, chapter):
    alternatives = set(Reader(text).values("alttext"))
    for derivation in chapter:
        for step in derivation.steps:
            assert set(pieces(latex(step.claim.rhs))) <= alternatives


def test_mathml_is_well_formed_and_has_no_commands_left(text):
    formulas = re.findall(r"<math.*?</math>", text)
    assert len(formulas) > 1000
    for formula in set(formulas):
        element = ElementTree.fromstring(formula)
        assert "\\" not in "".join(element.itertext())


def test_each_step_unfolds_to_its_verdict_facts_and_side_conditions(text, chapter):
    assert text.count("<details") == sum(len(derivation.steps) for derivation in chapter)
    assert text.count("Facts used:") == text.count("Side conditions:") == text.count("<details")


def test_headings_descend_one_by_one(read):
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_pictures_tell_what_they_show(read):
    drawings = [attributes for tag, attributes in read.elements if tag == "svg"]
    assert len(drawings) == 13
    assert all(len(attributes["aria-label"]) > 30 for attributes in drawings)


def test_what_a_user_wrote_is_text():
    written = page(article(awkward()[:2]))
    assert "<b>" not in written
    assert "&lt;b&gt;" in written
    assert Reader(written).open == []


def test_a_false_line_is_open_and_says_why():
    written = page(article(awkward()[1:2]))
    assert '<details class="line refuted" open>' in written
    assert "left side" in Reader(written).text


@pytest.mark.parametrize("results", slow_but([1], [1, None]), ids=["one result", "the chapter"])
def test_two_runs_give_the_same_bytes(chapter, results):
    assert page(article(chapter[:results])) == page(article(chapter[:results]))


def test_the_date_is_that_of_the_environment(chapter, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert "1 January 1970" in page(article(chapter[:1]))


def test_a_section_alone_links_other_pages_and_has_its_corrections_in_it(whole):
    alone = Reader(section(whole, "log-likelihood-output-error", lambda name: f"{name}.html"))
    assert alone.open == []
    assert alone.text.count("It should read") == 2
    links = alone.values("href")
    assert "softmax-monotonicity.html#at-softmax-monotonicity.1" in links
    assert not any(link.startswith("#false") for link in links)


def test_a_handout_has_statements_proofs_and_notation_alone(chapter):
    shown = Reader(page(article(chapter[4:7], style="handout"))).text
    assert "What is asked." in shown
    assert "Notation" in shown
    assert not any(
        words in shown for words in ("What was verified", "What it rests on", "Side conditions, proved", "Used in")
    )
