"""What a report says, before it is written in any form."""

import pytest
from sympy import Function, Symbol

from derivations.chapter.errata import ERRATA
from derivations.notation.text import text
from derivations.proof import Derivation, Theory, algebra, definition_of, reals
from derivations.proof.refuting.counterexample import Simplest
from derivations.proof.wording import written
from derivations.report.article.content import article
from derivations.report.article.graph import Graph
from derivations.report.article.html_page import page
from derivations.report.article.latex_article import source
from derivations.report.article.opening import about_errata, about_proof, about_text


def test_all_results_are_in_it_with_all_their_lines(whole, chapter):
    assert [section.name for section in whole.sections] == [derivation.name for derivation in chapter]
    assert [section.steps for section in whole.sections] == [len(derivation.steps) for derivation in chapter]
    assert whole.count("proved") == len(chapter)


def test_every_section_states_something_and_has_a_source(whole):
    for section in whole.sections:
        assert section.statements
        assert section.source


def test_the_three_false_steps_are_refuted_in_it(whole):
    assert [section.name for section, _ in whole.corrections] == [
        "softmax-monotonicity",
        "log-likelihood-output-error",
        "log-likelihood-output-error",
    ]
    for _, correction in whole.corrections:
        assert correction.falsehood is not None
        assert correction.falsehood.lhs != correction.falsehood.rhs


def test_the_right_version_of_a_false_step_is_a_step_that_is_proved(verifier, chapter):
    steps = {str(step.claim) for derivation in chapter for step in derivation.steps}
    assert len(ERRATA) == 3
    assert all(str(erratum.correct) in steps for erratum in ERRATA)
    assert not any(str(erratum.step.claim) in steps for erratum in ERRATA)


def test_a_counterexample_is_told_by_what_the_claim_comes_down_to(whole):
    first = whole.corrections[0][1].falsehood
    assert [text(value) for value in first.values] == ["j = 1", "n_L = 2", "zᴸ₁ = 1", "zᴸ₂ = 0"]
    assert (first.lhs, first.rhs) == ("0.19661", "1.4528")


def test_counterexamples_have_the_smallest_numbers(whole):
    for _, correction in whole.corrections:
        *places, last, other = correction.falsehood.values
        assert {text(value[2]) for value in (last, other)} == {"0", "1"}
        assert all(text(value[2]) in ("1", "2") for value in places)


@pytest.mark.parametrize("erratum", ERRATA, ids=lambda erratum: erratum.where)
def test_the_simplest_numbers_refute_the_false_step_and_not_the_right_one(erratum, verifier):
    step = erratum.step
    assert verifier.counterexample(step.claim, step.theory, step.indices, Simplest) is not None
    assert verifier.counterexample(erratum.correct, step.theory, step.indices, Simplest) is None


def test_the_slip_is_said_of_every_false_step(whole):
    assert all(written(correction.slip, text).endswith(".") for _, correction in whole.corrections)


def test_n_is_1_is_remarked(whole):
    remarks = {section.name: written(section.remark, text) for section in whole.sections}
    assert "The output of a single neuron is always 1" in remarks["softmax-monotonicity"]
    assert "C′′(a) > 0" in remarks["cross-entropy-minimum"]


def test_refuted_and_unknown_lines_say_why():
    u = Symbol("u")
    f = Function("f")
    with Derivation("wrong", title="Wrong", theory=Theory(reals(u))) as d:
        d.start((u + 1) ** 2)
        d.eq(u**2 + 1, by=algebra)
        d.start(f(u))
        d.eq(abs(f(u)), by=algebra, because="which is not so")
        d.start(f(u))
        d.eq(f(u + 1) - f(u + 1) + f(u), by=definition_of(f))
    (section,) = article([d]).sections
    refuted, _, unknown = (passage.lines[0] for passage in section.passages)
    assert section.verdict == "refuted"
    assert [text(value) for value in refuted.falsehood.values] == ["u = 1"]
    assert unknown.verdict == "unknown"
    assert unknown.why_unknown


def test_the_graph_has_every_fact_to_the_left_of_what_rests_on_it(whole):
    graph = whole.graph
    assert ("bp1", "linear-output-error") in graph.edges
    assert all(graph.places[fact].column < graph.places[name].column for fact, name in graph.edges)
    assert set(graph.places) | set(graph.alone) == {section.name for section in whole.sections}
    assert len({(place.column, place.row) for place in graph.places.values()}) == len(graph.places)


def test_a_graph_without_edges_draws_nothing():
    assert Graph({"one": (), "two": ("elsewhere",)}).places == {}
    assert Graph({}).columns == ()


def test_a_long_path_has_a_column_for_each_result():
    names = [str(i) for i in range(50)]
    graph = Graph({name: tuple(names[:i][-1:]) for i, name in enumerate(names)})
    assert [column[0] for column in graph.columns] == names


def test_what_a_result_rests_on_is_a_graph_of_its_own(whole):
    below = whole.graph.below("log-likelihood-output-error")
    assert set(below.rests_on) == {"bp3", "bp4", "softmax-monotonicity", "log-likelihood-output-error"}
    assert below.order[-1] == "log-likelihood-output-error"


def test_in_the_order_of_a_graph_each_result_comes_after_all_it_rests_on(whole):
    place = {name: number for number, name in enumerate(whole.graph.order)}
    assert all(place[fact] < place[name] for fact, name in whole.graph.edges)


def test_where_a_result_is_used_is_the_reverse_of_what_it_rests_on(whole):
    assert {(f, s.name) for s in whole.sections for f in s.rests_on} == {
        (s.name, user) for s in whole.sections for user in s.used_in
    }


def test_it_says_whose_text_is_verified_and_that_the_book_is_not_at_fault(whole):
    first, second = about_text(whole)
    assert "NNDL-solutions" in first
    assert "of the solutions and not of the book" in first
    assert "not by the book's author" in first
    assert "3ba73fa" in second
    assert "since corrected" in second
    assert about_errata(whole).startswith("In the text 3 steps are false.")


def test_a_report_without_the_chapter_speaks_of_no_text(chapter):
    with Derivation("bp1", title="Something else", theory=Theory(reals(Symbol("u")))) as d:
        d.start(Symbol("u"))
        d.eq(Symbol("u"), by=algebra)
    made = article([d])
    assert about_text(made) == ()
    assert made.sections[0].idea == made.sections[0].asks == ()
    assert not made.notation


def test_the_statistics_count_results_steps_and_verdicts(whole):
    assert whole.statistics == ("17 results", "181 steps", "all proved")
    u = Symbol("u")
    with Derivation("wrong", title="Wrong", theory=Theory(reals(u))) as d:
        d.start(u)
        d.eq(u + 1, by=algebra)
    assert article([d]).statistics == ("1 result", "1 step", "0 proved", "1 refuted")
    assert about_proof(article([d])).startswith("Of 1 result in 1 step, 0 are proved, 1 refuted, and 0 unknown.")


def test_every_result_of_the_chapter_says_what_is_asked_and_the_idea(whole):
    for section in whole.sections:
        for words in (section.asks, section.idea):
            assert written(words, text)[-1] in ".?"
            assert len(written(words, text)) > 50


def test_every_chain_has_a_title_of_its_own_that_begins_a_sentence(whole):
    for section in whole.sections:
        titles = [passage.title for passage in section.passages]
        assert len(set(titles)) == len(titles)
        assert len(titles) == 1 or all(title[:1].isupper() for title in titles)


def test_definitions_are_no_assumptions(whole):
    for section in whole.sections:
        assert all(":=" in written(words, text) for words in section.definitions)
        assert not any(":=" in written(words, text) for words in section.assumptions)


def test_a_long_list_of_assumptions_is_stated_once(whole):
    limit = next(section for section in whole.sections if section.name == "softmax-limit")
    assert [str(link) for link, _ in limit.setting] == [f"(S{place})" for place in range(1, 7)]
    assert written(limit.setting[0][1], text) == "M, which has m elements, and R partition the indices"
    conditions = [written(passage.condition, text) for passage in limit.passages]
    assert all(said.startswith("in the setting (S)") for said in conditions[6:15])
    assert "in the setting (S), for p ∈ M, if m = 1" in conditions
    assert "in the setting (S), for q′ ∈ R" in conditions
    assert not any(section.setting for section in whole.sections if section is not limit)


def test_a_handout_has_only_the_chains_that_its_statements_rest_on(chapter):
    (handout,) = article([d for d in chapter if d.name == "sigmoid-derivative"], style="handout").sections
    assert [passage.title for passage in handout.passages] == [
        "The derivative",
        "The product",
        "The derivative equals the product",
    ]
    assert written(handout.passages[-1].lines[-1].by, text) == "by (1.1) and (1.2)"


@pytest.mark.parametrize("style", ["article", "handout"])
@pytest.mark.parametrize("write", [page, source], ids=["html", "tex"])
def test_what_is_false_is_nowhere_said_to_be_proved(chapter, style, write):
    u = Symbol("u")
    with Derivation("wrong", title="Wrong", theory=Theory(reals(u))) as d:
        d.start((u + 1) ** 2, "A false expansion")
        d.eq(u**2 + 1, by=algebra)
        right = d.start((u + 1) ** 2, "The right one")
        d.eq(u**2 + 2 * u + 1, by=algebra)
        d.concludes(right)
    said = " ".join(write(article([d], style=style)).split())
    assert "Not all of this is true" in said
    assert "A false expansion" in said
    assert "Of 1 result in 2 steps, 0 are proved" in said
    assert "Each step was proved" not in said
    good = " ".join(write(article(chapter[:1], style=style)).split())
    assert "Not all of this" not in good
