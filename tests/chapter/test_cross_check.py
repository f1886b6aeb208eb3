"""Each result again at n = 1, 2, 3, 5, with explicit symbols and SymPy's own diff, solve and limit.

Nothing of the proof core is used.  Exponentials are written as powers of plain positive symbols where a rational
function has to be recognised as 0.
"""

import mpmath
import pytest
import sympy
from support.marks import slow
from sympy import Function, Rational, Symbol, cancel, diff, exp, limit, log, oo, simplify, solve, symbols

SIZES = [1, 2, 3, slow(5)]
each_n = pytest.mark.parametrize("n", SIZES)


def sigma(z):
    return 1 / (1 + exp(-z))


def numbered(name, n, **assumptions):
    return [Symbol(f"{name}{i}", **assumptions) for i in range(1, n + 1)]


def softmax(z):
    return [exp(zj) / sum(exp(zk) for zk in z) for zj in z]


def is_zero(expression, z):
    """Whether an expression in e^{z_i} is identically 0."""
    u = {zi: log(Symbol(f"u{i}", positive=True)) for i, zi in enumerate(z)}
    return cancel(sympy.expand_power_exp(expression.subs(u)).rewrite(exp).doit()) == 0


class Net:
    """A network with layers of n neurons each, written out: inputs, one hidden layer, one output layer."""

    def __init__(self, n, activation, cost):
        self.n = n
        self.x = numbered("x", n)
        self.y = numbered("y", n)
        self.w = {(layer, j, k): Symbol(f"w{layer}_{j}_{k}") for layer in (2, 3) for j in range(n) for k in range(n)}
        self.b = {(layer, j): Symbol(f"b{layer}_{j}") for layer in (2, 3) for j in range(n)}
        a = self.x
        self.z, self.a = {}, {1: a}
        for layer in (2, 3):
            z = [sum(self.w[layer, j, k] * a[k] for k in range(n)) + self.b[layer, j] for j in range(n)]
            a = activation(z)
            self.z[layer], self.a[layer] = z, a
        self.cost = cost(a, self.y)

    def at(self, expression, seed=1):
        """The value of an expression at a rational point, to 30 digits."""
        free = sorted(expression.free_symbols, key=str)
        point = [mpmath.mpf((7 * i * seed + 3) % 11 - 5) / 7 for i in range(1, len(free) + 1)]
        return sympy.Float(sympy.lambdify(free, expression, "mpmath", cse=True)(*point), 40)


def cost_from_layer(net, layer, cost, activation):
    """The cost as a function of the weighted inputs of a layer, which are plain symbols."""
    z = numbered(f"z{layer}_", net.n)
    a = activation(z)
    for above in range(layer + 1, 4):
        a = activation([sum(net.w[above, j, k] * a[k] for k in range(net.n)) + net.b[above, j] for j in range(net.n)])
    return z, cost(a, net.y)


def elementwise(f):
    return lambda z: [f(zj) for zj in z]


def some_cost(a, y):
    """A cost without any symmetry that could hide an error."""
    return (
        sum((i + 2) * (aj - yj) ** 2 + aj**3 / (i + 1) for i, (aj, yj) in enumerate(zip(a, y, strict=True)))
        + a[0] * a[-1]
    )


def errors(net, layer, cost, activation):
    z, value = cost_from_layer(net, layer, cost, activation)
    return [diff(value, zj).subs(dict(zip(z, net.z[layer], strict=True))) for zj in z]


def close(one, other):
    return abs(one - other) < sympy.Float("1e-25", 40) * (1 + abs(other))


@pytest.fixture(scope="module", params=SIZES)
def net(request):
    return Net(request.param, elementwise(lambda z: z + z**3 / 5), some_cost)


ACTIVATION = elementwise(lambda z: z + z**3 / 5)


def test_explicit_symbols_satisfy_bp1(net):
    deltas = errors(net, 3, some_cost, ACTIVATION)
    a = numbered("a", net.n)
    for j in range(net.n):
        slope = diff(some_cost(a, net.y), a[j]).subs(dict(zip(a, net.a[3], strict=True)))
        by_bp1 = slope * (1 + 3 * net.z[3][j] ** 2 / 5)
        assert close(net.at(deltas[j] - by_bp1), 0)


def test_explicit_symbols_satisfy_bp2(net):
    deltas, following = errors(net, 2, some_cost, ACTIVATION), errors(net, 3, some_cost, ACTIVATION)
    for j in range(net.n):
        back = sum(net.w[3, k, j] * following[k] for k in range(net.n)) * (1 + 3 * net.z[2][j] ** 2 / 5)
        assert close(net.at(deltas[j] - back), 0)


def test_explicit_symbols_satisfy_bp3_and_bp4(net):
    for layer in (2, 3):
        deltas = errors(net, layer, some_cost, ACTIVATION)
        j, k = net.n - 1, 0
        assert close(net.at(diff(net.cost, net.b[layer, j]) - deltas[j]), 0)
        assert close(net.at(diff(net.cost, net.w[layer, j, k]) - net.a[layer - 1][k] * deltas[j]), 0)


def test_sympy_differentiates_the_sigmoid_alike():
    z = Symbol("z", real=True)
    assert simplify(diff(sigma(z), z) - exp(-z) / (1 + exp(-z)) ** 2) == 0
    assert simplify(diff(sigma(z), z) - sigma(z) * (1 - sigma(z))) == 0


def test_the_cross_entropy_has_values_between_0_and_1_alone():
    z, a = Symbol("z", real=True), Symbol("a", positive=True)
    assert simplify(1 - sigma(z)).is_positive or simplify(1 - sigma(z) - 1 / (1 + exp(z))) == 0
    assert limit(sigma(z), z, oo) == 1
    assert limit(sigma(z), z, -oo) == 0
    for y in (0, 1):
        assert (-(y * log(a) + (1 - y) * log(1 - a))).subs(a, Rational(1, 3)).is_real
        assert sympy.log(y if y == 0 else 1 - y) == sympy.zoo


def test_the_cross_entropy_is_least_at_the_desired_output():
    a, y = symbols("a y", positive=True)
    cost = -(y * log(a) + (1 - y) * log(1 - a))
    assert solve(diff(cost, a), a) == [y]
    for at in (Rational(1, 7), Rational(1, 2), Rational(9, 10)):
        assert diff(cost, a, 2).subs(a, y).subs(y, at) > 0
        divergence = (cost - cost.subs(a, y)).subs(y, at)
        assert all(divergence.subs(a, Rational(k, 20)) >= 0 for k in range(1, 20))


@each_n
def test_sympy_has_the_same_gradient_of_the_quadratic_cost(n):
    net = Net(n, elementwise(sigma), lambda a, y: sum((ai - yi) ** 2 for ai, yi in zip(a, y, strict=True)) / 2)
    j, k = n - 1, 0
    z = net.z[3][j]
    slope = (net.a[3][j] - net.y[j]) * sigma(z) * (1 - sigma(z))
    assert close(net.at(diff(net.cost, net.w[3, j, k]) - net.a[2][k] * slope), 0)
    assert close(net.at(diff(net.cost, net.b[3, j]) - slope), 0)


@each_n
def test_the_output_error_of_the_cross_entropy_is_the_difference(n):
    def cost(a, y):
        return -sum(yi * log(ai) + (1 - yi) * log(1 - ai) for ai, yi in zip(a, y, strict=True))

    net = Net(n, elementwise(sigma), cost)
    j, k = n - 1, 0
    assert close(net.at(errors(net, 3, cost, elementwise(sigma))[j] - (net.a[3][j] - net.y[j])), 0)
    assert close(net.at(diff(net.cost, net.w[3, j, k]) - net.a[2][k] * (net.a[3][j] - net.y[j])), 0)
    assert close(net.at(diff(net.cost, net.b[3, j]) - (net.a[3][j] - net.y[j])), 0)


@each_n
def test_the_output_error_of_linear_neurons_is_the_difference(n):
    def cost(a, y):
        return sum((ai - yi) ** 2 for ai, yi in zip(a, y, strict=True)) / 2

    z, value = numbered("z", n), None
    y = numbered("y", n)
    value = cost(z, y)
    assert [sympy.expand(diff(value, zj)) for zj in z] == [zj - yj for zj, yj in zip(z, y, strict=True)]


@each_n
def test_the_gradient_by_a_weight_is_proportional_to_its_input(n):
    cost, a = Function("C"), Symbol("a")
    w, x, x_ = numbered("w", n), numbered("x", n), numbered("v", n)
    b = Symbol("b")

    def gradient(inputs, j):
        z = sum(wi * xi for wi, xi in zip(w, inputs, strict=True)) + b
        value = cost(sigma(z))
        return diff(value, w[j]).doit(), z

    for j in {0, n - 1}:
        (one, z), (other, z_) = gradient(x, j), gradient(x_, j)
        # the last weight times its input makes both weighted inputs the same
        same = solve(z - z_, b if n == 0 else x_[(j + 1) % n])[0]
        ratio = other / one
        expected = (x_[j] / x[j]).subs(x_[(j + 1) % n], same)
        assert simplify(ratio.subs(x_[(j + 1) % n], same) - expected) == 0
    assert a not in ratio.free_symbols


@each_n
def test_softmax_outputs_sum_to_1_and_those_of_sigmoid_neurons_do_not(n):
    z = numbered("z", n, real=True)
    assert is_zero(sum(softmax(z)) - 1, z)
    assert sum(sigma(log(2)) for _ in range(n)) == Rational(2 * n, 3)


@each_n
def test_a_softmax_output_rises_with_its_own_input_and_falls_with_all_others(n):
    z = numbered("z", n, real=True)
    a = softmax(z)
    point = {zi: Rational(i, 2) for i, zi in enumerate(z)}
    for j in {0, n - 1}:
        for k in range(n):
            slope = diff(a[j], z[k])
            assert is_zero(slope - a[j] * ((1 if j == k else 0) - a[k]), z)
            value = slope.subs(point).evalf(30)
            if n == 1:
                assert simplify(slope) == 0
            else:
                assert (value > 0) if j == k else (value < 0)


@each_n
def test_softmax_is_inverted_up_to_a_constant(n):
    z = numbered("z", n, real=True)
    constants = {sympy.nsimplify(0)} | {
        simplify((z[j] - log(softmax(z)[j]) - log(sum(exp(zk) for zk in z))).subs(dict(zip(z, range(n), strict=True))))
        for j in range(n)
    }
    assert constants == {0}


@each_n
def test_the_output_error_of_the_log_likelihood_is_the_difference(n):
    z, y = numbered("z", n, real=True), numbered("y", n)
    a = softmax(z)
    for correct in {0, n - 1}:
        for j in range(n):
            slope = diff(-log(a[correct]), z[j])
            assert is_zero(slope - (a[j] - (1 if j == correct else 0)), z)
    soft = -sum(yk * log(ak) for yk, ak in zip(y, a, strict=True))
    last = 1 - sum(y[:-1])
    for j in range(n):
        assert is_zero((diff(soft, z[j]) - (a[j] - y[j])).subs(y[-1], last), z)


@pytest.mark.parametrize(
    "values", [[0], [1, 0], [2, 2], [0, 1, 1], [3, -1, 0], [1, 1, 1], slow([2, 0, 2, -1, 2]), slow([0, 1, 2, 3, 4])]
)
def test_softmax_shares_its_output_among_the_largest_inputs_in_the_limit(values):
    c = Symbol("c", positive=True)
    a = [exp(c * v) / sum(exp(c * u) for u in values) for v in values]
    maximal, n = values.count(max(values)), len(values)
    rest = [v for v in values if v != max(values)]
    for v, output in zip(values, a, strict=True):
        share = Rational(1, maximal) if v == max(values) else 0
        assert limit(output, c, oo) == share
        assert limit(output, c, 0) == Rational(1, n)
        gap = max(values) - max(rest) if rest else 1
        for at in (Rational(1, 10), 1, 5):
            distance = abs(output.subs(c, at) - share).evalf(30)
            assert distance <= ((n - maximal) * exp(-at * gap)).evalf(30) + sympy.Float("1e-28")
