"""The formulas of a document's sentences, each parsed once."""

from __future__ import annotations

from collections.abc import Mapping

from derivations.document.discourse.sentences import Sentence
from derivations.document.source.pieces import Excerpt, Macro
from derivations.document.syntax.nodes import Name, Node, Scripted, base_of
from derivations.document.syntax.patterns import members
from derivations.document.syntax.statements import Statement, statements
from derivations.document.syntax.tokens import NotUnderstood, tokens


class Formulas:
    """What formulas state, with the macros of their document."""

    def __init__(self, macros: Mapping[str, Macro]) -> None:
        self.macros = macros
        self._parsed: dict[str, list[Statement] | NotUnderstood] = {}

    def parsed(self, excerpt: Excerpt) -> list[Statement] | NotUnderstood:
        """The statements of a formula, or why it is not understood."""
        if excerpt.text not in self._parsed:
            try:
                self._parsed[excerpt.text] = statements(tokens(excerpt.text, self.macros))
            except NotUnderstood as problem:
                self._parsed[excerpt.text] = problem
            except RecursionError:
                self._parsed[excerpt.text] = NotUnderstood("an expression that is nested too deeply", 0)
        return self._parsed[excerpt.text]

    def statements(self, excerpt: Excerpt) -> list[Statement]:
        """The statements of a formula; none of one that is not understood."""
        parsed = self.parsed(excerpt)
        return [] if isinstance(parsed, NotUnderstood) else parsed

    def inline(self, sentence: Sentence) -> list[Statement]:
        """The statements of a sentence's formulas that are no displays."""
        inline = [p.formula.excerpt for p in sentence.parts if p.formula is not None and not p.formula.display]
        return [statement for excerpt in inline for statement in self.statements(excerpt)]

    def expressions(self, sentence: Sentence) -> list[Node]:
        """The expressions without a relation that a sentence speaks of."""
        found = [s.first for s in self.inline(sentence) if not s.links]
        return [first.node for first in found if first is not None and first.node is not None]

    def names(self, sentence: Sentence) -> list[Name]:
        """The names that a sentence speaks of by themselves, or gives a value."""
        firsts = [statement.first for statement in self.inline(sentence)]
        nodes = [node for first in firsts if first and first.node for node in members(first.node)]
        names = [base_of(node) for node in nodes if not (isinstance(node, Scripted) and node.sup is not None)]
        return [name for name in names if isinstance(name, Name)]

    def keys(self, sentence: Sentence) -> set[str]:
        """The keys of these names."""
        return {name.key for name in self.names(sentence)}
