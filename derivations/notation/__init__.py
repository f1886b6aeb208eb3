"""The field's symbols as SymPy objects."""

from derivations.notation.indices import Entry, Family, Index, IndexSet, indices
from derivations.notation.latex import teach_sympy
from derivations.notation.network import C_total, C_x, L, a, b, delta, layers, n, neurons, w, width, x, y, z
from derivations.notation.operators import (
    Cases,
    Kronecker,
    Lim,
    Partial,
    Prime,
    Sum,
    Vector,
    inverse,
    prime,
    rebuilt,
    replaced,
    sigma,
    subexpressions,
)
from derivations.notation.relations import Eq, Ge, Gt, Le, Lt, Ne

__all__ = [
    "C_total",
    "C_x",
    "Cases",
    "Entry",
    "Eq",
    "Family",
    "Ge",
    "Gt",
    "Index",
    "IndexSet",
    "Kronecker",
    "L",
    "Le",
    "Lim",
    "Lt",
    "Ne",
    "Partial",
    "Prime",
    "Sum",
    "Vector",
    "a",
    "b",
    "delta",
    "indices",
    "inverse",
    "layers",
    "n",
    "neurons",
    "prime",
    "rebuilt",
    "replaced",
    "sigma",
    "subexpressions",
    "w",
    "width",
    "x",
    "y",
    "z",
]

teach_sympy()
