r"""What a text does not define stays whole: a call is no product of letters, a component belongs to its vector, an end of
a sum is the index it names.  Beside each true claim stands a false one, of which nothing may be proved."""

import pytest

from derivations import check

CALLS = {
    "the product rule": (
        r"$$\frac{d}{dt}\left(t\, m(t)\right) = m(t) + t \frac{d m(t)}{dt}$$",
        r"$$\frac{d}{dt}\left(t\, m(t)\right) = m(t)$$",
    ),
    "the derivative of a logarithm": (
        r"$$\nabla_\phi \log q_\phi(z) = \frac{\nabla_\phi q_\phi(z)}{q_\phi(z)}$$",
        r"$$\nabla_\phi \left(1 + \log q_\phi(z)\right) = \nabla_\phi q_\phi(z)$$",
    ),
    "a penalty that is not known": (
        r"$$\frac{\partial}{\partial v}\left(v^3 + R(v)\right) = 3 v^2 + \frac{\partial R(v)}{\partial v}$$",
        r"$$\frac{\partial}{\partial v}\left(v^3 + R(v)\right) = 3 v^2$$",
    ),
    "a bar among the arguments": (
        r"$$\nabla_\eta\, p(x \mid \eta)^2 = 2 p(x \mid \eta) \nabla_\eta\, p(x \mid \eta)$$",
        r"$$\nabla_\eta\, p(x \mid \eta)^2 = 2 p(x \mid \eta)$$",
    ),
    "a sum over an argument": (
        r"$$\nabla_\eta \sum_a \pi_\eta(a) Q(a) = \sum_a Q(a) \nabla_\eta \pi_\eta(a)$$",
        r"$$1 + \nabla_\eta \sum_a \pi_\eta(a) Q(a) = 1$$",
    ),
    "an index inside of an argument": (
        r"$$\sum_{i=1}^n 2 \ln p(x_i \mid w) = 2 \sum_{i=1}^n \ln p(x_i \mid w)$$",
        r"$$\sum_{i=1}^n \ln p(x_i \mid w) = n \ln p(x_i \mid w)$$",
    ),
    "an index of a function": (
        r"$$\frac{d}{dx} \sum_{i=1}^n 2 u_i(x) = 2 \sum_{i=1}^n \frac{d u_i(x)}{dx}$$",
        r"$$\sum_{i=1}^n u_i(2 x) = n u_i(2 x)$$",
    ),
    "a function of a function's value": (
        r"Let $h(x) = 2 x$. $$h(h(x)) = 4 x$$", r"Let $h(x) = 2 x$. $$h(h(x)) = 2 x^2 h$$",
    ),
    "the inner derivative": (
        r"Let $z = v x$. $$\frac{d}{dv}\left(v + E(z)\right) = 1 + x \frac{dE(z)}{dz}$$",
        r"Let $z = v x$. $$\frac{d}{dv}\left(v + E(z)\right) = 1 + \frac{dE(z)}{dz}$$",
    ),
    "a formula that is a call alone": (
        r"The height at time $s$ is $y(s)$. $$2 y(s + 1) - y(s + 1) = y(s + 1)$$",
        r"The height at time $s$ is $y(s)$. $$y(s + 1) = y s + y$$",
    ),
    "a call that nothing explains": (r"$$\Xi(2 x) + \Xi(2 x) = 2 \Xi(2 x)$$", r"$$\Xi(2 x) = 2 \Xi(x)$$"),
    "a factor that occurs by itself": (r"$$k(x + y) = k x + k y$$", r"$$k(x + y) = k x + y$$"),
    "a quantity times one minus it": (
        r"With $P(t) = \frac{1}{1 + e^{-2 t}}$ we have $$\frac{dP}{dt} = 2 P(1 - P)$$",
        r"With $P(t) = \frac{1}{1 + e^{-2 t}}$ we have $$\frac{dP}{dt} = P(1 - P)$$",
    ),
    "another argument of what a text defines": (
        r"Let $h(x) = a x$. $$h(3 x) = 3 h(x)$$",
        r"Let $y(a) = b$ at the left end. $$y(c) = b$$",
    ),
    "an argument that a definition hides": (
        r"Let $z = v x$ and $E(v) = z^2$. $$\frac{dE}{dv} = 2 x z$$",
        r"Let $z = v x$ and $E(v) = z^2$. $$E(2 v) = E(v)$$",
    ),
}  # fmt: skip

COMPONENTS = {
    "a function of a bold vector": (
        r"$$f(\mathbf{v}) = \sum_i v_i^2$$ $$f(2 \mathbf{v}) = 4 f(\mathbf{v})$$",
        r"$$f(\mathbf{v}) = \sum_i v_i^2$$ $$f(2 \mathbf{v}) = 2 f(\mathbf{v})$$",
    ),
    "a function of two bold vectors": (
        r"$$f(\mathbf{u}, \mathbf{v}) = \sum_i u_i v_i$$ $$f(\mathbf{v}, \mathbf{u}) = f(\mathbf{u}, \mathbf{v})$$",
        r"$$f(\mathbf{u}, \mathbf{v}) = \sum_i u_i (v_i - u_i)$$ $$f(\mathbf{v}, \mathbf{u}) = f(\mathbf{u}, \mathbf{v})$$",
    ),
    "a number that is added to a vector": (
        r"Let $b \in \mathbb{R}$ and $g(\mathbf{v}) = \ln \sum_i e^{v_i}$. $$g(\mathbf{v} + b) = g(\mathbf{v}) + b$$",
        r"Let $b \in \mathbb{R}$ and $g(\mathbf{v}) = \ln \sum_i e^{v_i}$. $$g(\mathbf{v} + b) = g(\mathbf{v})$$",
    ),
    "the norm that is meant": (
        r"Let $v \in \mathbb{R}^n$. $$\|v\|_2^2 = \sum_i v_i^2$$",
        r"Let $v \in \mathbb{R}^n$. $$\|v\|_1^2 = \sum_i v_i^2$$",
    ),
}  # fmt: skip

RANGES = {
    "an end that is an outer index": (
        r"$$\sum_{k=1}^K a_k \sum_{m=1}^k b_m = \sum_{k=1}^K \sum_{m=1}^k a_k b_m$$",
        r"$$\sum_{k=1}^K a_k \sum_{m=1}^k b_m = \sum_{k=1}^K \sum_{m=1}^K a_k b_m$$",
    ),
    "an outer index by another name": (
        r"$$\sum_{k=1}^K a_k \sum_{m=1}^k b_m = \sum_{j=1}^K a_j \sum_{m=1}^j b_m$$",
        r"$$\sum_{k=1}^K a_k \sum_{m=1}^k b_m = \left(\sum_{k=1}^K a_k\right) \sum_{m=1}^k b_m$$",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", [*CALLS, *COMPONENTS, *RANGES])
def test_the_true_claim_is_proved_and_the_false_one_is_not(name):
    true, false = {**CALLS, **COMPONENTS, **RANGES}[name]
    assert [step.verdict for step in check(true)][-1] == "proved"
    assert "proved" not in [step.verdict for step in check(false)][-1:]


OPEN = {
    "a power or a coordinate": r"Let $u^1, u^2, u^3$ be the coordinates of a point. $$u^1 u^2 = u^3$$",
    "a power or a step of an iteration": r"$${\bf r}^2 = {\bf r}^1 {\bf r}^1$$",
    "a power or the function applied again": r"Let $f(x) = 2 x$. $$f^2(x) = 4 x$$",
    "an index that is the end of a sum": r"Let $S_k = \sum_{j=1}^k v_j$. $$S_k = S_{k-1}$$",
    "an index that is bound and free": r"$$\frac{\partial}{\partial v_k} \sum_{k=1}^n v_k = \sum_{k=1}^n 1$$",
    "the terms of an order": r"$$2 O(t) = O(t)$$",
}


@pytest.mark.parametrize("name", OPEN)
def test_what_may_mean_two_things_is_neither_proved_nor_refuted(name):
    steps = check(OPEN[name])
    assert [step.verdict for step in steps] == ["unknown"] * len(steps)
    assert all(step.reason for step in steps)


def test_ranges_that_do_not_fit_cost_the_steps_that_use_both():
    text = (
        r"$$\sum_{i=1}^n 2 v_i = 2 \sum_{i=1}^n v_i$$",
        r"$$\sum_{i=1}^m 3 v_i = 3 \sum_{i=1}^m v_i$$",
        r"$$\sum_{i=1}^m 3 v_i = 2 \sum_{i=1}^m v_i$$",
        r"$$\sum_{i=1}^n v_i = \sum_{i=1}^m v_i$$",
        r"$$a \cdot a = a^2$$",
    )
    assert [step.verdict for step in check("\n\n".join(text))] == ["proved", "proved", "refuted", "unknown", "proved"]


def test_a_false_step_leaves_no_ranges_behind():
    wrong = r"$$\frac{d}{dv} \frac12 \sum_{n=1}^N (v x_n - t_n)^2 = \sum_{n=1}^N (v x_n - t_n)$$"
    right = r"$$\frac{d}{dv} \frac12 \sum_{n=1}^N (v x_n - t_n)^2 = \sum_{n=1}^N (v x_n - t_n) x_n$$"
    assert [step.verdict for step in check(f"{wrong}\n\n{right}")] == ["refuted", "proved"]


@pytest.mark.parametrize("claim", [r"\frac{\partial x_i}{\partial x_i} = 1", "(x_i y_i)^2 = x_i^2 y_i^2"])
def test_repeated_indices_that_are_summed_prove_nothing(claim):
    text = f"We use Einstein's summation convention. $${claim}$$"
    assert [step.verdict for step in check(text)] == ["unknown"]


@pytest.mark.parametrize("claim", ["f * g = f g", "f * (g + h) = f g + f h", r"u \bullet v = v u", r"f \ast g = g f"])
def test_a_star_may_be_another_product(claim):
    assert [step.verdict for step in check(f"$${claim}$$")] == ["unknown"]
    assert [step.verdict for step in check("$$x * y = y x$$")] == ["proved"]
