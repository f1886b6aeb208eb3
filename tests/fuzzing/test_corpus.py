"""A part of the fuzzer's corpus, read once more; ``python tests/fuzzing/fuzz_reader.py`` goes on from there."""

import pytest
from fuzzing.fuzz_reader import corpus, dictionary, read

EVERY = 10


@pytest.mark.parametrize("start", range(3))
def test_the_reader_refuses_or_reads_what_the_fuzzer_came_upon(start):
    for data in corpus()[start :: EVERY * 3]:
        read(data)


def test_the_dictionary_has_the_commands_as_libfuzzer_wants_them():
    lines = dictionary().splitlines()
    assert '"\\\\partial"' in lines
    assert all(line.startswith('"') and line.endswith('"') for line in lines)
