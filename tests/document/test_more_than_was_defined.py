"""A definition tells what it tells: of one point, of one meaning of a letter, and nothing "for all f"."""

import pytest

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Let $y(a) = b$ be the boundary value. $$y'(a) = 0$$",
        "Let $f(c) = d$. Then $f'(c) = 0$.",
        "Denote $f(x) = y$. Then $f'(x) = 0$.",
        r"Let $g(p) = q$. $$\frac{d}{dp}(p\, g(p)) = q$$",
        r"Let $u(x, t) = c$ on the characteristic. $$\frac{\partial}{\partial t}(t\, u(x, t)) = c$$",
        "Let $E(w) = z^2$ with $z = 3w$. Then $E'(w) = 0$.",
    ],
)
def test_a_value_at_one_point_is_no_constant_function(text):
    assert not {"proved", "refuted"} & set(verdicts(text))


def test_a_function_that_is_let_be_a_number_is_one_under_a_condition():
    (step,) = check("Let $f(x) = 3$. Then $f'(x) = 0$.")
    assert (step.verdict, step.conditional) == ("proved", ("if f(x) = 3 at all arguments",))
    assert verdicts("Let $f(x) = ax + b$. Then $f'(x) = a$.") == ["proved"]
    assert verdicts("Let $f(x) = ax + b$. Then $f'(x) = b$.") == ["refuted"]


@pytest.mark.parametrize(
    "text",
    [
        "Let $u = x^2$. For all functions $u$ and $v$ we have $$\\frac{d}{dx}(u(x) v(x)) = 2x v(x) + x^2 v'(x)$$",
        "Let $f(x) = x^2$. Every function $f$ satisfies $f(2x) = 4f(x)$.",
        "Let $f(x) = x^2$. For all functions $f$ we have $f(x) = x^2$.",
        "Let $f(x) = x^2$. Then $f(2x) = 4f(x)$ for each function $f$.",
        r"Let $u = \sin x$. Whatever $u$ is, we have $$\frac{d^2 u}{dx^2} = -u$$",
        "Let $a = 2$. For all $a$ and $b$, $$ab = 2b$$",
        "Let $a = 2$. For all $b$ and $a$, $$ab = 2b$$",
        "We set $c = 5$. Then, for any $c > 0$, $cy = 5y$.",
        "Let $f(x) = x^2$. No matter what $f$ is, $f(2x) = 4f(x)$.",
    ],
)
def test_what_is_claimed_of_all_does_not_follow_from_one(text):
    assert "proved" not in verdicts(text)


def test_what_is_claimed_of_all_arguments_follows():
    assert verdicts("Let $f(x) = x^2$. For all $x$ we have $f(2x) = 4f(x)$.") == ["proved"]
    assert verdicts("Let $f(x) = x^2$. For all $x$ we have $f(2x) = 2f(x)$.") == ["refuted"]


@pytest.mark.parametrize(
    "text",
    [
        "a) $f(x) = x^2$. Then $f'(x) = 2x$.\n\nb) $f(x) = x^3$. Then $f'(x) = 3x^2$.",
        "$$f(x) = x^2$$\n\nThen $f'(x) = 2x$.\n\n$$f(x) = x^3$$\n\nThen $f'(x) = 3x^2$.",
        "Let $f(x) = x^2$. Then $f'(x) = 2x$.\n\nThe function $f(x) = x^3$ has $f'(x) = 3x^2$.",
        r"The cost is $C = \frac12 (a-y)^2$. Hence $\frac{\partial C}{\partial a} = a - y$."
        "\n\n"
        r"Now the cost is $C = -y \ln a$. Hence $\frac{\partial C}{\partial a} = -\frac{y}{a}$.",
    ],
)
def test_a_second_definition_ends_what_the_first_one_refutes(text):
    found = verdicts(text)
    assert found[0] == "proved"
    assert "refuted" not in found


def test_a_second_definition_ends_what_the_first_one_proves():
    text = "The hinge loss is $L(s) = 1 - s$. Another one is $$L(s) = s^2$$ and its derivative is $$L'(s) = -1$$"
    assert "proved" not in verdicts(text)


def test_a_counterexample_keeps_the_value_that_is_supposed_of_a_function():
    assert verdicts(r"Suppose that $g(s) = 1$ at the point $s$. $$\frac{d}{ds}(s\, g(s)) = 1$$") == ["unknown"]


COSTS = r"""Consider an output layer of sigmoid neurons, $a_j^L = \sigma(z_j^L)$. The cost of a training example is
$C = \frac12 \sum_j (a_j^L - y_j)^2$. """
SLOPE = r"$$\frac{\partial C}{\partial a_j^L} = - \left(\frac{y_j}{a_j^L} - \frac{1 - y_j}{1 - a_j^L}\right)$$"


def test_a_named_cost_is_meant_from_where_it_is_named():
    (step,) = check(COSTS + "Now with the cross-entropy cost, we find " + SLOPE)
    assert step.verdict == "proved"
    assert "with cross-entropy cost" in step.conditional
    (step,) = check(COSTS + "Now with the cross-entropy cost, we find " + SLOPE.replace("- \\left", "\\left"))
    assert step.verdict == "refuted"
    (step,) = check("This is not the cross-entropy cost. " + COSTS + "We find " + SLOPE)
    assert step.verdict != "proved"


def test_a_named_output_layer_is_meant_where_no_layer_is_written():
    text = r"The weighted input will be $z = wx + b$ and the output $a = \sigma(z)$. Had we used the softmax output layer, we would have "
    (step,) = check(text + r"$$\sum_j a_j = \frac{\sum_j e^{z_j}}{\sum_k e^{z_k}}$$")
    assert step.verdict == "proved"
    assert "with softmax output layer" in step.conditional
    (step,) = check(text + r"$$\sum_j a_j = \frac{1}{\sum_k e^{z_k}}$$")
    assert step.verdict != "proved"


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        ("Let $y = f(u)$ and $u = g(x)$. ", r"\frac{dy}{dx} = f'(g(x)) g'(x)", r"\frac{dy}{dx} = f'(x) g'(x)"),
        ("Let $y = x + f(x)$. ", r"\frac{dy}{dx} = 1 + f'(x)", r"\frac{dy}{dx} = f'(x)"),
    ],
)
def test_the_derivative_of_what_is_defined_is_claimed(text, true, false):
    assert verdicts(f"{text}$${true}$$") == ["proved"]
    assert verdicts(f"{text}$${false}$$") == ["refuted"]
