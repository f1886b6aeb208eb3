"""Reasons and conditions read as parts of a sentence, and none of what a step names is left out."""

import pytest
from sympy import Function, Symbol

from derivations import bp1, cross_entropy_minimum, input_factor
from derivations.notation import Ne, sigma
from derivations.notation.text import text
from derivations.proof import Derivation, Theory, algebra, definition_of, differentiation, given, reals
from derivations.proof.wording import written
from derivations.report.article.content import article
from derivations.report.article.sentences import Links, assumptions, condition, enumerated, reason

u, v = Symbol("u"), Symbol("v")
f = Function("f")
apart = given(Ne(u, v))


def step_by(*by, because=""):
    with Derivation("one", title="One", theory=Theory(reals(u, v), apart)) as d:
        d.start(u, "A start")
        d.eq(u, by=list(by), because=because)
    return d.steps[0]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ((), ""),
        ((algebra,), "by algebra"),
        ((definition_of(sigma),), "by the definition of σ"),
        ((definition_of(sigma), definition_of(f)), "by the definitions of σ and f"),
        ((definition_of(sigma), algebra, differentiation), "by the definition of σ, algebra and differentiation"),
        ((apart,), "since u ≠ v"),
        ((algebra, apart), "by algebra, since u ≠ v"),
        ((bp1,), "by bp1"),
        ((bp1.at({f: sigma}), algebra), "by bp1 with f = σ and algebra"),
    ],
)
def test_a_reason_is_a_phrase(by, said):
    assert written(reason(step_by(*by), Links(), "one"), text) == said


def test_the_words_of_the_text_come_last():
    assert written(reason(step_by(algebra, because="as was seen"), Links()), text) == "by algebra, as was seen"


def test_a_fact_is_referred_to_by_its_number_if_the_report_has_it(chapter):
    section = next(s for s in article([cross_entropy_minimum]).sections)
    strict = next(p for p in section.passages if p.title == "The strict global minimum")
    assert written(strict.lines[0].by, text) == "by the convexity (1.3) and the critical point (1.2), since a ≠ y"


def test_a_fact_of_a_result_that_is_not_in_the_report_is_referred_to_by_name(chapter):
    alone = article([d for d in chapter if d.name == "softmax-nonlocality"]).sections[0]
    assert written(alone.passages[0].lines[0].by, text) == "by softmax-monotonicity, since k ≠ j"


def test_every_reason_of_the_chapter_names_all_that_its_step_does(whole, chapter):
    for section, derivation in zip(whole.sections, chapter, strict=True):
        lines = [line for passage in section.passages for line in passage.lines]
        for line, step in zip(lines, derivation.steps, strict=True):
            assert bool(line.by) == bool(step.by)
            said = written(line.by, text)
            for item in step.by:
                if type(item).__name__ == "DefinitionOf":
                    assert "definition" in said
                if type(item).__name__ == "Given":
                    assert "since" in said


def test_conditions_are_part_of_a_sentence():
    ratio = next(chain for chain in input_factor.chains if chain.title.startswith("The ratio"))
    said = written(condition(ratio, Links(), None), text)
    assert said == "if z′ = z, ∂Cₓ/∂a ≠ 0, σ′(z) ≠ 0 and xⱼ ≠ 0"


def test_quantities_of_one_kind_share_a_sentence():
    assert [written(words, text) for words in assumptions(Theory(reals(u, v)).assumptions)] == [
        "u and v are real numbers"
    ]
    assert [written(words, text) for words in assumptions(bp1.theory.assumptions)] == ["n and nₗ are positive integers"]


def test_a_list_has_commas_and_an_and():
    assert enumerated([]) == ()
    assert enumerated([("a",)]) == ("a",)
    assert "".join(enumerated([("a",), ("b",), ("c",)])) == "a, b and c"
