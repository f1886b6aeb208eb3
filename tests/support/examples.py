"""How many examples a property is tried on."""

from hypothesis import settings


def examples(number: int) -> settings:
    """So many examples among the slow tests, and a fifth of them in the usual run, in proportion to the profile."""
    return settings(max_examples=max(number * settings.default.max_examples // 100, 5))
