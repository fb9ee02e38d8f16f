"""What can be said of the signatures of a file, without asking anybody.

A file is looked at in a process of its own: the library follows what the file says, and
no file may take the worker along. Nothing is fetched: no revocation list, no certificate.
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from loa.documents.models import SignedFile
from loa.files import sniff

State = SignedFile.Signature
SECONDS: Final = 60
_NOT_TOLD: Final = ("weak_method", "unknown_method", "no_certificate")
_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Found:
    """One signature of a PDF or a Word file.

    ``trust`` is "trusted" or "untrusted" by the roots that were given, "not_checked"
    without any; ``reason`` is "digest", "changed_after", "untrusted", "broken: …",
    or one of :mod:`word_signatures`.
    """

    name: str
    issuer: str
    at: str | None  # as the signer's own clock said it, ISO
    is_intact: bool
    is_whole: bool  # it covers the file to its last byte, but for later signatures
    trust: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """All signatures of a file, and what they say together."""

    state: str
    signatures: tuple[Found, ...] = ()

    def as_json(self) -> list[dict[str, Any]]:
        """Give the signatures as JSON values."""
        return [asdict(found) for found in self.signatures]


def look(content: bytes, *, roots: Path | None, at: datetime) -> Looked:
    """Look at the signatures of a file in a process of its own.

    :param roots: a folder of root certificates (.pem, .crt, .cer, .der), or None
    """
    if sniff.media_type(content) == "application/pdf":
        has_one, module = b"/ByteRange" in content, "pdf_signatures"
    else:
        has_one, module = _has_xml_signature(content), "word_signatures"
    if not has_one:
        return Looked(State.NONE)
    command = [sys.executable, "-m", f"loa.documents.outgoing.{module}"]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [*command, str(roots or ""), at.isoformat()],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        return Looked(State.NOT_CHECKED)
    if done.returncode:
        # It cannot be told: the page says so, and nobody takes it for valid.
        return Looked(State.NOT_CHECKED)
    return together(Found(**row) for row in json.loads(done.stdout))


def together(found: Iterable[Found]) -> Looked:
    """Say what several signatures are together: one bad one is enough."""
    rows = tuple(found)
    if not rows:
        return Looked(State.NONE)
    # Of one whose method is not known here nothing is known against it either.
    told = [row for row in rows if row.reason not in _NOT_TOLD]
    if any(
        not row.is_intact or not row.is_whole or row.trust == "untrusted"
        for row in told
    ):
        return Looked(State.INVALID, rows)
    if all(row.trust == "trusted" for row in rows):
        return Looked(State.VALID, rows)
    return Looked(State.NOT_CHECKED, rows)


def _has_xml_signature(content: bytes) -> bool:
    """Whether a Word file carries a signature of its own kind (XML-DSig)."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return any(name.startswith("_xmlsignatures/") for name in packed.namelist())
    except (zipfile.BadZipFile, ValueError):
        return False
