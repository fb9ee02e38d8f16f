"""Files made to use up a machine, or to break what opens them: bounded, and said so."""

import io
import resource
import struct
import time
import zlib

import pytest
from PIL import Image

from loa.documents import apart
from loa.domain.docreader import Reason, Unreadable
from tests.corpus.pdfs import assembled, by_hand
from tests.documents import papers
from tests.machine import eyes_reason

MOST_SECONDS = 20


@pytest.fixture(autouse=True, scope="module")
def no_child_left():
    yield
    apart.pool.end()


def pages(count: int) -> bytes:
    """A PDF of so many empty pages."""
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            *[page] * count,
        ]
    )


def one_page(resources: bytes, content: bytes, *more: bytes) -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << %s >> >>" % resources,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            *more,
        ]
    )


def packed_stream(size: int) -> bytes:
    """A page whose drawing instructions unpack to so many bytes."""
    packed = zlib.compress(b"q Q\n" * (size // 4), 9)
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(packed), packed),
        ]
    )


def form_in_itself() -> bytes:
    """A drawing that draws itself."""
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources "
        b"<< /XObject << /X 5 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream"
    )
    return one_page(b"/XObject << /X 5 0 R >>", b"/X Do", form)


def pages_in_themselves() -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
        ]
    )


def vast_page() -> bytes:
    """A page of many kilometres with a picture on it."""
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream"
    )
    raw = one_page(
        b"/XObject << /X 5 0 R >>", b"900000 0 0 900000 0 0 cm /X Do", picture
    )
    return raw.replace(b"[0 0 595 842]", b"[0 0 9e6 9e6]")


def vast_picture_in_a_page(side: int = 60_000) -> bytes:
    """A picture of some gigapixels, packed to nearly nothing."""
    packed = zlib.compress(bytes(side // 8) * 4000, 9)
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
        b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (side, side, len(packed), packed)
    )
    return one_page(b"/XObject << /X 5 0 R >>", b"595 0 0 842 0 0 cm /X Do", picture)


def png_head(width: int, height: int) -> bytes:
    """A picture that says it is vast; what is behind is noughts."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        seal = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + seal

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(10_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body)


def cut_picture() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((900, 1200), 90).save(made, "JPEG")
    return made.getvalue()[:4000]


def many_frames(count: int) -> bytes:
    made = io.BytesIO()
    frame = Image.new("1", (200, 200), 1)
    frame.save(made, "TIFF", save_all=True, append_images=[frame] * (count - 1))
    return made.getvalue()


LONG = pytest.mark.verify
HOSTILE = [
    pytest.param(lambda: pages(10_000), {Reason.TOO_LARGE}, id="10,000 pages"),
    pytest.param(lambda: png_head(40_000, 40_000), {Reason.TOO_LARGE}, id="gigapixel"),
    pytest.param(lambda: png_head(7000, 7000), {Reason.DAMAGED}, id="cut pixels"),
    pytest.param(cut_picture, {Reason.DAMAGED}, id="cut picture"),
    pytest.param(lambda: many_frames(61), {Reason.TOO_MANY_SCANS}, id="61 frames"),
    pytest.param(form_in_itself, {Reason.NO_TEXT_LAYER}, id="form in itself"),
    pytest.param(
        pages_in_themselves,
        {Reason.DAMAGED, Reason.NO_TEXT_LAYER},
        id="pages in themselves",
    ),
    pytest.param(
        lambda: by_hand(["Kế hoạch"] * 9)[:500], {Reason.DAMAGED}, id="cut PDF"
    ),
    pytest.param(lambda: b"%PDF-1.7\n" + b"<<" * 200_000, {Reason.DAMAGED}, id="deep"),
    pytest.param(
        lambda: packed_stream(80_000_000),
        {Reason.TOO_LARGE, Reason.NO_TEXT_LAYER, Reason.DAMAGED},
        id="80 MB of instructions",
        marks=LONG,
    ),
    pytest.param(
        vast_page,
        {Reason.NOT_LEGIBLE, Reason.DAMAGED, Reason.TOO_LARGE, Reason.NO_TEXT_LAYER},
        id="vast page",
        marks=LONG,
    ),
    pytest.param(
        vast_picture_in_a_page,
        {Reason.NOT_LEGIBLE, Reason.DAMAGED, Reason.TOO_LARGE, Reason.NO_TEXT_LAYER},
        id="vast picture in a page",
        marks=LONG,
    ),
]


@pytest.mark.skipif(bool(eyes_reason()), reason=eyes_reason())
@pytest.mark.parametrize(("make", "reasons"), HOSTILE)
def test_it_is_refused_in_bounded_time_and_memory(make, reasons):
    raw = make()
    begun = time.monotonic()

    with pytest.raises(Unreadable) as refused:
        apart.read(raw, "a.pdf", scans=apart.MAX_SCANS)

    assert refused.value.reason in reasons
    assert time.monotonic() - begun < MOST_SECONDS
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert most < apart.limits.MEMORY


def test_after_all_of_it_a_plan_is_read_as_before():
    assert len(apart.read(papers.as_docx(), "a.docx").rows) > 20
