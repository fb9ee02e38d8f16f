"""The child: reads one file after another, under limits, until its parent is gone."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import Any, Final

from loa.documents.apart import frames, limits
from loa.documents.readings import taken
from loa.domain import docreader
from loa.domain.docreader import Reason, Remark, Scans, Unreadable
from loa.domain.docreader.proofreading import proofread_form

TESSDATA: Final = "LOA_TESSDATA"
_BLOCK: Final = 1024 * 1024


def main() -> int:
    """Serve the pipe on standard input; end when it does, or after a fault."""
    out = _own_output()
    bound()
    messages = _messages()
    for kind, payload in messages:
        if kind != frames.ASKED:
            return 2
        asked = json.loads(payload)
        _, content = next(messages)
        bound_time(asked["seconds"])
        answer, is_well = _answer(asked, content, out)
        _say(out, *answer)
        if not is_well:
            return 1
    return 0


def _own_output() -> int:
    """The pipe to the parent; what libraries print must not get into it."""
    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return out


def bound() -> None:
    """Take on the limits that hold for all files."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bound_time(seconds: float) -> None:
    """Let the next file have so much of the processor, from now on."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    until = int(spent.ru_utime + spent.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _messages() -> Iterator[tuple[bytes, bytes]]:
    incoming = frames.Incoming()
    while data := os.read(0, _BLOCK):
        yield from incoming.feed(data)


def _answer(
    asked: dict[str, Any], content: bytes, out: int
) -> tuple[tuple[bytes, dict[str, Any]], bool]:
    """What to say, and whether this process is as good as before."""
    try:
        return (frames.FOUND, _read(asked, content, out)), True
    except Unreadable as error:
        said = {"reason": error.reason.value, "detail": error.detail}
        return (frames.UNREADABLE, said), True
    except MemoryError:
        return (frames.FELL, _said(Reason.TOO_LARGE, "memory")), False
    except Exception as error:  # noqa: BLE001 - whatever a file does is about the file
        # Its name alone: what it says may be words of the document.
        return (frames.FELL, _said(Reason.DAMAGED, type(error).__name__)), False


def _said(reason: Reason, detail: str) -> dict[str, Any]:
    return {"reason": reason.value, "detail": detail}


def _read(asked: dict[str, Any], content: bytes, out: int) -> dict[str, Any]:
    if asked["kind"] == "form":
        return {"remarks": [_form(one) for one in proofread_form(content)]}
    if asked["kind"] == "carried":
        return _carried(content)
    if asked["kind"] == "template":
        return _template(content)
    if asked["kind"] == "page":
        return _page(asked, content)
    if asked["kind"] == "offer":
        return _offer(asked, content)
    if asked["kind"] == "text":
        document = docreader.read(content.decode("utf-8", "replace"))
    else:
        scans = Scans(
            at_most=asked["scans"],
            tessdata=os.environ.get(TESSDATA) or None,
            tell=lambda page, of: _say(out, frames.PAGE, {"page": page, "of": of}),
        )
        document = docreader.read(content, filename=asked["name"], scans=scans)
    if document.classification:
        # Not a word of it leaves this process.
        return {"classified": True}
    return taken(document).as_data()


def _carried(content: bytes) -> dict[str, Any]:
    # Few files carry anything: who reads the others need not wait for this.
    from loa.domain.writing import carried

    found = carried(content)
    if found is None:
        return {"soundness": None}
    return {
        "soundness": found.soundness.value,
        "data": found.data,
        "sha256": found.sha256,
    }


def _template(content: bytes) -> dict[str, Any]:
    # Templates are brought in a few times a year.
    from loa.documents import filling

    try:
        return {"fields": filling.check(content), "faults": []}
    except filling.BadTemplate as bad:
        faults = [[one.code, one.words, one.place] for one in bad.faults]
        return {"fields": [], "faults": faults}


def _page(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    # Who reads official papers does not wait for what reads web pages.
    from loa.domain.pages import read_page

    found = read_page(content, declared=asked["declared"], address=asked["address"])
    return found.as_data()


def _offer(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    from loa.domain.pages.columns import read_column
    from loa.domain.pages.feeding import read_feed

    where = {"declared": asked["declared"], "address": asked["address"]}
    if number := asked["number"]:
        return read_column(content, number=number, **where).as_data()
    return read_feed(content, **where).as_data()


def _form(remark: Remark) -> dict[str, Any]:
    reason, advice = remark.reason, remark.suggestion
    return {
        "rule": remark.rule,
        "reason": [reason.vi, reason.en],
        "suggestion": [advice.vi, advice.en],
    }


def _say(out: int, kind: bytes, said: dict[str, Any]) -> None:
    data = memoryview(frames.frame(kind, json.dumps(said).encode()))
    while data:
        data = data[os.write(out, data) :]


if __name__ == "__main__":
    sys.exit(main())
