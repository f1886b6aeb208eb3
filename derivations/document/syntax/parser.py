r"""From tokens to expressions as they are written.

It understands notation, not meaning: whether ``a(1 - a)`` is a product or a function's value is for
:mod:`derivations.document.elaboration.meaning` to tell.  What it does not know raises :class:`NotUnderstood` with its
place; no token is ever passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derivations.document.syntax.commands import (
    ACCENTS,
    ACRONYMS,
    BARS,
    BIG,
    CASES,
    CLOSING,
    DOTS,
    FONTS,
    FRACTIONS,
    FUNCTIONS,
    LETTERS,
    MATRICES,
    OMISSION,
    OPENING,
    OPERATORS,
    RELATION_COMMANDS,
)
from derivations.document.syntax.nodes import (
    Big,
    Bracket,
    Choice,
    Differential,
    Listing,
    Nabla,
    Name,
    Node,
    Number,
    Operator,
    Quotient,
    Related,
    Root,
    Row,
    Scripted,
    Terms,
)
from derivations.document.syntax.tokens import (
    COMMAND,
    DIGIT,
    ENVIRONMENT,
    GROUP,
    LETTER,
    SIGN,
    TEXT,
    NotUnderstood,
    Token,
)

Tokens = Sequence[Token]


def written(token: Token) -> str:
    """A token as it is looked up in the tables of brackets."""
    return f"\\{token.text}" if token.kind == COMMAND else token.text


def relation_at(tokens: Tokens, place: int) -> tuple[str, int] | None:
    """The relation that begins at a token, and the number of tokens it takes."""
    token = tokens[place]
    if token.kind == SIGN:
        if token.text == ":" and place + 1 < len(tokens) and tokens[place + 1].is_sign("="):
            return ":=", 2
        if token.text == "=" and place + 1 < len(tokens) and tokens[place + 1].is_sign(":"):
            return "=:", 2
        if token.text == "=" and place + 1 < len(tokens) and tokens[place + 1].is_sign(">"):
            return "⇒", 2
        if token.text in "=<>":
            return token.text, 1
        return None
    if token.kind != COMMAND:
        return None
    if token.text == "not" and place + 1 < len(tokens):
        following = relation_at(tokens, place + 1)
        negated = {"=": "≠", "∈": "∉"}.get(following[0]) if following else None
        return (negated, 1 + following[1]) if negated and following else None
    if token.text in ("stackrel", "overset", "underset") and place + 2 < len(tokens):
        inner = tokens[place + 2]
        found = relation_at(inner.inside or (inner,), 0) if (inner.inside or inner.kind != GROUP) else None
        if found:
            label = "".join(t.text for t in tokens[place + 1].inside) if tokens[place + 1].kind == GROUP else ""
            return (":=" if label in ("def", "Δ", "triangle") else found[0]), 3
    if token.text in RELATION_COMMANDS:
        return RELATION_COMMANDS[token.text], 1
    return None


def parsed(tokens: Tokens, start: int = 0) -> Node:
    """All of the tokens as one expression, a list of them, or expressions with relations between."""
    if not tokens:
        raise NotUnderstood("an expression is missing", start)
    return _Parser(tokens).all()


class _Parser:
    def __init__(self, tokens: Tokens) -> None:
        self.tokens, self.place = tokens, 0

    @property
    def here(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def _start(self) -> int:
        if not self.tokens:
            return 0
        return self.tokens[self.place].start if self.here else self.tokens[-1].end

    def _end(self) -> int:
        return self.tokens[self.place - 1].end

    def _taken(self) -> Token:
        token = self.here
        if token is None:
            raise NotUnderstood("something is missing at the end", self._start())
        self.place += 1
        return token

    # -- lists and relations

    def all(self) -> Node:
        found = self.listing()
        if self.here is not None:
            raise _unknown(self.here)
        return found

    def listing(self) -> Node:
        start = self._start()
        items = [self.related()]
        while self.here is not None and self.here.is_sign(",", ";"):
            self.place += 1
            if self.here is not None and self.here.is_command(*DOTS):
                items.append(Name(OMISSION, self.here.start, self.here.end))
                self.place += 1
            else:
                items.append(self.related())
        if any(isinstance(item, Name) and item.text == OMISSION for item in items):
            return Name(OMISSION, start, self._end())  # x_1, ..., x_n: whatever a function may depend on
        return items[0] if len(items) == 1 else Listing(tuple(items), start, self._end())

    def related(self) -> Node:
        start = self._start()
        parts, relations = [self.terms()], []
        while self.here is not None and (found := relation_at(self.tokens, self.place)):
            relation, length = found
            self.place += length
            relations.append(relation)
            parts.append(self.terms())
        return parts[0] if not relations else Related(tuple(parts), tuple(relations), start, self._end())

    # -- terms and factors

    def terms(self) -> Node:
        start = self._start()
        found: list[tuple[int, Node]] = []
        sign = 1
        signed = False
        while self.here is not None and self.here.is_sign("+", "-"):
            sign = -sign if self._taken().text == "-" else sign
            signed = True
        found.append((sign, self.row()))
        while self.here is not None and self.here.is_sign("+", "-"):
            sign = 1
            while self.here is not None and self.here.is_sign("+", "-"):
                sign = -sign if self._taken().text == "-" else sign
            found.append((sign, self.row()))
        if len(found) == 1 and (sign == 1 and not signed):
            return found[0][1]
        return Terms(tuple(found), start, self._end())

    def row(self) -> Node:
        start = self._start()
        items: list[Node] = []
        while (token := self.here) is not None and not self._ends_row(token):
            if (token.kind == COMMAND and token.text in OPERATORS) or token.is_sign("/", "*"):
                self.place += 1
                items.append(
                    Operator(OPERATORS.get(token.text, "/" if token.text == "/" else "·"), token.start, token.end)
                )
                # a sign may follow an operator: 2 \cdot -x
                if self.here is not None and self.here.is_sign("-", "+"):
                    sign = -1 if self._taken().text == "-" else 1
                    inner = self.factor()
                    items.append(Terms(((sign, inner),), token.end, self._end()))
                continue
            if token.kind == GROUP and not token.inside:
                self.place += 1
                continue
            items.append(self.factor())
        items = _slashed_differentials(items)
        if not items:
            raise NotUnderstood("an expression is missing", self._start())
        if isinstance(items[0], Operator) or isinstance(items[-1], Operator):
            edge = next(item for item in (items[0], items[-1]) if isinstance(item, Operator))
            raise NotUnderstood(f"a factor is missing beside {edge.text}", edge.start)
        return items[0] if len(items) == 1 else Row(tuple(items), start, self._end())

    def _ends_row(self, token: Token) -> bool:
        if token.is_sign("+", "-", ",", ";", ")", "]"):
            return True
        if token.kind == COMMAND and (written(token) in CLOSING or token.text in ("right", "over")):
            return True
        return relation_at(self.tokens, self.place) is not None

    def factor(self) -> Node:
        return self.scripts(self.primary())

    def scripts(self, base: Node) -> Node:
        start = base.start
        sub: Node | None = None
        sup: Node | None = None
        primes = 0
        while (token := self.here) is not None:
            if token.is_sign("'") or token.is_command("prime"):
                primes += 1
                self.place += 1
            elif token.is_sign("_"):
                if sub is not None:
                    raise NotUnderstood("a second subscript", token.start)
                self.place += 1
                sub = self.script()
            elif token.is_sign("^"):
                self.place += 1
                counted = self._primes()
                if counted:
                    primes += counted
                    continue
                if sup is not None:
                    raise NotUnderstood("a second superscript", token.start)
                sup = self.script()
            elif token.is_sign("!"):
                raise NotUnderstood("a factorial", token.start)
            else:
                break
        if isinstance(base, Big) and (sub is not None or sup is not None) and not primes:
            return Big(base.kind, sub, sup, start, self._end())
        if isinstance(base, Nabla):
            if sup is not None or primes:
                raise NotUnderstood("a power of ∇", start)
            return Nabla(sub, start, self._end())
        if sub is None and sup is None and not primes:
            return base
        return Scripted(base, sub, sup, primes, start, self._end())

    def _primes(self) -> int:
        token = self.here
        if token is None:
            return 0
        inside = token.inside if token.kind == GROUP else (token,)
        if inside and all(t.is_command("prime") or t.is_sign("'") for t in inside):
            self.place += 1
            return len(inside)
        return 0

    def script(self) -> Node:
        token = self.here
        if token is None:
            raise NotUnderstood("a script is missing", self._start())
        if token.kind == GROUP:
            self.place += 1
            if not token.inside:
                raise NotUnderstood("an empty script", token.start)
            if len(token.inside) == 1 and token.inside[0].is_sign("*", "+", "-"):
                return Name(token.inside[0].text, token.start, token.end)
            return _Parser(_without_substack(token.inside)).all()
        if token.is_sign("*", "+", "-"):
            self.place += 1
            return Name(token.text, token.start, token.end)
        if token.kind == DIGIT:
            self.place += 1
            return Number(Fraction(int(token.text)), token.start, token.end)
        return self.primary()

    # -- primaries

    def primary(self) -> Node:
        token = self._taken()
        match token.kind:
            case "digit":
                return self._number(token)
            case "letter" if (acronym := self._acronym(token)) is not None:
                return acronym
            case "letter":
                following = self.here
                if (
                    token.text == "d"
                    and following is not None
                    and following.kind == LETTER
                    and following.start == token.end
                ):
                    self.place += 1  # dz, as programmers call the derivative by z
                    return Name(f"d{following.text}", token.start, following.end)
                return Name(token.text, token.start, token.end)
            case "group":
                return _grouped(token)
            case "environment":
                return self._environment(token)
            case "text":
                return _named_text(token)
            case "command":
                return self._command(token)
        key = written(token)
        if key in OPENING:
            return self._bracket(token, OPENING[key])
        if key in BARS:
            return self._between_bars(token, BARS[key])
        raise _unknown(token)

    def _acronym(self, first: Token) -> Node | None:
        """``MSE`` and the like, letters without space between, as one name."""
        word, place, end = first.text, self.place, first.end
        while place < len(self.tokens) and self.tokens[place].kind == LETTER and self.tokens[place].start == end:
            word, end = word + self.tokens[place].text, self.tokens[place].end
            place += 1
        if word not in ACRONYMS:
            return None
        self.place = place
        return Name(word, first.start, end)

    def _number(self, first: Token) -> Node:
        digits, after = first.text, None
        end = first.end
        while (token := self.here) is not None:
            if token.kind == DIGIT and token.start == end:
                digits += token.text
                after = None if after is None else after + 1
            elif (
                token.is_sign(".")
                and after is None
                and token.start == end
                and self.place + 1 < len(self.tokens)
                and self.tokens[self.place + 1].kind == DIGIT
                and self.tokens[self.place + 1].start == token.end
            ):
                digits += "."
                after = 0
            else:
                break
            self.place += 1
            end = token.end
        if len(digits) > 400:
            raise NotUnderstood("a number of more than 400 digits", first.start)
        return Number(Fraction(digits), first.start, end, after)

    def _argument(self) -> Node:
        """The argument of a command: a group, or the next token alone."""
        token = self.here
        if token is None:
            raise NotUnderstood("an argument is missing", self._start())
        self.place += 1
        if token.kind == DIGIT:
            return Number(Fraction(int(token.text)), token.start, token.end)
        if token.kind == GROUP:
            return _grouped(token)
        self.place -= 1
        return self.primary()

    def _tokens_of_argument(self) -> tuple[Token, ...]:
        token = self._taken()
        return token.inside if token.kind == GROUP else (token,)

    def _command(self, token: Token) -> Node:
        name, start = token.text, token.start
        if name == "infty":
            return Name("∞", start, token.end)
        if name == "varepsilon":
            return Name("epsilon", start, token.end)
        if name in LETTERS or name in FUNCTIONS:
            return Name(name, start, token.end)
        if name in BIG:
            return Big(BIG[name], None, None, start, token.end)
        if name in ACCENTS:
            return self._accented(name, start)
        if name in FONTS:
            return self._in_font(name, start)
        if name in FRACTIONS:
            return self._fraction(start)
        if name == "sqrt":
            degree = self._optional()
            return Root(self._argument(), degree, start, self._end())
        if name == "nabla":
            return Nabla(None, start, token.end)
        if name == "partial":
            return Name("∂", start, token.end)
        if name == "left":
            return self._left(token)
        if name in DOTS:
            raise NotUnderstood("an omission (...)", start)
        if name in ("boxed", "ensuremath", "mathop"):
            return self._argument()
        if name in ("underbrace", "overbrace"):
            inner = self._argument()
            if self.here is not None and self.here.is_sign("_", "^"):
                self.place += 1
                self._taken()
            return inner
        key = written(token)
        if key in OPENING:
            return self._bracket(token, OPENING[key])
        if key in BARS:
            return self._between_bars(token, BARS[key])
        raise _unknown(token)

    def _optional(self) -> Node | None:
        if self.here is None or not self.here.is_sign("["):
            return None
        opened = self.place
        while self.here is not None and not self.here.is_sign("]"):
            self.place += 1
        inside = self.tokens[opened + 1 : self.place]
        self._taken()
        return parsed(inside, self.tokens[opened].end)

    def _accented(self, command: str, start: int) -> Node:
        inner = self._argument()
        return _on_names(inner, lambda n: Name(n.text, start, self._end(), (*n.accents, ACCENTS[command]), n.font))

    def _in_font(self, command: str, start: int) -> Node:
        inside = self._tokens_of_argument()
        font = FONTS[command]
        end = self._end()
        plain = all(t.kind in (LETTER, DIGIT) or t.is_sign("-", " ") for t in inside)
        if plain and inside and (not font or (len(inside) == 1) or command == "mathbb"):
            return Name("".join(t.text for t in inside), start, end, (), font)
        inner = _Parser(inside).all()
        return _on_names(inner, lambda n: Name(n.text, n.start, n.end, n.accents, font or n.font))

    def _fraction(self, start: int) -> Node:
        first, second = self.here, None
        if first is None:
            raise NotUnderstood("a fraction without a numerator", start)
        top_place = self.place
        self._argument_tokens()
        second = self.here
        if second is None:
            raise NotUnderstood("a fraction without a denominator", start)
        bottom_place = self.place
        self._argument_tokens()
        end_place = self.place
        top = _inside(self.tokens[top_place:bottom_place])
        bottom = _inside(self.tokens[bottom_place:end_place])
        found = _differential(top, bottom, start, self._end())
        if found is not None:
            return found
        self.place = top_place
        numerator = self._argument()
        self.place = bottom_place
        denominator = self._argument()
        self.place = end_place
        return Quotient(numerator, denominator, start, self._end())

    def _argument_tokens(self) -> None:
        self._argument()

    # -- brackets

    def _left(self, token: Token) -> Node:
        opening = self._taken()
        key = written(opening)
        depth, inside_from = 1, self.place
        while self.here is not None:
            current = self._taken()
            depth += current.is_command("left") - current.is_command("right")
            if depth == 0:
                break
        else:
            raise NotUnderstood("\\left without its \\right", token.start)
        inside = self.tokens[inside_from : self.place - 1]
        closing = self._taken()
        kind = OPENING.get(key) or BARS.get(key) or ""
        if opening.is_sign(".") or closing.is_sign("."):
            if len(inside) == 1 and inside[0].kind == ENVIRONMENT and inside[0].text in CASES:
                return self._environment(inside[0])
            raise NotUnderstood("a bracket of which one side is left open", token.start)
        if not kind:
            raise _unknown(opening)
        body = parsed(inside, opening.end)
        other = CLOSING.get(written(closing)) or BARS.get(written(closing)) or "?"
        return Bracket(_kind(kind, other), body, token.start, self._end())

    def _bracket(self, token: Token, kind: str) -> Node:
        depth, inside_from = 1, self.place
        lefts = 0
        while self.here is not None:
            current = self._taken()
            lefts += current.is_command("left") - current.is_command("right")
            key = written(current)
            previous = self.tokens[self.place - 2]
            if previous.is_command("left", "right") or lefts:
                continue
            depth += (key in OPENING) - (key in CLOSING)
            if depth == 0:
                inside = _with_bar(self.tokens[inside_from : self.place - 1])
                if not inside:
                    raise NotUnderstood("empty brackets", token.start)
                return Bracket(_kind(kind, CLOSING[key]), parsed(inside, token.end), token.start, self._end())
        raise NotUnderstood(f"{written(token)} is not closed", token.start)

    def _between_bars(self, token: Token, kind: str) -> Node:
        depth, inside_from = 0, self.place
        while self.here is not None:
            current = self._taken()
            key = written(current)
            if depth == 0 and BARS.get(key) == kind:
                inside = self.tokens[inside_from : self.place - 1]
                return Bracket(kind, parsed(inside, token.end), token.start, self._end())
            depth += (key in OPENING or current.is_command("left")) - (key in CLOSING or current.is_command("right"))
        raise NotUnderstood(f"{written(token)} is not closed", token.start)

    # -- environments

    def _environment(self, token: Token) -> Node:
        name = token.text.rstrip("*")
        if name in CASES:
            return _cases(token)
        if name in ("aligned", "split", "gathered", "alignedat"):
            raise NotUnderstood(f"\\begin{{{token.text}}} within a formula", token.start)
        if name in MATRICES:
            raise NotUnderstood("a matrix written out", token.start)
        raise NotUnderstood(f"\\begin{{{token.text}}}", token.start)


# -- small questions


def _with_bar(tokens: Tokens) -> Tokens:
    """The tokens in brackets; a lone bar among them, as in p(y | x) and D(p || q), separates."""
    bars = [place for place, token in enumerate(tokens) if written(token) in BARS]
    if len(bars) == 2 and bars[1] == bars[0] + 1 and tokens[bars[0]].is_sign("|"):
        tokens = [*tokens[: bars[1]], *tokens[bars[1] + 1 :]]
        bars = bars[:1]
    if len(bars) != 1:
        return tokens
    (bar,) = bars
    separator = Token(COMMAND, "mid", tokens[bar].start, tokens[bar].end)
    return [*tokens[:bar], separator, *tokens[bar + 1 :]]


def _unknown(token: Token) -> NotUnderstood:
    shown = f"\\{token.text}" if token.kind == COMMAND else token.text
    if token.kind == TEXT:
        return NotUnderstood(f"the words “{token.text.strip()}” within a formula", token.start)
    return NotUnderstood(shown, token.start)


def _kind(opening: str, closing: str) -> str:
    pairs = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "|": "|", "‖": "‖"}
    return opening if pairs.get(opening) == closing else opening + closing


def _grouped(token: Token) -> Node:
    if not token.inside:
        raise NotUnderstood("an empty group", token.start)
    for place, inner in enumerate(token.inside):
        if inner.is_command("over"):
            top, bottom = token.inside[:place], token.inside[place + 1 :]
            found = _differential(top, bottom, token.start, token.end)
            return found or Quotient(parsed(top, token.start), parsed(bottom, inner.end), token.start, token.end)
    return _Parser(token.inside).all()


def _named_text(token: Token) -> Node:
    command = token.inside[0].text if token.inside else ""
    word = token.text.strip().replace("-", "")
    if command.startswith("text") and word.isalnum() and word.isascii():
        return Name(token.text.strip(), token.start, token.end)
    raise _unknown(token)


def _on_names(node: Node, change: object) -> Node:
    assert callable(change)
    if isinstance(node, Name):
        changed: Node = change(node)
        return changed
    if isinstance(node, Number) and node.value.denominator == 1:
        named: Node = change(Name(str(node.value), node.start, node.end))
        return named
    if isinstance(node, Scripted):
        return Scripted(_on_names(node.base, change), node.sub, node.sup, node.primes, node.start, node.end)
    if isinstance(node, Row) and all(isinstance(item, Name | Scripted) for item in node.items):
        return Row(tuple(_on_names(item, change) for item in node.items), node.start, node.end)
    raise NotUnderstood("an accent or a font over more than names", node.start)


def _inside(tokens: Tokens) -> Tokens:
    return tokens[0].inside if len(tokens) == 1 and tokens[0].kind == GROUP else tokens


def _is_d(tokens: Tokens, place: int) -> str | None:
    """Whether a differential's sign stands at a place: ``d``, ``∂``, or an upright d."""
    if place >= len(tokens):
        return None
    token = tokens[place]
    if token.is_command("partial"):
        return "∂"
    if token.kind == LETTER and token.text == "d":
        return "d"
    if token.kind == COMMAND and token.text in ("mathrm", "operatorname", "text", "rm") and place + 1 < len(tokens):
        following = tokens[place + 1]
        inner = following.inside if following.kind == GROUP else (following,)
        return "upright" if len(inner) == 1 and inner[0].kind == LETTER and inner[0].text == "d" else None
    return None


def _differential(top: Tokens, bottom: Tokens, start: int, end: int) -> Differential | None:
    """``d^n f / dx^n`` and the like, if the two parts of a fraction are that."""
    over, under = _is_d(top, 0), _is_d(bottom, 0)
    if over is None or under is None or (over == "∂") != (under == "∂"):
        return None
    length = 2 if over == "upright" else 1
    order = 1
    rest = top[length:]
    if rest and rest[0].is_sign("^"):
        shown = rest[1].inside if len(rest) > 1 and rest[1].kind == GROUP else rest[1:2]
        if len(shown) != 1 or shown[0].kind != DIGIT:
            raise NotUnderstood("a derivative whose order is not a number", rest[0].start)
        order, rest = int(shown[0].text), rest[2:]
    by: list[Node] = []
    place = 0
    while place < len(bottom):
        mark = _is_d(bottom, place)
        if mark is None:
            raise NotUnderstood("a denominator of a derivative", bottom[place].start)
        place += 2 if mark == "upright" else 1
        reader = _Parser(bottom[place:])
        quantity = reader.factor()
        place += reader.place
        times = 1
        if order > 1 and isinstance(quantity, Scripted) and isinstance(quantity.sup, Number):
            times = int(quantity.sup.value)
            quantity = (
                quantity.base
                if quantity.sub is None and not quantity.primes
                else Scripted(quantity.base, quantity.sub, None, quantity.primes, quantity.start, quantity.end)
            )
        by += [quantity] * times
    if len(by) != order:
        raise NotUnderstood(f"a derivative of order {order} by {len(by)} quantities", start)
    return Differential(parsed(rest) if rest else None, tuple(by), start, end)


def _slashed_differentials(items: list[Node]) -> list[Node]:
    """``∂C/∂w`` and ``dC/dw`` written with a slash."""
    if any(isinstance(item, Operator) and item.text == "/" for item in items):
        items = [part for item in items for part in _taken_apart(item)]
    found: list[Node] = []
    place = 0
    while place < len(items):
        item = items[place]
        slash = next((i for i in range(place + 1, min(place + 4, len(items))) if items[i] == _slash(items[i])), None)
        if (
            isinstance(item, Name)
            and item.text in ("∂", "d")
            and not item.accents
            and slash is not None
            and slash + 2 < len(items)
            and isinstance(mark := items[slash + 1], Name)
            and mark.text == item.text
            and slash > place
        ):
            inside = items[place + 1 : slash]
            of: Node | None = None
            if len(inside) == 1:
                of = inside[0]
            elif inside:
                of = Row(tuple(inside), inside[0].start, inside[-1].end)
            found.append(Differential(of, (items[slash + 2],), item.start, items[slash + 2].end))
            place = slash + 3
        else:
            found.append(item)
            place += 1
    return found


def _taken_apart(item: Node) -> list[Node]:
    """``dz`` as d and z."""
    if isinstance(item, Name) and len(item.text) == 2 and item.text[0] == "d" and not item.font:
        middle = item.start + 1
        return [Name("d", item.start, middle), Name(item.text[1], middle, item.end)]
    return [item]


def _slash(item: Node) -> Node | None:
    return item if isinstance(item, Operator) and item.text == "/" else None


def _without_substack(tokens: Tokens) -> Tokens:
    if len(tokens) == 2 and tokens[0].is_command("substack") and tokens[1].kind == GROUP:
        inside = tokens[1].inside
        return [Token(SIGN, ",", t.start, t.end) if t.is_command("\\") else t for t in inside]
    return tokens


def rows_of(tokens: Tokens) -> list[list[Token]]:
    """Tokens cut at line ends, with what follows ``\\\\`` in brackets left out."""
    rows: list[list[Token]] = [[]]
    skipping = False
    for place, token in enumerate(tokens):
        if skipping:
            skipping = not token.is_sign("]")
            continue
        if token.is_command("\\", "\\*", "cr", "newline", "tabularnewline"):
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            skipping = following is not None and following.is_sign("[") and following.start == token.end
            rows.append([])
        else:
            rows[-1].append(token)
    return [row for row in rows if row]


def cells_of(row: Tokens) -> list[list[Token]]:
    """A row's tokens cut at ``&``."""
    cells: list[list[Token]] = [[]]
    for token in row:
        if token.is_sign("&"):
            cells.append([])
        else:
            cells[-1].append(token)
    return cells


def _cases(token: Token) -> Node:
    inside = token.inside
    if token.text == "array" and inside and inside[0].kind == GROUP:
        inside = inside[1:]
    found: list[tuple[Node, tuple[Token, ...]]] = []
    for row in rows_of(inside):
        value, *conditions = cells_of(row)
        cut = next((i for i, t in enumerate(value) if t.kind == TEXT or t.is_command("quad", "qquad")), len(value))
        value, rest = value[:cut], [*value[cut:], *(t for cell in conditions for t in cell)]
        while value and value[-1].is_sign(",", ";", "."):
            value = value[:-1]
        found.append((parsed(value, token.start), tuple(rest)))
    if not found:
        raise NotUnderstood("cases without a row", token.start)
    return Choice(tuple(found), token.start, token.end)
