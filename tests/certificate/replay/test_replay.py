"""The replay: each theorem of the kernel again in Coq, and nothing that is false."""

import os
import re
import shutil

import pytest
from flint import fmpq
from support.kernel_dependence import independent, passes_through, smooth_by_structure
from support.replays import accepted, checked, compiled_library, replayed

from derivations.certificate import claims_of
from derivations.certificate.claims import NotTheClaim, as_claimed
from derivations.certificate.replay import script
from derivations.certificate.replay.names import names
from derivations.certificate.replay.printing import PRINTED, Printer
from derivations.certificate.replay.rows.table import ROWS
from derivations.certificate.replay.walk import walked
from derivations.chapter import load
from derivations.kernel import algebra, calculus, claims, definedness, order, sums, theorem
from derivations.kernel import terms as k
from derivations.kernel.order import sign_of
from derivations.kernel.theorem import RULES
from derivations.proof import Verifier

has_coq = shutil.which("coqc") is not None or bool(os.environ.get("DERIVATIONS_REQUIRE_ALL"))


def with_coq(test):
    """A test that runs Coq: among the slow ones, and where Coq is."""
    return pytest.mark.slow(pytest.mark.skipif(not has_coq, reason="coqc is not installed")(test))


x, y, z = map(k.quantity, "xyz")
i, j = map(k.index, "ij")
S = k.interval(k.index(None, 1), k.count("n"))


@pytest.fixture(scope="module")
def sigmoid():
    return [one.theorem for one in claims_of(load("sigmoid-derivative"), Verifier()).claimed]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which the library has been checked."""
    return compiled_library(tmp_path_factory.mktemp("replay"))


# -- what is claimed


def test_what_is_certified_is_what_is_claimed(sigmoid):
    main = sigmoid[-1]
    assert as_claimed("t", "main", main, main.claim).theorem is main
    with pytest.raises(NotTheClaim, match="the claim is"):
        as_claimed("t", "main", main, sigmoid[0].claim)


# -- walking and printing


def test_each_theorem_comes_after_those_that_it_was_made_from(sigmoid):
    seen = set()
    for one in walked(sigmoid):
        assert id(one) not in seen
        assert all(id(premise) in seen for premise in one.arguments if type(premise) is theorem.Theorem)
        seen.add(id(one))


def test_names_are_not_mixed_up():
    found = names(["qz", "qz'", "iz", "qa b", "qa-b", "q", "f"])
    assert len(set(found.values())) == len(found)
    assert all(re.fullmatch(r"[a-z]_\w*'*", name, re.ASCII) for name in found.values())


def test_every_operator_is_printed():
    beside = {"depends", "row", "infinity"}  # parts of structures, of what lies between, and of limits
    assert set(k.SIGNATURES) - set(PRINTED) == beside


def test_statements_say_what_the_terms_say():
    p = Printer(names(["qx", "ii", "nn", "ff"]))
    body = k.divide(k.quantity("x", k.index(0, -1)), k.number(fmpq(-1, 2)))
    assert p(k.sum_over(S.args and k.interval(k.index(None, 1), k.count("n")), body)) == (
        "(sum (Between (1)%Z (Z.of_nat (ct M n_n []))) (fun k0 => "
        "(mul [(qt M q_x [(k0 + (-1))%Z]); (pow (rat (-1) 2) (-1))])))"
    )
    assert p(k.structure("qx")) == "(Made M q_x (fun i => False) (fun i y j => False) w)"


def test_the_main_theorem_of_the_sigmoid_reads_as_its_mathematics(sigmoid):
    assert " ".join(replayed(sigmoid)[0].theorems[-1].statement.split()) == (
        "forall (M : model) (w : world), (def (qt M q_z []) w) -> "
        "((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\\ "
        "MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) -> "
        "((Eq (app M f_sigma [1%nat] [(qt M q_z [])]) "
        "(mul [(app M f_sigma [0%nat] [(qt M q_z [])]); "
        "(add [(int (1)); (mul [(int (-1)); (app M f_sigma [0%nat] [(qt M q_z [])])])])]) w) /\\ "
        "(def (app M f_sigma [1%nat] [(qt M q_z [])]) w) /\\ "
        "(def (mul [(app M f_sigma [0%nat] [(qt M q_z [])]); "
        "(add [(int (1)); (mul [(int (-1)); (app M f_sigma [0%nat] [(qt M q_z [])])])])]) w))"
    )


def test_each_sequent_is_one_lemma(sigmoid):
    made, _ = replayed(sigmoid)
    sequents = {(one.hypotheses, one.claim) for one in walked(sigmoid)}
    assert len(made.proved) == len(sequents) == made.text.count("\nLemma s")


def test_sequents_of_one_shape_are_instances_of_one():
    def square(index):
        of = k.quantity("x", index)
        return algebra.field(k.mul(of, k.power(of, -1), of), of)

    made, _ = replayed([square(i), square(j), square(k.index("j", 1))])
    lemmas = dict(re.findall(r"Lemma (s\d+) : .*\nProof\. (.*)", made.text))
    assert lemmas["s1"] == "exact (fun M w i_j h0 => (s0 M w i_j h0)). Qed."
    assert "s0" not in lemmas["s2"]


def test_a_step_without_a_lemma_is_named_and_those_that_rest_on_it_are_not_stated(monkeypatch):
    monkeypatch.setattr(script, "ROWS", {rule: row for rule, row in ROWS.items() if rule != "sign_of"})
    positive = sign_of(k.exp(x))
    made, _ = replayed([positive, theorem.cut(positive, theorem.assume(positive.claim)), algebra.field(x, x)])
    assert {gap.reason for gap in made.gaps} == {"the library has no lemma for the rule sign_of"}
    assert "t_2" in [one.name for one in made.theorems]


def test_what_the_library_has_no_words_for_is_named():
    step = theorem.assume(k.structure("qx", k.depends(x, y)))
    made, _ = replayed([RULES["clause_of"](step.claim, 0), sign_of(k.exp(x))])
    assert [gap.reason for gap in made.gaps] == ["no proposition of the library says 'depends'"]
    assert [one.name for one in made.theorems] == ["t_1"]


def test_rows_are_of_rules():
    assert set(ROWS) <= set(RULES)


# -- what Coq accepts, and what not


@with_coq
def test_coq_accepts_the_derivative_of_the_sigmoid(folder, sigmoid):
    made, table = replayed(sigmoid)
    found = checked(folder, made.text, table)
    assert found.accepted, f"line {found.line}: {found.message}"


CHANGED = {
    "another claim": ("(add [(int (1)); (mul [(int (-1)); (app M f_sigma", "(add [(int (2)); (mul [(int (-1)); (app M f_sigma"),
    "a hypothesis left out": ("(w : world),\n  (def (qt M q_z []) w) ->\n  ", "(w : world),\n  "),
    "another rule": ("rule_sign_of_exp", "rule_sign_of_abs"),
    "a wrong argument": ("(rule_sign_of_exp (qt M q_z []) w)", "(rule_sign_of_exp (int (1)) w)"),
    "a step that is not proved": ("Proof. exact s", "Admitted. (* exact s"),
}  # fmt: skip


@with_coq
@pytest.mark.parametrize("how", CHANGED)
def test_what_is_changed_is_rejected(folder, sigmoid, how):
    (made, table), (old, new) = replayed(sigmoid), CHANGED[how]
    text = made.text.replace(old, new, 1)
    assert text != made.text
    assert not checked(folder, text, table).accepted


LN_AND_CUBE = k.structure(
    "ff",
    k.for_all_reals(k.defines(k.apply("f", (0,), k.bound(0)), k.add(k.ln(k.bound(0)), k.power(k.bound(0), 3)))),
)
"""``f(v) = ln(v) + v³``"""
SQUARE = k.structure(
    "ff", k.for_all_reals(k.defines(k.apply("f", (0,), k.bound(0)), k.power(k.sub(k.bound(0), k.ONE), 2)))
)
"""``f(v) = (v - 1)²``"""


def formula(name, body):
    """A function by its formula."""
    return k.structure(f"f{name}", k.for_all_reals(k.defines(k.apply(name, (0,), k.bound(0)), body)))


def of_all_numbers_under_a_derivative():
    """``∂g'(x)/∂x = ∂h(x)/∂x``, as g' is h."""
    slope, other = (k.apply(name, (order,), k.bound(0)) for name, order in (("g", 1), ("h", 0)))
    known = theorem.assume(k.for_all_reals(k.equal(slope, other)))
    return calculus.equals_under_derivative(x, theorem.specialize_real(known, x))


OF_SQUARE = formula("f", k.apply("g", (0,), k.power(k.bound(0), 2)))
"""``f(v) = g(v²)``"""
LOGARITHMS = formula("h", k.sum_over(S, k.ln(k.add(k.bound(1), k.exp(k.quantity("x", k.index(0)))))))
"""``h(v) = ∑ ln(v + exp(x_k))``"""
LN_OF_LOGARITHMS = formula("f", k.ln(k.apply("h", (0,), k.bound(0))))
"""``f(v) = ln(h(v))``"""
WITH_DELTA = k.add(k.number(2), k.mul(k.bracket(k.same(k.index(0), k.index("m"))), k.quantity("x", k.index(0))))
"""``2 + [k = m] x_k``"""


def minimum_of_a_square(low, high):
    """That ``(v - 1)²`` is least at z, if its derivative there is 0, in an interval."""
    curvature = k.apply("f", (2,), x)
    second = calculus.derivative_of_function(SQUARE, curvature)
    positive = order.by_identity(k.ZERO, curvature, ((fmpq(2), ()),), (second,))
    convex = theorem.conjoin(positive, calculus.derivative_of_function_has_value(SQUARE, curvature))
    return claims.convex_minimum("f", convex, x, low, high, z)


TRUE = {
    "an identity": lambda: algebra.field(k.power(k.add(x, y), 2), k.add(k.power(x, 2), k.power(y, 2), k.mul(k.number(2), x, y))),
    "a quotient": lambda: algebra.field(k.divide(k.mul(x, y), y), x),
    "a sum of an equation": lambda: algebra.field(
        x, k.mul(z, z), (), ((k.ONE, theorem.assume(k.equal(x, y))), (z, theorem.assume(k.equal(k.divide(y, z), z))))
    ),
    "an inequality": lambda: order.by_identity(k.ZERO, k.mul(x, y), ((fmpq(1), ((theorem.assume(k.less(k.ZERO, x)), 1), (theorem.assume(k.less(k.ZERO, y)), 1))),)),
    "an even power": lambda: order.by_identity(k.ZERO, k.power(x, 2), ((fmpq(1), ((theorem.assume(k.unequal(x, k.ZERO)), 2),)),)),
    "a sum with a delta": lambda: sums.sum_with_delta(S, i, k.quantity("x", k.index(0, 2))),
    "a sum without one": lambda: sums.sum_without(S, i, k.mul(k.bracket(k.same(k.index(0), j)), k.quantity("x", k.index(0)))),
    "a product of sums": lambda: sums.sum_swapped(S, S, k.mul(k.bracket(k.same(k.index(0), k.index(1))), k.quantity("x", k.index(0)))),
    "another index": lambda: theorem.substitute(theorem.assume(k.same(i, k.index("j", 1))), ((j, k.index("i", -1)),)),
    "a second derivative of a formula": lambda: calculus.derivative_of_function(LN_AND_CUBE, k.apply("f", (2,), y)),
    "that a third derivative exists": lambda: calculus.derivative_of_function_has_value(LN_AND_CUBE, k.apply("f", (3,), y)),
    "a function of two terms": lambda: calculus.derivative(k.apply("g", (0, 0), k.power(x, 2), k.exp(x)), x),
    "a function of a term that stays": lambda: calculus.derivative(k.apply("g", (0, 0), x, y), x),
    "a value of a function of two terms": lambda: definedness.from_parts(k.defined(k.apply("g", (1, 2), x, y))),
    "a smooth function of two terms": lambda: definedness.from_parts(k.smooth(k.apply("g", (1, 2), x, y))),
    "the minimum of a square": lambda: minimum_of_a_square(k.ZERO, k.number(2)),
    "the minimum of a square anywhere": lambda: minimum_of_a_square(None, None),
    "a derivative of a sum with a delta": lambda: calculus.derivative(k.sum_over(S, WITH_DELTA), k.quantity("x", j)),
    "a derivative of a sum of logarithms": lambda: calculus.derivative(k.sum_over(S, k.ln(WITH_DELTA)), k.quantity("x", j)),
    "a smooth function in a formula": lambda: calculus.derivative_of_function(OF_SQUARE, k.apply("f", (1,), y)),
    "that a function of a smooth function has a derivative": lambda: calculus.derivative_of_function_has_value(OF_SQUARE, k.apply("f", (1,), y)),
    "a second derivative of a sum of logarithms": lambda: calculus.derivative_of_function(LOGARITHMS, k.apply("h", (2,), y)),
    "that a function of formulas has a derivative": lambda: calculus.derivative_of_function_has_value(LN_OF_LOGARITHMS, k.apply("f", (1,), y), (LOGARITHMS,)),
    "an equation of all numbers under a derivative": of_all_numbers_under_a_derivative,
    "the chain rule through a row": lambda: calculus.chain_rule(y, x, VALUES),
    "the chain rule through a matrix": lambda: calculus.chain_rule(y, x, MATRIX),
    "the chain rule through rows of matrices": lambda: calculus.chain_rule(y, k.quantity("x", i), CUBE),
    "a term for a name": lambda: theorem.substitute(algebra.field(k.add(x, x), k.mul(k.number(2), x)), ((x, k.exp(y)),)),
}  # fmt: skip


@with_coq
@pytest.mark.parametrize("name", TRUE)
def test_small_steps_are_accepted_and_their_false_neighbours_rejected(folder, name):
    one = TRUE[name]()
    claim = one.claim
    if claim.op in ("=", "<", "≤"):
        false = k.with_arguments(claim, (k.add(claim.args[1], k.ONE), claim.args[0]))
    elif claim.op in ("defined", "smooth"):
        false = k.undefined(claim.args[0])
    else:
        false = k.same(i, k.index("i", 1))
    accepted(folder, [(one, false)])


def summed(name, body):
    """``y = ∑_i ∑_j ∑_k body``, where i and j are of one set, and k is of that without i."""
    of = k.sum_over(S, k.sum_over(S, k.sum_over(k.without(S, k.index(1)), body)))
    return k.structure(f"q{name}", k.defines(k.quantity(name), of))


VALUE = k.quantity("v", k.index(0))
"""``v_k``, with none of the other indices."""
MADE = (summed("y", VALUE), k.structure("qv"), k.structure("qx"))
"""``y`` of values that are free."""
BY_WAY = (summed("y", k.exp(VALUE)), k.structure("qv", k.for_all(S, k.defines(VALUE, k.mul(x, x)))), k.structure("qx"))
"""``y`` of values that are made of ``x``."""
VALUES = k.row(S, VALUE)
T = k.interval(k.index(None, 1), k.count("m"))
ENTRY = k.quantity("v", k.index(0), k.index(1))
"""``v_ki``, of the inner index first."""
MATRIX = k.row(S, k.row(T, ENTRY))
CUBE = k.row(S, k.row(T, k.row(S, k.quantity("v", k.index(1), k.index("j", 1), k.index(0), k.index(2)))))
BY_MATRIX = (
    k.structure("qy", k.defines(y, k.sum_over(S, k.sum_over(T, k.exp(ENTRY))))),
    k.structure("qv", k.for_all(T, k.for_all(S, k.defines(k.quantity("v", k.index(1), k.index(0)), k.mul(x, x))))),
    k.structure("qx"),
)
"""``y`` of the entries of a matrix that are made of ``x``."""
STRUCTURES = {
    "it is smooth": lambda: (smooth_by_structure(y, MADE), k.smooth(k.power(k.sub(x, x), -1))),
    "it does not change with another": lambda: (independent(y, x, MADE), k.independent(y, k.quantity("v", i))),
    "it changes by way of others": lambda: (passes_through(y, x, VALUES, BY_WAY), k.through(y, x, z)),
    "it changes by way of a matrix": lambda: (
        passes_through(y, x, MATRIX, BY_MATRIX), k.through(y, x, k.row(S, k.quantity("v", j, k.index(0))))
    ),
}  # fmt: skip


@with_coq
@pytest.mark.parametrize("name", STRUCTURES)
def test_what_is_made_of_quantities_that_leave_indices_out(folder, name):
    one, false = STRUCTURES[name]()
    made, table = replayed([one, theorem.assume(one.claim), theorem.assume(false)])
    assert made.gaps == ()
    found = checked(folder, made.text, table)
    assert found.accepted, f"line {found.line}: {found.message}"
    (lemma,) = re.findall(r"^Theorem t_0 :[^\0]*?^Proof\. exact (s\d+)\. Qed\.", made.text, re.MULTILINE)
    p = Printer(table)
    before, proof, _ = re.split(rf"(?<=\nLemma {lemma} )(.*\.\nProof\. [^\0]*? Qed\.)\n", made.text)
    assert checked(folder, before + proof, table).accepted
    wrong = proof.replace(f" -> {p(one.claim)}.\n", f" -> {p(false)}.\n")
    assert wrong != proof
    assert not checked(folder, before + wrong, table).accepted
