"""What the words around a formula make of it: a claim, a hypothesis, a definition.

The last cue before a formula within its sentence decides, and goes on to hold for further formulas until the clause
ends: "since a = b and c = d, we have e = f" has two hypotheses and a claim.
"""

from __future__ import annotations

import re

CLAIM, LOCAL, SCOPE, RECALL, SKIP = "claim", "local", "scope", "recall", "skip"

CUES = {
    LOCAL: """such if when whenever for since as because assuming provided given case unless while under at""",
    SCOPE: """let suppose supposed assume assumed consider denote denoted define defined write set where with call
    called put having say assumption introduce""",
    RECALL: """uses used recall recalling using use by from remember""",
    CLAIM: """show prove verify check establish then so hence therefore thus have has gives give get obtain
    becomes yields equals follows conclude find derive derived implies means compute computes shows
    showed proves obtains leads reduces simplifies is are satisfies minimized maximized""",
    SKIP: """cannot incorrect wrong wrongly mistake false expect guess conjecture like would might could try
    instead isn't aren't won't doesn't never happen whether want wants solve solving""",
}
"""Words, by what they make of the formula behind them."""

CONCLUDING = frozenset([
    "then", "so", "hence", "therefore", "thus", "have", "gives", "give", "get", "obtain", "becomes", "yields",
    "equals", "follows", "is", "are",
])  # fmt: skip
"""Words before what is claimed outright."""

SOLVING = frozenset([
    "zero", "vanish", "vanishes", "vanishing", "solve", "solves", "solving", "solution", "stationary", "optimum",
    "optimal", "optimality", "critical", "normal", "minimizer", "minimiser", "maximizer", "maximiser", "constraint",
    "subject",
])  # fmt: skip
"""Words around equations that are to be solved, which are no claims."""

OF_ARRAYS = frozenset([
    "symmetric", "orthogonal", "orthonormal", "normalized", "normalised", "centered", "centred", "standardized",
    "standardised", "diagonal", "idempotent", "antisymmetric", "skew", "whitened", "uncorrelated", "unitary",
    "projection", "permutation",
])  # fmt: skip
"""Properties of matrices and vectors that no formula states."""

OF_FUNCTIONS = frozenset(
    ["even", "odd", "linear", "additive", "homogeneous", "periodic", "multiplicative", "affine", "constant"]
)
"""Properties of functions that no formula states."""

GOALS = frozenset(["show", "prove", "verify", "derive", "find", "check", "establish"])
"""Words before what is to be shown."""

CONDITIONAL = frozenset(["if", "when", "unless", "provided", "whenever", "assuming", "only"])
"""Words that set a condition even where no formula says which."""

_KINDS = {word: kind for kind, words in CUES.items() for word in words.split()}
_TOKENS = re.compile(r"[A-Za-z][A-Za-z']*|[.;:?!](?=\s|$)|,|\n\s*\n")
_ABBREVIATIONS = re.compile(r"\b(?:i\.e|e\.g|cf|resp|s\.t|w\.r\.t|eq|fig|sec|vs)\.", re.IGNORECASE)
CONTINUING = frozenset([
    "and", "so", "then", "therefore", "thus", "hence", "which", "where", "since", "because", "but", "now", "this",
    "using", "it", "here", "these", "finally", "in", "next", "similarly", "also", "as", "by", "putting",
    "substituting", "combining", "we", "again", "together", "simplifying", "plugging", "with", "from", "that",
    "for", "note", "notice", "recall", "its", "the", "applying", "collecting", "cancelling",
])  # fmt: skip
"""Words that go on with the case at hand."""
CLOSING = frozenset(
    ["proven", "proved", "shown", "finally", "summary", "conclusion", "overall", "general", "both", "cases"]
)
"""Words that say that a case is closed."""


def tokens_of(text: str) -> list[str]:
    """The words of a text in small letters, and the marks that end clauses."""
    return [found.lower() for found in _TOKENS.findall(_ABBREVIATIONS.sub(" ", text))]


class Mood:
    """How the words so far make the next formula be read."""

    def __init__(self) -> None:
        self.kind = ""
        self.word = ""
        self._before_comma = ""

    def hear(self, text: str) -> None:
        """Take in the words before a formula."""
        heard = tokens_of(text)
        if heard == [","] and self.kind == LOCAL:
            return  # "for a = 1, b = 2": a list of conditions
        for token in heard:
            if token in ".;?!" or "\n" in token:
                self.kind = self.word = ""
            elif token == ":":
                if self.kind == SKIP or (self.kind == CLAIM and self.word not in GOALS):
                    self.kind = self.word = ""
            elif token == ",":
                self._before_comma = self.kind or self._before_comma
                if self.kind in (LOCAL, RECALL, SKIP):
                    self.kind = self.word = ""
                continue
            elif token in ("and", "or") and self._before_comma:
                self.kind = self._before_comma  # "if a = b, and c = d": two conditions
            elif (kind := _KINDS.get(token)) is not None:
                if kind == CLAIM and self.kind == SCOPE and token in ("is", "are", "has", "have"):
                    continue  # "suppose that y is": still a supposition
                if kind == CLAIM and self.kind == LOCAL and token in ("is", "are", "has"):
                    continue
                if kind == RECALL and self.kind == SCOPE:
                    continue
                self.kind, self.word = kind, token
            self._before_comma = ""

    def forget(self) -> None:
        """A paragraph has ended."""
        self.kind = self.word = ""


def goes_on(text: str) -> bool:
    """Whether a paragraph goes on with the case that the one before it opened."""
    words = [token for token in tokens_of(text) if token[0].isalpha()]
    if not words:
        return True
    return words[0] in CONTINUING and not CLOSING.intersection(words[:6])
