"""A section of a document: its statements, each with the premises in whose scope it stands."""

from __future__ import annotations

from dataclasses import dataclass

from derivations.document.discourse.conditions import (
    Condition,
    IndexRange,
)
from derivations.document.discourse.vocabulary import SORTS, STATED
from derivations.document.source.pieces import Directive, Excerpt
from derivations.document.syntax.nodes import (
    Node,
)
from derivations.document.syntax.statements import Statement
from derivations.document.syntax.tokens import NotUnderstood

SAID_FALSE = "false as it stands, but the text may say so"


GIVEN = "false as it stands, but the text goes on from it as given"
APPROXIMATED = "false as it stands, but it may be meant as an approximation"


@dataclass(frozen=True)
class Placed:
    """A statement where it stands.

    ``role`` is what its clause does with it, by which ``word``.  ``premises`` are what is supposed there, ``reasons``
    what its sentence asserts in passing, ``beside`` what may be a condition: the inequalities that its sentence
    mentions, and what words suppose that were not understood.  An equation that is ``sure`` may define; one
    that is ``partial`` is said of some arguments only, and defines nothing for others.  ``solving`` and ``unread``: the
    sentence speaks of solving equations, or sets a condition that no formula states.  ``item`` are the numbers of the
    list items around it; ``doubt`` is why words around it may not claim it, ``unclear`` the first word of its sentence
    that was not understood; ``ranges`` are those of the indices that the sentence tells.
    """

    statement: Statement
    excerpt: Excerpt
    display: bool
    number: int
    role: str = STATED
    word: str = ""
    premises: tuple[Condition, ...] = ()
    reasons: tuple[Condition, ...] = ()
    beside: tuple[Condition, ...] = ()
    sure: bool = True
    partial: bool = False
    solving: bool = False
    unread: bool = False
    item: tuple[int, ...] = ()
    doubt: str = ""
    unclear: str = ""
    ranges: tuple[IndexRange, ...] = ()
    problem: NotUnderstood | None = None


@dataclass(frozen=True)
class Apart:
    """A formula of a display that is no statement: something ``given``, or why it is not read."""

    excerpt: Excerpt
    given: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Invertible:
    """A matrix that words call invertible, or positive ``definite``; it is ``given`` where they let it be so.

    ``number`` is that of the statement that follows, and ``after`` how many of the section's names were something new
    before.
    """

    number: int
    after: int
    node: Node
    definite: bool
    given: bool


@dataclass(frozen=True)
class Section:
    """The text from one heading to the next.

    ``supposed`` are conditions that hold for more than a sentence, with the number of the first statement;
    ``anew`` names of which nothing said before that statement holds any more; ``mentioned`` every relation that the
    text may have meant as a condition, with the number of the statement that follows, and ``behind`` what is said
    behind a claim and may be a reason for it, with the number of that.  ``arbitrary`` are names that
    are said to be any real number, or any function, from that statement on; ``upper`` names of quantities that it
    writes with an upper index, ``x^k``, with the number of the statement that defines it; ``chosen`` names of what
    there is, as in "there is a b"; ``sorts`` of what sort names are, and ``symmetric`` those of matrices that are let
    be so, with the number of the statement that follows; ``invertible`` what is called so.  ``dependent`` are names
    that words say depend on one another;
    ``named`` those that the text speaks of by themselves, ``unlike`` those that are not what the field calls so,
    ``described`` those of which it says in words that were not
    understood what they are, and ``loose`` those of which it says what may make them depend on others; ``remarked``
    is what it speaks of in words that were not understood, with the number of the statement that follows and the first
    of these words.  ``base`` is
    that of the logarithms, 0 for natural ones.
    ``unusual`` is how words change what formulas mean, ``apart`` formulas of displays that are no statements, and
    ``spoken`` expressions without a relation, as in "the velocity is v(t)".
    """

    level: int
    title: str
    placed: tuple[Placed, ...] = ()
    supposed: tuple[tuple[int, Condition], ...] = ()
    anew: tuple[tuple[int, str], ...] = ()
    quantified: tuple[tuple[int, str], ...] = ()
    """Names of which a sentence speaks whatever they are, "for all f", with the number of its first statement."""
    mentioned: tuple[tuple[int, Condition], ...] = ()
    behind: tuple[tuple[int, Condition], ...] = ()
    arbitrary: tuple[tuple[int, str], ...] = ()
    upper: tuple[tuple[int, str], ...] = ()
    chosen: frozenset[str] = frozenset()
    sorts: tuple[tuple[str, str], ...] = ()
    symmetric: tuple[tuple[int, str], ...] = ()
    invertible: tuple[Invertible, ...] = ()
    dependent: tuple[tuple[str, frozenset[str]], ...] = ()
    named: frozenset[str] = frozenset()
    unlike: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    remarked: tuple[tuple[int, str, str], ...] = ()
    base: int = 0
    unusual: tuple[str, ...] = ()
    apart: tuple[Apart, ...] = ()
    spoken: tuple[Node, ...] = ()
    directives: tuple[Directive, ...] = ()
    words: tuple[tuple[int, str], ...] = ()
    """The words of each sentence, with the number of the statement that follows."""
    barred: frozenset[str] = frozenset()
    """The kinds of bars of which words say that they are something else than is usual."""
    depending: tuple[tuple[str, frozenset[str]], ...] = ()
    """Names of which words say all that they depend on, with that."""
    denoted: frozenset[str] = frozenset()
    """Those of the ``described`` names of which words say what they are, as in "let D denote differentiation"."""

    @property
    def text(self) -> str:
        """All words of the section."""
        return " ".join([self.title, *(words for _, words in self.words)]).lower()


def matrices_in(section: Section) -> frozenset[str]:
    """The keys of what a section calls a matrix."""
    return frozenset(key for key, sort in section.sorts if sort == SORTS["matrix"])
