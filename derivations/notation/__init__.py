"""The field's symbols as SymPy objects."""

from derivations.notation.indices import Entry, Family, Index, IndexSet, indices
from derivations.notation.network import C_total, C_x, L, a, b, delta, layers, n, neurons, w, width, x, y, z
from derivations.notation.operators import Cases, Kronecker, Lim, Partial, Prime, Sum, inverse, prime, sigma

__all__ = [
    "C_total", "C_x", "Cases", "Entry", "Family", "Index", "IndexSet", "Kronecker", "L", "Lim", "Partial", "Prime",
    "Sum", "a", "b", "delta", "indices", "inverse", "layers", "n", "neurons", "prime", "sigma", "w", "width", "x", "y", "z",
]  # fmt: skip
