"""What the words before a formula make of it: a closed grammar of assumptions, reasons and claims.

A clause assumes the formula that is its object if its head is a word of the table below, and nothing in the clause
takes that back.  A formula in any other clause is only mentioned: no proof rests on it.

>>> cue("Suppose that ").role, cue("Rather than suppose that ").role, cue("The value ").role
('supposed', 'denied', 'mentioned')
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from derivations.document.discourse.vocabulary import (
    ADVERBS,
    ANEW,
    ASIDE,
    AUTHORS,
    BEGINNING,
    BEHIND,
    BEING,
    CASE,
    CLEAR,
    CONDITION,
    CONTINUING,
    COPULAS,
    DENIALS,
    DENIED,
    DISCOURSE,
    ELSEWHERE,
    FACTS,
    GOAL,
    HEADS,
    INITIAL,
    MENTIONED,
    NEAR,
    NUMBERED,
    OF_SUPPOSED,
    OPENERS,
    OTHERS,
    PHRASES,
    PLAIN,
    PREDICATES,
    PREPOSITIONS,
    QUANTIFYING,
    RESTRICTING,
    SORTS,
    STATED,
    SUPPOSED,
    THINGS,
)

_ROLES = {word: role for role, words in HEADS.items() for word in words.split()}
_TOKENS = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[^\x00-\x7f\W]|['’-](?=[^\W\d_]))*|[.;:?!](?=\s|$)|,|[()]|\n\s*\n"
    r"|~~|[\u2190-\u25a0\u25a2-\u2bff\U0001f000-\U0001faff]"
)
"""Words in any script, the marks that end clauses, and signs that may say what a word would, such as arrows."""
_ABBREVIATIONS = re.compile(
    r"\b(?:(?:i\.e|e\.g|cf|resp|s\.t|w\.r\.t|eq|fig|sec|vs|w\.?l\.?o\.?g)\.|wlog\b|without\s+(?:any\s+)?loss\s+of\s+generality)",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"n['’]t\b")
_CAPITALIZED = re.compile(r"(?<![:\"“‘']\s)\b[A-Z][a-z]+")
"""Words that may begin a sentence, but none that is quoted."""
OF_SORT = re.compile(rf"be (?:an? )?(?:(?:real|positive|{'|'.join(SORTS)}|numbers?) )+with")
"""Words between a quantity that is supposed and a relation that is supposed of it."""
_CLAUSES = ".?!;:()"
_LIMITING = [[word] for word in RESTRICTING]


class Cue(NamedTuple):
    """What a clause does with its formula, by which word, and whether that word begins the clause."""

    role: str
    word: str = ""
    initial: bool = False


def tokens_of(text: str) -> list[str]:
    """The words of a text in small letters, and the marks that end clauses."""
    return list(_tokens_of(text))


@lru_cache(1024)
def _tokens_of(text: str) -> tuple[str, ...]:
    plain = _NEGATED.sub(" not", _ABBREVIATIONS.sub(" ", text))
    return tuple(found.lower() for found in _TOKENS.findall(plain))


def up_to_mark(heard: list[str]) -> list[str]:
    """The words up to the first mark that ends a clause."""
    return heard[: next((i for i, token in enumerate(heard) if token in _CLAUSES or token == ","), len(heard))]


def cue(words: str, before: Cue | None = None) -> Cue:
    """What the words before a formula make of it; ``before`` is the cue of the formula before it in the sentence.

    >>> cue("we have "), cue(" for all ").role, cue(" and ", Cue(SUPPOSED, "let")).role
    (Cue(role='stated', word='have', initial=True), 'condition', 'supposed')
    >>> cue("Unlike in the first case, we have ").role
    'stated'
    >>> [cue(w).role for w in ("Unless ", "holds only if ", "We do not assume ", "Few authors assume ", "Case 2: ")]
    ['denied', 'denied', 'denied', 'denied', 'case']
    """
    heard = tokens_of(words)
    announced = heard[-1:] == [":"]
    heard = heard[:-1] if announced else heard
    if announced and not heard:
        return Cue(STATED, ":")
    marks = [place for place, token in enumerate(heard) if token in _CLAUSES]
    clause = heard[marks[-1] + 1 :] if marks else heard
    if before is not None and not marks and " ".join(t for t in clause if t != ",") in {"", *CONTINUING}:
        if before.role == CONDITION and _ROLES.get(clause[-1] if clause else "") == SUPPOSED:
            return Cue(SUPPOSED, clause[-1], True)  # "let a = f(x) for x > 0, and let b = 1"
        return before
    if before is not None and before.role == SUPPOSED and not marks and OF_SORT.fullmatch(" ".join(clause)):
        return before  # "let u and v be vectors with"
    if clause and _ROLES.get(next((word for word in clause if word not in OPENERS), "")) == SUPPOSED:
        clause = [word for word in clause if word not in ANEW]
    last = max((place for place, token in enumerate(clause) if token == ","), default=-1)
    if DENIALS.intersection(clause[last + 1 :]) or (DENIALS - ASIDE).intersection(clause):
        return Cue(DENIED)
    joined = {"and"} if before is not None and before.role == STATED else set()
    if ADVERBS.intersection(clause) and (ADVERBS | {"in", ","} | joined).issuperset(clause):
        return Cue(STATED, next(w for w in clause if w in ADVERBS), True)  # "therefore, a = b"
    if clause and last == len(clause) - 1:
        # "since a is positive, |a| = a": the main clause
        return Cue(DENIED) if DENIALS.intersection(clause) else Cue(MENTIONED, ",")
    return _of_clause(clause[last + 1 :])


def _of_clause(clause: list[str]) -> Cue:
    start = 0
    while start < len(clause) and clause[start] in OPENERS and _ROLES.get(clause[start]) != SUPPOSED:
        start += 1
    heads = [place for place, word in enumerate(clause) if word in _ROLES]
    if start < len(clause) and _ROLES.get(clause[start]) == SUPPOSED:
        verbs = [p for p in heads if p > start and _ROLES[clause[p]] in (STATED, GOAL) and clause[p] not in OF_SUPPOSED]
        return Cue(MENTIONED) if verbs else Cue(SUPPOSED, clause[start], True)
    for place in reversed(heads):
        role = _ROLES[clause[place]]
        if clause[place] in NEAR and not FACTS.issuperset(clause[place + 1 :]):
            return Cue(MENTIONED)  # "by the chain rule"
        if role == CASE and QUANTIFYING.intersection(clause[:place][-1:]):
            continue  # "therefore, in every case"
        if role == CASE and not NUMBERED.issuperset(clause[:place]):
            introduced = {"in", "for", "under"}.intersection(clause[:place])
            return Cue(CONDITION if introduced else MENTIONED, "case", place <= start)
        if role not in INITIAL:
            return Cue(role, clause[place], place <= start)
    return Cue(MENTIONED)


def is_plain(words: str, behind: str) -> bool:
    """Whether a clause says of a relation that it is supposed, and nothing else.

    >>> is_plain("Suppose that ", ", and"), is_plain("Suppose ", " when "), is_plain("Suppose none of ", " holds")
    (True, False, False)
    """
    goes_on = BEHIND.issuperset(_first_clause(behind)) and _goes_on(behind)
    return PLAIN.issuperset(_last_clause(words)) and goes_on and _is_exact(behind)


def is_within_brackets(words: str) -> bool:
    """Whether a bracket that words open is not closed by them.

    >>> is_within_brackets("see above (let "), is_within_brackets("see above (there) let ")
    (True, False)
    """
    heard = tokens_of(words)
    return heard.count("(") > heard.count(")")


def limits(behind: str) -> bool:
    """Whether words behind a formula say for what alone it is supposed.

    >>> limits(" for the first unit."), limits(" for all "), limits(" throughout.")
    (True, False, False)
    """
    clause = up_to_mark(tokens_of(PHRASES.sub(" ", behind)))
    return clause[:1] in _LIMITING and not BEHIND.issuperset(clause)


def goes_on_from(words: str) -> bool:
    """Whether a clause names what its sentence goes on from.

    >>> [goes_on_from(words) for words in ("From the equations ", "Now, given ", "From this, ", "We go from ")]
    [True, True, False, False]
    """
    clause = [word for word in _last_clause(words) if word not in OPENERS]
    start = [word for word in clause if word != ","][:1]
    return start in (["from"], ["given"]) and clause[-1:] != [","]


def defines(words: str, behind: str) -> bool:
    """Whether a clause may define what stands on the left of its equation.

    >>> defines("The cost is ", " for all "), defines("The equation ", " has a root"), defines("The ansatz ", " fails")
    (True, False, False)
    """
    noun, owner = (*(word for word in reversed(_last_clause(words)) if word != ","), "", "")[:2]
    if noun == "of" and owner not in ELSEWHERE:  # "the derivative of f(x) = x^2"
        noun = owner
    clause = _first_clause(behind)
    if PREDICATES.intersection(clause[:1]):  # "the function f(x) = x^2 is convex"
        clause = [word for word in clause if word in ELSEWHERE | DENIALS | RESTRICTING]
    return noun not in ELSEWHERE and BEHIND.issuperset(clause) and _goes_on(behind) and _is_exact(behind)


def _is_exact(behind: str) -> bool:
    """Whether an equation holds as it stands, and not "up to a constant"."""
    return tokens_of(behind)[:2] != ["up", "to"]


def is_attributed(words: str, before: bool = False) -> bool:
    """Whether a clause, or the one before its colon, may be about what somebody else than the author says.

    The subject of a verb is the author, or something that is understood; a command has none.  A verb with "s" and no
    subject has the one that stands ``before``.  Of two words that are not understood one may be a verb, if it alone
    ends in "s".

    >>> [is_attributed(words) for words in ("Smith lets ", "Some authors write ", "Smith prefers ", "He says: let ")]
    [True, True, True, True]
    >>> [is_attributed(words) for words in ("Now let ", "As Smith does, we let ", "The energy is ", "The model has ")]
    [False, False, False, False]
    """
    clauses: list[list[str]] = [[]]
    marks = list[str]()
    begins = (m.start() for m in _CAPITALIZED.finditer(words) if _ROLES.get(m[0].lower()) == SUPPOSED)
    for token in tokens_of(words[max(begins, default=0) :]):
        if token == ")" and "(" in marks:  # "Smith (2003) lets"
            while marks.pop() != "(":
                clauses.pop()
            clauses.pop()
        elif token in _CLAUSES:
            clauses.append([])
            marks.append(token)
        else:
            clauses[-1].append(token)
    if not clauses[-1] and marks[-1:] == [":"]:
        clauses.pop()
        marks.pop()
    spoken = clauses[-2:] if marks[-1:] == [":"] else clauses[-1:]
    return any(_has_another_subject(clause, before and not marks) for clause in spoken)


def _has_another_subject(clause: list[str], before: bool) -> bool:
    subject, around, is_passive = list[str](), list[str](), False
    last = max((place for place, word in enumerate(clause) if word == ","), default=-1)
    for place, word in enumerate(clause):
        behind = clause[place + 1 : place + 2]
        is_passive = is_passive or word in COPULAS
        participle = word.endswith("ed") and (is_passive or not PREPOSITIONS.isdisjoint(behind))
        if word == ",":
            subject, around, is_passive = [], subject or around, False
        elif _is_verb(word) and not participle:
            unnamed = not subject and word.endswith("s")
            another = _is_another(around if unnamed else subject) or (unnamed and before)
            if place > last and word not in BEING and another:
                return True
            subject = []
        elif word not in OPENERS - AUTHORS:
            subject.append(word)
    if before and set(clause) <= {",", *CONTINUING}:
        return True
    unknown = [word if word not in CLEAR - OTHERS else "" for word in clause[last + 1 :]]
    pairs = ((one, other) for one, other in pairwise(unknown) if one and other and not one.endswith("'s"))
    return any(one in OTHERS or one.endswith("s") != other.endswith("s") for one, other in pairs)


def _is_another(subject: list[str]) -> bool:
    """Whether a subject is not the author, and not understood: of "a linear model" the noun is."""
    known = CLEAR - OTHERS
    named = (word not in known and noun not in THINGS for word, noun in pairwise((*subject, "")))
    return AUTHORS.isdisjoint(subject) and any(named)


def _is_verb(word: str) -> bool:
    """Whether a word may be a verb, other than in the forms with "-ing"."""
    stems = [word, *(word.removesuffix(end) for end in ("s", "es", "d", "ed") if word.endswith(end))]
    told = any(stem in DISCOURSE and f"{stem}s" in DISCOURSE for stem in stems)
    return told or word in COPULAS or any(_ROLES.get(stem) in (SUPPOSED, STATED) for stem in stems)


def _goes_on(behind: str) -> bool:
    """Whether what stands behind a formula, beyond its own clause, takes nothing of it back.

    >>> [_goes_on(words) for words in (" with noise", " with an error term.", ", rounded down", " with respect to ")]
    [False, False, False, True]
    """
    heard = tokens_of(PHRASES.sub(" ", behind))
    end = next((i for i, token in enumerate(heard) if token in ".?!;"), None)
    if "with" in heard[:end] and "respect" not in heard:
        added = heard[heard.index("with") : end]
        if end is not None or "," in added:
            return False  # "with" names no formula
    beyond = heard[len(up_to_mark(heard)) : end] if not {"with", "except", "but"}.intersection(heard) else heard[:end]
    return CLEAR.issuperset(word for word in beyond if word.isalpha())


def _last_clause(words: str) -> list[str]:
    heard = tokens_of(words)
    end = len(heard) - (heard[-1:] == [":"])
    return heard[max((i for i, token in enumerate(heard[:end]) if token in _CLAUSES), default=-1) + 1 : end]


def _first_clause(words: str) -> list[str]:
    clause = up_to_mark(tokens_of(PHRASES.sub(" ", words)))
    begins = (i for i, token in enumerate(clause) if token in BEGINNING and clause[i - 1 : i] not in _LIMITING)
    return clause[: next(begins, len(clause))]


def takes_back(words: str) -> bool:
    """Whether the words behind a formula take back what was said of it.

    >>> [takes_back(words) for words in (" does not hold.", " or ", " were true", ", so", " is a number. It is not")]
    [True, True, True, False, False]
    """
    heard = tokens_of(words)
    clause = up_to_mark(heard)
    return bool(DENIALS.intersection(clause)) or clause[:1] == ["or"] or heard[len(clause) : len(clause) + 1] == ["?"]
