"""Derivations that a report could stumble over."""

from sympy import Function, Symbol, exp, log

from derivations.notation import prime
from derivations.proof import Definition, Derivation, Theory, algebra, definition_of, reals


def awkward():
    """Derivations with everything that LaTeX stumbles over: special signs, other alphabets, long lines, false steps."""
    u, T = Symbol("u"), Function("T")
    theory = Theory(reals(u), Definition(T(u), (exp(u) - exp(-u)) / (exp(u) + exp(-u))))
    with Derivation(
        "odd_name #1",
        title=r"50% & $x_1$ σ ≥ 漢 <b> {x} \input{y} ~ ^ “quoted” aᴸⱼ",
        source="Exercise #7_a",
        theory=theory,
        remark=("100 % of ", u, r" \end{document} is ", exp(u)),
    ) as odd:
        odd.start(prime(T)(u), "One & two, a title that is so long that it does not fit on a line " * 3)
        odd.eq(1 - T(u) ** 2, by=definition_of(T), because="because of words that take more than one line " * 5)
    with Derivation("slip", title="A slip", theory=theory) as slip:
        slip.start(prime(T)(u))
        slip.eq(1 - T(u), by=definition_of(T))
        slip.start(log(u))
        slip.eq(log(u**2) / 2, by=algebra)
    with Derivation("long", title="A long line", theory=theory) as long:
        factors = u + 1
        for k in range(2, 40):
            factors = factors * (u + k) + log(u**2 + k)
        long.start(factors)
        long.eq(factors - u + u, by=algebra)
    name = "a-name-that-goes-on-and-on-" * 8 + "and_has_underscores_" * 8
    many = [
        Derivation(
            name, title="A name", source="A source whose name is long, too, as sources' names are", theory=theory
        )
    ]
    many += [Derivation(f"result-{k}", title=f"Result {k}", theory=theory) for k in range(40)]
    for derivation in many:
        derivation.start(u)
        derivation.eq(u, by=algebra)
    return [odd, slip, long, *many]
