"""P(y = 1 | x) is a function of x with the event in its name, and nothing is known of how events go together."""

import pytest

from derivations import check

BERNOULLI = r"Let $p(y = 1 \mid x) = \frac{1}{1 + e^{-wx}}$ and $p(y = 0 \mid x) = 1 - p(y = 1 \mid x)$. Then "
LABELS = r"Let $p(y \mid x) = a^y (1 - a)^{1 - y}$ with $0 < a < 1$. Then "
CLASSES = r"Let $p(y = k \mid x) = \frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}$. Then "
MODEL = r"We model $P(y_i = 1 \mid x_i) = \frac{1}{1 + e^{-wx_i}}$. Then "
COIN = r"Let $P(X = 1) = p$ and $P(X = 0) = 1 - p$. Then "


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (
            BERNOULLI + r"$$p(y = 0 \mid x) = \frac{e^{-wx}}{1 + e^{-wx}}$$",
            BERNOULLI + r"$$p(y = 0 \mid x) = \frac{e^{-wx}}{1 - e^{-wx}}$$",
        ),
        (LABELS + r"$$p(y = 0 \mid x) = 1 - a$$", LABELS + r"$$p(y = 0 \mid x) = 2 - a$$"),
        (CLASSES + r"$$\sum_{k=1}^K p(y = k \mid x) = 1$$", CLASSES + r"$$\sum_{k=1}^K p(y = k \mid x) = K$$"),
        (
            MODEL
            + r"$$\frac{d}{dw} \sum_{i=1}^n \ln P(y_i = 1 \mid x_i) = \sum_{i=1}^n (1 - P(y_i = 1 \mid x_i)) x_i$$",
            MODEL + r"$$\frac{d}{dw} \sum_{i=1}^n \ln P(y_i = 1 \mid x_i) = \sum_{i=1}^n P(y_i = 1 \mid x_i) x_i$$",
        ),
        (
            r"Let $f(x) = x^2 + 1$. Then $$f(x = 2) + 1 = 6$$",
            r"Let $f(x) = x^2 + 1$. Then $$f(x = 2) + 1 = 5$$",
        ),
    ],
)
def test_what_is_said_of_an_event_is_used(true, false):
    assert verdicts(true) == ["proved"]
    assert verdicts(false) == ["refuted"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COIN + r"$$P(X = 1) P(X = 0) = p - p^2$$", "proved"),
        (COIN + r"$$P(X = 1) P(X = 0) = p + p^2$$", "unknown"),
        ("$$P(X = 1) + P(X = 0) = 1$$", "unknown"),
        (r"Let $P(X = 1) = p$. Then $$2 P(X = 1) = p$$", "unknown"),
        (r"Let $P(A = 1 \mid B = 1) = q$ and $P(B = 1) = r$. Then $$P(A = 1, B = 1) + 1 = qr + 1$$", "unknown"),
        (r"Let $P(A = 1 \mid B = 1) = q$ and $P(B = 1) = r$. Then $$P(B = 1 \mid A = 1) = q$$", "unknown"),
    ],
)
def test_events_that_are_not_defined_are_never_chosen_freely(text, expected):
    assert verdicts(text) == [expected]


@pytest.mark.parametrize("argument", [r"X \le x", "X = x", "X > x", r"X \in A", "X = x + 1"])
def test_an_event_depends_on_what_it_speaks_of(argument):
    text = rf"We look at $P({argument})$. Its derivative is $$3 \frac{{d}}{{dx}} P({argument}) + 1 = 1$$"
    assert "proved" not in verdicts(text)


def test_a_wrong_value_of_a_defined_function_is_no_definition():
    text = LABELS + r"$$p(y = 1 \mid x) = 1 - a$$ $$p(y = 1 \mid x) + a = 1$$"
    assert "proved" not in verdicts(text)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\sum_{i=1}^n 2 p(x_i) = 2\sum_{i=1}^n wx_i^2", "proved"),
        (r"\sum_{i=1}^n 2 p(x_i) = \sum_{i=1}^n wx_i^2", "refuted"),
        (r"\sum_{i=1}^n \sum_{j=1}^n p(x_i) = n\sum_{j=1}^n wx_j^2", "proved"),
    ],
)
def test_a_function_of_a_component_is_known_within_sums(claim, expected):
    assert verdicts(f"We model $p(x_i) = wx_i^2$. Then $${claim}$$") == [expected]


def test_another_quantity_of_the_letter_does_not_end_what_its_sentence_supposes():
    assert verdicts("Let $u_1 = p$ and $u_2 = 1 - p$. Then $$u_1 + u_2 = 1$$") == ["proved"]
    assert verdicts("Let $u_1 = p$ and $u_2 = 1 - p$. Then $$u_1 + u_2 = 2$$") == ["refuted"]
    assert "proved" not in verdicts("Let $u_1 = p$ and let $u_1 = 1 - p$. Then $$2u_1 = 1$$")
