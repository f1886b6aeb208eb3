"""What depends on what: the structural conditions of a theorem, proved from a theory's structures.

What lies below a quantity is found by steps down from it.  Where a family comes again on a way, what is known of its
indices is widened, so that the search ends: first at once, to nothing, then more and more patiently.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain

from derivations.kernel import structure
from derivations.kernel import terms as k
from derivations.kernel.structure import Pattern, Place
from derivations.kernel.terms import Term, parts
from derivations.kernel.theorem import NotApplicable, Theorem
from derivations.proof.finding.session import Session

MOST = 64
"""How many patterns a search finds before it gives up."""
PATIENCE = (0, 1, 3)
"""How often a family may come on a way before less is said of its indices."""


def lies_below(
    starts: Sequence[Pattern],
    forms: tuple[Term, ...],
    known: frozenset[Term] = frozenset(),
    by: Term | None = None,
    between: Term | None = None,
    patience: int = PATIENCE[-1],
) -> tuple[Pattern, ...] | None:
    """All that lies below, but for what lies below the quantities between; nothing if ``by`` may be there."""
    goals = _goals(by, between)
    found: list[Pattern] = []
    todo: list[tuple[Pattern, ...]] = [(start,) for start in starts]
    while todo:
        way = todo.pop()
        for one in chain.from_iterable(under for _, under in structure.steps(forms, way[-1], known, between)):
            if structure.covered(one, found, known):
                continue
            here = _widened(one, way, patience, known, goals)
            if len(found) == MOST or (by is not None and structure.may_be(here, by, known)):
                return None
            found.append(here)
            todo.append((*way, here))
    return tuple(found)


def _goals(by: Term | None, between: Term | None) -> Place:
    """What is worth knowing of an index: whether it is one of ``by``, and whether it is one of those between."""
    sets, entry = ((), None) if between is None else structure.rows(between)
    points = [point for one in (by, entry) if one is not None for point in one.args[1:] if not point.loose]
    return (*((how, point) for how in ("=", "≠") for point in points), *(("∉", over) for over in sets))


def _widened(here: Pattern, way: tuple[Pattern, ...], patience: int, known: frozenset[Term], goals: Place) -> Pattern:
    """A pattern with less said of its indices, if its family came often on the way: only what tells them from goals."""
    name, places = here
    before = [more for other, more in way if other == name and len(more) == len(places)]
    if len(before) < patience:
        return here
    last = before[-1] if patience else ((),) * len(places)
    kept = (tuple(goal for goal in goals if structure.says(place, (goal,), known)) for place in places)
    return name, tuple(_joined(*three) for three in zip(last, places, kept, strict=True))


def _joined(before: Place, now: Place, kept: Place) -> Place:
    """What is known of an index both before and now; that it is at most what it is now, if it became smaller."""
    smaller = [
        ("≤", what)
        for how, what in now
        for earlier, other in before
        if {how, earlier} <= {"=", "≤"} and what.args[0] == other.args[0] and what.args[1] < other.args[1]
    ]
    return tuple(dict.fromkeys([*(one for one in now if one in before), *smaller, *kept]))


def independent(s: Session, of: Term, by: Term) -> Theorem | None:
    """That a term does not depend on a quantity, if the theory's structures show it."""
    wanted = k.independent(of, by)
    if wanted not in s.structural:
        names = {
            ("f" if part.op == "apply" else "q") + part.args[0]
            for part in parts(of)
            if part.op in ("quantity", "apply")
        }
        forms = s.reading.structures_below(names)
        s.structural[wanted] = _independent(of, by, forms) or _independent(of, by, forms, s.facts.distinct)
        s.note(s.structural, wanted)
    return s.structural[wanted]


@lru_cache(maxsize=1 << 12)
def _independent(of: Term, by: Term, forms: tuple[Term, ...], apart: tuple[Theorem, ...] = ()) -> Theorem | None:
    known = frozenset(theorem.claim for theorem in apart)
    with suppress(NotApplicable):
        starts = [structure.pattern(part, {}) for part in structure.quantities(forms, of)]
        for patience in PATIENCE:
            below = lies_below(starts, forms, known, by, None, patience)
            if below is not None:
                return structure.independent(of, by, forms, below, apart)
    return None


def is_independent(s: Session, of: Term, by: Term) -> bool:
    """Whether a term does not depend on a quantity."""
    return independent(s, of, by) is not None


def through(s: Session, of: Term, by: Term, between: Term) -> Theorem | None:
    """That a quantity changes another one only by way of the quantities between."""
    wanted = k.through(of, by, between)
    if wanted not in s.structural:
        forms = s.reading.structures_below(["q" + of.args[0]])
        s.structural[wanted] = None
        with suppress(NotApplicable):
            s.structural[wanted] = _through(of, by, between, forms, _known(s, by, between, forms))
        s.note(s.structural, wanted)
    return s.structural[wanted]


@lru_cache(maxsize=1 << 12)
def _through(
    of: Term, by: Term, between: Term, forms: tuple[Term, ...], theorems: tuple[Theorem, ...]
) -> Theorem | None:
    _, entry = structure.rows(between)
    if any(structure.may_be(structure.pattern(entry, {}), end, frozenset()) for end in (of, by)):
        return None  # the chain rule would lead back to the same derivative
    known = frozenset(theorem.claim for theorem in theorems)
    with suppress(NotApplicable):
        for patience in PATIENCE:
            below = lies_below([structure.pattern(of, {})], forms, known, by, between, patience)
            if below is not None:
                return structure.passes_through(of, by, between, forms, below, theorems)
    return None


def _known(s: Session, by: Term, between: Term, forms: tuple[Term, ...]) -> tuple[Theorem, ...]:
    """That indices of a quantity differ from the constant indices in a theory's structures, and these are in rows."""
    sets, entry = structure.rows(between)
    fixed = [(form.args[0], here) for form in forms for here in parts(form) if here.op == "index" and not here.loose]
    named = dict.fromkeys(here for _, here in fixed if here.args[0] is not None)
    wanted = [k.distinct(mine, other) for mine in by.args[1:] for other in named if mine.args[0] != other.args[0]]
    in_row = [here for name, here in fixed if name == "q" + entry.args[0]]
    points = dict.fromkeys([*by.args[1:], *in_row])
    wanted += [k.member(point, over) for over in dict.fromkeys(sets) for point in points]
    return tuple(theorem for one in wanted if (theorem := s.proved(one)) is not None)


def leads_through(s: Session, of: Term, by: Term, between: Term) -> bool:
    """Whether a quantity changes another one only by way of the quantities between."""
    return through(s, of, by, between) is not None


def smooth(s: Session, of: Term) -> Theorem | None:
    """That a quantity is smooth, because all that it is made of is."""
    return _smooth(of, s.reading.structures_below(["q" + of.args[0]]))


@lru_cache(maxsize=1 << 12)
def _smooth(of: Term, forms: tuple[Term, ...]) -> Theorem | None:
    for patience in PATIENCE:
        try:
            below = lies_below([structure.pattern(of, {})], forms, patience=patience)
            if below is not None:
                return structure.smooth_by_structure(of, forms, below)
        except NotApplicable:
            continue
    return None
