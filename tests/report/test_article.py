"""What a report says, before it is written in any form."""

from sympy import Function, Symbol

from derivations.chapter.errata import ERRATA
from derivations.notation.text import text
from derivations.proof import Derivation, Theory, algebra, definition_of, reals
from derivations.proof.wording import written
from derivations.report.article.content import article
from derivations.report.article.graph import Graph


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
    assert [text(value) for value in first.values] == ["L = 3", "j = 2", "n₃ = 2", "z³₁ = 1", "z³₂ = 1/3"]
    assert (first.lhs, first.rhs) == ("0.22416", "0.43660")


def test_n_is_1_is_remarked(whole):
    remarks = {section.name: written(section.remark, text) for section in whole.sections}
    assert "of a single one the output is always 1" in remarks["softmax-monotonicity"]
    assert "C′′(a) > 0" in remarks["cross-entropy-minimum"]


def test_refuted_and_undecided_lines_say_why():
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
    assert [text(value) for value in refuted.falsehood.values] == ["u = 1/2"]
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
