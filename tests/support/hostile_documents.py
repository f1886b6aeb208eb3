"""Hostile and broken documents: what each is called, and what it says."""

import json
from itertools import pairwise

GOOD = "$$\\ln e^x = x$$\n\n"
"""A step that is proved, before and after what is hostile."""


def between(text):
    return GOOD + text + "\n\n" + GOOD


def display(formula):
    return between(f"$${formula}$$")


LETTERS = "abcdefghijklmnopqrstu"
TENFOLD = "".join(f"\\newcommand{{\\x{one}}}{{" + f"\\x{other}" * 10 + "}\n" for one, other in pairwise(LETTERS))


def documents(part: int = 1) -> dict[tuple[str, str], str]:
    """The text of each document, by its name and its form; what takes long is shorter by the factor ``part``."""

    def many(number: int) -> int:
        return number // part

    markdown = {
        "a tower of powers": display("9^{9^{9^9}} = 1"),
        "a tower of powers beside a symbol": display("a + 9^{9^{9^{9^9}}} = 9^{9^{9^{9^9}}} + a"),
        "a variable to a tower": display("x^{9^{9^9}} = x"),
        "exponentials in exponents": display("e^{e^{e^{e^{100}}}} > 0"),
        "a number with an exponent of 400,000": display("10^{400000} - 10^{400000} = 0"),
        "a sum to 10^100": display(r"\sum_{i=1}^{10^{100}} i = \frac{10^{100} (10^{100} + 1)}{2}"),
        "a sum of a billion terms": display(r"\sum_{i=1}^{1000000000} x_i = 0"),
        "fractions 1,000 deep": display("\\frac{1}{1+" * 1000 + "x" + "}" * 1000 + " = 1"),
        "indices 2,000 deep": display("x_{" * 2000 + "1" + "}" * 2000 + " = 1"),
        "parentheses 5,000 deep": display("(" * many(5000) + "x" + ")" * many(5000) + " = x"),
        "braces 5,000 deep": display("{" * 5000 + "x" + "}" * 5000 + " = 1"),
        "cases 300 deep": display("\\begin{cases}" * 300 + "x" + "\\end{cases}" * 300 + " = 1"),
        "100,000 open braces": display("{" * 100_000 + " = 1"),
        "braces that close what is not open": display("x}}}} = x"),
        "limits of limits": display(r"\lim_{x \to \infty} " * 500 + "x = 1"),
        "sums of sums": display(r"\sum_{i=1}^n " * 300 + "x_i = 1"),
        "100,000 primes": display("f" + "'" * 100_000 + "(x) = 1"),
        "the millionth derivative": display(r"\frac{d^{1000000}}{dx^{1000000}} e^{x^2} = 0"),
        "a number of a million digits": display("x = " + "9" * 1_000_000),
        "a decimal of 100,000 places": display("1." + "0" * 100_000 + "1 = 1"),
        "a polynomial of millions of terms": display(f"(a+b+c+d+e+f)^{{{many(200)}}} = (f+e+d+c+b+a)^{{{many(200)}}}"),
        "3,000 steps in one line": display("x = " * many(3000) + "x"),
        "a lone surrogate": display("\ud800 = x") + "\udfff",
        "NUL bytes": display("x \0= x") + "\0",
        "every character up to 255": "".join(f"{chr(i)}$$x = {chr(i)}$$\n\n" for i in range(256)) + GOOD,
        "10 MB on one line": between("a" * many(10_000_000)),
        "10 MB in one formula": "$$x = " + "x + " * many(2_500_000) + "x$$",
        "10 MB of brackets": between("[" * many(10_000_000)),
        "emphasis that never ends": between("*a **b " * many(100_000)),
        "comments that never end": GOOD + "<!-- derivations: " * 100_000,
        "formulas that never end": GOOD + "\\( \\[ ` " * 30_000,
        "quotations 5,000 deep": "> " * 5000 + "$$x = x$$",
        "lists 1,000 deep": "".join("  " * i + "* a\n" for i in range(many(1000))) + "$$x = x$$",
        "a table of 10,000 columns": "|" + "a|" * many(10_000) + "\n|" + "-|" * many(10_000) + "\n|" + "$x$|" * many(10_000),
        "a directive that would be code": between("<!-- derivations: let x = __import__('os').system('touch pwned') -->\n$$x = x$$"),
        "a directive with a tower of powers": between("<!-- derivations: let n >= 9^{9^{9^9}} -->\n$$n = n$$"),
        "code in a formula": display(r"\_\_import\_\_('os').system('touch pwned') = x"),
    }  # fmt: skip
    latex = {
        "a macro that is itself": "\\newcommand{\\a}{\\a}\n$$\\a = 1$$\n\n" + GOOD,
        "macros that are one another, twice": "\\newcommand{\\a}{\\b\\b}\\newcommand{\\b}{\\a\\a}\n$$\\a = 1$$\n\n"
        + GOOD,
        "a macro of 10^20 letters": TENFOLD + "\\newcommand{\\xu}{x}\n$$\\xa = 1$$\n\n" + GOOD,
        "a macro whose body never ends": GOOD + "\\newcommand{\\x}" + "{" * 100_000,
        "a title whose end is far away": "\\section{" + "{a" * 20_000 + "}" * 20_000 + "}" + GOOD,
        "a million backslashes": GOOD + "\\" * many(1_000_000),
        "environments that never end": GOOD + "\\begin{align}" * many(3000),
        "verbatim that never ends": GOOD + "\\begin{verbatim}" * many(3000),
        "a shell command": GOOD + "\\write18{touch pwned}\\immediate\\write18{touch pwned}\\input{|touch pwned}",
    }
    return {
        **{(name, "markdown"): text for name, text in markdown.items()},
        **{(name, "latex"): text for name, text in latex.items()},
    }


PART = 50
FULL = documents()
SHORTER = {key: text for key, text in documents(PART).items() if text != FULL[key]}
"""Those that take long, a fiftieth as long."""
STEPS = {
    **dict.fromkeys(
        ["a sum of a billion terms", "10 MB on one line",
         "10 MB of brackets", "emphasis that never ends", "comments that never end", "formulas that never end",
         "a table of 10,000 columns", "a macro whose body never ends", "a title whose end is far away", "a million backslashes",
         "environments that never end", "verbatim that never ends", "a shell command"], 0),
    "3,000 steps in one line": 3000,
    "every character up to 255": 205,
    ("every character up to 255", "markdown"): 206,  # one of them begins a quotation
}  # fmt: skip
"""How many steps are found in what is hostile, where it is not one: none in what is taken for words or a definition."""

NOTEBOOKS = {
    "no JSON": '{"cells": [',
    "another JSON": "[1, 2]",
    "JSON 100,000 deep": "[" * 100_000,
    "cells of other kinds": json.dumps({"cells": [1, None, {"cell_type": "markdown"}]}),
    "an infinite number of cells": '{"cells": 1e999999}',
    "a number of 100,000 digits": '{"cells": ' + "9" * 100_000 + "}",
    "cells without text": json.dumps({"cells": [{"cell_type": "markdown", "source": {"a": 1}}]}),
    "lines that are no text": json.dumps({"cells": [{"cell_type": "markdown", "source": [1, None]}]}),
}
