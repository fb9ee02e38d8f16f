"""Files of visits: a photo is shown as a copy drawn anew, without what its file carries."""

import io
import warnings
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from loa.files import sniff
from loa.files.models import StoredFile
from loa.files.services import store_file

if TYPE_CHECKING:
    from loa.accounts.models import User

MOST_PIXELS: Final = 60_000_000
_LONGEST: Final = 1600  # points, of the copy
_TAKEN: Final = ("image/png", "image/jpeg", "image/webp", "image/gif")
_PAPERS: Final = ("application/pdf", sniff.DOCX, sniff.XLSX, sniff.ODT, "text/plain")


class NotTaken(ValueError):
    """No photo (JPEG, PNG, WebP, GIF) that opens, and no PDF, Word, Excel or text."""


def without_place(content: bytes) -> bytes | None:
    """Return a picture drawn anew as JPEG, upright, without any data but its points.

    :returns: None for a PDF, an office file or a text
    :raises NotTaken: for anything else, or a picture that does not open
    """
    kind = sniff.media_type(content)
    if kind in _PAPERS:
        return None
    if kind not in _TAKEN:
        raise NotTaken(kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as found:
                if found.width * found.height > MOST_PIXELS:
                    raise NotTaken("too many points")
                # A photo says in its data which side is up; the copy stands upright.
                picture = ImageOps.exif_transpose(found).convert("RGB")
    except (
        UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError,
        Image.DecompressionBombError,
    ) as error:  # fmt: skip
        raise NotTaken(str(error)) from error
    picture.thumbnail((_LONGEST, _LONGEST))
    # A bare image: nothing of `info` (place, camera, colour profile) goes along.
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=85)
    return out.getvalue()


def keep(
    content: bytes, name: str, *, actor: "User", at: datetime
) -> tuple[StoredFile, StoredFile | None]:
    """Keep the original, and the copy that is shown of a photo.

    :raises NotTaken: for what is neither photo nor paper
    :raises loa.files.services.TooLarge: above ``LOA_MAX_UPLOAD``
    """
    copy = without_place(content)
    original = store_file(content=content, name=name, actor=actor, at=at)
    if copy is None:
        return original, None
    stem = name.rpartition(".")[0] or name
    shown = store_file(content=copy, name=f"{stem}.jpg", actor=actor, at=at)
    return original, shown
