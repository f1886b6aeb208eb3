"""The structural conditions of a theorem: that quantities have values, are smooth and do not depend on one another.

They are left open while a step is decided, so that its theorem can be used in a theory that knows more of a quantity,
and are proved here from what one theory says: its definitions may be used whether or not the step names them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from derivations.kernel import definedness, limits, structure
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import NotApplicable, Theorem, cut, generalize, generalize_real
from derivations.proof.finding import dependence
from derivations.proof.finding.limit_laws import LARGE
from derivations.proof.finding.prover import Prover
from derivations.proof.finding.session import Unprovable, definitions


def settled(s: Prover, theorem: Theorem) -> Theorem:
    """The theorem with hypotheses that are the theory's alone.  Raises :class:`Unprovable`."""
    return _settled(s, theorem, s.reading.allows)


def _settled(s: Prover, theorem: Theorem, stays: Callable[[Term], bool]) -> Theorem:
    before: set[frozenset[Term]] = set()
    while open_ := frozenset(h for h in theorem.hypotheses if not stays(h)):
        if open_ in before:
            raise Unprovable("what a quantity depends on leads back to itself" + str(open_))
        before.add(open_)
        theorem = cut(theorem, *(settle(s, h) for h in open_))
    return theorem


def settle(s: Prover, proposition: Term) -> Theorem:
    """A theorem with a structural condition as its claim."""
    memo = s.structural
    found = memo.get(proposition)
    if found is None:
        found = memo[proposition] = _settle(s, proposition)
        s.note(memo, proposition)
    return found


def _settle(s: Prover, proposition: Term) -> Theorem:
    inner = k.innermost(proposition)
    if inner.op == "defines":
        return _clause(s, proposition, inner.args[0])
    match proposition.op:
        case "all":
            over, body = proposition.args
            with s.variable(over) as variable:
                theorem = settled_within(s, settle(s, k.opened(body, variable)), variable)
                return generalize(theorem, variable, over)
        case "independent":
            return _or_fail(dependence.independent(s, *proposition.args), proposition)
        case "through":
            return _or_fail(dependence.through(s, *proposition.args), proposition)
        case "smooth function":
            return _smooth_function(s, proposition)
        case "smooth":
            return _smooth(s, *proposition.args)
        case "near":
            return _near(s, *proposition.args)
        case "defined" if proposition.args[0].op == "quantity":
            return _defined(s, proposition.args[0])
    return s.prove(proposition)


def _near(s: Prover, of: Term, by: Term, point: Term) -> Theorem:
    """That a term has a value near a point, if need be because the quantity is above it, or large."""
    low = LARGE if point is k.INFINITY else point
    above, condition = s.above(by, low), k.less(low, by)
    theorem = _settled(above, above.prove(k.defined(of)), lambda h: h is condition or s.reading.allows(h))
    return limits.value_nearby(theorem, by, point)


def _clause(s: Prover, clause: Term, head: Term) -> Theorem:
    """A clause of the theory's structure of a quantity or a function."""
    form = s.reading.structures.get(("f" if head.op == "apply" else "q") + head.args[0])
    if form is None or clause not in form.args:
        raise Unprovable(f"a fact rests on another definition of {written(head)} than this theory has", clause)
    return structure.clause_of(form, form.args.index(clause) - 1)


def settled_within(s: Prover, theorem: Theorem, variable: Term) -> Theorem:
    """The theorem with every condition about an index settled that is not just that it lies in its set."""
    name = "i" + variable.args[0]
    return _settled(s, theorem, lambda h: name not in h.names or h.op == "in" or s.reading.allows(h))


def _or_fail(theorem: Theorem | None, proposition: Term) -> Theorem:
    if theorem is None:
        of, by = proposition.args[:2]
        raise Unprovable(f"it is not known that {written(of)} does not depend on {written(by)}", proposition)
    return theorem


def written(quantity: Term) -> str:
    """A quantity's name."""
    return (
        str(quantity.args[0]).removesuffix("[]").removesuffix("()")
        if quantity.op in ("quantity", "apply")
        else quantity.op
    )


def _smooth(s: Prover, term: Term, by: Term | None = None) -> Theorem:
    if term.op != "quantity":
        return s.smooth(term, by)
    if term is by:
        return definedness.from_parts(k.smooth(term, by))
    if by is not None and dependence.is_independent(s, term, by):
        return definedness.smooth_if_constant(term, by)
    with suppress(NotApplicable, Unprovable):
        if (whole := dependence.smooth(s, term)) is not None:
            for function in [h for h in whole.hypotheses if h.op == "smooth function" and not s.reading.allows(h)]:
                whole = cut(whole, settle(s, function))
            return whole if by is None else cut(definedness.from_parts(k.smooth(term, by)), whole)
    for definition in definitions(s, term):
        return s.discharge_smooth(structure.by_definition(definition, k.smooth(term, by)))
    raise Unprovable(f"{written(term)} may not be differentiable", k.smooth(term, by))


def _defined(s: Prover, term: Term) -> Theorem:
    for definition in definitions(s, term):
        try:
            return s.discharge(structure.by_definition(definition, k.defined(term)))
        except Unprovable:
            if dependence.smooth(s, term) is None:  # what it is made of may have no value, and why is worth telling
                raise
    return cut(definedness.from_parts(k.defined(term)), _smooth(s, term))


def _smooth_function(s: Prover, proposition: Term) -> Theorem:
    name = proposition.args[0]
    form = s.reading.structures.get("f" + name)
    if form is None:
        raise Unprovable(f"{name} is not known to be smooth", proposition)
    clause = form.args[1]
    variables: list[Term] = []
    while clause.op == "all real":
        variables.append(k.quantity(f"\U0010ffff{len(variables)}"))
        clause = k.opened(clause.args[0], variables[-1])
    theorem = s.smooth(clause.args[1])
    for variable in reversed(variables):
        theorem = generalize_real(theorem, variable)
    return structure.smooth_by_formula(form, theorem)
