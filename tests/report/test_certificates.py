"""Certificates in reports: which results are certified, their theorems, and the scripts beside the report."""

import json

import pytest
from click.testing import CliRunner
from sympy import Symbol

from derivations import bp1, bp3, certify, sigmoid_derivative, write_report
from derivations.certified import Certificates, NoCertificates
from derivations.command_line import main
from derivations.proof import Derivation, Theory, algebra, reals

u = Symbol("u")


def square(name="square", addend=1):
    with Derivation(name, title="A square", theory=Theory(reals(u))) as d:
        d.start((u + addend) ** 2)
        d.eq(u**2 + 2 * addend * u + addend**2, by=algebra)
    return d


@pytest.fixture
def folder(tmp_path):
    """Certificates as they are when Coq has accepted them."""
    place = tmp_path / "coq"
    certify([sigmoid_derivative, bp1, square()], place, check=False)
    record = json.loads((place / "certificates.json").read_text(encoding="utf-8"))
    for entry in record:
        entry |= {"status": "accepted", "axioms": ["Classical_Prop.classic"]}
    (place / "certificates.json").write_text(json.dumps(record), encoding="utf-8")
    return place


def test_a_page_says_which_results_are_certified_and_shows_their_theorems(folder, tmp_path):
    page, *scripts = write_report([sigmoid_derivative, bp3], tmp_path / "out", certificates=folder)
    text = page.read_text(encoding="utf-8")
    assert "Coq has accepted the certificates of 1 of the 2 results" in text
    assert '<a href="certificates/D_sigmoid_derivative.v">D_sigmoid_derivative.v</a>, accepted by Coq' in text
    assert "Theorem t_sigmoid_derivative : forall (M : model) (w : world)," in text
    assert text.count("<dt>Certificate</dt>") == 1
    assert (page.parent / "certificates" / "D_sigmoid_derivative.v") in scripts
    assert (page.parent / "certificates" / "World.v").exists()


def test_latex_links_the_scripts(folder, tmp_path):
    page, *_ = write_report([bp1], tmp_path / "out", form="tex", certificates=folder)
    text = page.read_text(encoding="utf-8")
    assert r"\href{certificates/D_bp1.v}{\texttt{D\_\allowbreak bp1.v}}, accepted by Coq, 1 theorem." in text


def test_without_certificates_a_report_says_nothing_of_them(tmp_path):
    page, *others = write_report([sigmoid_derivative], tmp_path)
    assert "Coq" not in page.read_text(encoding="utf-8")
    assert others == []


def test_the_certificate_of_another_derivation_of_this_name_is_out_of_date(folder):
    found = Certificates(folder)
    assert found.of(square()).status == "accepted"
    assert found.of(square(addend=2)).status == "out of date"
    assert found.of(square("another")) is None


@pytest.mark.parametrize("record", [None, "", "[", "{}", "[1]", '[{"name": "x"}]'])
def test_a_folder_without_certificates_gets_a_message(tmp_path, record):
    if record is not None:
        (tmp_path / "certificates.json").write_text(record)
    if record == "{}":
        assert Certificates(tmp_path).of(square()) is None
        return
    with pytest.raises(NoCertificates, match="derivations certify --output"):
        Certificates(tmp_path)
    found = CliRunner().invoke(
        main, ["report", "bp1", "--certificates", str(tmp_path), "--output", str(tmp_path / "o")]
    )
    assert found.exit_code == 2
    assert "write them with" in found.output


def test_a_script_that_is_missing_is_named(folder):
    (folder / "D_bp1.v").unlink()
    with pytest.raises(NoCertificates, match=r"has no D_bp1\.v"):
        Certificates(folder)
