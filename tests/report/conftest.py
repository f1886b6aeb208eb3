"""What the tests of reports share."""

import pytest

from derivations.report.article.content import article


@pytest.fixture(scope="session")
def whole(chapter):
    """The article with all results of the chapter."""
    return article(chapter)
