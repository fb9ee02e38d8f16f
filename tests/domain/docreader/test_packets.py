"""A zip or an e-mail: what is inside, which is the paper, and what is refused."""

import io
import itertools
import stat
import struct
import zipfile
from email.message import EmailMessage

import pytest

from loa.domain.docreader import Reason, Unreadable, read, unpack
from loa.domain.docreader.openers.kinds import Kind
from loa.domain.docreader.packets import read_packet
from tests.corpus.layout import docx_from_text
from tests.domain.docreader.files import zipped

PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH BÌNH AN\n\nSố: 15/KH-UBND\n\nKẾ HOẠCH\n\nTuyên truyền\n\n"
    "1. Sở Nội vụ chủ trì tuyên truyền trước ngày 15 tháng 3 năm 2026."
)
ANNEX = "PHỤ LỤC\n\nDanh mục việc của các sở"


def why(raw):
    with pytest.raises(Unreadable) as caught:
        read(raw)
    return caught.value.reason


def names(raw):
    return [member.name for member in unpack(raw).members]


def mail(*attached, text="Kính gửi kế hoạch.", subtype="plain"):
    message = EmailMessage()
    message["From"], message["To"] = "a@loa.invalid", "b@loa.invalid"
    message["Subject"], message["Date"] = "Kế hoạch", "Mon, 12 Jan 2026 08:00:00 +0700"
    message.set_content(text, subtype=subtype)
    for name, content in attached:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


# --- which is the paper -------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        zipped({"phu-luc.txt": ANNEX, "kh/ke-hoach.docx": docx_from_text(PLAN)}),
        zipped({"a.zip": zipped({"ke-hoach.docx": docx_from_text(PLAN)})}),
        mail(("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(99)), ("kh.txt", PLAN.encode())),
        mail(("vb.zip", zipped({"phu luc.txt": ANNEX, "kh.txt": PLAN}))),
        mail(text=PLAN),
        mail(text=f"<html><body>{PLAN.replace(chr(10), '<br>')}</body></html>", subtype="html"),
    ],
    ids=["zip", "zip in a zip", "mail", "zip in a mail", "letter", "letter as a page"],
)  # fmt: skip
def test_the_paper_in_a_packet_is_read(raw):
    document = read(raw, filename="van-ban")

    assert document.number == "15/KH-UBND"
    assert [task.lead[0].name for task in document.tasks] == ["Sở Nội vụ"]


def test_the_paper_that_was_read_is_named():
    raw = zipped({"phu-luc.txt": ANNEX, "kh/ke-hoach.txt": PLAN})

    assert read(raw).source == "kh/ke-hoach.txt"
    assert read(PLAN.encode()).source == ""


def test_a_page_saved_with_its_pictures_is_a_page():
    raw = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        f"<html><body>{PLAN.replace(chr(10), '<br>')}</body></html>\r\n"
        "--x\r\nContent-Type: image/png\r\nContent-Location: a.png\r\n\r\nPNG\r\n--x--\r\n"
    ).encode()

    assert read(raw).number == "15/KH-UBND"


def test_a_text_with_fields_at_its_head_is_no_mail():
    raw = "Subject: x\nKính gửi: các sở\n\nSở Nội vụ chủ trì.".encode()

    assert unpack(raw) is None


def test_all_that_is_inside_is_given_byte_for_byte():
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(99))
    raw = mail(("Kế hoạch.txt", PLAN.encode()), ("anh.png", picture))

    packet = unpack(raw)

    assert packet.kind is Kind.MAIL
    assert [(m.name, m.content) for m in packet.members[:2]] == [
        ("Kế hoạch.txt", PLAN.encode()),
        ("anh.png", picture),
    ]
    assert [m.is_letter for m in packet.members] == [False, False, True]


def test_a_name_in_utf_8_that_does_not_say_so_is_read():
    raw = zipped({"Kế hoạch.txt": PLAN})
    name = "Kế hoạch.txt".encode()
    assert raw.count(name) == 2
    plain = bytearray(raw)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = plain.find(signature) + at
        plain[place + 1] &= ~0x08

    assert names(bytes(plain)) == ["Kế hoạch.txt"]


def test_what_systems_put_into_archives_is_left_out():
    raw = zipped({"__MACOSX/._kh.txt": "x", "kh.txt": PLAN, "Thumbs.db": "x", "d/": ""})

    assert names(raw) == ["kh.txt"]


def test_a_file_in_a_packet_that_cannot_be_opened_is_kept_beside_the_paper():
    raw = zipped({"hong.docx": b"PK\x03\x04 broken", "kh.txt": PLAN})

    assert read(raw).source == "kh.txt"
    assert names(raw) == ["hong.docx", "kh.txt"]


def test_a_mark_of_secrecy_on_any_file_is_on_the_whole():
    raw = zipped({"kh.txt": PLAN, "kem.txt": "MẬT\n\nBÁO CÁO\n\nVề tình hình"})

    assert read(raw).classification == "MẬT"


# --- refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "a/../../b.txt", "C:\\kh.txt", "..\\kh.txt"],
)
def test_a_name_that_leads_outside_is_hostile(name):
    assert why(zipped({name: PLAN})) == Reason.HOSTILE


def test_a_link_is_hostile():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("kh.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    assert why(made.getvalue()) == Reason.HOSTILE


def test_a_zip_under_a_password_is_encrypted():
    raw = bytearray(zipped({"kh.txt": PLAN}))
    raw[raw.rfind(b"PK\x01\x02") + 8] |= 1

    assert why(bytes(raw)) == Reason.ENCRYPTED


def test_more_files_than_a_paper_comes_with_are_a_bomb():
    assert why(zipped({f"{at}.txt": "x" for at in range(201)})) == Reason.BOMB


def test_more_papers_than_can_be_looked_at_are_too_much():
    assert why(zipped({f"{at}.txt": PLAN for at in range(41)})) == Reason.TOO_LARGE


def test_packets_in_packets_are_a_bomb_when_all_of_it_is_too_much(monkeypatch):
    monkeypatch.setattr("loa.domain.docreader.packets.members.MOST_BYTES", 100_000)
    raw = b"x" * 40_000
    inner = zipped({"a.txt": raw, "b.txt": raw}, stored=("a.txt", "b.txt"))

    assert why(zipped({"1.zip": inner})) == Reason.BOMB


def test_packets_are_not_opened_without_end():
    raw = zipped({"kh.txt": PLAN})
    for depth in range(6):
        raw = zipped({f"{depth}.zip": raw})

    assert why(raw) == Reason.NO_DOCUMENT


@pytest.mark.parametrize(
    "raw",
    [b"Rar!\x1a\x07\x01\x00" + bytes(99), b"7z\xbc\xaf\x27\x1c" + bytes(99),
     b"\x1f\x8b\x08" + bytes(99)],
)  # fmt: skip
def test_other_archives_say_so(raw):
    assert why(raw) == Reason.OTHER_ARCHIVE


@pytest.mark.parametrize(
    "raw", [zipped({"a.bin": bytes(range(256))}), zipped({}), mail(("a.rar", b"Rar!\x1a\x07"), text="")]
)  # fmt: skip
def test_a_packet_without_a_paper_says_so(raw):
    assert why(raw) in (Reason.NO_DOCUMENT, Reason.EMPTY)


def test_why_the_only_paper_cannot_be_read_is_said():
    assert why(zipped({"kh.pdf": b"%PDF-1.7\nnonsense"})) == Reason.DAMAGED


@pytest.mark.parametrize(
    "head",
    [
        'Content-Type: multipart/mixed; boundary="\n\n',
        "Content-Disposition: attachment; filename*=utf-8''%\n\n",
        "Content-Type: text/plain; charset=none-such\n\nKế hoạch",
        "Content-Transfer-Encoding: base64\n\n####",
    ],
)
def test_an_odd_mail_is_read_or_refused(head):
    raw = f"From: a\nTo: b\nSubject: =?x?q?=\nMIME-Version: 1.0\n{head}".encode()
    try:
        said = type(read(raw).text)
    except Unreadable as error:
        said = type(error.reason)

    assert said in (str, Reason)


# --- Outlook ------------------------------------------------------------------------------

_END, _FREE, _SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 512


def compound(streams, folder):
    """A compound file: streams of at least 4,096 bytes; some of them in one folder."""
    sectors, fat, entries = [], [], []
    for name, content in streams.items():
        content += b" " * (max(4096, len(content)) - len(content))
        content += bytes(-len(content) % _SECTOR)
        start = len(sectors)
        sectors += [
            content[at : at + _SECTOR] for at in range(0, len(content), _SECTOR)
        ]
        fat += [*range(start + 1, len(sectors)), _END]
        entries.append((name, 2, start, len(content)))
    inside = [at for at, entry in enumerate(entries) if "/" in entry[0]]
    root = [("Root Entry", 5, _END, 0), (folder, 1, 0, 0)]
    rows = [*root, *((name.split("/")[-1], *rest) for name, *rest in entries)]
    outside = [1] + [at + 2 for at in range(len(entries)) if at not in inside]
    nested = [at + 2 for at in inside]
    # Each folder's entries hang in one row to the right.
    right = dict(itertools.pairwise(outside)) | dict(itertools.pairwise(nested))
    child = {0: outside[0], 1: nested[0]}
    directory = b"".join(
        _entry(at, *row, right.get(at, _FREE), child.get(at, _FREE))
        for at, row in enumerate(rows)
    )
    directory += bytes(-len(directory) % _SECTOR)
    first = len(sectors)
    sectors += [
        directory[at : at + _SECTOR] for at in range(0, len(directory), _SECTOR)
    ]
    fat += [*range(first + 1, len(sectors)), _END]
    fat.append(0xFFFFFFFD)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    assert len(table) == _SECTOR
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first, 0, 4096, _END, 0, _END, 0, len(sectors))  # fmt: skip
    return header + b"\xff" * (_SECTOR - len(header)) + b"".join(sectors) + table


def _entry(_at, name, kind, start, size, right, child):
    wide = name.encode("utf-16-le") + b"\0\0"
    made = wide.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(wide), kind, 1, _FREE, right, child
    )
    return made + bytes(36) + struct.pack("<IQ", start, size)


def test_an_outlook_message_is_its_attachment():
    inside = "__attach_version1.0_#00000000"
    raw = compound(
        {
            "__properties_version1.0": b"",
            "__substg1.0_1000001F": "Gửi kế hoạch".encode("utf-16-le") + b"\0" * 5000,
            f"{inside}/__substg1.0_3707001F": "Kế hoạch.txt".encode("utf-16-le")
            + b"\0" * 5000,
            f"{inside}/__substg1.0_37010102": PLAN.encode(),
        },
        inside,
    )

    packet = unpack(raw)
    assert packet.kind is Kind.OUTLOOK
    assert [(m.name, m.is_letter) for m in packet.members] == [
        ("Kế hoạch.txt", False),
        ("noi-dung-thu.txt", True),
    ]
    assert read(raw).number == "15/KH-UBND"


@pytest.mark.parametrize(
    ("scan", "seen"),
    [
        (Unreadable(Reason.SCANNED, "3"), Reason.SCANNED),
        (Unreadable(Reason.TOO_MANY_SCANS, "90"), None),
    ],
)
def test_a_scan_beside_the_paper_is_looked_at_before_any_is_kept(scan, seen):
    packet = unpack(zipped({"ke-hoach.txt": PLAN, "phu-luc.txt": PLAN}))

    def read_one(member):
        if member.name == "phu-luc.txt":
            raise scan
        return read(member.content)

    if seen is None:
        assert read_packet(packet, read_one).source == "ke-hoach.txt"
        return
    with pytest.raises(Unreadable) as refused:
        read_packet(packet, read_one)
    assert (refused.value.reason, refused.value.detail) == (seen, "3")
