"""Data with a digest of themselves and of the words they are about."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from loa.domain.writing.carried.words import digest_of, is_there

Payload = Mapping[str, Any]
_FORMAT = "loa.carried/1"
# How often the letters of a page may be gone through to find the guarded words again.
_TIMES = 100


class Soundness(StrEnum):
    """Whether data found in a file may be used."""

    SOUND = "sound"
    # The data, or their digests, are not what was put in.
    TAMPERED = "tampered"
    # The data are whole, but the text that they are about was changed since.
    TEXT_CHANGED = "text_changed"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file carries. `data` is None unless it is sound: nothing else is used."""

    soundness: Soundness
    data: Payload | None
    sha256: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether the data may be used as they are."""
        return self.soundness is Soundness.SOUND


def envelope_of(data: Payload, windows: Sequence[Mapping[str, Any]]) -> str:
    """Data as they are put into a file, with the words that they are about."""
    content = {"data": data, "format": _FORMAT, "words": list(windows)}
    return json.dumps(
        {**content, "sha256": digest_of(_canonical(content))}, ensure_ascii=False
    )


def judged(text: str | None, pages: Any) -> Carried | None:
    """What was found in a file, with whether it may be believed.

    :param pages: gives the words of the file's pages; asked only of whole data
    """
    if text is None:
        return None
    try:
        envelope = json.loads(text)
        digest = str(envelope.pop("sha256"))
        is_whole = digest == digest_of(_canonical(envelope))
        data, windows = envelope["data"], envelope["words"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Carried(Soundness.TAMPERED, None)
    if not is_whole or envelope.get("format") != _FORMAT or not _is_object(data):
        return Carried(Soundness.TAMPERED, None, digest)
    found = pages()
    left = [_TIMES * (sum(map(len, found)) + 1)]
    if not all(is_there(window, found, left) for window in windows):
        return Carried(Soundness.TEXT_CHANGED, None, digest)
    return Carried(Soundness.SOUND, data, digest)


def _is_object(data: object) -> bool:
    return isinstance(data, dict)


def _canonical(content: Mapping[str, Any]) -> str:
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
