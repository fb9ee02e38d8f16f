"""Drafting: a paper is begun, worded, edited in Word and brought back, given up."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from loa.audit import services as audit
from loa.common import once
from loa.documents import apart
from loa.documents.models import Document, Draft, DraftVersion
from loa.documents.outgoing import paperdata, policies
from loa.documents.outgoing.docx_words import words_in
from loa.documents.outgoing.kinds import KINDS
from loa.documents.readings import Taken
from loa.domain.docreader import Reason, Unreadable
from loa.domain.text import fold
from loa.domain.workflow import OUTGOING
from loa.domain.writing import OfficialPaper, docx_bytes
from loa.files import sniff
from loa.files.services import require_size, store_file
from loa.orgs.models import Body
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

BLANK = "[…]"
"""What stands in a paper where a person must still write; never frozen with it."""

BLANKS = "blanks"
"""Where the header of a version keeps how many there are."""

PLACES = "places"
"""Where the header of a version keeps where its parts stand: [field, start, end]."""

# What they are about ends, or is changed, when they are issued.
_OF_OWN = (Draft.Purpose.REPLACEMENT, Draft.Purpose.CORRECTION, Draft.Purpose.RECALL)
_LISTS = {"addressee": "addressees", "recipient": "recipients"}
_KEPT = ("number", "symbol", "doc_type", "issuer", "place", "issued_on", "subject")
_SIGNER = ("signer.authority", "signer.title", "signer.name")


class Moved(Exception):
    """Somebody else moved the paper meanwhile; its state is what it says."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.status)
        self.draft = draft


class NewerVersion(Exception):
    """Somebody else added a version after the one that was looked at."""

    def __init__(self, version: DraftVersion) -> None:
        super().__init__(version.version)
        self.version = version


class SameVersion(Exception):
    """The file is byte for byte a version that is here already."""

    def __init__(self, version: DraftVersion) -> None:
        super().__init__(version.version)
        self.version = version


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new paper begins from: its words, and what it rests on."""

    paper: OfficialPaper
    purpose: str = Draft.Purpose.FREE
    regarding: Document | None = None
    carried: dict[str, Any] | None = None


def begin_draft(
    *,
    beginning: Beginning,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Draft:
    """Begin a paper of the body acted in, as its first version.

    :raises PermissionDenied: to who does not write for the body, or who would replace,
        correct or recall what another body holds
    :raises loa.common.once.AlreadyDone: when the same form was sent before
    """
    acting = policies.require_write(acting, acting.body_id if acting else 0)
    first = beginning.regarding
    if first and beginning.purpose in _OF_OWN and first.held_by_id != acting.body_id:
        raise PermissionDenied
    paper = beginning.paper
    with transaction.atomic():
        claim = once.claim(once_key, actor.pk, at)
        draft = Draft.objects.create(
            body_id=acting.body_id,
            purpose=beginning.purpose,
            type_code=paper.type_code or "",
            subject=paper.subject,
            symbol=paper.symbol,
            regarding=beginning.regarding,
            carried=beginning.carried,
            made_at=at,
            made_by=actor,
        )
        _compose(draft, paper, DraftVersion.Origin.COMPOSED, actor, at)
        log("draft.begun", draft, actor=actor, acting=acting, at=at)
        claim.done(reverse("documents:outgoing_draft", args=[draft.pk]))
    return draft


def word_draft(
    *,
    draft: Draft,
    paper: OfficialPaper,
    seen: int,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> DraftVersion:
    """Give a draft other words, as its next version.

    :param seen: the newest version when the person began
    :raises NewerVersion: when somebody was quicker
    :raises Moved: when it is no longer a draft
    :raises PermissionDenied: to who does not write for the body
    """
    policies.require_write(acting, draft.body_id)
    with transaction.atomic():
        hold(draft, "edit")
        require_newest(draft, seen)
        made = _compose(draft, paper, DraftVersion.Origin.EDITED, actor, at)
        draft.subject, draft.symbol = paper.subject, paper.symbol
        draft.type_code = paper.type_code or ""
        draft.save(update_fields=["subject", "symbol", "type_code"])
        detail = {"version": made.version}
        log("draft.worded", draft, actor=actor, acting=acting, at=at, detail=detail)
    return made


def bring_back(
    *,
    draft: Draft,
    content: bytes,
    name: str,
    seen: int,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    origin: str = DraftVersion.Origin.WORD,
) -> DraftVersion:
    """Take a .docx that was edited in Word as the next version, byte for byte.

    :raises Unreadable: when it is no .docx, or cannot be read, and why
    :raises SameVersion: when nothing was changed
    :raises NewerVersion: when somebody was quicker
    :raises Moved: when it is no longer a draft
    :raises loa.files.services.TooLarge: above ``LOA_MAX_UPLOAD``
    """
    policies.require_write(acting, draft.body_id)
    require_size(len(content))
    found = _read_docx(content, name)
    try:
        with transaction.atomic():
            hold(draft, "edit")
            require_newest(draft, seen)
            made = _store(draft, origin, "", content, name, found, actor, at)
            _follow_header(draft, made.header)
            detail = {"version": made.version, "sha256": made.file.sha256}
            log(
                "draft.brought_back",
                draft,
                actor=actor,
                acting=acting,
                at=at,
                detail=detail,
            )
    except IntegrityError:
        raise NewerVersion(newest(draft)) from None
    return made


def _read_docx(content: bytes, name: str) -> Taken:
    if sniff.media_type(content) != sniff.DOCX:
        # What it is instead is told by the reader's own words for such files.
        apart.read(content, name)
        raise Unreadable(Reason.WRONG_TYPE, "not a .docx")
    return apart.read(content, name)


def give_up(
    *, draft: Draft, actor: "User", acting: Acting | None, at: datetime
) -> Draft:
    """Give a draft up; it stays readable.

    :raises Moved: when it is no longer a draft
    """
    policies.require_write(acting, draft.body_id)
    with transaction.atomic():
        move(draft, "drop")
        log("draft.dropped", draft, actor=actor, acting=acting, at=at)
    return draft


# --- what the other services of a paper use ---------------------------------------------


def hold(draft: Draft, name: str) -> None:
    """Hold a draft in a state that a move may leave, until the transaction ends.

    :raises Moved: when it is in another
    """
    sources = OUTGOING.sources_of(name)
    rows = Draft.objects.filter(pk=draft.pk, status__in=sources)
    # A conditional UPDATE is a lock that SQLite and PostgreSQL both honour.
    if not rows.update(made_at=draft.made_at):
        draft.refresh_from_db()
        raise Moved(draft)
    draft.refresh_from_db()


def move(draft: Draft, name: str, **changes: Any) -> None:
    """Make a move of the table by one conditional UPDATE, and read the row again.

    :raises Moved: when somebody was quicker
    """
    sources = OUTGOING.sources_of(name)
    rows = Draft.objects.filter(pk=draft.pk, status__in=sources)
    moved = rows.update(status=OUTGOING.after(sources[0], name), **changes)
    draft.refresh_from_db()
    if not moved:
        raise Moved(draft)


def newest(draft: Draft) -> DraftVersion:
    """Return the newest version of a draft."""
    return draft.versions.select_related("file", "made_by").latest("version")


def require_newest(draft: Draft, seen: int) -> DraftVersion:
    """Return the newest version when it is the one that was looked at.

    :raises NewerVersion: when it is not
    """
    latest = newest(draft)
    if latest.version != seen:
        raise NewerVersion(latest)
    return latest


def paper_of(version: DraftVersion) -> OfficialPaper | None:
    """Return a version's paper as data; None once it has been through Word."""
    return paperdata.from_data(version.data) if version.paper else None


def blanks_in(version: DraftVersion) -> int:
    """Count the places of a version where a person must still write."""
    return int(version.header.get(BLANKS, 0))


def count_blanks(content: bytes) -> int:
    """Count the blanks of a .docx: the reader passes over a line that is only one."""
    words = "\n".join(words_in(content))
    return words.count(BLANK) + words.count("[...]")


def log(
    action: str,
    draft: Draft,
    *,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write down one thing done to a paper (``documents.`` is put before it)."""
    audit.record(
        actor=actor,
        action=f"documents.{action}",
        at=at,
        target=draft,
        body=Body.objects.filter(pk=acting.body_id).first() if acting else None,
        detail=detail,
    )


def header_of(found: Taken) -> dict[str, Any]:
    """Return the header that the reader finds, by field; lists under their plural."""
    header: dict[str, Any] = {
        row.field: str(row.value)
        for row in found.rows
        if row.item is None and row.field in {*_KEPT, *_SIGNER}
    }
    # Where they stand, so that the page can lay the paper out as it is.
    header[PLACES] = [
        [row.field, row.start, row.end]
        for row in found.rows
        if row.item is None and row.start is not None and row.field != "warning"
    ]
    for field, name in _LISTS.items():
        header[name] = [str(row.value) for row in found.rows if row.field == field]
    return header


def _compose(
    draft: Draft, paper: OfficialPaper, origin: str, actor: "User", at: datetime
) -> DraftVersion:
    content = docx_bytes(paper, at=at)
    name = file_name(draft, "docx")
    found = apart.read(content, name)
    canonical = paperdata.canonical(paper)
    return _store(draft, origin, canonical, content, name, found, actor, at)


def _store(
    draft: Draft,
    origin: str,
    paper: str,
    content: bytes,
    name: str,
    found: Taken,
    actor: "User",
    at: datetime,
) -> DraftVersion:
    last = draft.versions.select_related("file").order_by("-version").first()
    stored = store_file(content=content, name=name, actor=actor, at=at)
    if last is not None and last.file.sha256 == stored.sha256:
        raise SameVersion(last)
    return DraftVersion.objects.create(
        draft=draft,
        version=last.version + 1 if last else 1,
        origin=origin,
        paper=paper,
        digest=paperdata.digest(paper) if paper else "",
        file=stored,
        text=found.text,
        blocks=found.blocks,
        header=header_of(found) | {BLANKS: count_blanks(content)},
        made_at=at,
        made_by=actor,
    )


def _follow_header(draft: Draft, header: dict[str, Any]) -> None:
    """What Word changed in the header is what the paper is called from now on."""
    draft.subject = header.get("subject") or draft.subject
    draft.symbol = str(header.get("symbol") or draft.symbol)[:60]
    words = fold(header.get("doc_type", ""))
    for kind in KINDS:
        if kind.name and fold(kind.name) == words:
            draft.type_code = kind.code
    draft.save(update_fields=["subject", "symbol", "type_code"])


def file_name(draft: Draft, format: str) -> str:
    """Give a file's name: `du-thao-14-ke-hoach….docx`."""
    words = "-".join(fold(draft.subject).replace("/", " ").split()[:8])
    return f"du-thao-{draft.pk}-{words}.{format}"
