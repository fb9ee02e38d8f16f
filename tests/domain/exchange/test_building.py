"""What goes out keeps to the standard, and comes back as it went."""

import contextlib
import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from loa.domain.exchange import (
    Attachment,
    Business,
    Doing,
    Incomplete,
    Message,
    OtherInfo,
    Party,
    Receiver,
    Refused,
    Replacement,
    ResponseFor,
    Signer,
    Staff,
    StatusCode,
    StatusReport,
    Trace,
    build,
    build_status,
    files_of,
    follows,
    form_of,
    is_sendable_code,
    parse,
    secrecy_mark,
)
from loa.domain.exchange.codes import Form
from loa.domain.periods.moments import VIETNAM_TIME
from tests.domain.exchange.samples import PLAN, real_message

LETTERS = some.text(
    some.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Sm")),
    max_size=30,
).map(lambda text: unicodedata.normalize("NFC", text).strip())
WORDS = LETTERS.map(lambda text: text or "chữ")
CODES = some.from_regex(r"[A-Z][0-9]{2}(\.[0-9]{2}){0,3}", fullmatch=True)
DAYS = some.dates(min_value=date(1945, 9, 2), max_value=date(2100, 1, 1))
MOMENTS = some.datetimes(
    min_value=datetime(1976, 1, 1), max_value=datetime(2100, 1, 1)
).map(lambda at: at.replace(microsecond=0, tzinfo=VIETNAM_TIME))
STAFF = some.builds(Staff, LETTERS, LETTERS, LETTERS, LETTERS)
PARTIES = some.builds(
    Party, CODES, WORDS, LETTERS, LETTERS, LETTERS, LETTERS, LETTERS, LETTERS
)
RESPONSES = some.builds(ResponseFor, CODES, WORDS, some.none() | DAYS, WORDS)
NAMES = some.from_regex(r"[a-z0-9]{1,12}\.(docx|pdf|txt)", fullmatch=True)
ATTACHMENTS = some.builds(
    Attachment,
    NAMES,
    some.binary(min_size=1, max_size=60).filter(lambda b: not b.startswith(b"PK")),
    some.uuids().map(str),
    WORDS,
    some.just("application/pdf"),
)
DOINGS = some.builds(
    Doing,
    kind=some.sampled_from(Business),
    reason=WORDS,
    document_id=WORDS,
    staff=STAFF,
    on_paper_too=some.booleans(),
    changes_content=some.booleans(),
    changes_receivers=some.booleans(),
    receivers=some.lists(some.builds(Receiver, CODES, some.booleans()), max_size=2).map(
        tuple
    ),
    replacements=some.lists(
        some.builds(Replacement, WORDS, some.lists(CODES, max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
)
MESSAGES = some.builds(
    Message,
    sender=PARTIES,
    document_id=WORDS,
    to=some.lists(PARTIES, min_size=1, max_size=2).map(tuple),
    number=some.integers(1, 9999).map(str),
    notation=some.just("KH-UBND"),
    place=WORDS,
    issued_on=DAYS,
    type_code=some.just("2"),
    type_name=WORDS,
    subject=WORDS,
    content=LETTERS,
    signer=some.builds(Signer, LETTERS, LETTERS, WORDS),
    due_on=some.none() | DAYS,
    to_places=some.lists(WORDS, max_size=2).map(tuple),
    other=some.builds(
        OtherInfo,
        priority=some.integers(0, 4),
        sphere=LETTERS,
        pages=some.none() | some.integers(1, 500),
        appendixes=some.lists(WORDS, max_size=2).map(tuple),
    ),
    responses_for=some.lists(RESPONSES, max_size=2).map(tuple),
    steering=some.none() | some.integers(0, 3),
    traces=some.lists(some.builds(Trace, CODES, MOMENTS), max_size=2).map(tuple),
    doing=DOINGS,
    attachments=some.lists(
        ATTACHMENTS, min_size=1, max_size=2, unique_by=lambda a: a.content_id
    ).map(tuple),
    signature=some.none(),
)
STATUSES = some.builds(
    StatusReport,
    PARTIES,
    some.sampled_from(StatusCode),
    RESPONSES,
    LETTERS,
    MOMENTS,
    STAFF,
)
SHORT = settings(max_examples=8, deadline=None, database=None)
LONG = settings(max_examples=1500, deadline=None, database=None)


def comes_back(message: Message) -> None:
    # Receivers are written only with what they belong to, which is always said here.
    assert parse(build(message)) == message
    again = parse(build(message, zipped=True))
    assert isinstance(again, Message)
    unpacked = [files_of(row)[0] for row in again.attachments]
    assert [(row.name, row.content) for row in unpacked] == [
        (row.name, row.content) for row in message.attachments
    ]


@SHORT
@given(MESSAGES)
def test_what_is_built_is_read_back_the_same(message):
    comes_back(message)


@SHORT
@given(STATUSES)
def test_a_status_is_read_back_the_same(report):
    assert parse(build_status(report)) == report


@pytest.mark.verify
@LONG
@given(MESSAGES)
def test_what_is_built_is_read_back_the_same_many_times(message):
    comes_back(message)


# --- fuzz -----------------------------------------------------------------------------------

WHOLE = real_message().encode()
PLACES = some.lists(
    some.tuples(some.integers(0, len(WHOLE) - 1), some.binary(max_size=4)), max_size=4
)


def never_falls(changes: list[tuple[int, bytes]]) -> None:
    raw = bytearray(WHOLE)
    for place, piece in changes:
        raw[place : place + len(piece)] = piece
    try:
        found = parse(bytes(raw))
    except Refused:
        return
    if isinstance(found, Message):
        for row in found.attachments:
            with contextlib.suppress(Refused):
                assert all("/" not in file.name for file in files_of(row))


@SHORT
@given(PLACES)
def test_damaged_bytes_are_read_or_refused(changes):
    never_falls(changes)


@pytest.mark.verify
@LONG
@given(PLACES)
def test_damaged_bytes_are_read_or_refused_many_times(changes):
    never_falls(changes)


@pytest.mark.verify
@settings(max_examples=3000, deadline=None, database=None)
@given(some.binary(max_size=400) | some.text(max_size=200).map(str.encode))
def test_any_bytes_are_refused_and_nothing_else(raw):
    with contextlib.suppress(Refused):
        parse(raw)


# --- the standard's names -------------------------------------------------------------------

COMPLETE = Message(
    sender=Party("H37", "Ủy ban nhân dân tỉnh Lam Giang"),
    document_id="H37,2026/01/20,12/KH-UBND",
    to=(Party("H37.21.07", "Ủy ban nhân dân xã Tam Giai"),),
    number="12",
    notation="KH-UBND",
    place="Bến Lam",
    issued_on=date(2026, 1, 20),
    type_code="2",
    type_name="Kế hoạch",
    subject="Thông tin & tuyên truyền <2026>",
    signer=Signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Mẫu"),
    doing=Doing(reason="Văn bản mới"),
    attachments=(Attachment("ke-hoach.txt", PLAN),),
)


def test_the_elements_have_the_names_prefix_and_order_of_the_standard():
    raw = build(COMPLETE).decode()
    assert raw.startswith(
        '<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">'
    )
    names = re.findall(r"<(edXML:\w+|\w+)[ >]", raw)
    inside = names[
        names.index("edXML:edXMLEnvelope") : names.index("AttachmentEncoded")
    ]
    assert all(name.startswith("edXML:") for name in inside)
    wanted = [
        "edXMLHeader",
        "MessageHeader",
        "From",
        "To",
        "Code",
        "PromulgationInfo",
        "DocumentType",
        "Subject",
        "SignerInfo",
        "OtherInfo",
        "DocumentId",
        "TraceHeaderList",
        "Bussiness",
        "BussinessDocType",
        "Paper",
        "edXMLBody",
        "edXMLManifest",
        "Reference",
    ]
    places = [inside.index(f"edXML:{name}") for name in wanted]
    assert places == sorted(places)
    assert names[-6:] == [
        "Attachment", "ContentId", "AttachmentName", "Description", "ContentType",
        "edXML:ContentTransferEncoded",
    ]  # fmt: skip
    assert "Thông tin &amp; tuyên truyền &lt;2026&gt;" in raw
    assert build(COMPLETE) == build(COMPLETE)
    assert build(COMPLETE, zipped=True) == build(COMPLETE, zipped=True)


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({"number": ""}, "Code/CodeNumber"),
        ({"issued_on": None}, "PromulgationInfo/PromulgationDate"),
        ({"to": ()}, "To"),
        ({"to": (Party("28.22.H17", "Xã"),)}, "To/OrganId"),
        ({"sender": Party("vxp.saas.03", "Thử")}, "From/OrganId"),
        ({"subject": ""}, "Subject"),
        ({"signer": Signer()}, "SignerInfo/FullName"),
        ({"attachments": ()}, "AttachmentEncoded/Attachment"),
        ({"doing": Doing(kind=Business.RECALL)}, "Bussiness/BussinessDocReason"),
    ],
)
def test_a_message_that_lacks_something_is_not_built(change, lacking):
    with pytest.raises(Incomplete) as incomplete:
        build(replace(COMPLETE, **change))
    assert lacking in incomplete.value.lacking


def test_codes_of_bodies_are_known_by_their_form():
    assert form_of("002.00.20.H13") is Form.LEAF_FIRST
    assert form_of("H37.02.02") is Form.ROOT_FIRST
    assert form_of("28.22.H17") is Form.SHORT
    assert form_of("vxp.saas.03") is Form.OTHER
    assert not is_sendable_code("H37" + ".02" * 11)  # more than 35 signs


def test_statuses_go_forward_only_and_nothing_follows_a_refusal():
    assert follows(StatusCode.ARRIVED, None)
    assert follows(StatusCode.ASSIGNED, StatusCode.ARRIVED)
    assert not follows(StatusCode.ACCEPTED, StatusCode.ASSIGNED)
    assert not follows(StatusCode.ACCEPTED, StatusCode.ACCEPTED)
    assert not follows(StatusCode.DONE, StatusCode.REFUSED)
    assert follows(StatusCode.CHANGE_AGREED, StatusCode.DONE)


def test_a_mark_of_secrecy_is_a_line_of_its_own():
    assert secrecy_mark("UBND TỈNH\n MẬT \nSố: 01/BC") == "MẬT"
    assert secrecy_mark("TUYỆT MẬT") == "TUYỆT MẬT"
    assert secrecy_mark("UBND TỈNH\n§ Tối mật §\nSố: 01/BC") == "TỐI MẬT"
    assert secrecy_mark("Quy định về bảo vệ bí mật nhà nước\nMật độ dân số") == ""


def test_a_mark_of_secrecy_stands_beside_the_number_or_behind_its_label():
    assert secrecy_mark("UBND TỈNH\nSố: 05/BC-UBND      MẬT") == "MẬT"
    assert secrecy_mark("UBND TỈNH\nĐộ mật: Tối mật\nSố: 01/BC") == "TỐI MẬT"
    assert secrecy_mark("Số: 05/BC-UBND về công tác bảo mật") == ""
