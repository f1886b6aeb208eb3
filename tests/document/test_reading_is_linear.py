"""A formula is read once from left to right: twice as long or as deep takes twice as many calls, and no recursion."""

import sys
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.marks import slow, slow_but

from derivations import check
from derivations.document.syntax.brackets import brackets
from derivations.document.syntax.nodes import Bracket, Quotient, Terms, walk
from derivations.document.syntax.parser import parsed
from derivations.document.syntax.statements import statements
from derivations.document.syntax.tokens import NotUnderstood, tokens

NESTED = {
    "fractions": (r"\frac{1}{1+", "x", "}"),
    "numerators": (r"\frac{", "x", "+ 1}{2}"),
    "parentheses": ("(1 + ", "x", ")"),
    "left and right": (r"\left[ 2 x + ", "y", r"\right]"),
    "parentheses in braces": ("{(", "x", ")}"),
    "exponents": ("e^{1 + ", "x", "}"),
    "indices": ("a_{", "i", "}"),
    "roots": (r"\sqrt[3]{1 + ", "x", "}"),
    "derivatives": (r"\frac{d \left( x ", "x", r"\right)}{dx}"),
    "sums": (r"\sum_{i} \left( i + ", "x", r"\right)"),
    "cases": (r"\begin{cases} 1 + ", "x", r"\end{cases}"),
    "underbraces": (r"\underbrace{1 + ", "x", "}_{y}"),
    "functions": (r"\sin (1 + ", "x", ")"),
}
REPEATED = {
    "terms": "x + ", "factors": "x ", "letters": "abc", "fractions": r"\frac{1}{2} ", "brackets": "(x) ", "bars": "|x| ",
    "primes": "x' ", "lists": "x, ", "relations": "x = ", "slashes": "x / ", "differentials": r"\frac{dy}{dx} ",
    "functions": r"\sin x ", "unclosed": "( ", "unopened": ") ", "bars alone": "| ",
}  # fmt: skip
"""What is written many times, one beside the other."""


ROWS = {
    "rows": r"a + b \\ ", "rows of relations": r"a &= b \\ ", "columns": "a & ", "columns of relations": "a &= b & ",
    "open brackets": r"( \\ ", "commas": ", ", "lists of relations": "a = b, ", "words": r"\text{a} ", "names": r"\text{a}(",
    "wide spaces": r"a \quad ", "boxes": r"\boxed{a = b} ", "labels": r"\label{a} ", "quantifiers": r"\forall a ",
}  # fmt: skip
"""What is written many times in a display."""


def nested(name, depth):
    opening, middle, closing = NESTED[name]
    return opening * depth + middle + closing * depth


def calls(tex, reader=parsed):
    """How many functions are called while a formula's tokens are read."""
    read, counter = tokens(tex), count()
    sys.setprofile(lambda frame, event, argument: next(counter) if event == "call" else None)
    try:
        reader(read)
    except NotUnderstood:
        pass
    finally:
        sys.setprofile(None)
    return next(counter)


@pytest.mark.parametrize("name", NESTED)
def test_twice_as_deep_takes_twice_as_many_calls(name):
    assert calls(nested(name, 80)) < 2.2 * calls(nested(name, 40))


@pytest.mark.parametrize("name", REPEATED)
@pytest.mark.parametrize("times", [80, slow(200)])
def test_twice_as_long_takes_twice_as_many_calls(name, times):
    assert calls(REPEATED[name] * 2 * times + "x") < 2.2 * calls(REPEATED[name] * times + "x")


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("times", [80, slow(200)])
def test_twice_as_many_rows_take_twice_as_many_calls(name, times):
    assert calls(ROWS[name] * 2 * times + "x", statements) < 2.2 * calls(ROWS[name] * times + "x", statements)


@pytest.mark.parametrize("name", NESTED)
def test_what_is_a_hundred_deep_is_read(name):
    assert len(list(walk(parsed(tokens(nested(name, 100)))))) >= 100


def test_fractions_and_brackets_two_hundred_deep_are_read():
    fractions = list(walk(parsed(tokens(nested("fractions", 199)))))
    assert [type(part) for part in fractions].count(Quotient) == 199
    brackets_ = list(walk(parsed(tokens(nested("parentheses", 200)))))
    assert [type(part) for part in brackets_].count(Bracket) == 200


@pytest.mark.parametrize("name", NESTED)
@pytest.mark.parametrize("depth", [500, slow(3000)])
def test_what_is_deeper_is_not_understood(name, depth):
    with pytest.raises(NotUnderstood):
        parsed(tokens(nested(name, depth)))


@pytest.mark.parametrize("name", slow_but({"fractions", "left and right", "indices"}, NESTED))
def test_what_is_deep_costs_its_own_step_alone(name):
    text = f"$$(a + b)^2 = a^2 + b^2$$\n\n$$1 + {nested(name, 150)} = y$$\n\n$$(a + b)^2 = a^2 + 2ab + b^2$$\n"
    first, deep, last = check(text, timeout=5.0)
    assert (first.verdict, deep.verdict, last.verdict) == ("refuted", "unknown", "proved")
    assert deep.kind not in ("error", "crash")


# -- brackets

BRACKETED = st.recursive(
    st.sampled_from(["a", "1", "a + b"]),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from([("(", ")"), ("[", "]"), (r"\{", r"\}"), (r"\left(", r"\right)"), ("|", "|")]), inner).map(
            lambda pair: f"{pair[0][0]} {pair[1]} {pair[0][1]}"
        ),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} + {pair[1]})"),
    ),
    max_leaves=20,
)  # fmt: skip


@given(BRACKETED)
def test_each_bracket_ends_where_it_was_closed(text):
    read = tokens(text)
    found = brackets(read)
    places = [(start, end) for start, end in found.ends.items()]
    for start, end in places:
        assert start < end
        for other, its_end in places:
            assert not start < other < end < its_end, "two brackets cross"
    assert len(found.closing) == len(found.ends) + len(found.double)


@given(BRACKETED.filter(lambda text: "| |" not in text and "|" not in text))
def test_as_many_brackets_are_read_as_are_written(text):
    written = text.count("(") + text.count("[") + text.count(r"\{")
    found = parsed(tokens(text))
    assert sum(isinstance(part, Bracket) for part in walk(found)) == written


@pytest.mark.parametrize(
    "text", ["(a", "a)", r"\left( a", r"a \right)", "(a]b", "[(a]", "| a", r"\left( (a \right)", "()"]
)
def test_brackets_that_do_not_match_are_told(text):
    if text == "(a]b":
        assert not isinstance(parsed(tokens(text)), Terms)  # a bracket of a kind of its own: (a]
        return
    with pytest.raises(NotUnderstood):
        parsed(tokens(text))
