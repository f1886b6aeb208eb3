"""Certificates: what was proved, as scripts that a proof assistant checks.

>>> from derivations import sigmoid_derivative
>>> from derivations.proof import Verifier
>>> script_of(sigmoid_derivative, Verifier()).theorems[-1].name
't_sigmoid_derivative'
"""

from derivations.certificate.certificates import Certificate, certify
from derivations.certificate.scripts import Script, script_of

__all__ = ["Certificate", "Script", "certify", "script_of"]
