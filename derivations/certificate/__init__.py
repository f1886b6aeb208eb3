"""Certificates: derivations as scripts that a proof assistant checks.

>>> from derivations import sigmoid_derivative
>>> print(scripts([sigmoid_derivative])[0].theorems[0].statement)
Theorem sigmoid_derivative : forall (z : R),
  is_derive sigma z (sigma z * (1 - sigma z)).
"""

from derivations.certificate.certificates import Certificate, certify, library, scripts
from derivations.certificate.script import Script

__all__ = ["Certificate", "Script", "certify", "library", "scripts"]
