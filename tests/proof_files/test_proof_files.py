"""Proofs as files: what is written is made again, and a line that does not follow is named."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from flint import fmpq, fmpz
from hypothesis import given
from hypothesis import strategies as st

from derivations.chapter import load
from derivations.command_line import main
from derivations.command_line.verification import titled
from derivations.kernel import algebra, theorem
from derivations.kernel import terms as k
from derivations.proof import Verifier
from derivations.proof_files import text
from derivations.proof_files.reading import NotAccepted, read
from derivations.proof_files.writing import HEAD, Named, Writer

x = k.quantity("x")
HALF = k.number(fmpq(-1, 2))


def written(*named):
    return list(Writer().lines(named))


@pytest.fixture(scope="module")
def sigmoid():
    """The theorems of one result."""
    verification = Verifier().verify(load("sigmoid-derivative"))
    return [Named(title, theorem) for title, verdict in titled(verification) for theorem in verdict.theorems]


def test_what_is_written_is_made_again(sigmoid):
    found = read(written(*sigmoid))
    assert [named.title for named in found.results] == [named.title for named in sigmoid]
    for mine, theirs in zip(sigmoid, found.results, strict=True):
        assert theirs.theorem is not mine.theorem
        assert theirs.theorem.claim is mine.theorem.claim
        assert theirs.theorem.hypotheses == mine.theorem.hypotheses
    assert written(*found.results) == written(*sigmoid)


def test_every_kind_of_argument_comes_back():
    made = algebra.field(k.mul(HALF, x, k.number(-2)), x)
    other = theorem.rename(theorem.assume(k.equal(x, HALF)), (("qx", "qy"),))
    slope = derivative(k.mul(x, k.apply("f", (0,), x)), x)
    found = read(written(*(Named("one", one) for one in (made, other, slope))))
    assert [named.theorem.claim for named in found.results] == [made.claim, other.claim, slope.claim]


def derivative(of, by):
    return theorem.RULES["derivative"](of, by, (), frozenset({"a"}))


def test_what_proofs_share_is_written_once(sigmoid):
    lines = written(*sigmoid)
    parts = [line for line in lines if '"result"' not in line]
    assert len(parts) == len(set(parts))


LINES = written(Named("one", algebra.field(k.add(x, x), k.mul(k.number(2), x), (theorem.assume(k.equal(x, HALF)),))))


def test_the_lines_of_these_tests_follow():
    assert len(read(LINES).results) == 1


def changed(number, **parts):
    """The lines with other parts of one of them."""
    return [json.dumps({**json.loads(line), **parts}) if i == number else line for i, line in enumerate(LINES, 1)]


def at(what):
    """The number of the line with this part."""
    return next(number for number, line in enumerate(LINES, 1) if f'"{what}"' in line)


FIELD, RESULT, ASSUME = at("field"), at("result"), at("assume")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "line 1: expected a head, found an empty file"),
        (['{"format": "another"}'], "line 1: expected the head"),
        (["[]"], "line 1: expected a JSON object, found '[]'"),
        (["{"], "line 1: expected JSON, found '{'"),
        ([*LINES[:3], "null"], "line 4: expected a JSON object, found 'null'"),
        ([*LINES[:3], '{"theorem": 0}'], "line 4: expected a term, a rule or a result"),
        ([*LINES[:3], '{"term": "+", "of": [], "more": 1}'], "line 4: expected a term, a rule or a result"),
        ([*LINES[:3], '{"rule": "field", "of": [], "more": 1}'], "line 4: expected a term, a rule or a result"),
        ([LINES[0], '{"term": "sin", "of": []}'], "line 2: there is no operator 'sin'"),
        ([LINES[0], '{"term": "quantity", "of": [1]}'], "line 2: quantity is made of name, not of (1,)"),
        ([LINES[0], '{"term": "+", "of": [["term", 0]]}'], "expected the number of an earlier term, found 0"),
        ([LINES[0], '{"term": "+", "of": [["term", -1]]}'], "expected the number of an earlier term, found -1"),
        ([LINES[0], '{"term": "+", "of": [["term", true]]}'], "expected the number of an earlier term, found True"),
        ([LINES[0], '{"term": "+", "of": [["theorem", 0]]}'], "expected the number of an earlier theorem, found 0"),
        ([LINES[0], '{"term": "+", "of": [{}]}'], "line 2: expected an argument, found {}"),
        ([LINES[0], '{"term": "+", "of": [1.5]}'], "line 2: expected an argument, found 1.5"),
        ([LINES[0], '{"term": "number", "of": [["rational", "1/0"]]}'], "expected a rational number, found '1/0'"),
        ([LINES[0], '{"term": "number", "of": [["rational", "1.5"]]}'], "expected a rational number, found '1.5'"),
        ([LINES[0], '{"term": "number", "of": [["rational", 1]]}'], "line 2: expected an argument"),
        (changed(FIELD, rule="believe"), f"line {FIELD}: the kernel has no rule 'believe'"),
        (changed(FIELD, rule="__class__"), f"line {FIELD}: the kernel has no rule '__class__'"),
        (changed(FIELD, of=[["term", 0], ["term", 1]]), f"line {FIELD}: the rule field does not apply: not an identity"),
        (changed(FIELD, of=[]), f"line {FIELD}: the rule field does not take these arguments: TypeError"),
        (changed(FIELD, of=[1, 2]), f"line {FIELD}: the rule field does not apply: * is made of real term"),
        (changed(RESULT, theorem=7), f"line {RESULT}: expected the number of an earlier theorem, found 7"),
        (changed(RESULT, claim=0), f"line {RESULT}: the claim of 'one' is said to be x, and the theorem's is"),
        (changed(RESULT, hypotheses=[]), f"line {RESULT}: the theorem of 'one' has a hypothesis that is not listed"),
        (changed(RESULT, hypotheses=["x"]), f"line {RESULT}: expected the number of an earlier term, found 'x'"),
        ([*LINES[:3], '{"term": "number", "of": [' + "1" * 5000 + "]}"], "line 4: expected JSON"),
        (LINES[:-1], f"line {len(LINES)}: expected the end with the count of results, found none: a part is missing"),
        ([LINES[0], LINES[-1]], "line 2: expected 1 results before the end, found 0"),
        ([*LINES, LINES[1]], f"line {len(LINES) + 1}: expected nothing behind the end"),
        ([*LINES[:3], '{"term": "+", "of": ' + "[" * 100_000 + "]" * 100_000 + "}"], "line 4: nested too deeply"),
    ],
)  # fmt: skip
def test_a_line_that_does_not_follow_is_named(lines, message):
    with pytest.raises(NotAccepted) as problem:
        read(lines)
    assert message in str(problem.value)


def test_every_change_of_a_number_in_a_file_is_noticed_or_makes_a_theorem_of_its_own(sigmoid):
    lines = written(*sigmoid)
    for number, line in enumerate(lines):
        said = json.loads(line)
        if "claim" not in said:
            continue
        wrong = [*lines[:number], json.dumps({**said, "claim": said["claim"] - 1}), *lines[number + 1 :]]
        with pytest.raises(NotAccepted):
            read(wrong)


def test_the_command_writes_and_rechecks(tmp_path):
    file = tmp_path / "some.proof"
    run = CliRunner().invoke
    assert run(main, ["verify", "sigmoid-derivative", "bp1", "--proofs", str(file)]).exit_code == 0
    assert json.loads(file.read_text(encoding="utf-8").splitlines()[0]) == HEAD
    told = run(main, ["recheck", str(file)])
    assert told.exit_code == 0
    assert "✓ bp1, its conclusions" in told.stdout.splitlines()
    assert " proved: " in told.stdout.splitlines()[-1]
    assert len(run(main, ["recheck", "-q", str(file)]).stdout.splitlines()) == 1


def test_the_command_prints_what_is_claimed_and_under_which_hypotheses(tmp_path):
    file = tmp_path / "forged.proof"
    lie = theorem.assume(k.equal(k.number(0), k.number(1)))
    file.write_text("\n".join(written(Named("true\n✓ for sure", lie))), encoding="utf-8")
    told = CliRunner().invoke(main, ["recheck", str(file)]).stdout.splitlines()
    assert told[:3] == ['✓ "true\\n\\u2713 for sure"', "    0 = 1", "      if  0 = 1"]


def test_a_number_may_have_many_digits():
    number = k.number(fmpq(fmpz("7" * 5000), 3))
    (found,) = read(written(Named("large", algebra.field(number, number)))).results
    assert found.theorem.claim is k.equal(number, number)


def test_what_is_printed_of_a_term_is_bounded():
    large = x
    for _ in range(200):
        large = k.mul(large, large)
    assert len(text.written(k.equal(large, x))) < 2 * text.MOST
    deep = x
    for _ in range(5000):
        deep = k.exp(deep)
    assert text.written(deep).startswith("exp(exp(")


@given(st.sampled_from(["a and b", "0 = 1", "x; y", "#1", "…", "a\nb", "'", "x < y"]))
def test_no_name_is_taken_for_a_formula(name):
    assert text.written(k.quantity(name)) == text.named(name) != name


def test_the_command_says_what_is_wrong(tmp_path):
    file = tmp_path / "wrong.proof"
    file.write_text("\n".join([LINES[0], '{"term": "sin", "of": []}']), encoding="utf-8")
    found = CliRunner().invoke(main, ["recheck", str(file)])
    assert (found.exit_code, found.stdout) == (1, f"{file}: line 2: there is no operator 'sin'\n")
    file.write_bytes(b"\xff")
    assert CliRunner().invoke(main, ["recheck", str(file)]).exit_code == 2
    found = CliRunner().invoke(main, ["recheck", str(tmp_path / "none")])
    assert (found.exit_code, "No such file" in found.output) == (2, True)


def test_sympy_is_not_loaded(tmp_path):
    file = tmp_path / "some.proof"
    file.write_text("\n".join(LINES), encoding="utf-8")
    text = (
        "import sys\nfrom derivations.command_line import main\nmain(['recheck', sys.argv[1]], standalone_mode=False)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('sympy', 'numpy')"
        " or name.startswith('derivations.proof.')])"
    )
    found = subprocess.run([sys.executable, "-c", text, str(file)], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "[]"
