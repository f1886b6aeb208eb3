"""What the commands of LaTeX's mathematics stand for, as tables."""

from __future__ import annotations

RELATION_COMMANDS = {
    "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "ne": "≠", "neq": "≠", "lt": "<",
    "gt": ">", "in": "∈", "notin": "∉", "approx": "≈", "simeq": "≈", "equiv": "≡", "triangleq": ":=", "coloneqq": ":=",
    "coloneq": ":=", "doteq": ":=", "eqqcolon": "=:", "eqcolon": "=:",
    "leftarrow": ":=", "gets": ":=", "longleftarrow": ":=",
    "iff": "⟺", "Leftrightarrow": "⟺", "Longleftrightarrow": "⟺",
    "leftrightarrow": "⟺", "implies": "⇒", "Rightarrow": "⇒", "Longrightarrow": "⇒", "therefore": "⇒", "to": "→",
    "rightarrow": "→", "longrightarrow": "→", "mapsto": "→", "sim": "∼", "propto": "∝", "subset": "⊂", "subseteq": "⊂",
    "downarrow": "↓", "searrow": "↓", "uparrow": "↑", "nearrow": "↑",
    "perp": "⊥", "succ": "≻", "succeq": "⪰", "prec": "≺", "preceq": "⪯", "supset": "⊃", "supseteq": "⊃", "cong": "≅",
    "mid": "mid", "gg": "≫", "ll": "≪",
}  # fmt: skip
"""Commands that are relations."""

LETTERS = frozenset([
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "vartheta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "pi", "varpi", "rho", "varrho", "sigma", "varsigma", "tau", "upsilon", "phi",
    "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi",
    "Psi", "Omega", "ell", "hbar", "infty", "top", "imath", "jmath",
])  # fmt: skip
"""Commands that are letters."""

FUNCTIONS = frozenset([
    "exp", "ln", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "coth", "sec", "csc", "cot", "arcsin",
    "arccos", "arctan", "sgn", "det", "lg", "dim", "ker", "hom", "deg", "gcd", "Pr",
])  # fmt: skip
"""Commands that are functions of one argument."""

FUNCTION_WORDS = FUNCTIONS | frozenset([
    "asin", "acos", "atan", "arsinh", "arcosh", "artanh", "erf", "erfc", "sign", "tr", "Tr", "trace", "rank", "diag",
    "vec", "Var", "Cov", "Std", "Corr", "Prob", "Bias", "relu", "ReLU", "softmax", "Softmax", "sigmoid", "softplus",
    "argmax", "argmin", "mod", "sup", "inf",
])  # fmt: skip
"""Words in upright type, or letters without space between, that are functions."""

BIG = {"sum": "sum", "prod": "prod", "lim": "lim", "max": "max", "min": "min"}  # fmt: skip
"""Commands that act on all that follows in a term."""

ACCENTS = {
    "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "bar", "overline": "bar",
    "dot": "dot", "ddot": "ddot", "check": "check", "breve": "breve", "underline": "under", "acute": "acute",
}  # fmt: skip
FONTS = {
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "pmb": "bold", "bf": "bold", "vec": "bold", "mathcal": "cal",
    "mathscr": "cal", "mathbb": "bb", "mathfrak": "frak", "mathrm": "", "mathit": "", "mathsf": "", "mathnormal": "",
    "operatorname": "", "rm": "", "mathtt": "", "operatorname*": "", "it": "", "sf": "", "tt": "", "cal": "cal",
}  # fmt: skip
SLANTED = frozenset(["mathit", "mathnormal", "it"])
"""Fonts in which a letter looks as it does without a font."""
DECLARATIONS = frozenset(["rm", "bf", "it", "sf", "tt", "cal"])
"""Fonts that hold up to the end of the group."""
CONGRUENCES = frozenset(["pmod", "bmod", "mod", "pod"])
DOTS = frozenset(["dots", "ldots", "cdots", "dotsc", "dotsb", "vdots"])
OMISSION = "…"
"""The name of a list in which something is left out."""

FRACTIONS = frozenset(["frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"])
OPERATORS = {"cdot": "·", "times": "×", "odot": "⊙", "circ": "∘", "ast": "∗", "div": "/", "bullet": "∗"}
EITHER_SIGN = {"pm": "±", "mp": "∓"}
"""Commands for a factor that is 1 or -1, and for the other one of these."""
OPENING = {"(": "(", "[": "[", "\\{": "{", "\\lbrace": "{", "\\langle": "⟨", "\\lvert": "|", "\\lVert": "‖",
           "\\lfloor": "⌊", "\\lceil": "⌈"}  # fmt: skip
CLOSING = {")": ")", "]": "]", "\\}": "}", "\\rbrace": "}", "\\rangle": "⟩", "\\rvert": "|", "\\rVert": "‖",
           "\\rfloor": "⌋", "\\rceil": "⌉"}  # fmt: skip
BARS = {"|": "|", "\\vert": "|", "\\|": "‖", "\\Vert": "‖"}
ACRONYMS = frozenset(["LL", "NLL", "MSE", "SSE", "RSS", "CE", "BCE", "MAE", "RMSE", "ELBO", "TSS", "ESS", "KL", "SE"])
"""Letters that, without space between, are one name."""

CASES = frozenset(["cases", "dcases", "rcases"])
MATRICES = frozenset(["matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix"])
ARRAY = "array"
"""The environment of cases behind a brace that nothing closes, and of a matrix elsewhere."""
