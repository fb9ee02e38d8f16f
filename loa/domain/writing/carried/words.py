"""The words that data are about: guarded by a digest, and found again on the pages."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from loa.domain.writing.blocks import Article, Block, Bullet, Division, Heading, runs_of
from loa.domain.writing.characters import clean
from loa.domain.writing.paper import OfficialPaper

# So many letters of a text are enough to find it again on its page.
_OPENING = 60
_SPACE = re.compile(r"\s+")


def digest_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def windows_of(paper: OfficialPaper, pages: Sequence[str]) -> list[dict[str, Any]]:
    """The stretches of the pages' words from the text's first block on."""
    texts = [paper.body, *(appendix.blocks for appendix in paper.appendices)]
    windows = []
    begun = 0
    for blocks, follows in zip(texts, _followed(paper), strict=True):
        words = [squashed for block in blocks if (squashed := _printed(block))]
        if not words:
            continue
        first = _page_of(words[0], pages, begun)
        last = _page_of(words[-1], pages, first)
        for page in range(first, last + 1):
            text = pages[page]
            start = max(text.find(words[0][:_OPENING]), 0) if page == first else 0
            end = len(text)
            if page == last:
                end = _end(text, words[-1][-_OPENING:], follows, start)
            # Signing writes at the end of a page of a .pdf, never of a .docx.
            is_all = end == len(text) and not follows and len(pages) == 1
            windows.append(window_of(page, text[start:end], is_all=is_all))
        begun = last
    return [window for window in windows if window["length"]]


def _followed(paper: OfficialPaper) -> list[str]:
    """What stands right behind each text, so that nothing is slipped in before it."""
    signature = paper.secretary or paper.signature
    is_led = paper.recipients and paper.secretary is None
    # Behind the body who receives or signs it; behind an annex the head of the next.
    heads = ["Nơi nhận:" if is_led else signature.lines[0]]
    for appendix in paper.appendices[1:]:
        issuer = (paper.governing_body or paper.issuer).upper()
        heads.append(issuer if appendix.is_issued else "Phụ lục")
    if paper.appendices:
        heads.append("")
    return [squashed(clean(head)) for head in heads]


def _end(text: str, tail: str, follows: str, start: int) -> int:
    """Where a text ends on its last page: behind its last words and what follows."""
    found = text.rfind(tail, start)
    if found < 0:
        return len(text)
    end = found + len(tail)
    return end + len(follows) if text.startswith(follows, end) else end


def _page_of(words: str, pages: Sequence[str], begin: int) -> int:
    opening = words[:_OPENING]
    found = (at for at in range(begin, len(pages)) if opening in pages[at])
    return next(found, begin)


def window_of(page: int, words: str, *, is_all: bool = False) -> dict[str, Any]:
    """A stretch of a page's words, as it is written down to be found again."""
    return {
        "page": page,
        # Whether the page ends with it.
        "ends": is_all,
        "opens": words[:_OPENING],
        "length": len(words),
        "sha256": digest_of(words),
    }


def is_there(window: Mapping[str, Any], pages: Sequence[str], left: list[int]) -> bool:
    """Whether the words of a window stand on its page.

    :param left: how many letters may still be looked at; a file could ask for ever
    """
    try:
        text = pages[int(window["page"])]
        opens, length = str(window["opens"]), int(window["length"])
    except (KeyError, ValueError, TypeError, IndexError):
        return False
    wanted, ends = window.get("sha256"), window.get("ends") is True
    left[0] -= len(text)
    start = text.find(opens)
    while start >= 0 and left[0] >= 0:
        stretch = text[start : start + length]
        left[0] -= len(stretch) + 1
        if digest_of(stretch) == wanted and (not ends or start + length == len(text)):
            return True
        start = text.find(opens, start + 1)
    return False


def _printed(block: Block) -> str:
    """The words of a block as a page shows them, without spaces."""
    words = "".join(run.text for run in runs_of(block))
    match block:
        case Heading():
            text = block.text.upper() if block.level <= 1 else block.text
            words = block.label + text
        case Division():
            words = block.label + block.title.upper()
        case Article():
            words = block.label + block.title + words
        case Bullet():
            words = block.mark + words
    return squashed(clean(words))


def squashed(text: str) -> str:
    """Give a text in one form without any space, as it is compared."""
    return _SPACE.sub("", unicodedata.normalize("NFC", text)).replace("\u200b", "")
