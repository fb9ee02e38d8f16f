"""The signatures of one PDF by pyHanko, offline; run as a process of its own.

Reads the file from standard input and writes what it found as JSON. Imports nothing of
Django: the process that it runs in knows no database and no secret.
"""

import json
import logging
import resource
import sys
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

SECONDS: Final = 60
MEMORY: Final = 1536 * 1024 * 1024
_CERTIFICATES = (".pem", ".crt", ".cer", ".der")
_SIGNS = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)


def signatures_of(
    content: bytes, *, roots: list[x509.Certificate], at: datetime
) -> Iterator[dict[str, Any]]:
    """Say of each signature whether its digest holds, what it covers, who made it.

    :param roots: whom to trust; none leaves trust unsaid
    :param at: the moment at which certificates are judged where the signer says none
    """
    reader = PdfFileReader(BytesIO(content))
    for signature in reader.embedded_regular_signatures:
        yield _said(signature, roots, at)


def _said(
    signature: EmbeddedPdfSignature, roots: list[x509.Certificate], at: datetime
) -> dict[str, Any]:
    certificate = signature.signer_cert
    moment = signature.self_reported_timestamp
    said: dict[str, Any] = {
        "name": common_name(certificate.subject),
        "issuer": common_name(certificate.issuer),
        "at": moment.isoformat() if moment else None,
        "is_intact": False,
        "is_whole": False,
        "trust": "not_checked",
        "reason": "",
    }
    context = ValidationContext(
        trust_roots=roots, moment=moment or at, allow_fetching=False
    )
    try:
        status = validate_pdf_signature(signature, context, key_usage_settings=_SIGNS)
    except (SignatureValidationError, SigningError, PdfError, ValueError) as error:
        return said | {"reason": f"broken: {type(error).__name__}"}
    said["is_intact"] = bool(status.intact and status.valid)
    said["is_whole"] = _is_whole(status)
    if not said["is_intact"]:
        said["reason"] = "digest"
    elif not said["is_whole"]:
        said["reason"] = "changed_after"
    elif roots:
        said["trust"] = "trusted" if status.trusted else "untrusted"
        said["reason"] = "" if status.trusted else "untrusted"
    return said


def _is_whole(status: PdfSignatureStatus) -> bool:
    """Whether nothing but later signatures and their stamps came after it.

    The clerk's stamp with number and day stands on a page as a note; what it may say
    is looked at when the texts are compared.
    """
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    level = status.modification_level
    return (
        status.coverage is SignatureCoverageLevel.ENTIRE_REVISION
        and level is not None
        and level.value <= ModificationLevel.ANNOTATIONS.value
    )


def common_name(name: x509.Name) -> str:
    """Name who a certificate is of, or by."""
    native = name.native
    found = native.get("common_name") or native.get("organization_name") or ""
    return str(found[-1] if isinstance(found, list) else found)[:200]


def certificates_in(folder: Path) -> list[x509.Certificate]:
    """Return the certificates of a folder; a file that is none is left out."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in _CERTIFICATES:
            continue
        raw = path.read_bytes()
        try:
            parts = (
                [der for _type, _headers, der in pem.unarmor(raw, multiple=True)]
                if pem.detect(raw)
                else [raw]
            )
            loaded = [x509.Certificate.load(part, strict=True) for part in parts]
            for one in loaded:
                common_name(one.subject)
        except ValueError:
            logging.getLogger(__name__).warning("no certificate: %s", path.name)
        else:
            found += loaded
    return found


def main() -> int:
    """Look at standard input; the arguments are a folder of roots ("" none), a moment."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    logging.disable(logging.CRITICAL)
    folder, moment = sys.argv[1:]
    roots = certificates_in(Path(folder)) if folder else []
    content = sys.stdin.buffer.read()
    at = datetime.fromisoformat(moment)
    json.dump(list(signatures_of(content, roots=roots, at=at)), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
