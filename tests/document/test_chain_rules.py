"""A chain rule goes through all the quantities that a text computes from what is differentiated by, or says so."""

import pytest

from derivations import check

BY_U = r"$$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial u} 2x$$"
BY_V = r"$$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial v} 3x^2$$"


@pytest.mark.parametrize(
    "text",
    [
        "Let $u = x^2$, $v = x^3$ and $L = L(u, v)$. " + BY_U,
        "Let $u = x^2$, $v = x^3$ and let $L$ depend on $u$ and $v$. " + BY_V,
        "Let $L$ be a function of $u = x^2$ and $v = x^3$. " + BY_U,
        "The loss $L(u, v)$ is a function of $u = x^2$ and $v = x^3$. Then " + BY_U,
        "Let $u = x^2$ and $v = x^3$. The losses $K$ and $L$ depend on both $u$ and $v$. " + BY_U,
        "Let $u = x^2$ and $L = L(u, x)$. " + BY_U,
        r"Let $L(u, v)$ be a function of $u$ and $v$, which depend on $x$. $$\frac{dL}{dx} = \frac{dL}{du}\frac{du}{dx}$$",
        "Let $a = y + v$, $v = x^3$, $u = x^2$ and $L = (a - 1)^2$. " + BY_U,
    ],
)
def test_a_way_that_the_text_names_is_not_left_out(text):
    assert [step.verdict for step in check(text)] == ["unknown"]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            r"Let $x = r\cos\theta$ and $y = r\sin\theta$."
            r" $$\frac{\partial f}{\partial r} = \frac{\partial f}{\partial x}\cos\theta$$",
            "if f depends on r only through x",
        ),
        (
            r"The weight $w$ is shared: $a = wx$ and $b = wy$."
            r" $$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} x$$",
            "if L depends on w only through a",
        ),
        (
            r"The skip connection: $z = wx$, $y = z + x$."
            r" $$\frac{\partial L}{\partial x} = w\frac{\partial L}{\partial z}$$",
            "if L depends on x only through z",
        ),
        (
            r"Let $s = x + y$, $t = x - y$. $$\frac{\partial u}{\partial x} = \frac{\partial u}{\partial s}$$",
            "if u depends on x only through s",
        ),
        (
            r"$h_t = \tanh(wh_{t-1} + ux_t)$, $y_t = vh_t$."
            r" $$\frac{\partial L}{\partial h_t} = v\frac{\partial L}{\partial y_t}$$",
            "if L depends on h only through y",
        ),
        (
            r"The neurons are sigmoid ones. Let $z^{l+1}_j = \sum_k w^{l+1}_{jk} a^l_k + b^{l+1}_j$ and $a^l_j = \sigma(z^l_j) + a^{l-1}_j$."
            r" $$\frac{\partial C}{\partial a^{l-1}_k} = \sum_j \frac{\partial C}{\partial z^l_j} w^l_{jk}$$",
            "if C depends on a^l-1 only through z^l",
        ),
        (
            r"Let $L = L(u, v)$. $$\frac{dL}{dx} = \frac{dL}{du}\frac{du}{dx}$$",
            "if L depends on x only through u",
        ),
    ],
)
def test_a_way_that_the_text_does_not_name_is_a_condition(text, condition):
    (step,) = check(text)
    assert (step.verdict, step.conditional) == ("proved", (condition,))


@pytest.mark.parametrize(
    "text",
    [
        r"Let $z = wx + b$ and $a = \tanh(z)$."
        r" $$\frac{\partial C}{\partial w} = \frac{\partial C}{\partial a}(1 - a^2)x$$",
        r"Let $z = wx + b$ and $a = \tanh(z)$. $$\frac{\partial C}{\partial w} = \frac{\partial C}{\partial z}x$$",
        r"Let $z = wx + b$. The cost is $C(w, b)$."
        r" $$\frac{\partial C}{\partial w} = \frac{\partial C}{\partial z}x$$",
        r"Let $a = \tanh(wx)$. The loss is $L(a, y)$."
        r" $$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} (1 - a^2) x$$",
        r"The neurons are sigmoid ones. Let $z^{l+1}_j = \sum_k w^{l+1}_{jk} a^l_k + b^{l+1}_j$ and $a^l_j = \sigma(z^l_j)$."
        r" $$\frac{\partial C}{\partial a^{l-1}_k} = \sum_j \frac{\partial C}{\partial z^l_j} w^l_{jk}$$",
        "Let $u = x^2$, $v = y^3$ and let $L$ depend on $u$ and $v$. " + BY_U,
        "Let $u = x^2$, $v = x^3$ and $L = L(u)$. " + BY_U,
        r"$$\frac{dL}{dx} = \frac{dL}{du}\frac{du}{dx}$$",
    ],
)
def test_a_chain_rule_by_the_one_way_that_there_is_holds_without_a_condition(text):
    (step,) = check(text)
    assert (step.verdict, step.conditional) == ("proved", ())
