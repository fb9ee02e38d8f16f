"""What senders really send is understood; what is hostile is refused with a reason."""

from datetime import date, timedelta

import pytest

from loa.domain.exchange import (
    LIMITS,
    Business,
    Limits,
    Message,
    Reason,
    Refused,
    Remark,
    StatusCode,
    StatusReport,
    files_of,
    parse,
)
from tests.domain.exchange.samples import PLAN, encoded, real_message, zipped


def message(raw: bytes | str) -> Message:
    found = parse(raw.encode() if isinstance(raw, str) else raw)
    assert isinstance(found, Message)
    return found


def remarks(found: Message | StatusReport) -> set[Remark]:
    return {row.remark for row in found.noted}


def reason_for(raw: bytes | str, limits: Limits | None = None) -> Reason:
    content = raw.encode() if isinstance(raw, str) else raw
    with pytest.raises(Refused) as refused:
        parse(content, limits or LIMITS)
    return refused.value.reason


def test_a_message_is_read_by_names_whatever_their_order():
    found = message(real_message())

    assert (found.sender.organ_id, found.sender.name) == (
        "H37",
        "Ủy ban nhân dân tỉnh Lam Giang",
    )
    assert [party.organ_id for party in found.to] == ["H37.21.07"]
    assert (found.document_id, found.code) == (
        "H37,2026/01/20,12/KH-UBND",
        "12/KH-UBND",
    )
    assert (found.place, found.issued_on) == ("Bến Lam", date(2026, 1, 20))
    assert (found.type_code, found.type_detail, found.type_name) == (
        "2",
        "10",
        "Kế hoạch",
    )
    assert found.subject.startswith("Thông tin, tuyên truyền")
    assert (found.signer.position, found.signer.name) == ("CHỦ TỊCH", "Trần Văn Mẫu")
    assert (found.other.priority, found.other.pages, found.steering) == (1, 4, 2)
    assert found.to_places == ("Ủy ban nhân dân các xã, phường",)
    assert found.traces[0].at is not None
    assert found.traces[0].at.utcoffset() == timedelta(hours=7)
    assert found.doing.kind is Business.NEW
    assert found.doing.staff.name == "Lê Thị Thử"
    assert [row.content for row in found.attachments] == [PLAN]
    assert found.signature is not None
    assert found.signature.is_weak
    assert found.noted == ()
    assert found.not_understood == ()


def strange_clothes() -> list[tuple[str, bytes, set[Remark]]]:
    plain = real_message()
    return [
        ("junk before", b"1212" + plain.encode(), {Remark.JUNK_BEFORE}),
        ("a byte order mark", b"\xef\xbb\xbf" + plain.encode(), set()),
        ("UTF-16", plain.replace("UTF-8", "UTF-16").encode("utf-16"), set()),
        ("UTF-16 that says UTF-8", plain.encode("utf-16"), set()),
        ("zero bytes behind", plain.encode() + b"\x00\x00", set()),
        ("text behind", plain.encode() + b"<x/>", {Remark.JUNK_AFTER}),
        ("another prefix", plain.replace("edXML:", "ns0:").encode(), set()),
        ("no prefix", plain.replace("edXML:", "").encode(), set()),
        ("no namespace at all", plain.replace("xmlns", "data-x").encode(), set()),
        (
            "Business for Bussiness",
            plain.replace("Bussiness", "Business").encode(),
            {Remark.OTHER_SPELLING},
        ),
        (
            "Manifest for edXMLManifest",
            plain.replace("edXMLManifest", "Manifest").encode(),
            {Remark.OTHER_SPELLING},
        ),
        (
            "a bare ampersand",
            plain.replace("Thông tin, tuyên", "KH&ĐT; tin, tuyên").encode(),
            {Remark.BARE_AMPERSAND},
        ),
        (
            "control signs of Word",
            plain.replace("Thông tin", "Thông\x0btin").encode(),
            {Remark.CONTROL_SIGNS},
        ),
    ]


@pytest.mark.parametrize(
    ("raw", "noted"),
    [row[1:] for row in strange_clothes()],
    ids=[row[0] for row in strange_clothes()],
)
def test_the_same_message_is_understood_in_strange_clothes(raw, noted):
    plain, found = message(real_message()), message(raw)

    assert (found.key, found.to, found.attachments, found.doing) == (
        plain.key,
        plain.to,
        plain.attachments,
        plain.doing,
    )
    assert remarks(found) == noted


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2026/01/20", date(2026, 1, 20)),
        ("2026-01-20", date(2026, 1, 20)),
        ("20/01/2026", date(2026, 1, 20)),
        ("5-1-2026", date(2026, 1, 5)),
        ("20260120", date(2026, 1, 20)),
        ("2026-01-20T00:00:00+07:00", date(2026, 1, 20)),
        ("2026/01/20 16:40", date(2026, 1, 20)),
        ("0001/01/01", None),
        ("31/02/2026", None),
        ("hôm nay", None),
    ],
)
def test_a_day_is_read_or_left_out_and_told_never_guessed(printed, day):
    found = message(real_message(day=printed))
    assert found.issued_on == day
    assert (Remark.BAD_DATE in remarks(found)) == (day is None)


def test_number_and_symbol_written_in_one_are_parted():
    raw = real_message(number="").replace(">KH-UBND<", ">12/KH-UBND<")
    found = message(raw)
    assert (found.number, found.notation) == ("12", "KH-UBND")
    assert Remark.CODE_IN_ONE in remarks(found)


def test_a_missing_id_is_composed_only_from_what_is_there():
    found = message(real_message().replace("DocumentId>", "Other>"))
    assert found.document_id == "H37,2026/01/20,12/KH-UBND"
    assert Remark.COMPOSED_ID in remarks(found)
    # What no rule reads is told, not lost.
    assert [path.rpartition("/")[2] for path, _text in found.not_understood] == [
        "Other",
        "Other",
    ]
    without_day = real_message(day="").replace("DocumentId>", "Other>")
    assert reason_for(without_day) is Reason.NO_DOCUMENT_ID


def test_ids_differing_in_blanks_and_case_are_one_document():
    other = real_message(document_id="h37, 2026/01/20 ,12/kh-ubnd")
    assert message(other).key == message(real_message()).key


def test_a_recall_names_the_document_that_it_means():
    found = message(real_message(kind="1", content=None, about="H37,2026/01/02,3/BC"))
    assert (found.doing.kind, found.targets) == (
        Business.RECALL,
        ("H37,2026/01/02,3/BC",),
    )


# --- statuses -----------------------------------------------------------------------------

SOAP_STATUS = """<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header>
<edXML:Status xmlns:edXML="http://schemas.xmlsoap.org/soap/envelope/"><edXML:ResponseFor><edXML:OrganId>H37</edXML:OrganId>
<edXML:Code>12/KH-UBND</edXML:Code><edXML:PromulgationDate>20/01/2026</edXML:PromulgationDate>
<edXML:DocumentId>H37,2026/01/20,12/KH-UBND</edXML:DocumentId></edXML:ResponseFor>
<edXML:From><edXML:OrganId>H37.21.07</edXML:OrganId><edXML:OrganName>UBND xã & HĐND xã</edXML:OrganName></edXML:From>
<edXML:StatusCode>3</edXML:StatusCode><edXML:Description>Đã tiếp nhận</edXML:Description>
<edXML:Timestamp>21/01/2026 08:15:00</edXML:Timestamp></edXML:Status></SOAP-ENV:Header><SOAP-ENV:Body/></SOAP-ENV:Envelope>"""


def test_a_status_of_an_older_system_is_understood():
    found = parse(SOAP_STATUS.encode())
    assert isinstance(found, StatusReport)
    assert (found.code, found.key) == (
        StatusCode.ACCEPTED,
        "H37,2026/01/20,12/KH-UBND",
    )
    assert (found.about.issued_on, found.sender.name) == (
        date(2026, 1, 20),
        "UBND xã & HĐND xã",
    )
    assert found.at is not None
    assert found.at.isoformat() == "2026-01-21T08:15:00+07:00"


def test_a_status_that_nobody_knows_is_refused():
    assert reason_for(SOAP_STATUS.replace(">3<", ">77<")) is Reason.UNKNOWN_STATUS


# --- attachments ------------------------------------------------------------------------


def test_a_file_packed_by_the_gateway_is_unpacked_under_its_own_name():
    packed = zipped({"5ccbf32d-7944.bin": PLAN})
    (carried,) = message(real_message(content=packed)).attachments
    assert carried.content == packed  # what came stays as it came
    assert [(row.name, row.content) for row in files_of(carried)] == [
        ("ke-hoach.txt", PLAN)
    ]


def test_a_zip_of_several_files_becomes_those_files():
    packed = zipped({"vb/ke-hoach.txt": PLAN, "vb/phu-luc.txt": b"phu luc"})
    (carried,) = message(real_message(content=packed, name="goi.zip")).attachments
    assert [row.name for row in files_of(carried)] == ["ke-hoach.txt", "phu-luc.txt"]


def test_a_word_file_is_a_zip_that_stays_one():
    word = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    (carried,) = message(real_message(content=word, name="kh.docx")).attachments
    assert [(row.name, row.content) for row in files_of(carried)] == [("kh.docx", word)]


def test_folders_in_a_name_are_cut_off():
    found = message(real_message(name="C:\\Van ban\\ke-hoach.txt"))
    assert found.attachments[0].name == "ke-hoach.txt"
    assert Remark.PATH_IN_NAME in remarks(found)


def test_base64_in_lines_and_without_padding_is_read():
    lines = encoded(PLAN).rstrip("=")
    broken = "\n".join(lines[at : at + 76] for at in range(0, len(lines), 76))
    raw = real_message().replace(encoded(PLAN), broken)
    assert message(raw).attachments[0].content == PLAN


def test_an_attachment_that_is_listed_and_not_carried_is_told():
    found = message(real_message(content=None))
    assert found.attachments == ()
    assert Remark.MISSING_ATTACHMENT in remarks(found)


# --- the hostile ones -------------------------------------------------------------------

BOMB = '<!DOCTYPE a [<!ENTITY b "0123456789"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"  \x00", Reason.EMPTY),
        (b"%PDF-1.7 day la van ban", Reason.NOT_XML),
        (b"<html><body>503</body></html>", Reason.NOT_EDXML),
        (real_message().encode()[:900], Reason.TRUNCATED),
        (real_message().encode()[:-3], Reason.TRUNCATED),
        (b"<?xml version='1.0'?>" + BOMB.encode() + b"<a>&c;</a>", Reason.HOSTILE_XML),
        (real_message().replace("<edXML ", OUTSIDE + "<edXML "), Reason.HOSTILE_XML),
        ((BOMB + "<a>&c;</a>").encode("utf-16"), Reason.HOSTILE_XML),
        (real_message().encode("latin-1", "replace"), Reason.BAD_ENCODING),
        ("Thông".encode("cp1258", "replace") + b"<a>\xc3\x28</a>", Reason.BAD_ENCODING),
        (real_message(organ_id=""), Reason.NO_SENDER),
        (real_message(kind="9"), Reason.UNKNOWN_BUSINESS),
        (real_message().replace(encoded(PLAN), "!!!!"), Reason.BAD_BASE64),
        (real_message(name="../../etc/cron.d/x"), Reason.HOSTILE_NAME),
        (b"<a>" * 50 + b"</a>" * 50, Reason.TOO_MANY),
        (b"<a>" + b"<b/>" * 21_000 + b"</a>", Reason.TOO_MANY),
    ],
)
def test_what_cannot_be_taken_says_why(raw, reason):
    assert reason_for(raw) is reason


def test_an_entity_that_nobody_declared_stays_the_text_that_it_is():
    found = message(real_message(subject="&xxe; báo cáo"))
    assert found.subject == "&xxe; báo cáo"


def test_the_limits_hold_before_the_bytes_are_decoded():
    large = real_message(content=b"x" * 5000)
    small = Limits(attachment=1000)
    assert reason_for(large, small) is Reason.TOO_LARGE
    assert reason_for(large, Limits(message=1000)) is Reason.TOO_LARGE
    assert reason_for(real_message(subject="x" * 999), Limits(text=500)) is (
        Reason.TOO_LARGE
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped({"a/../../b.txt": b"x"}), Reason.HOSTILE_NAME),
        (zipped({"/etc/passwd": b"x"}), Reason.HOSTILE_NAME),
        (zipped({"a": b"\x00" * 3_000_000}), Reason.BOMB),
        (zipped({f"{n}.txt": b"" for n in range(201)}), Reason.BOMB),
        (zipped({"a.txt": PLAN})[:60], Reason.DAMAGED_ARCHIVE),
    ],
    # Not their bytes: they hold the moment of packing, and each process packs its own.
    ids=["upward", "absolute", "zeros", "many", "cut"],
)
def test_a_hostile_zip_is_refused_when_it_is_opened(content, reason):
    (carried,) = message(real_message(content=content)).attachments
    with pytest.raises(Refused) as refused:
        files_of(carried)
    assert refused.value.reason is reason
