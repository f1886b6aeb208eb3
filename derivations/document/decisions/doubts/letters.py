"""Letters and functions by which a text may mean something else than what a proof takes them for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import pairwise
from typing import Any

import sympy
from sympy import Symbol

from derivations.document.decisions.unfolding import put_in
from derivations.document.discourse.sections import Section
from derivations.document.discourse.vocabulary import ALGEBRAS, OTHER_LOGARITHMS, REPEATED_INDICES
from derivations.document.elaboration.meaning import Meaning
from derivations.document.obligations.background import Background
from derivations.document.obligations.names import names_in
from derivations.document.syntax.names import of_key, shown, without_variants
from derivations.document.syntax.nodes import Name, Node, Row
from derivations.document.syntax.statements import CONNECTIVES
from derivations.notation import Entry, Index, Lim, Partial, Prime, Sum, sigma, subexpressions
from derivations.proof import Claim


def indices_and_numbers(expressions: list[Any]) -> set[str]:
    """The letters that are a free index in one place, and a number that something is computed with in another."""
    symbols = {s for e in expressions if hasattr(e, "free_symbols") for s in e.free_symbols}
    indices = {s.name for s in symbols if isinstance(s, Index)}
    sizes = {
        s.name for i in symbols if isinstance(i, Index) and i.range.last is not None for s in i.range.last.free_symbols
    }
    parts = [part for e in expressions if hasattr(e, "free_symbols") for part in subexpressions(e)]
    bound = {part.index.name for part in parts if isinstance(part, Sum)}
    varied = {part.by.name for part in parts if isinstance(part, Partial) and type(part.by) is Symbol}
    return {s.name for s in symbols if type(s) is Symbol and s.name in indices - sizes} | (bound & varied)


def plain_symbols(claim: Claim, background: Background, declared: set[str], shapes: Mapping[str, int]) -> set[Any]:
    """The symbols of a claim, its definitions put in, of which nothing says that they are numbers; ``W_1`` is one.

    ``shapes`` are how many indices the components have of what is said to be a vector, or a matrix.
    """
    sides = put_in(claim, background) if claim.relation not in CONNECTIVES else ()
    found: set[Any] = {s for side in sides for s in side.free_symbols if type(s) is Symbol and not s.is_integer}
    found |= {
        part
        for side in sides
        for part in side.atoms(Entry)
        if part.args[1:]
        and all(i.is_Integer for i in part.args[1:])
        and len(part.args) - 1 != shapes.get(part.family.name)
    }
    return {s for s in found if str(s).split("[")[0] not in declared}


def listed(letters: set[Any]) -> str:
    """Letters as they stand in a message."""
    return ", ".join(sorted(map(str, letters)))


def commutes(claim: Claim, background: Background, letters: set[Any], unless_told: bool) -> bool:
    """Whether a polynomial identity holds for letters that do not commute, too; of others this is not known."""
    left, right = put_in(claim, background)
    parts = {type(part) for side in (left, right) for part in subexpressions(side)}
    if not all(issubclass(kind, sympy.Add | sympy.Mul | sympy.Pow | Symbol | Entry | sympy.Rational) for kind in parts):
        return unless_told and sum(str(letter)[0].isupper() for letter in letters) < 2
    apart = {letter: Symbol(f"{letter}", commutative=False) for letter in letters}
    with sympy.evaluate(True):
        return bool(sympy.expand(left.xreplace(apart).doit() - right.xreplace(apart).doit()) == 0)


_HAT = "\u0302"


def _decomposed(symbol: Any) -> str:
    return unicodedata.normalize("NFD", str(symbol))


def other_meaning(claim: Claim, background: Background, section: Section, meaning: Meaning) -> str:
    """Why the text may mean something else by a letter, or a function, than what it is read as; or nothing."""
    if OTHER_LOGARITHMS in section.unusual and any(side.has(sympy.log) for side in claim.sides):
        return f"the text mentions {OTHER_LOGARITHMS}"
    if REPEATED_INDICES in section.unusual and any(isinstance(s, Index) for s in claim.free_symbols):
        return f"the text mentions {REPEATED_INDICES}"
    if "degrees" in meaning.properties and any(side.has(sympy.sin, sympy.cos, sympy.tan) for side in claim.sides):
        return "the text mentions angles in degrees"
    everything = background.with_definitions(claim.sides)
    names = {s.name for side in everything for s in side.free_symbols if type(s) is Symbol}
    if "i" in names - background.stated:
        return "i may be the imaginary unit"
    for key, kinds in (("pi", (sympy.core.numbers.Pi,)), ("e", (sympy.exp, sympy.core.numbers.Exp1))):
        if key in section.named and any(side.has(*kinds) for side in everything):
            return f"the text treats {of_key(key)} as a quantity"
    if len(sets := _sets_alike(claim, background, meaning)) > 1:
        return f"{' and '.join(sets)} may be different sets"
    twice = indices_and_numbers(everything)
    return f"{min(twice)} is both an index and a number" if twice else ""


def identity_of_capitals(claim: Claim, background: Background, named: Set[str]) -> list[str]:
    """Why a claim about capital letters alone may be one about matrices: an I among them, of which nothing is said."""
    hypotheses = [given.claim for given in (*background.hypotheses, *background.restrictions)]
    everything = [*background.with_definitions(claim.sides), *hypotheses]
    symbols = {s for side in everything for s in side.free_symbols if type(s) is Symbol and not s.is_integer}
    said = named | background.stated | background.definitions.keys()
    capitals = all(symbol.name[0].isupper() for symbol in symbols)
    return ["I may be the identity matrix"] if capitals and "I" in {s.name for s in symbols} - said else []


def _sets_alike(claim: Claim, background: Background, meaning: Meaning) -> list[str]:
    """Sets that a claim sums over as if they were one."""
    ranges = {part.index.range for side in background.with_definitions(claim.sides) for part in side.atoms(Sum)}
    several = [texts for texts, _ in map(meaning.dims.sets, ranges) if len(texts) > 1]
    return sorted(several[0]) if several else []


def sets_of_indices(claim: Claim, background: Background, meaning: Meaning) -> Iterator[tuple[str, str]]:
    """What has to be so of the sets that sums are over, and why the sum may be another one where it is not said."""
    everything = [*background.with_definitions(claim.sides), *(g.claim for g in background.hypotheses)]
    for found in sorted({part.index.range for side in everything for part in side.atoms(Sum)}, key=str):
        texts, several = meaning.dims.sets(found)
        for text in sorted(texts):
            if several:
                yield (
                    f"if {text} is finite and its index ranges over all of it",
                    f"the index of {text} may range over more than {text}",
                )
            else:
                yield f"if {text} is finite", ""


def written_twice(claim: Claim, background: Background, fonts: Set[str]) -> Iterator[tuple[str, str]]:
    """What has to be so of names that are written alike, and why a claim may be true if it is not.

    ϵ and ε, or 𝐲 and y, are read as different quantities, which matters for what is given and for what is constant;
    a letter that is both upright and slanted, one of the ``fonts``, is read as one.
    """
    hypotheses = [given.claim for given in background.hypotheses]
    groups: dict[str, set[str]] = {}
    for name in names_in([*background.with_definitions(claim.sides), *hypotheses]):
        letter = re.split("[_^°(]", name)[0]
        groups.setdefault(without_variants(letter), set()).add(letter)
    matters = hypotheses or background.definitions or any(side.has(Partial, Prime, Lim) for side in claim.sides)
    for letter, group in sorted(groups.items()):
        if len(group) > 1:
            names = " and ".join(sorted(group))
            yield f"if {names} are different" if matters else "", f"{names} may be one quantity"
        if letter in fonts:
            yield f"if upright and italic {letter} are the same", f"upright and italic {letter} may be different"


def written_together(nodes: Iterable[Node]) -> list[tuple[str, frozenset[str]]]:
    """Capitals that stand together and may be one name, as in ``TP/(TP + FP)``: a letter of them never stands alone."""
    rows = [node.items for node in nodes if isinstance(node, Row)]
    pairs = [
        (one, other)
        for items in rows
        for one, other in pairwise(items)
        if all(isinstance(item, Name) and len(item.text) == 1 and item.text.isupper() for item in (one, other))
        and one.end == other.start
    ]
    inside = {id(name) for pair in pairs for name in pair}
    alone = {node.key for node in nodes if isinstance(node, Name) and id(node) not in inside}
    found = {
        (one.text + other.text, frozenset((one.key, other.key)))
        for one, other in pairs
        if isinstance(one, Name) and isinstance(other, Name) and not {one.key, other.key} <= alone
    }
    return sorted(found, key=str)


def in_both_fonts(names: Iterable[Name]) -> set[str]:
    """The letters that a text has upright and slanted, but for those that stand upright for what they always are."""
    fonts = {(shown(name.text, name.accents), name.upright) for name in names if len(name.text) == 1 and not name.font}
    return {letter for letter, upright in fonts if upright and (letter, False) in fonts} - {"d", "e", "T"}


def usual_functions(claim: Claim, background: Background, meaning: Meaning) -> tuple[str, ...]:
    """That σ is the sigmoid function, if a proof needs it and the document speaks of no such function."""
    is_used = any(side.has(sigma) for side in background.with_definitions(claim.sides))
    written_so = "sigma" in meaning.survey.all
    return ("if σ is the sigmoid function",) if is_used and written_so and not meaning.usual else ()


def as_numbers(
    claim: Claim, background: Background, meaning: Meaning, normed: set[str], section: Section
) -> tuple[str, ...]:
    """That letters are numbers, or commute as these do, if a proof needs it and nothing says so.

    It asks of letters of which the text says in words that were not understood what they are.
    """
    described, denoted = ({shown(key.split("@")[0]) for key in keys} for keys in (section.described, section.denoted))
    domains = [d for d in background.domains if "so that" not in background.texts.get(d, "")]
    declared = background.stated | meaning.numbers | meaning.at_bars | names_in(d.of for d in domains)
    shapes = {of_key(key): rank for key, rank in meaning.declared.items()}
    letters = plain_symbols(claim, background, declared, shapes)
    normed = {letter for letter in letters if str(letter).split("[")[0] in normed}
    if normed and claim.relation == "=":
        return (f"if {listed(normed)} are numbers",)
    capitals = {s for s in letters if (str(s)[0].isupper() or _HAT in _decomposed(s)) and not s.atoms(Index)}
    matrices = any(len(part.args) > 2 for side in claim.sides for part in side.atoms(Entry))
    if claim.relation == "=" and matrices and capitals and meaning.declared:
        return (f"if {listed(capitals)} commute as numbers do",)
    algebra, others = bool(meaning.properties & ALGEBRAS), letters
    if not algebra:
        told = {s for s in letters if str(s).split("[")[0] in described}
        letters = capitals | told  # of components nothing is asked
        (one, *more) = letters or {None}
        if not more and str(one).split("[")[0] in denoted and others != letters and claim.relation == "=":
            return () if commutes(claim, background, others, unless_told=True) else (f"if {one} is a number",)
    if len(letters) < 2 or claim.relation != "=" or commutes(claim, background, letters, unless_told=not algebra):
        return ()
    return (f"if {listed(letters)} commute as numbers do",)
