"""The explicit matrix of softmax's partial derivatives."""

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples

from derivations.output_layer import softmax_jacobian


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_it_is_what_sympy_differentiates(n):
    z = sympy.symbols(f"z_1:{n + 1}", real=True)
    total = sympy.Add(*map(sympy.exp, z))
    expected = sympy.Matrix(n, n, lambda j, k: sympy.diff(sympy.exp(z[j]) / total, z[k]))
    assert sympy.simplify(softmax_jacobian(n) - expected) == sympy.zeros(n, n)


@examples(25)
@given(st.lists(st.fractions(-5, 5, max_denominator=20), min_size=1, max_size=3))
def test_rows_and_columns_sum_to_0(z):
    found = softmax_jacobian(len(z), [sympy.Rational(value.numerator, value.denominator) for value in z])
    assert found == found.T
    for row in range(len(z)):
        assert sympy.simplify(sum(found.row(row))) == 0


@pytest.mark.parametrize("n", [0, -1, 1.5, True, "3"])
def test_there_is_at_least_one_neuron(n):
    with pytest.raises(ValueError, match="at least one neuron"):
        softmax_jacobian(n)


def test_the_inputs_have_to_be_as_many():
    with pytest.raises(ValueError, match="3 neurons have 3 weighted inputs, and z has 2"):
        softmax_jacobian(3, sympy.symbols("u v"))
