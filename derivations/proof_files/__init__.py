"""Proofs as files: theorems of the kernel written down with how they were made, and made again by its rules.

A file is lines of JSON.  The first is a head with the version of the format.  Of the others each is

- ``{"term": OPERATOR, "of": [ARGUMENT, ...]}``, a term,
- ``{"rule": NAME, "of": [ARGUMENT, ...]}``, a theorem that the rule makes, or
- ``{"result": TITLE, "theorem": T, "claim": C, "hypotheses": [H, ...]}``, what is said to be proved: a theorem with
  this claim and no other hypotheses than these.

The last line is ``{"end": COUNT}``, with how many results there are: a file of which a part is missing is not accepted.

Terms and theorems are counted apart, each from 0, and an argument names only earlier ones: ``["term", 3]``,
``["theorem", 0]``, ``["rational", "-1/2"]``, ``["tuple", ARGUMENT, ...]``, ``["set", ARGUMENT, ...]``, or a JSON text,
whole number, true, false or null as it stands.
"""
