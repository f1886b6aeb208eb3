"""What the first page of a report says: of which text, by what means, and how it went."""

from __future__ import annotations

from derivations.proof.wording import counted
from derivations.report.article.content import Article


def about_text(article: Article) -> tuple[str, ...]:
    """Whose text was verified, in paragraphs; nothing if it is no text that the project knows."""
    text = article.text
    if text is None:
        return ()
    wrong = len(article.corrections)
    judged = (
        f"In this version {counted(wrong, 'step')} {'is' if wrong == 1 else 'are'} false; the appendix refutes "
        f"{'it' if wrong == 1 else 'them'}. {text.mended}"
        if wrong
        else "The false steps of this version belong to results that this report leaves out."
    )
    return (
        f"The derivations follow {text.name}, {text.about} {text.book}. The solutions are not by the book's author: "
        "the book states the exercises and the equations, and the solutions derive them. In this report “the text” "
        "means the solutions. A false step is an error of the solutions and not of the book, and its correction is "
        "proved here.",
        f"This report verifies an early version of them, {text.version}. {judged}",
    )


def about_proof(article: Article) -> str:
    """By what the results were proved, and for which sizes."""
    proved, results = article.count("proved"), len(article.sections)
    if proved == results:
        many = "The result is" if results == 1 else f"All {results} results are"
        verdict = f"{many} proved, in {counted(article.steps, 'step')}."
    else:
        verdict = (
            f"Of {counted(results, 'result')} in {counted(article.steps, 'step')}, {proved} are proved, "
            f"{article.count('refuted')} refuted, and {article.count('unknown')} unknown."
        )
    return (
        f"{verdict} Each step is checked by {versions(article)}. The proof of a step uses only the facts that its "
        "reason names, field arithmetic, calculus and the domains of the quantities. If the number of neurons, of "
        "layers or of examples is a symbol, the proof holds for every such number."
    )


def about_handout(article: Article) -> str:
    """The line under a handout's title: by what it was proved, or how far, and where the exercises are from."""
    whole = article.count("proved") == len(article.sections)
    proved = f"Each step was proved by {versions(article)}." if whole else about_proof(article)
    where = " The notation is at the end." if article.notation else ""
    source = f" The exercises are from {article.text.book}, chapter 3." if article.text else ""
    return proved + source + where


def about_errata(article: Article) -> str:
    """What the appendix shows."""
    number = len(article.corrections)
    return (
        f"In the text {counted(number, 'step')} {'is' if number == 1 else 'are'} false. For each false step this "
        "appendix gives numbers that satisfy all assumptions and at which the two sides differ. Then it gives the step "
        "as it should read, which is proved above, and explains the slip."
    )


def versions(article: Article) -> str:
    """The programs with their versions, as in "derivations 0.1.0, sympy 1.14.0 and python-flint 0.9.0"."""
    *first, last = (f"{package} {number}" for package, number in article.versions.items())
    return f"{', '.join(first)} and {last}"
