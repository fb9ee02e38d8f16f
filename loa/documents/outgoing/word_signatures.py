"""The signatures of one Word file, offline; run as a process of its own.

Word signs by XML-DSig inside the package (ECMA-376 part 2, §13): a signature part lists
the parts that it is about with a digest of each, in a manifest that is itself signed.
signxml checks the signature, and here each part is checked against the manifest. Reads
the file from standard input and writes what it found as JSON; imports nothing of Django.
"""

import asyncio
import base64
import hashlib
import json
import logging
import re
import resource
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from asn1crypto import x509
from cryptography.x509 import load_der_x509_certificate
from lxml import etree
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from signxml.exceptions import (
    InvalidDigest,
    InvalidInput,
    InvalidSignature,
    SignXMLException,
)
from signxml.verifier import SignatureConfiguration, XMLVerifier

from loa.documents.outgoing.pdf_signatures import certificates_in, common_name

SECONDS: Final = 60
MEMORY: Final = 1536 * 1024 * 1024
MOST: Final = 300 * 1024 * 1024
"""Bytes that a package may unpack to."""

_DS: Final = "{http://www.w3.org/2000/09/xmldsig#}"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONSHIP: Final = f"{{{_PACKAGE}relationships}}Relationship"
_SELECT: Final = f"{{{_PACKAGE}digital-signature}}"
_BY_RELATIONSHIP: Final = f"{_PACKAGE}RelationshipTransform"
_CANONICAL: Final = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_DIGESTS: Final = {
    "http://www.w3.org/2001/04/xmlenc#sha256": hashlib.sha256,
    "http://www.w3.org/2001/04/xmldsig-more#sha384": hashlib.sha384,
    "http://www.w3.org/2001/04/xmlenc#sha512": hashlib.sha512,
}
# Not about the words: Word signs none of these parts.
_UNSIGNED = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|_xmlsignatures/.*|docprops/.*|docmetadata/.*"
)
_SIGNS: Final = frozenset({"digital_signature", "non_repudiation"})
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_MOMENT: Final = (f"{_SELECT}SignatureTime/{_SELECT}Value", "{*}SigningTime")


class _Broken(Exception):
    """The signature does not hold; `str` is the reason."""


def signatures_of(
    content: bytes, *, roots: list[x509.Certificate], at: datetime
) -> Iterator[dict[str, Any]]:
    """Say of each signature whether its digests hold, what it covers, who made it.

    :param roots: whom to trust; none leaves trust unsaid
    :param at: the moment at which certificates are judged where the signer says none
    """
    parts = _parts(content)
    for name, raw in parts.items():
        if name.startswith("_xmlsignatures/") and name.endswith(".xml"):
            yield _said(raw, parts, roots, at)


def _parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package by their names, which know no case."""
    parts: dict[str, bytes] = {}
    with ZipFile(BytesIO(content)) as packed:
        if sum(row.file_size for row in packed.infolist()) > MOST:
            raise BadZipFile("too large")
        for row in packed.infolist():
            name = row.filename.lstrip("/").casefold()
            if name in parts:
                # Of two parts of one name each reader takes the one it likes.
                raise BadZipFile("two parts of one name")
            if not row.is_dir():
                parts[name] = packed.read(row)
    return parts


def _said(
    raw: bytes, parts: dict[str, bytes], roots: list[x509.Certificate], at: datetime
) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": "",
        "issuer": "",
        "at": None,
        "is_intact": False,
        "is_whole": False,
        "trust": "not_checked",
        "reason": "",
    }
    try:
        root = etree.fromstring(raw, _PARSER)
        chain = _certificates(root)
        said |= {
            "name": common_name(chain[0].subject),
            "issuer": common_name(chain[0].issuer),
        }
        signed = _verified(root, chain[0], at)
        moment = _moment(signed)
        said["at"] = moment.isoformat() if moment else None
        covered = _covered(signed, parts)
    except _Broken as broken:
        return said | {"reason": str(broken)}
    except (SignXMLException, etree.XMLSyntaxError, ValueError, KeyError) as error:
        return said | {"reason": f"broken: {type(error).__name__}"}
    said["is_intact"] = True
    said["is_whole"] = all(
        name in covered or _UNSIGNED.fullmatch(name) for name in parts
    )
    if not said["is_whole"]:
        said["reason"] = "not_all_signed"
    elif roots:
        is_trusted = _is_trusted(chain, roots, moment or at)
        said["trust"] = "trusted" if is_trusted else "untrusted"
        said["reason"] = "" if is_trusted else "untrusted"
    return said


def _certificates(root: Any) -> list[x509.Certificate]:
    """The certificates in a signature, its maker's first."""
    found = [
        x509.Certificate.load(base64.b64decode(row.text or ""), strict=True)
        for row in root.iterfind(f"{_DS}KeyInfo/{_DS}X509Data/{_DS}X509Certificate")
    ]
    if not found:
        raise _Broken("no_certificate")
    return found


def _verified(root: Any, maker: x509.Certificate, at: datetime) -> list[Any]:
    """What the signature signs, as signxml saw it: nothing else of the part counts."""
    if root.tag != f"{_DS}Signature":
        raise _Broken("broken: no signature")
    certificate = load_der_x509_certificate(maker.dump())
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    claimed = _moment([root]) or at
    # Whether it was in force is told with its trust; here only its key counts.
    config = SignatureConfiguration(
        expect_references=True, verification_time=min(max(claimed, begin), end)
    )
    verifier = XMLVerifier()
    # libxml2 writes an empty xmlns where a part of a tree inherits the default one, as
    # Word's do. What counts is read from the same bytes, so that nothing slips by.
    verifier.excise_empty_xmlns_declarations = True
    try:
        found = verifier.verify(
            root, x509_cert=certificate, expect_config=config, validate_schema=False
        )
    except (InvalidDigest, InvalidSignature):
        raise _Broken("digest") from None
    except InvalidInput as error:
        if "SHA1" in str(error):
            raise _Broken("weak_method") from None
        raise
    rows = found if isinstance(found, list) else [found]
    return [row.signed_xml for row in rows if row.signed_xml is not None]


def _moment(signed: list[Any]) -> datetime | None:
    for path in _MOMENT:
        for part in signed:
            found = part.find(f".//{path}")
            if found is not None and found.text:
                moment = datetime.fromisoformat(found.text.strip())
                return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


# --- the parts of the package ---------------------------------------------------------------


def _covered(signed: list[Any], parts: dict[str, bytes]) -> set[str]:
    """The names of the parts whose digests are signed, and hold."""
    covered = set()
    for part in signed:
        for row in part.iterfind(f"{_DS}Manifest/{_DS}Reference"):
            name = str(row.get("URI", "")).partition("?")[0].lstrip("/").casefold()
            if name not in parts:
                raise _Broken("part_missing")
            method = row.find(f"{_DS}DigestMethod").get("Algorithm")
            if method not in _DIGESTS:
                raise _Broken("weak_method")
            wanted = base64.b64decode(row.findtext(f"{_DS}DigestValue", ""))
            if _DIGESTS[method](_as_signed(parts[name], row)).digest() != wanted:
                raise _Broken("digest")
            covered.add(name)
    return covered


def _as_signed(raw: bytes, reference: Any) -> bytes:
    """A part as its digest was taken: as it is, or only some relationships of it."""
    steps = reference.findall(f"{_DS}Transforms/{_DS}Transform")
    found: Any = raw
    for step in steps:
        match step.get("Algorithm"):
            case name if name == _BY_RELATIONSHIP:
                found = _chosen(etree.fromstring(raw, _PARSER), step)
            case name if name == _CANONICAL:
                tree = etree.fromstring(raw, _PARSER) if found is raw else found
                found = etree.tostring(tree, method="c14n")
            case _:
                raise _Broken("unknown_method")
    if not isinstance(found, bytes):
        found = etree.tostring(found, method="c14n")
    return bytes(found)


def _chosen(tree: Any, step: Any) -> Any:
    """Keep the relationships that a transform names (ECMA-376 part 2, §13.2.4.24)."""
    ids = {row.get("SourceId") for row in step.iter(f"{_SELECT}RelationshipReference")}
    groups = step.iter(f"{_SELECT}RelationshipsGroupReference")
    types = {row.get("SourceType") for row in groups}
    rows = [
        row
        for row in tree.iterchildren(_RELATIONSHIP)
        if row.get("Id") in ids or row.get("Type") in types
    ]
    if not ids <= {row.get("Id") for row in rows}:
        raise _Broken("part_missing")
    kept = etree.Element(tree.tag, nsmap=tree.nsmap)
    for row in sorted(rows, key=lambda row: str(row.get("Id"))):
        named = {name: str(row.get(name)) for name in row.keys()}  # noqa: SIM118
        etree.SubElement(kept, _RELATIONSHIP, {"TargetMode": "Internal"} | named)
    return kept


def _is_trusted(
    chain: list[x509.Certificate], roots: list[x509.Certificate], moment: datetime
) -> bool:
    context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)
    checked = CertificateValidator(
        chain[0], intermediate_certs=chain[1:], validation_context=context
    )
    usage = chain[0].key_usage_value
    if usage is not None and not _SIGNS & set(usage.native):
        return False
    try:
        asyncio.run(checked.async_validate_usage(set()))  # type: ignore[no-untyped-call]
    except (PathError, ValidationError, ValueError):
        return False
    return True


def main() -> int:
    """Look at standard input; the arguments are a folder of roots ("" none), a moment."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    logging.disable(logging.CRITICAL)
    folder, moment = sys.argv[1:]
    roots = certificates_in(Path(folder)) if folder else []
    at = datetime.fromisoformat(moment)
    rows = signatures_of(sys.stdin.buffer.read(), roots=roots, at=at)
    json.dump(list(rows), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
