r"""From tokens to expressions as they are written.

It understands notation, not meaning: whether ``a(1 - a)`` is a product or a function's value is for
:mod:`derivations.document.elaboration.meaning` to tell.  What it does not know, or what may as well mean something else
than a product of letters, raises :class:`NotUnderstood` with its place; no token is ever passed over.
"""

from __future__ import annotations

from fractions import Fraction

from derivations.document.syntax.brackets import is_evaluation
from derivations.document.syntax.commands import (
    BIG,
    CLOSING,
    DOTS,
    EITHER_SIGN,
    FUNCTION_WORDS,
    FUNCTIONS,
    OMISSION,
    OPENING,
    OPERATORS,
)
from derivations.document.syntax.differentials import product_is_clear, reach_is_clear, reaching, with_slash
from derivations.document.syntax.evaluations import evaluated, reaches_clearly
from derivations.document.syntax.events import with_events
from derivations.document.syntax.names import ELEMENTARY, FUNCTION_LETTERS, KNOWN_FUNCTIONS, names_function
from derivations.document.syntax.nodes import (
    Applied,
    Big,
    Bracket,
    Listing,
    Name,
    Node,
    Number,
    Omission,
    Operator,
    Quotient,
    Reaching,
    Related,
    Row,
    Scripted,
    Terms,
    base_of,
)
from derivations.document.syntax.omissions import with_sums
from derivations.document.syntax.patterns import are_same, row_of
from derivations.document.syntax.primaries import Primaries
from derivations.document.syntax.relations import Tokens, relation_at, written
from derivations.document.syntax.stream import Parse, run, unknown
from derivations.document.syntax.tokens import COMMAND, GROUP, NotUnderstood, Token


def parsed(tokens: Tokens, start: int = 0) -> Node:
    """All of the tokens as one expression, a list of them, or expressions with relations between."""
    if not tokens:
        raise NotUnderstood("an expression is missing", start)
    return run(Parser(tokens).whole())


class Parser(Primaries):
    """Reads expressions: lists of relations of sums of products."""

    def whole(self) -> Parse:
        found = yield self.listing()
        if self.here is not None:
            raise unknown(self.here)
        return found

    def listing(self) -> Parse:
        start = self.start
        items = [(yield self._related())]
        while self.here is not None and self.here.is_sign(",", ";"):
            self.place += 1
            if self.here is not None and self.here.is_command(*DOTS):
                items.append(Name(OMISSION, self.here.start, self.here.end))
                self.place += 1
            else:
                items.append((yield self._related()))
        if any(isinstance(item, Name) and item.text == OMISSION for item in items):
            return Omission(OMISSION, start, self.end, items=tuple(items))
        return items[0] if len(items) == 1 else Listing(tuple(items), start, self.end)

    def _related(self) -> Parse:
        start = self.start
        parts, relations = [(yield self._terms())], []
        while (found := self._relation()) is not None:
            relation, length = found
            self.place += length
            relations.append(relation)
            parts.append((yield self._terms()))
        return parts[0] if not relations else Related(tuple(parts), tuple(relations), start, self.end)

    def _relation(self) -> tuple[str, int] | None:
        """The relation that stands here, or a bar that separates, and how many tokens it takes."""
        if self.place in self.brackets.between:
            return "mid", self.brackets.between[self.place]
        return None if self.here is None else relation_at(self.tokens, self.place)

    def _terms(self) -> Parse:
        start = self.start
        found: list[tuple[int, Node]] = []
        signed = self._at_term()
        while not found or self._at_term():
            either = self._either_sign()
            sign = self._sign()
            row = self._omission() or (yield self._row())
            if either is not None:
                items = row.items if isinstance(row, Row) else (row,)
                row = Row((either, *items), either.start, row.end)
            found.append((sign, row))
        found = with_sums(found)
        if len(found) == 1 and not signed:
            return found[0][1]
        if not reaches_clearly([term for _, term in found]):
            raise NotUnderstood("how far a bar with a value below it reaches", start)
        if not reach_is_clear([term for _, term in found]):
            return reaching(found, start, self.end)
        return Terms(tuple(found), start, self.end)

    def _omission(self) -> Name | None:
        """Dots between two signs: ``x_1 + \\cdots + x_n``."""
        following = self.tokens[self.place + 1] if self.place + 1 < len(self.tokens) else None
        if self.here is None or not self.here.is_command(*DOTS) or following is None or not following.is_sign("+", "-"):
            return None
        token = self.take()
        return Name(OMISSION, token.start, token.end)

    def _at_sign(self) -> bool:
        return self.here is not None and self.here.is_sign("+", "-")

    def _at_term(self) -> bool:
        return self._at_sign() or self._at_either_sign()

    def _at_either_sign(self) -> bool:
        return self.here is not None and self.here.is_command("pm", "mp")

    def _either_sign(self) -> Name | None:
        """``±`` or ``∓``: a factor that is 1 or -1."""
        if not self._at_either_sign():
            return None
        token = self.take()
        return Name(EITHER_SIGN[token.text], token.start, token.end)

    def _sign(self) -> int:
        """The sign that several signs in a row make."""
        sign = 1
        while self._at_sign():
            sign = -sign if self.take().text == "-" else sign
        return sign

    # -- products

    def _row(self) -> Parse:
        start = self.start
        items: list[Node] = []
        while (token := self.here) is not None and not self._ends_row(token):
            if _is_operator(token):
                self.place += 1
                items.append(Operator(OPERATORS.get(token.text, token.text), token.start, token.end))
                if self._at_sign():  # 2 \cdot -x
                    sign = self._sign()
                    items.append(Terms(((sign, (yield self.factor())),), token.end, self.end))
            elif token.kind == GROUP and not token.inside:
                self.place += 1
            elif items and is_evaluation(self.tokens, self.place):
                self.place += 2
                before = row_of(with_events(with_slash(items)))
                items = [evaluated(before, (yield self.script()), start, self.end, lone=True)]
            else:
                item = yield self.factor()
                if _is_mixed(items[-1] if items else None, item):
                    item = _mixed(items.pop(), item)
                if items and _is_component(items[-1], item):  # f(x)_i is f_i(x)
                    name = items.pop()
                    items.append(Scripted(name, item.sub, None, 0, name.start, name.end))
                    item = item.base
                items.append(item)
        items = with_events(with_slash(items))
        if not items:
            raise NotUnderstood("an expression is missing", self.start)
        for edge in (items[0], items[-1]):
            if isinstance(edge, Operator):
                raise NotUnderstood(f"a factor is missing beside {edge.text}", edge.start)
        _no_words(items)
        if not self.is_script:  # an exponent, or a size such as m × n, is made of numbers
            _no_other_products(items)
        if not product_is_clear(items):
            raise NotUnderstood("a derivative without brackets before a product", start)
        return items[0] if len(items) == 1 else Row(tuple(items), start, self.end)

    def _ends_row(self, token: Token) -> bool:
        if token.is_sign("+", "-", ",", ";", ")", "]") or self._at_either_sign() or self.place in self.brackets.closing:
            return True
        if token.kind == COMMAND and (written(token) in CLOSING or token.text in ("right", "over")):
            return True
        return self._relation() is not None

    def factor(self) -> Parse:
        first = self.here
        base = yield self.primary()
        node = yield self.scripts(base)
        if isinstance(node, Number) and self.here is not None and self.here.is_command("%"):
            self.place += 1
            return Quotient(node, Number(Fraction(100), node.end, self.end), node.start, self.end)
        if not isinstance(base, Name) or self.indices or base.accents or first is None:
            return node
        if base.text in FUNCTION_WORDS or first.is_command("operatorname", "operatorname*"):
            return (yield self._with_argument(base, node))
        return node

    # -- functions before arguments without brackets

    def _with_argument(self, name: Name, function: Node) -> Parse:
        """A function; with its argument, unless that stands in brackets, or is for the elaboration to find."""
        if name.text in ("argmax", "argmin", "mod", "sup", "inf"):
            raise NotUnderstood(name.text, name.start)
        sup = function.sup if isinstance(function, Scripted) else None
        if sup is not None and (name.text == "exp" or (isinstance(sup, Terms) and sup.terms[0][0] < 0)):
            raise NotUnderstood(f"a power of the function {name.text}, or its inverse function", name.start)
        if name.text in ELEMENTARY or self._ends_argument() or self._at_bracket():
            return function
        items = [(yield self.factor())]
        while not self._ends_argument() and not self._at_root() and self._belongs(items):
            items.append((yield self.factor()))
        if not self._ends_argument() and not self._at_root():
            raise NotUnderstood(f"how far {name.text} reaches", name.start)
        return Applied(function, row_of(items), name.start, self.end)

    def _ends_argument(self) -> bool:
        """Whether nothing that stands here belongs to the argument of a function before it."""
        token = self.here
        if token is None or self._ends_row(token) or _is_operator(token):
            return True
        return token.kind == COMMAND and token.text in (FUNCTIONS | BIG.keys())

    def _at_root(self) -> bool:
        return self.here is not None and self.here.is_command("sqrt")

    def _at_bracket(self) -> bool:
        token = self.here
        if token is not None and token.is_command("left"):
            token = self.at(self.place + 1)
        return token is not None and OPENING.get(written(token), "") in tuple("([{")

    def _belongs(self, items: list[Node]) -> bool:
        """Whether what stands here surely belongs to an argument that begins with these factors."""
        if isinstance(items[0], Number):
            return True
        last = base_of(items[-1])
        if not isinstance(last, Name):
            return isinstance(items[-1], Big) or isinstance(items[0], Big)
        if self._at_bracket():
            return last.text in FUNCTION_LETTERS
        token = self.here
        return token is not None and token.kind in ("letter", COMMAND) and not token.is_command("frac", "left")


def _is_operator(token: Token) -> bool:
    return (token.kind == COMMAND and token.text in OPERATORS) or token.is_sign("/", "*")


def _is_component(name: Node, item: Node) -> bool:
    """Whether an item is a function's argument with the index of a component of the function behind it."""
    if not isinstance(item, Scripted) or not isinstance(item.base, Bracket) or item.base.kind != "(":
        return False
    function = isinstance(name, Name) and name.text not in KNOWN_FUNCTIONS and names_function(name.text)
    return function and item.sub is not None and item.sup is None and not item.primes


def _is_mixed(before: Node | None, item: Node) -> bool:
    """Whether a whole number stands right before a fraction of two of them."""
    parts = (before, item.top, item.bottom) if isinstance(item, Quotient) else (None,)
    return all(isinstance(part, Number) and part.value.denominator == 1 for part in parts)


def _mixed(whole: Node, part: Node) -> Reaching:
    """``2 1/2``, a mixed number or a product."""
    start, end = whole.start, part.end
    number = Bracket("(", Terms(((1, whole), (1, part)), start, end), start, end)
    return Reaching(number, Row((whole, part), start, end), start, end, "it is a mixed number", "it is a product")


LETTERS_OF_A_WORD = 3
"""From how many letters on what stands before a bracket may be a function's name, as in ``sqrt(2t)``."""


def _no_words(items: list[Node]) -> None:
    """Refuse letters right before a bracket that may be the name of a function in slanted type."""
    run: list[Name] = []
    for item in items:
        bracket = item.base if isinstance(item, Scripted) else item
        before = isinstance(bracket, Bracket) and bracket.kind == "(" and bool(run) and run[-1].end == bracket.start
        if before and len(run) >= LETTERS_OF_A_WORD:
            raise NotUnderstood(f"{''.join(name.text for name in run)}, a function or a product", run[0].start)
        letter = isinstance(item, Name) and len(item.text) == 1 and item.text.isascii() and item.text.islower()
        if isinstance(item, Name) and letter and not item.font and not item.accents:
            run = [*run, item] if run and run[-1].end == item.start else [item]
        else:
            run = []


def _no_other_products(items: list[Node]) -> None:
    """Refuse what may be a cross product, or a convolution."""
    numbers = any(isinstance(item, Number | Quotient) for item in items)
    for before, item, after in zip(items, items[1:], items[2:], strict=False):
        if not isinstance(item, Operator):
            continue
        of_functions = item.text == "*" and all(
            side.names and FUNCTION_LETTERS.issuperset(name.text for name in side.names) for side in (before, after)
        )
        if item.text == "∗" or of_functions:
            raise NotUnderstood("a convolution, or another product than that of numbers", item.start)
        if (
            item.text == "×"
            and not numbers
            and _is_letter(before)
            and _is_letter(after)
            and not are_same(before, after)
        ):
            raise NotUnderstood("a cross product, or a product of numbers", item.start)


def _is_letter(node: Node) -> bool:
    """Whether a factor may be a vector: a letter, and no power of one."""
    name = base_of(node)
    return isinstance(name, Name) and len(name.text) == 1 and not (isinstance(node, Scripted) and node.sup is not None)
