"""The messages that a new user meets first: whole, in plain English, and each says what to do.

A message stands here as it is printed, so that whoever changes one reads it as a stranger does.
"""

import re

import pytest
from click.testing import CliRunner
from sympy import Rational, Symbol

import derivations
from derivations import bp1, check, matching_cost, output_error, sigmoid_derivative, softmax_limit
from derivations.command_line import main
from derivations.proof import Derivation, Theory, algebra, reals
from numeric import Network

a, u, y, z = map(Symbol, ("a", "u", "y", "z"))


def square(right, **how):
    d = Derivation("square", title="A square", theory=Theory(reals(u)))
    d.start((u + 1) ** 2)
    d.eq(right, **{"by": algebra, **how})
    return d


MESSAGES = [
    (
        lambda: output_error("mse", "sigmoid"),
        "there is no cost called 'mse': use 'quadratic', which is half of the squared error, or the expression "
        "(a - y)**2",
    ),
    (
        lambda: output_error("quadratic", "relu"),
        "there is no activation called 'relu': it has no derivative at z = 0, so no output error holds for every z; "
        "numeric.Network computes with it",
    ),
    (
        lambda: output_error("hinge", "sigmoid"),
        "there is no cost called 'hinge'; the names are quadratic, cross-entropy, log-likelihood, poisson. "
        "You can also pass a SymPy expression.",
    ),
    (
        lambda: square(u**2 + 2 * u + 1, by="binomial theorem"),
        "square: 'binomial theorem' is not a reason; a string is one of 'algebra', 'differentiation', 'limit laws', "
        "and words go into because=",
    ),
    (
        bp1.as_function,
        "bp1: δᴸⱼ = (∂Cₓ/∂aᴸⱼ) f′(zᴸⱼ) holds for every function that its theory leaves open, so it gives no numbers. "
        "Name a cost and an activation to compute an output error: "
        'derivations.output_error("cross-entropy", "sigmoid").as_function()',
    ),
    (
        lambda: output_error("cross-entropy", "sigmoid").as_function()([1.0], [40.0]),
        "call this function with its arguments by name: f(y=..., z=...)",
    ),
    (
        lambda: derivations.softmax_limt,
        "module 'derivations' has no attribute 'softmax_limt'. Did you mean 'softmax_limit'?",
    ),
    (
        lambda: bool(bp1.verify().verdict),
        "a verdict is neither true nor false: use isinstance(verdict, Proved)",
    ),
    (
        lambda: output_error(0.5 * (a - y) ** 2, "tanh"),
        "cost: 0.5 is a floating-point number, which is not exact: write Rational('0.5')",
    ),
    (
        lambda: check("notes.md"),
        "check takes the text of a document, not its path: use check_files(['notes.md'])",
    ),
    (
        lambda: Network([2, 3, 1], ["tanh", "tanh"], "cross-entropy"),
        "cost: expected 'quadratic' with tanh outputs, got 'cross-entropy'; cross-entropy is for sigmoid outputs",
    ),
    (
        lambda: derivations.verify("bp1"),
        "expected a derivation, such as derivations.bp1, got 'bp1'",
    ),
]


@pytest.mark.parametrize(("call", "message"), MESSAGES, ids=[message[:50] for _, message in MESSAGES])
def test_a_mistake_is_told_in_plain_english(call, message):
    with pytest.raises((ValueError, TypeError, AttributeError, derivations.document.CannotRead)) as told:
        call()
    assert str(told.value) == message


COMMANDS = [
    (["verify", "softmax-limt"], "There is no result called 'softmax-limt'. Did you mean softmax-limit"),
    (["verify", "-m", "mine.py"], "there is no module 'mine'; give a module's name, not a file: mine"),
    (["check", "nowhere.md"], "nowhere.md: No such file or directory"),
]


@pytest.mark.parametrize(("arguments", "message"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_a_command_that_cannot_start_says_why_and_ends_with_2(arguments, message):
    told = CliRunner().invoke(main, arguments)
    assert message in told.stderr
    assert told.exit_code == 2


def test_verdicts_that_are_not_proved_say_what_is_missing_or_show_numbers():
    slip = square(u**2 + 1).verify().verdict
    assert str(slip.counterexample) == "at u = 1/2: 9/4 against 5/4"
    with Derivation("quotient", title="A quotient", theory=Theory(reals(u))) as d:
        d.start(u / u)
        d.eq(1, by=algebra)
    assert d.verify().verdict.reason == "needs that a factor is not 0; it needs u ≠ 0"
    floating = square((u + 1) * (u + 1.0)).verify().verdict
    assert floating.reason == "1 is a floating-point number, which is not exact: write Rational('1')"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Quadratic", "quadratic"),
        ("cross_entropy", "cross-entropy"),
        ("BCE", "cross-entropy"),
        ("nll", "log-likelihood"),
    ],
)
def test_costs_have_the_names_that_people_type(typed, name):
    assert output_error(typed, "softmax").name == f"output-error-{name}-softmax"


@pytest.mark.parametrize(("typed", "name"), [("Sigmoid", "sigmoid"), ("logistic", "sigmoid"), ("swish", "silu")])
def test_activations_have_the_names_that_people_type(typed, name):
    assert output_error("quadratic", typed).name == f"output-error-quadratic-{name}"
    assert Network([2, 1], [typed]).activations == (name,)


def test_the_names_of_the_numeric_package_are_those_of_the_symbolic_one():
    assert Network([2, 1], ["sigmoid"], "BCE").cost_name == "cross-entropy"
    assert Network([2, 1], ["softmax"], "nll").cost_name == "log-likelihood"


def everything():
    """Objects of both packages, each under its name."""
    import numeric
    from derivations.document.results import CheckedDocument

    verified = softmax_limit.verify()
    network = Network([2, 3, 1], ["tanh", "sigmoid"], "cross-entropy", seed=0)
    x, desired = [[0.0, 1.0], [1.0, 1.0]], [[1.0], [0.0]]
    found = check(r"$$(x + 1)^2 = x^2 + 1$$")
    checked = numeric.check_gradients(network, x, desired)
    return {
        "verification": verified,
        "checked step": verified.steps[0],
        "step": verified.steps[0].step,
        "longest step": max((c.step for c in verified.steps), key=lambda step: len(str(step.claim))),
        "verdict": verified.verdict,
        "theorem": verified.verdict.theorems[-1],
        "refuted": square(u**2 + 1).verify(),
        "derivation": softmax_limit,
        "chain": softmax_limit.chains[-1],
        "equality": softmax_limit.chains[1].equality,
        "theory": softmax_limit.chains[-2].theory,
        "function": sigmoid_derivative.as_function(),
        "matching cost": matching_cost("tanh"),
        "found step": found[0],
        "document": CheckedDocument("notes.md", tuple(found)),
        "network": network,
        "gradient": network.gradient(x, desired),
        "gradient check": checked,
        "block": checked.blocks[0],
        "epoch": numeric.train(network, x, desired, rate=0.1, epochs=1)[0],
        **{f"activation {name}": row for name, row in numeric.ACTIVATIONS.items()},
        **{f"output {name}": row for name, row in numeric.OUTPUTS.items()},
        **{f"optimiser {name}": row for name, row in numeric.OPTIMISERS.items()},
    }


def test_every_object_shows_on_a_line_at_the_prompt():
    for name, shown in everything().items():
        line = repr(shown)
        assert len(line) <= 250, name
        assert "\n" not in line, name
        assert not re.search(r" at 0x|<function|array\(", line), name


def test_what_verifying_found_shows_its_verdict_at_the_prompt():
    assert repr(softmax_limit.verify()) == "<Verification of softmax-limit: proved, 29 steps>"
    assert repr(square(u**2 + 1).verify()) == (
        "<Verification of square: refuted, 0 of 1 step proved, not (1 + u)² = 1 + u²>"
    )
    assert repr(softmax_limit.chains[1]) == "<Chain of softmax-limit: ∑ⱼ aᴸⱼ = 1>"
    assert repr(square(Rational(1) + u).theory) == "<Theory: u is real>"
