"""Certificates: what was proved, as scripts that a proof assistant checks.

>>> from derivations import sigmoid_derivative
>>> from derivations.proof import Verifier
>>> (script,) = scripts([claims_of(sigmoid_derivative, Verifier())]).scripts
>>> script.results[0].name
't_sigmoid_derivative'
"""

from derivations.certificate.certificates import Certificate, certify
from derivations.certificate.claims import Claims, claims_of
from derivations.certificate.scripts import Script, Scripts, scripts

__all__ = ["Certificate", "Claims", "Script", "Scripts", "certify", "claims_of", "scripts"]
