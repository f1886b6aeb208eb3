"""What a derivation is, and when it counts as proved."""

from derivations.proof.audit import Audit, Disagreement
from derivations.proof.claim import Claim
from derivations.proof.derivation import (
    Chain,
    Derivation,
    Step,
)
from derivations.proof.reasons import (
    ConvexMinimum,
    Label,
    algebra,
    chain_rule,
    definition_of,
    differentiation,
    limit_laws,
)
from derivations.proof.theory import (
    Definition,
    Dependency,
    Domain,
    Given,
    Parts,
    Theory,
    between,
    from_to,
    given,
    positive,
    reals,
    whole,
)
from derivations.proof.verdict import Counterexample, Proved, Refuted, SideCondition, Unknown, Verdict
from derivations.proof.verification import CheckedStep, Verification
from derivations.proof.verify import Verifier, verify

__all__ = [
    "Audit", "Chain", "CheckedStep", "Claim", "ConvexMinimum", "Counterexample", "Definition", "Dependency",
    "Derivation", "Disagreement", "Domain", "Given", "Label", "Parts", "Proved", "Refuted", "SideCondition", "Step",
    "Theory", "Unknown", "Verdict", "Verification", "Verifier", "algebra", "between", "chain_rule", "definition_of",
    "differentiation", "from_to", "given", "limit_laws", "positive", "reals", "verify", "whole",
]  # fmt: skip
