"""The page of notation has a row for what an article uses, and none for what it does not."""

from derivations import bp2, sigmoid_derivative
from derivations.notation.text import text
from derivations.proof.wording import written
from derivations.report.article.content import article
from derivations.report.article.quantities import QUANTITIES


def rows(made):
    return [written(row.written, text) for row in made.notation]


def test_the_chapter_uses_every_row(whole):
    assert whole.notation == QUANTITIES
    assert whole.has_network


def test_one_result_has_its_own_rows_alone():
    assert rows(article([sigmoid_derivative])) == ["σ", "f′(z)"]
    assert not article([sigmoid_derivative]).has_network
    assert {"L", "nₗ", "wˡⱼₖ", "bˡⱼ", "zˡⱼ", "aˡⱼ", "f", "Cₓ", "δˡⱼ"} <= set(rows(article([bp2])))
    assert "yⱼ" not in rows(article([bp2]))


def test_each_meaning_is_a_sentence():
    assert all(written(row.meaning, text).endswith(".") for row in QUANTITIES)
