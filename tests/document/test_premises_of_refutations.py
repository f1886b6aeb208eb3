"""A refutation stands only where all holds that the text supposes, gives as a reason or says of the quantities."""

import pytest

from derivations import check
from derivations.document.check import checked
from derivations.document.source.files import Source


def last(text):
    return check(text)[-1].verdict


EQUATIONS = [
    (r"Let $A = A^T$. Then $\nabla_x (x^T A x) = {}$.", "2Ax", "Ax"),
    (r"If $A = A^T$, then $\nabla_x(x^TAx) = {}$.", "2Ax", "3Ax"),
    (r"Suppose $Q^TQ = I$. $$(Qx)^T(Qy) = {}$$", "x^Ty", "2x^Ty"),
    (r"Let $A$ be a matrix with $A^2 = A$. Then $A^3 = {}$.", "A", "2A"),
    (r"Let $N$ be a matrix with $N^2 = 0$. Then $(I + N)^2 = {}$.", "I + 2N", "I + 3N"),
    (r"Let $A$, $B$ be matrices with $AB = BA$. Then $(A + B)^2 = {}$.", "A^2 + 2AB + B^2", "A^2 + 3AB + B^2"),
    (r"Let $A^T = -A$. Then $x^TAx = {}$.", "y^TAy", "x^Tx"),
    (
        r"Let $w_{ij} = w_{ji}$ and $E = -\frac12\sum_{i,j}w_{ij}s_is_j$. Then $$\frac{\partial E}{\partial s_k} = {}$$",
        r"-\sum_jw_{kj}s_j",
        r"\sum_jw_{kj}s_j",
    ),
    (r"$$x^T H y = {}$$ because $H^T = H$.", "y^T H x", "2 y^T H x"),
    (r"$$x^T H y = {}$$ We have used $H^T = H$.", "y^T H x", "2 y^T H x"),
    (r"$$x^T H y = {}$$ where the last step uses $H^T = H$.", "y^T H x", "2 y^T H x"),
]
"""Texts with a premise, and a true and a false end of what they claim."""


@pytest.mark.parametrize(("text", "true", "false"), EQUATIONS)
def test_counterexamples_satisfy_equations_between_matrices(text, true, false):
    assert check(text.replace("{}", true))[0].verdict != "refuted"
    assert check(text.replace("{}", false))[0].verdict == "refuted"


@pytest.mark.parametrize(
    "text",
    [
        r"Let $A^2 = I$. Then $A^3 = A$.",
        r"Let $x_{n+1} = x_1$. $$\sum_{i=1}^nx_{i+1} = \sum_{i=1}^nx_i$$",
        r"Let $y_k = \delta_{kc}$. $$\sum_k y_kp_k = p_c$$",
        r"Suppose $a_{ij} = 0$ for $i \neq j$. Then $\sum_{j} a_{ij} x_j = a_{ii} x_i$.",
        r"Let $u \perp v$. Then $\|u + v\|^2 = \|u\|^2 + \|v\|^2$.",
        r"Suppose $$u \perp v.$$ Then $$\|u + v\|^2 = \|u\|^2 + \|v\|^2$$",
        r"Let $A \succ 0$. $$\nabla_x(x^TAx) = 2Ax$$",
        r"Let $W_1 = W_2^T$. Then $x^TW_1y = y^TW_2x$.",
        r"Let $u \parallel v$. Then $$|uv| = uv$$",
        r"The matrix has $$Q^TQ = I$$ so that $$(Qx)^T(Qy) = x^T y$$",
    ],
)
def test_premises_that_are_not_seen_to_hold_keep_a_refutation_from_standing(text):
    assert last(text) != "refuted"


def test_the_reason_quotes_the_premise():
    (step,) = check(r"Let $AB = BA$ for matrices $A$ and $B$. $$x^T(A + B)^2 x = x^T(A^2 + 2AB + B^2) x$$")
    assert "AB = BA" in step.reason


NUMBERED = [
    (r"Let $S = \sum_{i=1}^n x_i^2$. Then $$\frac{\partial S}{\partial x_2} = {}$$", "2x_2", "3x_2"),
    (r"Let $z = w^\top x$. $$\frac{\partial z}{\partial w_3} = {}$$", "x_3", "x_2"),
    (r"The softmax is $p_i = e^{z_i}/\sum_k e^{z_k}$. $$\frac{\partial p_1}{\partial z_2} = {}$$", "-p_1p_2", "p_1p_2"),
    (r"Let $y_i = \sum_j W_{ij} x_j$. Then $$\frac{\partial y_1}{\partial W_{12}} = {}$$", "x_2", "x_1"),
    (r"$$\sum_{i=1}^n \delta_{i2} x_i = {}$$", "x_2", None),
]


@pytest.mark.parametrize(("text", "true", "false"), NUMBERED)
def test_there_are_as_many_components_as_are_numbered(text, true, false):
    assert last(text.replace("{}", true)) != "refuted"
    if false is not None:
        assert last(text.replace("{}", false)) == "refuted"


WORDS = [
    (r"The matrices $A$ and $B$ commute. $$x^T AB x = {}$$", "x^T BA x", ""),
    (r"Let $x$ and $y$ have the same sign. $$|xy| = {}$$", "xy", "Let $x$ and $y$ be real numbers. "),
    (r"Let $a$ and $b$ point in the same direction. $$|ab| = {}$$", "ab", "Let $a$ and $b$ be real numbers. "),
    (r"Let $a$ be the activation of a ReLU. $$|a| = {}$$", "a", "Let $a$ be an activation. "),
    (r"The spins take the values $\pm1$. $$s^2 = {}$$", "1", ""),
    (r"Let $-x$ be positive. $$|x| = {}$$", "-x", "Let $x$ be a number. "),
]
"""What words say of quantities, what is true then, and other words after which it is false."""


@pytest.mark.parametrize(("text", "true", "other"), WORDS)
def test_words_that_are_not_understood_keep_a_refutation_from_standing(text, true, other):
    claim = text[text.index("$$") :].replace("{}", true)
    assert last(text.replace("{}", true)) != "refuted"
    if other:
        assert last(other + claim) == "refuted"


def kinds(text):
    (found,) = checked([Source(text, "notes", "markdown")])
    return [(taken.kind, taken.formula) for taken in found.taken], [step.verdict for step in found.steps]


@pytest.mark.parametrize("formula", [r"u \perp v", r"A \succ 0", r"A \succeq B", r"A \prec B"])
def test_relations_that_are_not_checked_are_assumptions(formula):
    assert kinds(f"Let ${formula}$ be given.") == ([("assumption", formula)], [])


def test_an_inline_formula_that_is_not_understood_is_unread():
    (((kind, _),), steps) = kinds(r"Let $u \parallel v$.")
    assert (kind, steps) == ("unread", [])


def test_a_sign_by_itself_is_no_step():
    text = r"($\Rightarrow$) Suppose $a = 0$. Then $ab = 0$. ($\Leftarrow$) Suppose $a = 0$."
    taken, steps = kinds(text)
    assert {kind for kind, _ in taken} == {"assumption"}
    assert steps == ["proved"]


def test_what_holds_in_every_case_is_claimed():
    _, steps = kinds("Therefore in every case $(a + b)^2 = a^2 + 2ab + b^2$.")
    assert steps == ["proved"]


def test_components_of_a_declared_vector_are_numbers():
    (step,) = check(r"Let $x \in \mathbb{R}^3$. Then $$\|x\|^2 = x_1^2 + x_2^2 + x_3^2$$")
    assert (step.verdict, step.conditional) == ("proved", ())


def test_messages_name_quantities_as_they_are_written():
    (step,) = check(r"Let $\bar{X} = \frac1n \sum_{i=1}^n X_i$. Then $$E[\bar{X} Y] = \bar{X} E[Y]$$")
    assert not any("~" in condition for condition in step.conditional)
    (step,) = check(r"Suppose $Q^TQ = I$. $$(Qx)^T(Qy) = 2x^Ty$$")
    assert {name.split("[")[0] for name, _ in step.counterexample} == {"Q", "x", "y", "number of components"}
