"""What the fuzzer came upon, read once more; ``python tests/support/fuzz_reader.py`` goes on from there."""

import pytest
from support.fuzz_reader import corpus, dictionary, paragraphs, read
from support.marks import slow


@pytest.mark.parametrize(("texts", "least"), [(corpus, 100), slow(paragraphs, 200)])
def test_the_reader_refuses_or_reads_what_the_fuzzer_starts_from(texts, least):
    found = texts()
    assert len(found) >= least
    for data in found:
        read(data)


def test_the_dictionary_has_the_commands_as_libfuzzer_wants_them():
    lines = dictionary().splitlines()
    assert '"\\\\partial"' in lines
    assert all(line.startswith('"') and line.endswith('"') for line in lines)
