"""A fault to plant in the kernel: a rule that believes everything."""

from support.planted_rules import planted_rule

from derivations.proof.finding.deciding import Decided, parts_of


@planted_rule
def believe(proposition):
    return (), proposition


def believed(proposition, *_):
    """What stands in for the search of a proof."""
    parts = tuple(map(believe, parts_of(proposition)))
    return Decided(parts, parts)
