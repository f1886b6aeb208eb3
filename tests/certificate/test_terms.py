"""Terms of Coq: printing is read back the same, sums and derivatives are what they should be."""

import re
from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st

from derivations.certificate.language.calculus import NoTranslation, derivative
from derivations.certificate.language.exchange import sum_value
from derivations.certificate.language.terms import App, Lambda, Number, Var, free, put, written
from derivations.certificate.lemmas.lemma import WIDTH, broken

NAMES = ("x", "y", "t")
numbers = st.builds(Number, st.fractions(min_value=-5, max_value=5, max_denominator=4))


def arithmetic(leaves, depth=12):
    def grown(inner):
        return st.one_of(
            st.builds(lambda head, a, b: App(head, (a, b)), st.sampled_from("+-*/"), inner, inner),
            st.builds(lambda head, a: App(head, (a,)), st.sampled_from(["neg", "inv"]), inner),
            st.builds(lambda a, n: App("^", (a, Number(n))), inner, st.integers(1, 3)),
        )

    return st.recursive(leaves, grown, max_leaves=depth)


terms = arithmetic(st.one_of(numbers, st.sampled_from([Var(name) for name in NAMES])))


def evaluate(term, values, number=Fraction):
    """The value of a term; families are given as functions of whole numbers."""

    def value(part, inside=values):
        return evaluate(part, inside, number)

    match term:
        case Number(given_value):
            return number(Fraction(given_value))
        case Var(name):
            return values[name]
        case App("+", (a, b)):
            return value(a) + value(b)
        case App("-", (a, b)):
            return value(a) - value(b)
        case App("*", (a, b)):
            return value(a) * value(b)
        case App("/", (a, b)):
            return value(a) / value(b)
        case App("neg", (a,)):
            return -value(a)
        case App("inv", (a,)):
            return number(Fraction(1)) / value(a)
        case App("^", (a, Number(n))):
            return value(a) ** int(n)
        case App("INR", (n,)):
            return Fraction(value(n))
        case App("delta", (i, j)):
            return Fraction(value(i) == value(j))
        case App("sum", (n, Lambda(bound, body))):
            return sum((value(body, {**values, bound: k}) for k in range(1, value(n) + 1)), Fraction(0))
        case App("sum_except", (n, j, Lambda(bound, body))):
            indices = (k for k in range(1, value(n) + 1) if k != value(j))
            return sum((value(body, {**values, bound: k}) for k in indices), Fraction(0))
        case App(family, (index,)):
            return values[family](value(index))
    raise TypeError(term)


class Reader:
    """Arithmetic as Coq reads it: + and - at 50, * and / at 40, the prefixes - and / at 35, ^ at 30."""

    def __init__(self, text):
        self.tokens = re.findall(r"\d+|\w+|\S", text)

    def take(self, *wanted):
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else None

    def sum(self):
        result = self.product()
        while sign := self.take("+", "-"):
            result = App(sign, (result, self.product()))
        return result

    def product(self):
        result = self.prefixed()
        while sign := self.take("*", "/"):
            result = App(sign, (result, self.prefixed()))
        return result

    def prefixed(self):
        if sign := self.take("-", "/"):
            return App({"-": "neg", "/": "inv"}[sign], (self.prefixed(),))
        return self.power()

    def power(self):
        base = self.atom()
        return App("^", (base, self.power())) if self.take("^") else base

    def atom(self):
        if self.take("("):
            inside = self.sum()
            assert self.take(")")
            return inside
        token = self.tokens.pop(0)
        return Number(int(token)) if token.isdigit() else Var(token)


@given(terms, st.tuples(*[st.fractions(min_value=-3, max_value=3, max_denominator=3)] * 3))
def test_what_is_written_is_read_back_with_the_same_value(term, values):
    where = dict(zip(NAMES, values, strict=True))
    try:
        value = evaluate(term, where)
    except ZeroDivisionError:
        assume(False)
    read = Reader(written(term))
    assert evaluate(read.sum(), where) == value
    assert read.tokens == []


@given(
    arithmetic(st.one_of(numbers, st.just(Var("x")), st.just(Var("t"))), depth=6),
    st.fractions(-2, 2, max_denominator=3),
)
def test_a_derivative_is_sympy_s(term, at):
    t = sympy.Symbol("t")

    def rational(fraction):
        return sympy.Rational(fraction.numerator, fraction.denominator)

    try:
        value = evaluate(derivative(Lambda("t", term), Number(at)), {"x": Fraction(3, 7)})
    except ZeroDivisionError:
        assume(False)
    formula = evaluate(term, {"x": sympy.Rational(3, 7), "t": t}, rational)
    expected = sympy.diff(formula, t).subs(t, rational(at))
    assume(expected.is_finite)
    assert rational(value) == expected


k, j = Var("k"), Var("j")
a_k, b_k = App("a", (k,)), App("b", (k,))
without_delta = arithmetic(st.one_of(numbers, st.sampled_from([a_k, b_k, App("a", (j,)), Var("x")])), depth=5)
deltas = st.sampled_from([App("delta", (k, j)), App("delta", (j, k))])
bodies = st.one_of(
    without_delta,
    st.builds(lambda f, d, g: App("+", (App("*", (f, d)), g)), without_delta, deltas, without_delta),
    st.builds(lambda f, d, g: App("*", (f, App("-", (d, g)))), without_delta, deltas, without_delta),
)


@given(bodies, st.integers(1, 4), st.integers(1, 4), st.booleans())
def test_a_sum_as_a_linear_combination_is_the_same_number(body, n, index, without):
    assume(index <= n)
    values = {
        "n": n,
        "j": index,
        "x": Fraction(2, 3),
        "a": lambda i: Fraction(2 * i + 1, 3),
        "b": lambda i: Fraction(5, i + 1),
    }
    function = Lambda("k", body)
    term = App("sum_except", (Var("n"), j, function)) if without else App("sum", (Var("n"), function))
    try:
        expected = evaluate(term, values)
        found = evaluate(sum_value(term), values)
    except (ZeroDivisionError, NoTranslation):
        assume(False)
    assert found == expected


def test_a_bound_name_does_not_catch_what_is_put_in():
    term = App("sum", (Var("n"), Lambda("k", App("*", (App("z", (k,)), Var("x"))))))
    assert str(put(term, {"x": App("z", (k,))})) == "sum n (fun k0 => z k0 * z k)"


def test_a_family_changed_to_what_it_is_is_itself():
    changed = App("upd", (Var("z"), j, Var("t"), k))
    assert str(put(changed, {"t": App("z", (j,))})) == "z k"
    assert str(put(changed, {"t": App("z", (k,))})) == "upd z j (z k) k"


def test_free_names_leave_out_bound_ones():
    assert list(free(Lambda("k", App("+", (App("z", (k,)), Var("x")))))) == ["z", "x"]


@pytest.mark.parametrize("head", ["exp", "ln", "tanh"])
def test_elementary_functions_have_their_derivatives(head):
    x, t = sympy.Symbol("x"), Var("t")
    value = derivative(Lambda("t", App(head, (App("*", (t, t)),))), Var("x"))
    functions = {"exp": sympy.exp, "ln": sympy.log, "tanh": sympy.tanh}
    text = re.sub(r"(exp|ln|tanh) \(x \* x\)", "f", str(value)).replace("^", "**")
    f = functions[head](x * x)
    assert sympy.simplify(sympy.sympify(text, {"f": f}) - sympy.diff(f, x)) == 0


@pytest.mark.parametrize(
    "line", ["  short.", "  " + " = ".join(["a" * 60] * 2), "  f (" + "a" * 60 + ") (" + "b" * 60 + ")"]
)
def test_long_lines_are_broken_and_nothing_is_lost(line):
    pieces = broken(line)
    assert " ".join(" ".join(pieces).split()) == " ".join(line.split())
    assert len(pieces) > 1 or len(line) <= WIDTH
