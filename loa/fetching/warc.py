"""A page as a WARC file (ISO 28500), which any replay tool reads."""

import base64
import hashlib
from datetime import UTC, datetime
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from loa import __version__
from loa.fetching.web import Answer

MAX_UNPACKED = 64 * 1024 * 1024
# Of the connection, not of the page: the body is kept as it was within them.
_OF_THE_LINE = frozenset({"transfer-encoding", "connection", "keep-alive"})


def as_warc(answer: Answer, *, address: str, agent: str, at: datetime) -> bytes:
    """Return a packed WARC of one answer: what made it, the request, the response."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    info = writer.create_warcinfo_record(
        "page.warc.gz", {"software": f"Loa {__version__}", "format": "WARC/1.1"}
    )
    info.rec_headers.replace_header("WARC-Date", moment)
    writer.write_record(info)
    response = writer.create_warc_record(
        address,
        "response",
        payload=BytesIO(answer.raw),
        # Told, or it is counted in a temporary file.
        length=len(answer.raw),
        http_headers=_head(answer),
        warc_headers_dict=_said(answer, moment),
    )
    request = writer.create_warc_record(
        address,
        "request",
        http_headers=StatusAndHeaders(
            "GET / HTTP/1.1", [("User-Agent", agent)], is_http_request=True
        ),
        warc_headers_dict={"WARC-Date": moment},
    )
    writer.write_request_response_pair(request, response)
    return out.getvalue()


def _head(answer: Answer) -> StatusAndHeaders:
    headers = [
        (key.decode("latin-1"), value.decode("latin-1"))
        for key, value in answer.headers
        if key.decode("latin-1").lower() not in _OF_THE_LINE
    ]
    return StatusAndHeaders(f"{answer.status}", headers, protocol="HTTP/1.1")


def _said(answer: Answer, moment: str) -> dict[str, str]:
    digest = base64.b32encode(hashlib.sha256(answer.raw).digest()).decode("ascii")
    said = {"WARC-Date": moment, "WARC-Payload-Digest": f"sha256:{digest}"}
    if answer.is_cut:
        said["WARC-Truncated"] = "length"
    return said


def body_of(warc: bytes) -> bytes:
    """Return the unpacked body of the first response in a WARC of ours.

    :raises ValueError: if there is none, or it unpacks to more than a page
    """
    for record in ArchiveIterator(BytesIO(warc)):
        if record.rec_type == "response":
            body: bytes = record.content_stream().read(MAX_UNPACKED + 1)
            if len(body) > MAX_UNPACKED:
                raise ValueError("longer than a page")
            return body
    raise ValueError("no response in it")


__all__ = ["as_warc", "body_of"]
