"""The kernel: terms, theorems and the rules that make them.  Nothing else is needed for a ``Proved`` to be true."""

from derivations.kernel import algebra as algebra
from derivations.kernel import calculus as calculus
from derivations.kernel import claims as claims
from derivations.kernel import definedness as definedness
from derivations.kernel import indices as indices
from derivations.kernel import limits as limits
from derivations.kernel import order as order
from derivations.kernel import structure as structure
from derivations.kernel import sums as sums
from derivations.kernel.theorem import complete_rules

complete_rules()
