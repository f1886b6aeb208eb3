"""Reading a document again: what is kept is what reading it anew gives, and a key covers all that a section needs."""

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Integer, Symbol

from derivations.document.decisions.checking import SectionChecker
from derivations.document.decisions.journal import Journal
from derivations.document.settings import Settings
from derivations.document.source.pieces import CannotRead
from derivations.language_server.digests import digest
from derivations.language_server.places import LINES, Places, Slot
from derivations.language_server.reading import Reader
from derivations.language_server.remembering import Memory, RememberingVerifier
from derivations.proof import Claim, Given, Theory, Verifier, between

DOCUMENTS = Path(__file__).parents[1] / "documents"
TEXT = """# Setup

Let $x > 0$ and $f(x) = x^2$.

## First

$$f(x) + 1 = x^2 + 1$$

## Second

Suppose $y > x$. Then $y > 0$.

$$|x| = x$$

# Others

Let $g(t) = 2 t$.

$$g(f(x)) = 2 x^2$$
"""


def anew(text, slots=()):
    return Reader().read(text, form="markdown", slots=slots)


def texts(sections):
    return [digest((one.outline.section, one.outline.inherited, one.outline.words)) for one in sections]


def verdicts(read):
    """What checking says of each section, by its key."""
    found = {}
    for section in read.sections:
        checker = SectionChecker(section.outline, Settings(), Journal())
        found[section.key] = [(s.line, s.lhs, s.rhs, s.verdict, s.reason, s.hypotheses) for s in checker.steps()]
    return found


edits = st.tuples(
    st.integers(0, len(TEXT)),
    st.integers(0, 12),
    st.sampled_from(
        ["", "\n", "x", "$", "2", "# New\n", "\n\n$$x = x$$\n\n", "Let $x = 1$. ", "$f(x) = x^3$ ", "\n\n## Part\n\n"]
    ),
)


@given(st.lists(edits, min_size=1, max_size=6))
def test_what_is_kept_is_what_reading_anew_gives(changes):
    reader, slots, text = Reader(), (), TEXT
    for place, removed, put in [(0, 0, ""), *changes]:
        text = text[:place] + put + text[place + removed :]
        found = reader.read(text, form="markdown", slots=slots)
        fresh = anew(text, slots)
        assert found.places == fresh.places
        assert [one.key for one in found.sections] == [one.key for one in fresh.sections]
        assert texts(found.sections) == texts(fresh.sections)
        slots = found.places.slots


@pytest.mark.parametrize(
    "change",
    [
        ("f(x) = x^2$", "f(x) = x^3$"),
        ("Let $x > 0$", "Let $x < 0$"),
        ("$y > x$", "$y < x$"),
        ("g(t) = 2 t", "g(t) = t"),
        ("# Setup", "# Counterexamples"),
        ("Let $x > 0$ and", "Some let $x > 0$, and"),
        ("# Others", "# Setup\n\n"),
    ],
)
def test_equal_keys_have_equal_verdicts_and_others_are_decided_again(change):
    reader = Reader()
    first = reader.read(TEXT, form="markdown")
    again = reader.read(TEXT.replace(*change), form="markdown", slots=first.places.slots)
    before, after = verdicts(first), verdicts(again)
    assert before != after
    assert before.keys() != after.keys()
    for key in before.keys() & after.keys():
        assert before[key] == after[key]


def test_an_edit_elsewhere_leaves_a_section_its_key():
    reader = Reader()
    first = reader.read(TEXT, form="markdown")
    keys = [section.key for section in first.sections]
    moved = reader.read("\n\n" + TEXT, form="markdown", slots=first.places.slots)
    assert [section.key for section in moved.sections] == keys
    assert [slot.before for slot in moved.places.slots] == [slot.before + 2 for slot in first.places.slots]
    later = reader.read(TEXT.replace("2 x^2", "3 x^2"), form="markdown", slots=moved.places.slots)
    assert [section.key == key for section, key in zip(later.sections, keys, strict=True)] == [True, True, True, False]


def test_lines_of_slots_are_those_of_the_file():
    for path in sorted(DOCUMENTS.glob("*.md"))[:6]:
        text = path.read_text(encoding="utf-8")
        found = anew(text)
        for section in found.sections:
            for placed in section.outline.section.placed:
                line = found.places.line(placed.excerpt.position(0).line)
                assert placed.excerpt.text.split("\n")[0] in text.split("\n")[line - 1]


def test_a_number_in_the_text_is_no_line_of_a_slot():
    places = Places((Slot(1, "", 4, ""),))
    assert places.text(f"line 7 and line {LINES + 2} and {LINES + 2}") == f"line 7 and line 6 and {LINES + 2}"


def test_a_document_that_cannot_be_read_leaves_nothing_behind():
    reader = Reader()
    with pytest.raises(CannotRead):
        reader.read("{", form="notebook")
    assert [s.key for s in reader.read(TEXT, form="markdown").sections] == [s.key for s in anew(TEXT).sections]


def test_a_digest_covers_every_field_and_refuses_what_it_does_not_know():
    (one, other) = (anew(f"$$\\{style}{{x}} = 1 + y$$").sections[0] for style in ("mathrm", "mathit"))
    assert one.key != other.key
    with pytest.raises(TypeError, match="has no digest"):
        digest(re.compile("x"))


def decided(read, verifier):
    return [
        [replace(step, seconds=0.0) for step in SectionChecker(one.outline, Settings(), Journal(), verifier).steps()]
        for one in read.sections
    ]


@pytest.mark.parametrize("name", ["nielsen_softmax.md", "softmax_regression.md", "backward_pass.md"])
def test_what_is_remembered_of_claims_changes_no_verdict(name):
    read = anew((DOCUMENTS / name).read_text(encoding="utf-8"))
    remembering = partial(RememberingVerifier, Memory())
    found = decided(read, Verifier)
    assert decided(read, remembering) == found
    assert decided(read, remembering) == found


def test_a_claim_is_decided_again_in_another_theory():
    verifier, square = RememberingVerifier(Memory()), Claim(Symbol("x") ** 2, ">", Symbol("x"))
    assert verifier.counterexample(square, Theory()) is not None
    assert verifier.counterexample(square, Theory(Given(Symbol("x") > 1))) is None
    positive, theory = Claim(Symbol("x") + 1, ">", Integer(1)), Theory(between(0, Symbol("x"), 1))
    for _ in range(2):
        assert verifier.first_proof(positive, theory, [(), ()], frozenset()) is not None
        assert verifier.first_proof(positive, Theory(), [(), ()], frozenset()) is None
