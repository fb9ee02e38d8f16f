"""Single fields of a message's tree, and the small groups of them that need no more."""

from __future__ import annotations

import re
import unicodedata

from loa.domain.exchange import codes
from loa.domain.exchange.message import (
    OtherInfo,
    Party,
    Signature,
    Signer,
)
from loa.domain.exchange.tree import Node

MARKS_OF_FALSE = frozenset({"", "0", "false"})


def find(node: Node, *keys: str) -> Node | None:
    """The first node below by one of some names, however deep."""
    return next((row for row in node.walk() if row.key in keys), None)


def clean(text: str) -> str:
    """A text in one form (NFC), without blanks around it."""
    return unicodedata.normalize("NFC", text).strip()


def said(node: Node, key: str) -> str:
    """What a child says; "" where there is none."""
    return clean(node.say(key))


def first(values: list[str]) -> str:
    """The first that is not empty, else ""."""
    return next((value for value in values if value), "")


def each(node: Node | None, key: str) -> tuple[str, ...]:
    """What each child of a name says."""
    rows = node.all(key) if node else []
    return tuple(text for row in rows if (text := clean(row.text)))


def number(printed: str) -> int | None:
    """A number of at most six digits, else None."""
    return int(printed) if re.fullmatch(r"[0-9]{1,6}", printed) else None


def flag(node: Node, key: str) -> bool | None:
    """Yes or no, or None where nothing is said."""
    printed = said(node, key).lower()
    return None if not printed else printed not in MARKS_OF_FALSE


def content_id(printed: str) -> str:
    """The name of a carried file: both "cid:209" and "209" are met for one."""
    return printed.removeprefix("cid:").strip()


def party_of(node: Node) -> Party:
    """Who sends or receives."""
    return Party(
        organ_id=codes.clean_code(node.say("organid")),
        name=said(node, "organname"),
        in_charge=said(node, "organizationincharge"),
        address=said(node, "organadd"),
        email=said(node, "email"),
        telephone=said(node, "telephone"),
        fax=said(node, "fax"),
        website=said(node, "website"),
    )


def signer_of(node: Node | None) -> Signer:
    """Who signed, as far as it is said."""
    if node is None:
        return Signer()
    return Signer(
        competence=said(node, "competence"),
        position=said(node, "position"),
        name=said(node, "fullname"),
    )


def other_of(node: Node | None) -> OtherInfo:
    """How urgent, how many copies and pages."""
    if node is None:
        return OtherInfo()
    return OtherInfo(
        priority=number(said(node, "priority")),
        sphere=said(node, "sphereofpromulgation"),
        typist=said(node, "typernotation"),
        copies=number(said(node, "promulgationamount")),
        pages=number(said(node, "pageamount")),
        direction=said(node, "direction"),
        appendixes=each(node.child("appendixes"), "appendix"),
    )


def signature_of(root: Node) -> Signature | None:
    """The signature of the message, or None where none has a value."""
    node = find(root, "signature", "digitalsignature")
    if node is None:
        return None
    method, digest = find(node, "signaturemethod"), find(node, "digestmethod")
    subject = find(node, "x509subjectname")
    value = find(node, "signaturevalue")
    if not (value and value.text):
        return None
    return Signature(
        method=_algorithm(method),
        digest_method=_algorithm(digest),
        subject=clean(subject.text) if subject else "",
    )


def _algorithm(node: Node | None) -> str:
    return node.attributes.get("Algorithm", "") if node else ""
