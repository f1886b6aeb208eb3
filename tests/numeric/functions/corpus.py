"""All functions of the corpus."""

from tests.numeric.functions import awkward, images, layers, regression, sequences, single

SCALES = (0.01, 0.1, 1.0, 10.0)
"""What the parameters are multiplied by."""
CORPUS = [case for theme in (regression, layers, images, sequences, single, awkward) for case in theme.CASES]
