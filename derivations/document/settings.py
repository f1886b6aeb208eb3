"""How documents are checked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """The limits of one step, ``seconds`` of time and ``memory`` in mebibytes, and whether there is an ``audit``.

    With an audit all that is proved is looked at again by another engine.  What was read for the steps in the line
    ``explain`` is told.  With ``proofs`` each proved step has those of the kernel beside it.
    """

    seconds: float = 10.0
    memory: int = 1024
    audit: bool = False
    explain: int = 0
    proofs: bool = False
