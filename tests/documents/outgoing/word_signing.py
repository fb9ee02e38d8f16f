"""A Word file signed as Word signs it: XML-DSig over the parts of the package."""

import base64
import hashlib
import re
from io import BytesIO
from zipfile import ZipFile

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from tests.documents.outgoing.signing import certificate_of

DS = "http://www.w3.org/2000/09/xmldsig#"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
ECDSA = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"


def sign_word(
    docx: bytes, common: str = "Trần Văn Head", *, leave_out: str = ""
) -> bytes:
    """Sign every part but those about the package; ``leave_out`` is one more."""
    parts = _read(docx)
    signed = [
        _reference(name, content)
        for name, content in parts.items()
        if re.match(r"word/|customXml/", name) and name != leave_out
    ]
    package = (
        f'<Object xmlns="{DS}" Id="idPackageObject"><Manifest>{"".join(signed)}</Manifest>'
        '<SignatureProperties><SignatureProperty Id="idSignatureTime" Target="#idSig">'
        f'<mdssi:SignatureTime xmlns:mdssi="{PACKAGE}digital-signature">'
        "<mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format>"
        "<mdssi:Value>2026-11-20T08:00:00Z</mdssi:Value></mdssi:SignatureTime>"
        "</SignatureProperty></SignatureProperties></Object>"
    )
    info = (
        f'<SignedInfo xmlns="{DS}"><CanonicalizationMethod Algorithm="{C14N}"/>'
        f'<SignatureMethod Algorithm="{ECDSA}"/>'
        f'<Reference URI="#idPackageObject"><Transforms><Transform Algorithm="{C14N}"/>'
        f'</Transforms><DigestMethod Algorithm="{SHA256}"/>'
        f"<DigestValue>{_digest(_canonical(package))}</DigestValue></Reference></SignedInfo>"
    )
    key, certificate = certificate_of(common)
    r, s = decode_dss_signature(key.sign(_canonical(info), ec.ECDSA(hashes.SHA256())))
    value = base64.b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode()
    der = base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()
    made = (
        f'<Signature xmlns="{DS}" Id="idSig">{info}<SignatureValue>{value}'
        f"</SignatureValue><KeyInfo><X509Data><X509Certificate>{der}</X509Certificate>"
        f"</X509Data></KeyInfo>{package}</Signature>"
    )
    # As Word writes it: the namespace once, on the outermost element.
    inner = made.removeprefix(f'<Signature xmlns="{DS}"')
    made = made[: -len(inner)] + inner.replace(f' xmlns="{DS}"', "")
    parts["_xmlsignatures/origin.sigs"] = b""
    parts["_xmlsignatures/sig1.xml"] = made.encode()
    return _packed(parts)


def changed(docx: bytes, name: str, before: bytes, after: bytes) -> bytes:
    """Change one part of a package."""
    parts = _read(docx)
    assert before in parts[name]
    return _packed(parts | {name: parts[name].replace(before, after)})


def with_more(docx: bytes, name: str, content: bytes) -> bytes:
    """Put one more part into a package."""
    return _packed(_read(docx) | {name: content})


def without(docx: bytes, name: str) -> bytes:
    """Take a part out of a package."""
    return _packed({key: raw for key, raw in _read(docx).items() if key != name})


def _reference(name: str, content: bytes) -> str:
    steps = ""
    if name.endswith(".rels"):
        tree = etree.fromstring(content)
        rows = sorted(tree, key=lambda row: row.get("Id"))
        chosen = "".join(
            f'<mdssi:RelationshipReference xmlns:mdssi="{PACKAGE}digital-signature" '
            f'SourceId="{row.get("Id")}"/>'
            for row in rows
        )
        steps = (
            f'<Transforms><Transform Algorithm="{PACKAGE}RelationshipTransform">{chosen}'
            f'</Transform><Transform Algorithm="{C14N}"/></Transforms>'
        )
        lines = "".join(
            f'<Relationship Id="{row.get("Id")}" Target="{row.get("Target")}" '
            f'TargetMode="{row.get("TargetMode", "Internal")}" '
            f'Type="{row.get("Type")}"></Relationship>'
            for row in rows
        )
        content = (
            f'<Relationships xmlns="{PACKAGE}relationships">{lines}</Relationships>'
        ).encode()
    return (
        f'<Reference URI="/{name}?ContentType=application/xml">{steps}'
        f'<DigestMethod Algorithm="{SHA256}"/><DigestValue>{_digest(content)}</DigestValue>'
        "</Reference>"
    )


def _canonical(text: str) -> bytes:
    return bytes(etree.tostring(etree.fromstring(text), method="c14n"))


def _digest(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def _read(docx: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(docx)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()
