"""What the words of a clause, and the shape of a formula in it, say of what the formula is there for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from derivations.document.discourse.conditions import ORDERS, Condition, conditions_in, names_alone_in
from derivations.document.discourse.grammar import Cue, cue, tokens_of, up_to_mark
from derivations.document.discourse.sections import SAID_FALSE
from derivations.document.discourse.sentences import Part, Sentence
from derivations.document.discourse.vocabulary import (
    ADJOINING,
    ALIKE,
    ALSO,
    ARITHMETIC,
    ASIDE,
    BEING,
    BETWEEN,
    CALLED,
    CASE,
    CLEAR,
    COMMON_ERROR,
    CONDITION,
    CONDITIONAL,
    CONSTANT,
    COPULAS,
    DEFINITE,
    DENIALS,
    DEPENDENCE,
    DETERMINERS,
    DISCOURSE,
    FUNCTION_WORDS,
    FUNCTIONS_IN_WORDS,
    GENERAL,
    INVERTIBLE,
    NEGATIVE,
    NEVER_NEGATIVE,
    NOT_ALL,
    NOTATION_OF_BRACKETS,
    NUMBER_NOUNS,
    OPEN,
    PHRASES,
    PREPOSITIONS,
    QUANTIFYING,
    RANGE,
    REASON,
    RELATIONS,
    REQUIRED,
    RESTRICTING,
    SAID,
    SIGNS,
    SORTS,
    SPEAKERS,
    SUPPOSED,
    USUAL,
    USUAL_BRACKETS,
)
from derivations.document.source.pieces import Excerpt, Formula
from derivations.document.syntax.commands import OMISSION
from derivations.document.syntax.nodes import (
    Bracket,
    Choice,
    Listing,
    Name,
    Node,
    Number,
    Operator,
    Row,
    Scripted,
    Terms,
    base_of,
    head_name,
)
from derivations.document.syntax.parts import keys_among
from derivations.document.syntax.patterns import (
    are_plain_names,
    is_lone,
    is_plain_name,
    is_trivial,
    listed,
    members,
    small_letters,
    written,
)
from derivations.document.syntax.statements import Remark, Side, Statement, side_of
from derivations.document.syntax.tokens import COMMAND, SIGN

ASSUMING = ("suppose", "supposing", "assume", "assuming")
"""Words that suppose what they define nothing by."""
_VALUES = re.compile(r"[\s\d.,+-]*\\(?:pm|\{)[\s\d.,+-]*(?:\\\})?\s*")
_FORMULAS = re.compile(r"\$[^$]*\$|\\\(.*?\\\)")


def doubt_of(sentence: Sentence) -> str:
    """Why the words of a sentence may not claim its formulas."""
    if NEGATIVE.intersection(tokens_of(sentence.words)) or COMMON_ERROR.search(sentence.words):
        return SAID_FALSE
    if REQUIRED.search(sentence.words):
        return "false as it stands, but the text may require it, or ask when it holds"
    return ""


def unclear_in(sentence: Sentence) -> tuple[str, ...]:
    """For each part the first word before its formula, or right behind it, of which it is not known what it changes."""
    found, before, is_aside = [], "", bool(ASIDE.intersection(tokens_of(sentence.parts[0].words)[:1]))
    for part, behind in pairwise((*sentence.parts, Part(""))):
        heard = _beyond_signs(replace(part, words=CALLED.sub(" ", part.words)))
        if is_aside:  # "unlike a softmax layer, it has"
            aside = len(up_to_mark(heard))
            is_aside, heard = aside == len(heard), heard[aside:]
        before = before or limiting(heard)
        after = tokens_of(PHRASES.sub(" ", CALLED.sub(" ", behind.words)))
        end = next((i for i, token in enumerate(after) if token in ".;:?!"), len(after))
        found.append(before or first_unclear(after[:end]) or _generalizing(after[: end + 1]))
    return tuple(found)


def unusual_parts(sentence: Sentence) -> Iterator[Part]:
    """The parts whose formula is not called what everybody knows, as in "the Kronecker delta"."""
    for part, behind in pairwise((*sentence.parts, Part(""))):
        around = " ".join([*tokens_of(part.words)[-4:], ",", *up_to_mark(tokens_of(behind.words))])
        if not USUAL.search(around) or first_unclear(tokens_of(PHRASES.sub(" ", around))):
            yield part


def limiting(heard: list[str]) -> str:
    """The first word of a clause that may limit what it speaks of: one not understood, or what it says of it."""
    return first_unclear(heard) or _generalizing(heard) or _predicate(heard)


def _generalizing(heard: list[str]) -> str:
    """The word that makes a claim one of other things than a formula names: "for every value, ...", "with these"."""
    last = max((place for place, token in enumerate(heard) if token in ",.;:?!"), default=0)
    wider = QUANTIFYING | GENERAL
    found = (word for before, word in pairwise(heard[:last]) if before in ("for", "in") and word in wider)
    pointing = (word for before, word in pairwise(heard) if before in ADJOINING and word in ("these", "those", "our"))
    return next(found, "") or next(pointing, "")


def _predicate(heard: list[str]) -> str:
    """What a clause says of something in words alone: "the network is linear", "the inputs have a norm"."""
    for place, word in enumerate(heard):
        if word in COPULAS and heard[max(place - 1, 0)] not in SPEAKERS:
            said = up_to_mark(heard[place + 1 :])
            if len(said) < len(heard) - place - 1 and not (FUNCTION_WORDS | DISCOURSE | OPEN).issuperset(said):
                return next(one for one in said if one not in FUNCTION_WORDS | DISCOURSE | OPEN)
    return ""


def restriction_in(sentence: Sentence, statements: Callable[[Excerpt], list[Statement]]) -> str:
    """A formula to which a sentence limits its claims, though it is no quantity: "on ``\\mathbb{R}``", "for ``-x``"."""
    inline = (part for part in sentence.parts if part.formula is not None and not part.formula.display)
    for part in inline:
        assert part.formula is not None
        for statement in statements(part.formula.excerpt) if RESTRICTING & set(tokens_of(part.words)[-1:]) else ():
            node = statement.left if not statement.links else None
            is_set = isinstance(node, Name) and node.font == "bb"
            if node is not None and (is_set or not all(map(may_be_defined, members(node)))):
                return part.formula.excerpt.text.strip()
    return ""


def is_exception(statement: Statement, defining: Statement) -> bool:
    """Whether a statement is of the value of a function at one argument, and another one of all: ``f(0) = 1``."""
    head, other = head_name(statement.left), head_name(defining.left)
    same = isinstance(head, Name) and isinstance(other, Name) and head.key == other.key
    return same and bool(arguments_in(defining)) and not arguments_in(statement)


def unclear_beside(remarks: Iterable[Remark]) -> str:
    """The first word in remarks, as ``\\text{save for}``, of which it is not known what it changes."""
    texts = (part for aside in remarks for part in aside.parts if isinstance(part, str))
    words = (first_unclear(tokens_of(PHRASES.sub(" ", _FORMULAS.sub(" ", text)))) for text in texts)
    return next(filter(None, words), "")


def arguments_in(statement: Statement) -> frozenset[str]:
    """The names in the argument of what a statement may define, ``f(x) = ...``."""
    node = statement.left
    match node:
        case Row((_, Bracket(_, body))) if statement.links:
            return frozenset(body.keys)
    return frozenset()


def upper_indices(side: Side) -> Iterator[str]:
    """The names that are spoken of, or defined, with a letter at the top: ``x^k``, ``x^1, \\dots, x^n``."""
    nodes = list(members(side.node)) if side.node is not None else []
    several = isinstance(side.node, Name) and side.node.text == OMISSION
    if several:
        cuts = [i for i, token in enumerate(side.tokens) if token.is_sign(",", ";")]
        parts = [side.tokens[i + 1 : j] for i, j in pairwise((-1, *cuts, len(side.tokens)))]
        nodes = [node for part in parts if (node := side_of(part).node) is not None]
    for node in nodes:
        match node:
            case Scripted(Name(text) as name, _, sup) if sup is not None and text != "e":
                if (several and isinstance(sup, Number)) or small_letters(sup):
                    yield name.key


def is_made_of_entries(node: Node | None) -> bool:
    """``(a_{ij})``"""
    inside = node.body if isinstance(node, Bracket) and node.kind in "([" else None
    return isinstance(inside, Scripted) and isinstance(inside.sub, Row | Listing)


def own_conditions(statement: Statement, excerpt: Excerpt) -> Iterator[str]:
    """The names of which a statement's own remarks say where they lie, whatever was supposed of them before."""
    for aside in statement.asides:
        for condition in conditions_in(aside, excerpt, mentioned=True):
            if condition.related.relations[0] in ORDERS and is_lone(condition.related.parts[0]):
                yield from condition.related.parts[0].keys
        for name in names_alone_in(aside):
            yield name.key


def first_unclear(heard: list[str]) -> str:
    """The first word of which it is not known what it changes."""
    return next((word for word in heard if word.strip() and word not in ",.;:?!()" and word not in CLEAR), "")


def _beyond_signs(part: Part) -> list[str]:
    """Words without the sign or sort that they give the formula behind them: "for positive x", "is negative:"."""
    heard = tokens_of(PHRASES.sub(" ", part.words))
    announced = heard[-1:] == [":"] and heard[-3:-2] in (["is"], ["are"])
    if not heard or part.formula is None or (part.formula.display and not announced):
        return heard
    last = heard.pop(-2 if announced else -1)
    return heard if last in SIGNS or last in SORTS else [*heard, last]


def loose_in(sentence: Sentence) -> set[int]:
    """The parts in whose clause words say of the quantity there what may make it depend on others."""
    found, clause, is_loose = set[int](), list[int](), False
    for place, part in enumerate(sentence.parts):
        for word in tokens_of(part.words):
            if word in ",.;:?!":
                found |= set(clause) if is_loose else set()
                clause, is_loose = [], False
            is_loose = is_loose or (word[0].isalpha() and word not in CONSTANT)
        clause.append(place)
    return found | (set(clause) if is_loose else set())


def is_described(part: Part, behind: Part, word: str, begins: bool) -> bool:
    """Whether words say what a quantity is in a way that may restrict it.

    Those behind it do in "let p be a probability", "v is a norm" and "let a be the sigmoid of z"; those before it if a
    ``word`` of them was not understood, and they suppose it or are about it: "the norm of z is one" where a sentence
    ``begins``, but not "for magnitudes of z".
    """
    before, words = tokens_of(part.words), up_to_mark(tokens_of(behind.words.replace("such that", "")))
    if CONDITIONAL.intersection(before[-1:]):
        return word != "" and word not in OPEN | SAID and cue(part.words).role == SUPPOSED
    is_about = begins and (bool(COPULAS.intersection(words[:1])) or not PREPOSITIONS.intersection(before[-3:]))
    if word and word not in OPEN | SAID and (is_about or cue(part.words).role == SUPPOSED):
        return True
    return is_said_to_be(part, behind)


def is_said_to_be(part: Part, behind: Part) -> bool:
    """Whether words behind a quantity say what it is, and were not understood: "let D denote differentiation"."""
    before, words = tokens_of(part.words), up_to_mark(tokens_of(behind.words.replace("such that", "")))
    number = words[1:4] == ["the", "number", "of"]
    functions = FUNCTIONS_IN_WORDS.intersection(words[words.index("of") :] if "of" in words else ())
    told = ((OPEN | SAID).issuperset(words[1:]) and not functions) or number  # "let a be the output of a sigmoid"
    adjective = len(words) < 4 and first_unclear(words[1:])
    noun = words[1:2] in (["a"], ["an"], ["the"])
    said = (
        words[:1] in (["be"], ["denote"], ["denotes"])
        or before[-2:] == ["denote", "by"]
        or (words[:1] in (["is"], ["are"]) and (noun or adjective))
    )
    of_another = behind.formula is not None and not number
    function = words[-2:-1] in (["function"], ["functions"]) and told  # "let C be a function of z": of any kind
    ends = (words[-1:] == ["of"] and not function) or words[-2:] == ["of", "all"]  # "let a be the sigmoid of z"
    of_another &= ends or bool(FUNCTIONS_IN_WORDS.intersection(words))
    return bool(said and (of_another or not told))


def is_subject(part: Part, behind: Part) -> bool:
    """Whether words behind quantities say of them what is not understood: "A and B commute", "x and y have one sign".

    The ``part`` is the one of the first of them.  Of "the loss at x vanishes" they say it of something else.
    """
    clause, before = up_to_mark(tokens_of(PHRASES.sub(" ", behind.words))), _last_clause(tokens_of(part.words))
    if cue(part.words).role != SUPPOSED and (PREPOSITIONS | COPULAS).intersection(before):
        return False  # "the share of x in the output a vanishes", "we do not have the a part"
    if PREPOSITIONS.intersection(before[-2:]) or DEPENDENCE.search(" ".join(clause[:2])):
        return False
    if clause[:1] in (["have"], ["has"]):
        return not (OPEN | SAID).issuperset(clause[1:])
    supposed = cue(part.words).role == SUPPOSED and not _tells(clause)
    return first_unclear(clause if supposed else clause[:1]) != ""


def _tells(words: list[str]) -> bool:
    """Whether words behind a quantity begin to say what it is."""
    return not {"be", "is", "are", "denote", "denotes"}.isdisjoint(words[:1])


def is_of_another(behind: Part) -> bool:
    """Whether words say what a quantity is by the one behind: "let m be the mean of all", "a is computed from"."""
    words = tokens_of(behind.words)
    return behind.formula is not None and _tells(words) and bool(PREPOSITIONS.intersection(words[-3:]))


def are_other_bars(behind: Part) -> bool:
    """Whether words behind bars say that they are something else than is usual: "is the determinant of"."""
    words = up_to_mark(tokens_of(behind.words))
    noun = words[1:2] in (["a"], ["an"], ["the"])
    return _tells(words) and noun and not (USUAL_BRACKETS | OPEN | FUNCTION_WORDS).issuperset(words)


def limited_in(sentence: Sentence, names: Callable[[Part], set[str]]) -> set[str]:
    """The quantities that words may restrict without a relation: "x > y, both positive", "x between 0 and 1"."""
    heard = [word for part in sentence.parts for word in tokens_of(CALLED.sub(" ", part.words))]
    nearby = [(tokens_of(part.words), part) for part in sentence.parts if part.formula is not None]
    supposed = any(word in heard for word in ("let", "suppose", "assume", "given"))
    signs = bool(SIGNS.keys() & set(heard)) or (supposed and bool(ALIKE.intersection(heard)))
    copula = (["between"], ["is"], ["are"], ["equals"], ["or"])
    values = any(before[-1:] in copula and _is_number_alone(part) for before, part in nearby)
    return set().union(*(names(part) for _, part in nearby)) if signs or values else set()


def is_of_values(part: Part) -> bool:
    """Whether a formula lists the values that something has of which words speak: ``\\pm 1``, ``\\{0, 1\\}``."""
    text = part.formula.excerpt.text if part.formula is not None and not part.formula.display else ""
    return _VALUES.fullmatch(text) is not None


def is_never_negative(part: Part) -> bool:
    """Whether a quantity is called by what is never negative: "the rate r", "the number of layers is L"."""
    return bool(NEVER_NEGATIVE.intersection(_subject(tokens_of(part.words))))


def _subject(heard: list[str]) -> list[str]:
    """The words that may call what follows by a name: "the norm of x is", "the rate"."""
    clause = _last_clause(heard)
    return clause if clause[-1:] in (["is"], ["are"], ["be"]) else clause[-1:]


def _is_number_alone(part: Part) -> bool:
    return part.formula is not None and part.formula.excerpt.text.strip().lstrip("-").replace(".", "").isdigit()


def said_behind(words: str) -> list[str]:
    """What the words behind a quantity say of it: "can be any number"."""
    clause = up_to_mark(tokens_of(words))
    return clause if clause[:1] in (["can"], ["may"], ["is"], ["are"], ["be"]) else []


def said_of(sentence: Sentence, place: int) -> list[str]:
    """The words that say something of a lone quantity: the two before it, and "be a complex number" behind it."""
    before = tokens_of(sentence.parts[place].words)[-2:]
    joined = max((i for i, word in enumerate(before) if word in ("and", ",")), default=-1)
    found = [word for word in before[joined + 1 :] if word in SAID]
    if before[-1:] == ["set"] and not (DETERMINERS | SAID).intersection(before[:-1]):
        found.remove("set")  # "set a to zero"
    behind: list[str] = []
    for part in sentence.parts[place + 1 :]:
        heard = tokens_of(part.words)
        behind += heard
        if len(heard) > 1 and heard[-1] == "and":
            break  # "let x be a vector and A a matrix"
    if before[-1:] == ["arbitrary"] and behind[:1] in ([], [","]):  # "for arbitrary x, we have"
        return ["arbitrary"]
    while behind and behind[0] in ("and", ","):
        behind.pop(0)
    clause = up_to_mark(behind)
    if clause[:1] in (["a"], ["an"]):  # "let A be a matrix and x a vector"
        return found + clause[1:3]
    return found + (clause[1:7] if clause[:1] in (["be"], ["is"], ["are"]) else [])


def called_invertible(sentence: Sentence, place: int, plural: Sequence[str]) -> tuple[bool, bool] | None:
    """Whether words call a formula positive definite, or invertible, and whether they say nothing else before that.

    They stand right before it, or say in the clause right behind it what it, or a list that it ends, is; ``plural`` are
    words before the list.  Nothing is given back where none does.
    """
    kinds = INVERTIBLE | DEFINITE
    ahead = tokens_of(sentence.parts[place].words)[-4:]
    joined = max((i for i, word in enumerate(ahead) if word in ("and", ",", "with", "that")), default=-1)
    following = (tokens_of(part.words) for part in sentence.parts[place + 1 :])
    clause = up_to_mark(next((heard for heard in following if not {"and", ","}.issuperset(heard)), []))
    behind = clause[1:7] if clause[:1] in (["be"], ["is"], ["are"]) else []
    for near, whole in ((behind, True), ([*plural, *ahead[joined + 1 :]], False)):
        end = next((n for n, word in enumerate(near) if word in kinds), None)
        if end is not None:
            # unlike "almost invertible", and "negative definite"
            clear = (OPEN | SAID).issuperset(near[:end] if whole else near[max(end - 1, 0) : end])
            clear &= near[end] != "definite" or near[end - 1 : end] == ["positive"]
            return near[end] in DEFINITE, clear
    return None


def sign_of(sentence: Sentence, place: int) -> str:
    """The adjective that gives a quantity its sign: before it, or as all that a clause says of it; or nothing.

    The adjective may stand alone or with a noun of numbers: "a positive $x$", "$x$ is a positive number", "a positive
    learning rate $x$".  Of "the slope at $x$ is positive", "a positive example $x$" and "a variable $x$ with a positive
    variance" it is said of something else.
    """
    before = _last_clause(tokens_of(PHRASES.sub(" ", sentence.parts[place].words)))
    for size in range(min(len(before), 3)):
        sign, noun = before[-1 - size], before[len(before) - size :]
        ahead = before[-2 - size] if len(before) > size + 1 else ""
        plain = not ahead or ahead in FUNCTION_WORDS - NOT_ALL
        if sign in SIGNS and plain and _is_number(noun):
            return sign
    first = place
    while first and tokens_of(sentence.parts[first].words) and ALSO.issuperset(tokens_of(sentence.parts[first].words)):
        first -= 1
    subject = _last_clause(tokens_of(PHRASES.sub(" ", sentence.parts[first].words)))
    if (PREPOSITIONS | NOT_ALL | DENIALS).intersection(subject[-1:]) or NOT_ALL.intersection(subject):
        return ""
    said = _predicate_of(sentence, place)
    article = next((said.pop(0) for word in said[:1] if word in ("a", "an")), "")
    while said and said[0] in BETWEEN:
        said.pop(0)
    sign = said.pop(0) if said and said[0] in SIGNS else ""
    return sign if (said or not article) and _is_number(said) else ""


def _last_clause(heard: list[str]) -> list[str]:
    """The words behind the last mark."""
    return heard[max((i for i, token in enumerate(heard) if token in ",.;:?!()"), default=-1) + 1 :]


def _is_number(noun: list[str]) -> bool:
    """Whether a noun, with another one before it perhaps, is one of numbers; or none is there."""
    return not noun or (noun[-1] in NUMBER_NOUNS | NEVER_NEGATIVE and len(noun) < 3)


def _predicate_of(sentence: Sentence, place: int) -> list[str]:
    """All that "is" or "be" says of quantities, up to a mark or another clause; nothing if a formula stops it."""
    for number, part in enumerate(sentence.parts[place + 1 :], place + 1):
        heard = tokens_of(part.words)
        if not heard or ALSO.issuperset(heard):
            continue
        if heard[0] not in ("is", "are", "be"):
            return []
        said = up_to_mark(heard[1:])
        whole = len(said) < len(heard) - 1 or number == len(sentence.parts) - 1
        ends = next((i for i, word in enumerate(said) if word in ("and", "with", "where", "so", "then", "while")), None)
        return said if whole and ends is None else said[:ends] if ends is not None else []
    return []


def plural_before(part: Part, plural: list[str]) -> list[str]:
    """The noun that says of several quantities what they are: of A and of B in "the matrices A and B"."""
    words = tokens_of(part.words)
    if plural and all(word in ("and", "or", ",") for word in words):
        return plural
    return [word for word in words[-2:] if SORTS.get(word, word) != word]


def is_premise(statement: Statement, here: Cue, display: bool) -> bool:
    """Whether a statement is something that the text supposes, or gives as a condition or a reason."""
    if statement.first is None or statement.connected or not statement.links or statement.links[0].relation == "=:":
        return False
    if here.role not in (SUPPOSED, CONDITION, CASE, REASON):
        return False
    orders = all(link.relation in ORDERS for link in statement.links)
    lone = is_lone(statement.first.node) and len(statement.links) == 1
    right = statement.links[0].side.node
    given = lone and statement.links[0].relation == "=" and right is not None and is_trivial(right)
    if arguments_in(statement) and here.word not in ASSUMING:
        given = False  # "let f(u) = u" says it of every u, "suppose that f(u) = u" of one
    if not display:
        return here.role != SUPPOSED or orders or given or not may_be_defined(statement.first.node)
    if here.role == SUPPOSED:
        assumed = here.word in ASSUMING or isinstance(right, Number)
        return (
            orders
            or (assumed and not lone and here.word != "consider")
            or (given and isinstance(right, Number) and is_plain_name(statement.first.node))
        )
    return here.role == CONDITION and here.word in ("if", "when", "whenever", "provided") and not lone


def is_sign_alone(statement: Statement) -> bool:
    """Whether a formula is a sign of which the text speaks, as in "(``\\Rightarrow``) Suppose"."""
    tokens = [
        token for side in (statement.first, *(link.side for link in statement.links)) if side for token in side.tokens
    ]
    signs = all(token.kind in (COMMAND, SIGN) for token in tokens)
    return signs and len(tokens) + len(statement.links) == 1 and not any(True for _ in keys_among(tokens))


def tells_apart(statement: Statement) -> bool:
    """``i ≠ j``"""
    sides = [statement.first, *(link.side for link in statement.links)]
    return [link.relation for link in statement.links] == ["≠"] and all(s and is_plain_name(s.node) for s in sides)


def is_commutator(node: Node | None) -> bool:
    """``[x, p]``"""
    return isinstance(node, Bracket) and node.kind == "[" and isinstance(node.body, Listing)


def defines_operation(statement: Statement, words: str, here: Cue) -> bool:
    """Whether a text says what a sum or a product of letters is: "define a · b = a + b + 1", "we write a * b for"."""
    node = statement.left
    verbs = {"define", "defined", "defining", "denote", "denotes", "write", "redefine"} & set(tokens_of(words)[-4:])
    if not isinstance(node, Row | Terms) or may_be_defined(node):
        return False
    introduced = here.word in ("let", "for", "with", "where", "under")
    operator = isinstance(node, Row) and any(isinstance(part, Operator) for part in node.items)
    if not (verbs or (introduced and operator) or here.word in ("define", "write")):
        return False
    parts = node.items if isinstance(node, Row) else [term for _, term in node.terms]
    return len(node.names) > 1 and all(isinstance(part, Name | Operator) for part in parts)


def is_labelled_capital(node: Node) -> bool:
    """``S_3``"""
    name = base_of(node)
    return isinstance(node, Scripted) and isinstance(name, Name) and name.text.isupper() and not name.font


def may_be_defined(node: Node | None) -> bool:
    """Whether an equation for this may define it: a lone quantity, or a function at plain names.

    Neither ``f(-x)`` nor ``f'(x)`` is defined by one.
    """
    match node:
        case Row((Scripted(primes=primes), Bracket())) if primes:
            return False
        case Row((_, Bracket(_, body))):
            return is_lone(node) and are_plain_names(body)
    return is_lone(node)


def signs_alone_in(sentence: Sentence) -> frozenset[str]:
    """The signs of operations and functions of which a sentence speaks: ``$\\log$``, ``$*$``."""
    return ARITHMETIC.intersection(part.formula.excerpt.text.strip() for part in sentence.parts if part.formula)


def has_brackets_of_its_own(sentence: Sentence) -> bool:
    """Whether a sentence says what brackets mean, other than what they usually do: "$|\\cdot|$ is the determinant"."""
    spoken = (part.formula.excerpt.text for part in sentence.parts if part.formula is not None)
    return any(map(NOTATION_OF_BRACKETS.fullmatch, spoken)) and not USUAL_BRACKETS & set(tokens_of(sentence.words))


def is_made_of_the_usual(behind: Part) -> bool:
    """Whether words say of a quantity that it is made of what everybody knows: "be the inverse of the sigmoid"."""
    clause = up_to_mark(tokens_of(behind.words))
    known = next((place for place, word in enumerate(clause) if USUAL.match(word)), None)
    between = set(clause[1:known]) - DETERMINERS - {"usual", "standard", "function", "activation"}
    return known is not None and clause[0] in BEING | {"be"} and bool(between)


def says_otherwise(statement: Statement) -> bool:
    """Whether an equation says of a delta with two indices what is not true of Kronecker's, or may be not."""
    left, right = statement.left, statement.links[0].side.node if statement.links else None
    name = left.base if isinstance(left, Scripted) and len(listed(left.sub)) == 2 else None
    return isinstance(name, Name) and name.text == "delta" and right is not None and not _is_kronecker(right)


def _is_kronecker(right: Node) -> bool:
    if not isinstance(right, Choice) or len(right.rows) != 2:
        return False
    (one, equal), (zero, _) = sorted(right.rows, key=lambda row: written(row[0]), reverse=True)
    denied = any(token.is_command("ne", "neq", "not") or token.text == "≠" for token in equal)
    return (written(one), written(zero)) == ("1", "0") and not denied and any(token.is_sign("=") for token in equal)


def is_main(statement: Statement, conditions: Sequence[Condition], lone: bool) -> bool:
    """Whether a relation behind conditions and a comma is what is claimed, rather than a further condition.

    A further condition restricts another quantity: "for x > 0, y > 0".  Behind a lone quantity there is none.
    """
    first = statement.left
    if first is None or not statement.links:
        return False
    said = frozenset().union(*(condition.related.keys for condition in conditions))
    return lone or not is_lone(first) or not said.isdisjoint(first.keys)


def is_behind(words: str) -> bool:
    """Whether a condition stands right behind what it is set for: ``|x| = x for x > 0``."""
    heard = tokens_of(words)
    example = {"particular", "instance", "example"}.intersection(heard) or "e.g" in words.lower()
    apart = any(token in ".;:?!" for token in heard) or {"and", "then", "but", "so", "we"}.intersection(heard)
    return not example and not apart


def is_conditional(statement: Statement) -> bool:
    """Whether words in a display set a condition for its first equation: ``f(x) = x \\text{ if } x > 0``."""
    asides = statement.links[0].remarks if statement.links else ()
    words = [part for aside in asides for part in aside.parts if isinstance(part, str)]
    return any(CONDITIONAL.intersection(tokens_of(text)) for text in words)


def restricts(formula: Formula | None) -> bool:
    """Whether a formula behind "for" is a relation, other than that something is a real number, or an index."""
    text = "" if formula is None or formula.display else formula.excerpt.text
    everywhere = RANGE.fullmatch(text) or re.search(r"\\mathbb\s*\{?R", text)
    return RELATIONS.search(text) is not None and not everywhere
