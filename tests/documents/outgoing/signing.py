"""A certificate authority of the tests' own, and papers signed under it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Result = TypeVar("Result")
START = datetime(2026, 1, 1, tzinfo=UTC)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(subject, key, issuer, issuer_key, *, is_ca):
    usage = dict.fromkeys(("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False)  # fmt: skip
    usage |= {"digital_signature": not is_ca, "key_cert_sign": is_ca, "crl_sign": is_ca}
    if not is_ca:
        usage["content_commitment"] = True
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(START)
        .not_valid_after(START + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


@cache
def authority(name: str = "CA thử nghiệm"):
    """A root: its key and certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate(name, key, name, key, is_ca=True)


@cache
def certificate_of(common: str, root: str = "CA thử nghiệm"):
    """The key and certificate of somebody, of the root."""
    root_key, _root_cert = authority(root)
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate(common, key, root, root_key, is_ca=False)


@cache
def signer_of(common: str, root: str = "CA thử nghiệm"):
    """Somebody with a certificate of the root."""
    _root_key, root_cert = authority(root)
    key, own = certificate_of(common, root)
    from asn1crypto import keys as asn1_keys
    from asn1crypto import x509 as asn1_x509
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    def loaded(cert):
        return asn1_x509.Certificate.load(cert.public_bytes(serialization.Encoding.DER))

    store = SimpleCertificateStore()
    store.register(loaded(root_cert))
    raw = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return signers.SimpleSigner(
        signing_cert=loaded(own),
        signing_key=asn1_keys.PrivateKeyInfo.load(raw),
        cert_registry=store,
    )


def write_root(folder: Path, name: str = "CA thử nghiệm") -> Path:
    """Put the root's certificate into a folder, as an administrator would."""
    folder.mkdir(exist_ok=True)
    _key, cert = authority(name)
    (folder / "root.pem").write_bytes(cert.public_bytes(serialization.Encoding.PEM))
    return folder


def sign(pdf: bytes, common: str = "Trần Văn Head", field: str = "KySo1") -> bytes:
    """Sign a PDF as a signing system does: appended, the rest byte for byte.

    The same as ``_sign``, where a loop may be run.
    """
    return in_a_thread(_sign, pdf, common, field)


def in_a_thread(work: Callable[..., Result], *given: object) -> Result:
    """Do something that runs a loop of its own; a browser's may run in our thread."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(work, *given).result()


def _sign(pdf: bytes, common: str, field: str) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigFieldSpec

    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    signed = signers.sign_pdf(
        writer,
        signers.PdfSignatureMetadata(field_name=field),
        signer=signer_of(common),
        existing_fields_only=False,
        new_field_spec=SigFieldSpec(field),
    )
    return signed.getvalue()
