"""Words that take a condition back: it is denied, doubted, or no longer made.

A relation that a text denies must not be taken for a hypothesis; what the text means instead is not worked out.
"""

from __future__ import annotations

import re

_FILLERS = (
    "true|the|case|assume|assumed|assuming|suppose|supposing|require|requiring|need|needed|that|have|to|be|necessarily|"
    "whether|if|any|hold|holds|for|we|it|is|here|this|condition|assumption"
)
_BEFORE = re.compile(
    rf"(?:\b(?:not|never|without|wrong|false|untrue|impossible|cannot|nor|neither)\b|n't\b)(?:\s+(?:{_FILLERS}))*\s*$"
    r"|\b(?:unless|whether|except\s+(?:if|when|for|where))\s*$"
    r"|(?<!and\s)\bonly\s+(?:if|when|for|where|at)\s*$"
    r"|\b(?:for|by)\s+contradiction\b[^.;?!]*$"
    r"|\b(?:drop|lift|remov|relax)\w*\s+(?:the|this|that|our)\s+(?:assumption|condition|restriction)(?:\s+that)?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:\?|,?\s*(?:were|fails?|cannot|need\s+not)\b"
    r"|,?\s*(?:is|are|was|does|do|did|must|can|could|will|would|should|has|have|may)\s*(?:not\b|n't\b|never\b|no\s+longer\b)"
    r"|,?\s*(?:isn't|aren't|doesn't|don't|didn't|mustn't|can't|won't|wouldn't|needn't)\b"
    r"|,?\s*(?:is|are|was|were)\s+(?:\w+\s+)?(?:false|wrong|untrue|impossible|excluded|violated|absurd)\b)",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"\b(?:in\s+general|in\s+all\s+(?:other\s+)?cases|otherwise|else|no\s+longer|arbitrary|(?:drop|lift|remove|relax)\w*\s+"
    r"(?:the|this|that|our)\s+(?:\w+\s+)?(?:assumption|condition|restriction))\b",
    re.IGNORECASE,
)


def is_denied_before(words: str) -> bool:
    """Whether words take back the condition that follows them.

    >>> [is_denied_before(w) for w in ("We do not assume that ", "Unless ", "holds only if ", "if and only if ")]
    [True, True, True, False]
    >>> is_denied_before("which does not depend on the other one if ")
    False
    """
    return _BEFORE.search(words) is not None


def is_denied_after(words: str) -> bool:
    """Whether words take back the condition that stands before them.

    >>> [is_denied_after(words) for words in (" does not hold.", "?", " were true", ", we have", " is a number")]
    [True, True, True, False, False]
    """
    return _AFTER.match(words) is not None


def drops_conditions(words: str) -> bool:
    """Whether words say that conditions of the text before them need no longer hold.

    >>> drops_conditions("Otherwise: "), drops_conditions("Then "), drops_conditions(" be arbitrary.")
    (True, False, True)
    """
    return _DROPPED.search(words) is not None
