"""No upload that bears a mark of secrecy stays here, whatever it was brought for.

A paper is read when it is brought in; a file beside a record, a request or a visit is
read here, for its mark alone. Pictures are not: a page takes seconds, and whoever
photographs a meeting waits for none.
"""

from typing import Final

from django.core.files.uploadedfile import UploadedFile

from loa.documents import apart
from loa.domain.docreader import Unreadable
from loa.files import sniff
from loa.files.services import read_upload

_WAIT: Final = apart.Limits(seconds=10)


def take_upload(upload: "UploadedFile[bytes]") -> bytes:
    """Return the bytes of an upload in which no mark of secrecy was found.

    Call it before anything is written: reading takes a moment, and nobody else should
    wait for the database meanwhile. What cannot be read is no paper, and passes.

    :raises loa.files.services.TooLarge: above ``LOA_MAX_UPLOAD``
    :raises loa.documents.apart.Classified: with a mark; leave it to the middleware
    """
    content = read_upload(upload)
    refuse_classified(content, upload.name or "")
    return content


def refuse_classified(content: bytes, name: str) -> None:
    """Look at a file that came by another way than a form.

    :raises loa.documents.apart.Classified: with a mark of secrecy
    """
    if sniff.media_type(content) not in sniff.READABLE:
        return
    try:
        apart.read(content, name, limits=_WAIT)
    except apart.Classified:
        raise
    except Unreadable:
        return
