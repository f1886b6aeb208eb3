"""One line of Unicode text, for terminals.

>>> from derivations.notation import C_x, L, Partial, neurons, w
>>> j, k = neurons("j k")
>>> print(text(Partial(C_x, w[L, j, k])))
∂Cₓ/∂wᴸⱼₖ
"""

from __future__ import annotations

from sympy import Expr

from derivations.notation.writing import POWER, PRODUCT, Piece, Writer

SYMBOLS = {
    "ln": "ln", "prime": "′", "in": "∈", "notin": "∉", "ne": "≠", "partial": "∂", "d": "d", "oo": "∞", "reals": "ℝ",
    "sqrt": "√", "abs": "|",
}  # fmt: skip
GREEK_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η", "theta": "θ", "lambda": "λ",
    "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω",
}  # fmt: skip
SUPERSCRIPTS = dict(
    zip("0123456789+-()abcdefghijklmnoprstuvwxyzLMNR", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴸᴹᴺᴿ", strict=True)
)
SUBSCRIPTS = dict(zip("0123456789+-()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def _script(text: str, table: dict[str, str], mark: str) -> str:
    plain = text.replace(" ", "")
    if all(letter in table for letter in plain):
        return "".join(table[letter] for letter in plain)
    return f"{mark}{plain}" if len(plain) <= 2 else f"{mark}({text})"


class TextWriter(Writer):
    """Writes Unicode text."""

    def symbol(self, what: str) -> str:
        return SYMBOLS.get(what, what)

    def brackets(self, text: str) -> str:
        return f"({text})"

    def name(self, name: str) -> str:
        primes = len(name) - len(name.rstrip("'"))
        base, _, below = name.rstrip("'").partition("_")
        base = GREEK_LETTERS.get(base.lstrip("\\"), base)
        if base.endswith("~"):
            base = f"{base[:-1]}\u0303"
        return base + "′" * primes + (_script(below, SUBSCRIPTS, "_") if below else "")

    def scripts(self, name: str, up: list[str], down: list[str]) -> str:
        below = [_script(index, SUBSCRIPTS, "_") for index in down]
        if len(down) > 1 and any(len(index) > 2 for index in down):
            below = [_script(", ".join(down), SUBSCRIPTS, "_")]
        return self.name(name) + "".join(_script(index, SUPERSCRIPTS, "^") for index in up) + "".join(below)

    def fraction(self, top: Expr, bottom: Expr, *, sign: str = "") -> Piece:
        return f"{sign}{self.at_least(PRODUCT, top)}/{self.at_least(POWER, bottom)}", PRODUCT

    def power(self, base: str, exponent: str) -> str:
        if exponent.lstrip("-").isdigit():
            return base + _script(exponent, SUPERSCRIPTS, "^")
        return f"{base}^({exponent})" if len(exponent) > 1 else f"{base}^{exponent}"

    def times(self, factors: list[str]) -> str:
        return " ".join(factors)

    def call(self, function: str, argument: str) -> str:
        if function == "√":
            return f"√({argument})"
        return f"|{argument}|" if function == "|" else function + argument

    def sum(self, index: str, conditions: list[str], body: str) -> str:
        below = f"_({index}{''.join(conditions).replace(' ', '')})" if conditions else _script(index, SUBSCRIPTS, "_")
        return f"∑{below} {body}"

    def limit(self, variable: str, point: str, body: str) -> str:
        return f"lim_({variable}→{point}) {body}"

    def partial(self, of: Expr, by: Expr, order: int, d: str) -> Piece:
        power = _script(str(order), SUPERSCRIPTS, "^") if order > 1 else ""
        inner, level = self._piece(of)
        if level >= POWER:
            return f"{d}{power}{inner}/{d}{self.write(by)}{power}", PRODUCT
        return f"{d}{power}/{d}{self.write(by)}{power} ({inner})", PRODUCT

    def cases(self, rows: list[tuple[str, str]]) -> str:
        return "{ " + "; ".join(f"{value} if {condition}" for value, condition in rows) + " }"


def text(expression: object) -> str:
    """An expression or a relation as one line of text.

    >>> from derivations.notation import L, neurons, sigma, z
    >>> (j,) = neurons("j")
    >>> text(sigma(z[L, j]) ** 2)
    'σ(zᴸⱼ)²'
    """
    return TextWriter().write(expression)
