"""What a derivation is, and when it counts as proved."""

from derivations.proof.audit import Disagreement
from derivations.proof.derivation import Derivation
from derivations.proof.display import teach_notebooks, teach_prompt
from derivations.proof.statements.audit import Audit
from derivations.proof.statements.chains import Chain, Complete, ConvexMinimum, Result, Step
from derivations.proof.statements.claim import Claim
from derivations.proof.statements.reasons import (
    Label,
    algebra,
    chain_rule,
    definition_of,
    differentiation,
    limit_laws,
)
from derivations.proof.statements.theory import (
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
from derivations.proof.statements.verdict import Counterexample, Proved, Refuted, SideCondition, Unknown, Verdict
from derivations.proof.statements.verification import CheckedStep, Verification
from derivations.proof.verify import Verifier, verify

teach_prompt()
teach_notebooks()

__all__ = [
    "Audit", "Chain", "CheckedStep", "Claim", "Complete", "ConvexMinimum", "Counterexample", "Definition", "Dependency",
    "Derivation", "Disagreement", "Domain", "Given", "Label", "Parts", "Proved", "Refuted", "Result", "SideCondition",
    "Step", "Theory", "Unknown", "Verdict", "Verification", "Verifier", "algebra", "between", "chain_rule",
    "definition_of", "differentiation", "from_to", "given", "limit_laws", "positive", "reals", "verify", "whole",
]  # fmt: skip
