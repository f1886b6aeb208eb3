"""How names are written in messages, and what the field's letters usually are.

>>> shown("y", ("hat",)), shown("theta")
('ŷ', 'θ')
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "zeta": "ζ", "eta": "η", "theta": "θ",
    "varepsilon": "ε", "varpi": "ϖ", "varrho": "ϱ", "varsigma": "ς",
    "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
}  # fmt: skip
_MARKS = {
    "hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c",
    "breve": "\u0306", "under": "\u0332", "acute": "\u0301", "star": "*",
    "plus": "⁺", "minus": "⁻",
}  # fmt: skip


def is_word(name: str) -> bool:
    """Whether a name has several letters, and is none of the Greek ones."""
    return len(name) > 1 and name not in GREEK


def names_function(name: str) -> bool:
    """Whether a name before a bracket is a function's even where nothing says so."""
    return name in FUNCTION_LETTERS or is_word(name)


def table(words: str) -> frozenset[str]:
    """The words of a text, as a table."""
    return frozenset(words.split())


@lru_cache(4096)
def shown(text: str, accents: tuple[str, ...] = (), font: str = "") -> str:
    """A name as it is written in a message, and as what the kernel knows it by; bold x has the components of x.

    Where the text has both of these, :func:`in_bold` tells them apart.

    >>> shown("L", font="cal"), shown("R", font="bb"), shown("x", font="bold")
    ('𝓛', 'ℝ', 'x')
    """
    letters = ("Δ" if "Delta" in accents else "") + _in_font(GREEK.get(text, text), font)
    return unicodedata.normalize("NFC", letters + "".join(_MARKS.get(accent, "") for accent in accents))


def of_key(key: str) -> str:
    """How the name with a key is written.

    >>> of_key("X~bar"), of_key("alpha")
    ('X̄', 'α')
    """
    name, _, font = key.partition("@")
    letter, *accents = name.split("~")
    return shown(letter, tuple(accents), font)


_BOLD = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in range(0x1D400, 0x1D7CC)
    if unicodedata.name(chr(code), "").startswith(("MATHEMATICAL BOLD SMALL", "MATHEMATICAL BOLD CAPITAL"))
}
_VARIANTS = {
    "ε": "ϵ",
    "φ": "ϕ",
    "ϑ": "θ",
    "ϖ": "π",
    "ϱ": "ρ",
    "ς": "σ",
    **{bold: plain for plain, bold in _BOLD.items()},
}


def in_bold(name: str) -> str:
    """A written name in bold letters, where a text has the plain ones, too.

    >>> in_bold("ŷ_out")
    '𝐲̂_out'
    """
    letter, mark, scripts = re.match("([^_^]*)([_^]?)(.*)", name, re.DOTALL).groups()  # type: ignore[union-attr]
    return "".join(_BOLD.get(c, c) for c in unicodedata.normalize("NFD", letter)) + mark + scripts


def without_variants(name: str) -> str:
    """The letter of a written name, as one that is written otherwise may be meant, too.

    >>> without_variants("φ_1") == without_variants("ϕ_2"), without_variants("𝐲̂"), without_variants("𝓛")
    (True, 'ŷ', '𝓛')
    """
    letters = unicodedata.normalize("NFD", re.split("[_^]", name)[0])
    return unicodedata.normalize("NFC", "".join(_VARIANTS.get(c, c) for c in letters))


_ALPHABETS = {"cal": (0x1D4D0, 0x1D4EA), "bb": (0x1D538, 0x1D552), "frak": (0x1D56C, 0x1D586)}
"""Where Unicode has the capital and the small letters of a font."""
_DOUBLED = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))


def _in_font(letter: str, font: str) -> str:
    """A Latin letter of a font that tells it from the plain letter."""
    if font not in _ALPHABETS or len(letter) != 1 or not (letter.isascii() and letter.isalpha()):
        return letter
    if font == "bb" and letter in _DOUBLED:
        return _DOUBLED[letter]
    capital, small = _ALPHABETS[font]
    return chr(capital + ord(letter) - ord("A") if letter.isupper() else small + ord(letter) - ord("a"))


TRANSPOSES = frozenset(["T", "top", "intercal", "⊤"])
"""What stands above a matrix that is transposed."""
STATISTICS = frozenset(["E", "Var", "Cov", "Std", "Pr", "Prob", "Corr", "Bias"])
"""Functions of random quantities, which are no functions of their values."""

OF_MATRICES = frozenset(["tr", "Tr", "trace", "det", "rank", "diag", "vec"])
"""Functions of matrices, which are no functions of each component."""

ELEMENTARY = frozenset(["exp", "ln", "log", "tanh", "sinh", "cosh"])
"""Functions that mean the same everywhere, and reach as far as a factor does."""

CIRCULAR = frozenset(["sin", "cos", "tan", "arcsin", "arccos", "arctan", "asin", "acos", "atan"])
"""Functions of angles, and their inverse functions."""

KNOWN_FUNCTIONS = ELEMENTARY | CIRCULAR | {"erf", "sgn", "sign"}
"""Functions that a document need not define."""

ACTIVATIONS = {"sigma": "sigma", "sigmoid": "sigma", "relu": "relu", "ReLU": "relu", "softmax": "softmax",
               "Softmax": "softmax",
               "logistic": "sigma", "sigm": "sigma", "softplus": "softplus"}  # fmt: skip
"""The field's functions by their names."""

FUNCTION_LETTERS = frozenset(["f", "g", "h", "Gamma", "phi", "varphi", "psi", "F", "G", "H", "Phi", "Psi"])
"""Letters that before a bracket are functions even where nothing says so."""

ORDERS = frozenset(["O", "o"])
"""Landau's symbols: each stands for some quantity of an order, and two of them for two."""

LAYERS = frozenset(["L", "l", "ell"])
"""Letters that as superscripts number layers."""

EXAMPLES = frozenset(["i", "n", "m", "t", "mu", "k", "j", "s", "p", "q", "r"])
"""Letters that in brackets as superscripts number examples."""

PARAMETERS = table("""w b theta W B beta lambda eta alpha Theta mu sigma gamma c n m N M K""")
"""Letters of quantities that do not depend on the training example."""

VECTOR_LETTERS = table("""x y z u v w b h a q r s g t p e f c theta beta phi varphi mu xi epsilon varepsilon delta""")
"""Letters that behind a matrix or a transposed vector are vectors."""

MATRIX_LETTERS = frozenset(["A", "B", "G", "H", "M", "P", "Q", "R", "S", "U", "V", "W", "X", "Y", "Z", "Theta", "Phi"])
"""Capital letters that before another name are matrices."""

UNIT_LETTERS = frozenset(["n", "u", "v", "r", "e", "i", "j", "k", "d", "t"])
"""Letters that with a hat are vectors of length 1."""

NOISE = frozenset(["epsilon", "varepsilon", "xi", "eta", "nu"])
"""Letters of noise: an equation with one in it is a model of data, not a definition."""

POSITIVE = frozenset(["sigma", "tau", "s", "r", "R", "d"])
"""Deviations and distances, which may be defined by what their squares are."""

COUNTS = frozenset(["n", "m", "N", "M", "K", "T", "B"])
"""Letters of numbers of examples: 1/n before a sum makes it an average."""
