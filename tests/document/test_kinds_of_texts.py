"""Kinds of sentences and formulas in documents of many authors, each with what is true beside what is false."""

import pytest

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text + "\n")]


def last(text):
    return check(text + "\n")[-1]


F, SIGMA = "f(x) = a x^2", r"f'(z) = f(z)(1-f(z))"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (rf"Let ${F}$. $$\frac{{\partial f}}{{\partial a}} = @$$", "x^2", "x^3"),
        (r"Let $p(x) = e^{-(x-\mu)^2}$. $$\frac{\partial \log p(x)}{\partial \mu} = @$$", r"2(x-\mu)", r"x-\mu"),
        (r"$$\nabla_w \frac{\lambda}{2} \|w\|^2 = @$$", r"\lambda w", "w"),
        (r"$$\nabla_x x^\top A x = @$$", r"(A + A^\top) x", "2 A x"),
        (r"$$\frac{d}{dx} \cos x = @$$", r"-\sin x", r"\sin x"),
        (r"$$\sin 2x = @$$", r"2 \sin x \cos x", r"2 \sin x"),
        (r"$$\cos\theta \sqrt{2} = @$$", r"\sqrt{2} \cos\theta", r"\cos(\theta \sqrt{2})"),
        (r"$$\max(a, b) \min(a, b) = @$$", "a b", "a b + 1"),
        (r"$$|x y| = @$$", "|x| |y|", "x y"),
        (r"Let $y_i \in \{0, 1\}$. $$y_i^2 = @$$", "y_i", "y_i + 1"),
        (r"$$\sqrt{(a-b)^2} = @$$", "|b - a|", "b - a"),
        (r"$$\binom{5}{2} = @$$", "10", "11"),
        (r"$$1{,}000 + 50\% = @$$", "1000.5", "1050"),
        (r"$$\lfloor \frac{37}{10} \rfloor = @$$", "3", "4"),
        (r"Let $x \in \mathbb{R}^n$. $$\|x\|_1 = @$$", r"\sum_i |x_i|", r"\sum_i x_i"),
        (r"$$\lim_{x \to 2} x^2 = @$$", "4", "5"),
        (r"$$\lim_{x \to -\infty} e^x = @$$", "0", "1"),
        (r"$$\lim_{x \to 1^-} x^2 = @$$", "1", "2"),
        (r"$\newcommand{\half}{\frac12}$ $$\half + \half = @$$", "1", "2"),
        (r"$$a + a = 2a, \quad (a+b)^2 = @$$", "(b + a)^2", "2(a^2 + b^2)"),
        (r"Let $\sigma(x) = \frac{1}{1+e^{-x}}$. $$\sigma'(0) = @$$", r"\frac14", r"-\frac14"),
        ("For all $a$ and $b$, $(a+b)^2 = @$.", "a^2 + 2ab + b^2", "a^2 + b^2"),
        ("Therefore, $(a+b)^2 = @$.", "a^2 + 2ab + b^2", "a^2 + b^2"),
        ("# Notes\n\nThroughout, let $x > 0$.\n\n## Part\n\n$$|x| = @$$", "x", "2x"),
        ("## Setup\n\nLet $x > 0$.\n\n## Part\n\n$$|x| = @$$", "x", "2x"),
        ("## Problem\n\nLet $x > 0$.\n\n## Solution\n\n$$|x| = @$$", "x", "2x"),
        (r"Suppose $x = 3$. Then $2x = 6$. Suppose instead that $x = 4$. $$2x + y = @$$", "8 + y", "6 + y"),
        (r"Unlike a softmax layer, it has $$a_j^L = \frac{1}{1 + e^{-z_j^L}}$$ and so $$1 - a_j^L = @$$",
         r"\frac{e^{-z_j^L}}{1 + e^{-z_j^L}}", r"\frac{1}{1 + e^{-z_j^L}}"),
    ],
)  # fmt: skip
def test_what_is_true_is_proved_and_what_is_false_refuted(text, right, wrong):
    assert verdicts(text.replace("@", right))[-1] == "proved"
    assert verdicts(text.replace("@", wrong))[-1] == "refuted"


@pytest.mark.parametrize(
    "text",
    [
        r"Let $s_n = n^2$. $$s_{n+1} = s_n$$", r"Let $z = x + iy$ be a complex number. $$|z|^2 = z^2$$",
        r"Let $e$ be the elementary charge. $$\ln e^2 = 2$$", r"$\pi$ denotes a distribution. $$\pi > 3$$",
        r"Let $x > 0$. From now on $x$ is negative. $$|x| = x$$", "Let $x = 2$. The general case is $$x y = 2 y$$",
        "**Example 1.** Let $m = 2$. Then $m^2 = 4$.\n\n**Example 2.** Here $$m a = 2 a$$",
        r"Let $x = 2$. We no longer assume that $x = 2$. $$x y = 2 y$$", "For matrices it reads $$A B = B A$$",
        r"Solve $5x - 2 = 8$. We get $5x = 6$ and so $x = \frac65$.", "## One\n\nLet $x = 1$.\n\n### Two\n\n$$x y = y$$",
        r"When $x = -3$ it diverges, and when $x = 3$ it converges, so the interval is $-3 < x \le 3$.",
    ],
)  # fmt: skip
def test_what_does_not_hold_is_not_proved(text):
    assert "proved" not in verdicts(text)[-1:]


@pytest.mark.parametrize(
    "text",
    [
        r"Over $\mathbb{F}_3$: $$(a+b)^3 = a^3 + b^3$$", r"In $\mathbb{Z}/5\mathbb{Z}$: $$3 + 4 = 2$$",
        r"Clock arithmetic: $$9 + 5 = 2$$", r"A group $G$ with identity $e$: for all $a$ $$a e = a$$",
        r"Let $w_n = e^{2 \pi i / n}$. Then $$(w_{64})^2 = w_{32}$$", r"I get $100 \div 60 = 1$ with a remainder of $40$.",
        r"We write $\log$ for $\log_2$. $$\log 2 = 1$$", r"Let $\sin A = 2 \cos A$. The given equation, $\sin A = 2 \cos A$, says",
        r"We can write the equations: $a_4 = a_1 + 3d = 200$. Use the first again: $a_4 = a_1 + 3d = 200$.",
        r"Let $f(x,y) = x^3 - 3xy$. $$\frac{\partial f}{\partial x} = 3x^2 - 3y$$ Setting this to zero gives $y = x^2$.",
        r"The simplest loss is $L(a) = a^2$. It is not used. One uses $$L(a) = a^3$$ and then $$L'(a) = 3 a^2$$",
        r"$a_j = 1$ if $z_j$ is the largest. In particular, $a_j = 2 a_j$ if $z_j$ is the unique maximum.",
        r"Let $s_n = n^2$. $$s_{n+1} - s_n = 2n + 1$$", r"We have $2x = y$ and hence $$y^2 = 4x^2$$ $$x = 2y$$",
    ],
)  # fmt: skip
def test_what_may_be_meant_is_not_refuted(text):
    assert "refuted" not in verdicts(text)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("In a non-abelian group $$a b = b a$$", "if a, b commute as numbers do"),
        ("A linear network: $$W_2 W_1 = W_1 W_2$$", "if W_1, W_2 commute as numbers do"),
        ("We diagonalise $A = P D P^{-1}$. $$A = D$$", "if D, P commute as numbers do"),
        (r"They satisfy $[x, p] = c$. $$x p = p x$$", "if p, x commute as numbers do"),
        (rf"The activation satisfies ${SIGMA}$. $$f''(z) = f'(z)(1-2f(z))$$", f"if {SIGMA} for all arguments"),
        ("Suppose $f(-x) = f(x)$. $$f(1-y) + 1 = 1 + f(y-1)$$", "if f(-x) = f(x) for all arguments"),
    ],
)  # fmt: skip
def test_what_a_proof_takes_for_granted_is_said(text, condition):
    step = last(text)
    assert step.verdict == "proved"
    assert condition in step.conditional


def test_what_commutes_anyway_needs_no_condition():
    assert last("In a group $$a b + c = a b + c$$").conditional == ()
    assert last("$$(a + b)^2 = a^2 + 2 a b + b^2$$").conditional == ()
    assert last("For matrices $A$: $$P V + T = T + P V$$").conditional == ()


def test_a_limit_from_both_sides_is_one_from_each():
    assert verdicts(r"$$\lim_{h \to 0} \frac{(x+h)^2 - x^2}{h} = 2x$$") == ["proved"]
    assert verdicts(r"$$\lim_{x \to 0^+} \frac{|x|}{x} = 1$$") == ["proved"]
    for false in (r"\frac{|x|}{x} = 1", r"\frac{x}{x} = 0", r"y^x = 1"):
        assert verdicts(rf"$$\lim_{{x \to 0}} {false}$$") != ["proved"]
