"""What to tell a person whose file cannot be read: what is wrong, and what to do."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loa.common import figures
from loa.domain.docreader import Reason, Unreadable
from loa.files.services import TooLarge

SENTENCES: Final[dict[Reason, str | Promise]] = {
    Reason.EMPTY: _("It is empty. Choose the file again, or paste the text."),
    Reason.WRONG_TYPE: _(
        "It is not a kind of file that Loa reads. Bring in a Word file (.docx, .doc), a "
        "PDF, .odt, .rtf, .html or plain text, or a zip or an e-mail with one of them."
    ),
    Reason.PICTURE: _(
        "It is a picture, and pictures are not read on this machine. Bring in the Word "
        "file or the PDF that it was made from, or paste the text."
    ),
    Reason.OLD_WORD: _(
        "It is a Word file from before 1997, which Loa does not read. Open it in Word "
        "or LibreOffice, save it as .docx, and bring that in."
    ),
    Reason.OTHER_ARCHIVE: _(
        "It is packed as .rar, .7z or the like, which Loa does not open. Unpack it and "
        "bring in the document, or pack the files again as .zip."
    ),
    Reason.NO_DOCUMENT: _(
        "There is no document in it that Loa reads. Bring in the paper itself: a Word "
        "file, a PDF, or the text."
    ),
    Reason.ENCRYPTED: _(
        "It is protected by a password. Save a copy without the password, and bring "
        "that in."
    ),
    Reason.DAMAGED: _(
        "It is damaged and cannot be opened. Ask the sender for it again, or open it "
        "in Word, save it as new, and bring that in."
    ),
    Reason.TOO_LARGE: _(
        "It is too large to be read. Bring in the document without its pictures, or "
        "its appendices as files of their own."
    ),
    Reason.BOMB: _(
        "It unpacks to far more than it holds, as harmful files do. Nothing was "
        "opened. Ask the sender how it was made."
    ),
    Reason.HOSTILE: _(
        "It holds parts that reach outside the file, as harmful files do. Nothing was "
        "opened. Ask the sender how it was made."
    ),
    Reason.NO_TEXT_LAYER: _(
        "It is a scan: there is a picture of the pages, but no text. Bring in the Word "
        "file or the signed PDF with text, or paste the text."
    ),
    Reason.NOT_LEGIBLE: _(
        "No words can be made out on it. Scan the paper again, flat and at 300 dots "
        "per inch, or bring in the Word file."
    ),
    Reason.SCANNED: _(
        "It is a scan: there is a picture of the pages, but no text. Bring in the Word "
        "file or the signed PDF with text, or paste the text."
    ),
    Reason.TOO_MANY_SCANS: _(
        "It has more scanned pages than are read at once (60). Bring in the document "
        "without its appendices, or each part as a file of its own."
    ),
    Reason.CLASSIFIED: _(
        "It bears a mark of secrecy (MẬT, TỐI MẬT or TUYỆT MẬT). Loa may not hold such "
        "papers: everything of it was wiped, and only the moment and your name were "
        "noted. Handle it by the rules for state secrets, outside this system."
    ),
}


def explain(error: Unreadable | TooLarge) -> str:
    """Say why a file cannot be read and what to do, in the reader's language."""
    if isinstance(error, TooLarge):
        said = _(
            "It has %(size)s; the limit is %(limit)s. Bring in the document without "
            "its pictures, or its appendices as files of their own."
        )
        return str(said) % {
            "size": figures.size(error.size),
            "limit": figures.size(error.limit),
        }
    return str(SENTENCES[error.reason])
