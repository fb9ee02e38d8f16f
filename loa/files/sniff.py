"""What a file is, by its bytes; its name is never believed."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
UNKNOWN = "application/octet-stream"

# What a paper may be written in; an old Word file is a compound file like others.
READABLE = frozenset(
    (DOCX, ODT, "application/pdf", "application/rtf", "text/html", "text/plain",
     "application/x-ole-storage")
)  # fmt: skip

_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"{\\rtf", "application/rtf"),
    # Word and Excel before 2007, and today's when they are encrypted.
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
)
_IN_ZIP = (
    (b"word/document", DOCX),
    (b"xl/workbook", XLSX),
    (b"ppt/presentation", PPTX),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", ODT),
)
_MARKUP = (
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
    (b"<svg", "image/svg+xml"),
    (b"<?xml", "application/xml"),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 4096


def media_type(content: bytes) -> str:
    """Return the media type that the bytes show, `application/octet-stream` if none."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content[4:8] == b"ftyp":
        return "audio/mp4" if content[8:11] == b"M4A" else "video/mp4"
    if content.startswith(b"PK\x03\x04"):
        return next(
            (kind for name, kind in _IN_ZIP if name in content), "application/zip"
        )
    return _text_type(content)


def _text_type(content: bytes) -> str:
    head = content[:_LOOKED_AT]
    # A page may hide its first tag behind blanks or a comment: look at the whole head.
    lowered = head.replace(b"\x00", b"").lower()
    for tag, kind in _MARKUP:
        if tag in lowered:
            return kind
    if head.startswith(_BOMS):
        return "text/plain"
    if not head or b"\x00" in head:
        return UNKNOWN
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return UNKNOWN if controls else "text/plain"
