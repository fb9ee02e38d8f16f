"""Bringing a log in: the file kept, its columns settled, confirmed, undone."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse

from loa.accounts.models import User
from loa.common import once
from loa.evidence.book import open_book
from loa.evidence.filing import NewFile
from loa.evidence.importing import jobs
from loa.evidence.importing.columns import NEEDED, log_of
from loa.evidence.importing.looking import look_into, write_down
from loa.evidence.importing.reading import Answers, Found
from loa.evidence.importing.storing import withdraw_many
from loa.evidence.models import ImportedRow, LogImport
from loa.files.services import require_size, store_file
from loa.orgs.policies import require_write_for
from loa.orgs.selectors import Acting

Outcome = ImportedRow.Outcome


class NotSettled(Exception):
    """A column that is needed is not named, a question is open, or no row is good."""


class AlreadyConfirmed(Exception):
    """It is being brought in, was, or was undone: its columns no longer change."""


class NotToUndo(Exception):
    """It was never confirmed and dropped, or undone before."""


@dataclass(frozen=True, slots=True)
class Undone:
    """How many records were withdrawn, and how many stay because they were rejected."""

    withdrawn: int
    staying: int


def bring_in(
    *,
    file: NewFile,
    actor: User,
    acting: Acting,
    at: datetime,
    once_key: str = "",
) -> LogImport:
    """Keep a log as it came, with its columns proposed. Nothing is recorded yet.

    Columns are those of the body's last log with the same headings, else what their
    words say.

    :raises BadBook: with a code, if it cannot be read
    :raises TooLarge: if the file is
    :raises AlreadyDone: if a form with this key was carried out
    :raises PermissionDenied: to who may not write for the body acted in
    """
    require_write_for(acting, acting.body_id)
    require_size(len(file.content))
    log = log_of(open_book(file.content))
    last = (
        LogImport.objects.filter(
            body_id=acting.body_id, layout=log.heading.key, confirmed_at__isnull=False
        )
        .order_by("-confirmed_at")
        .first()
    )
    with transaction.atomic():
        claim = once.claim(once_key, actor.pk, at)
        stored = store_file(content=file.content, name=file.name, actor=actor, at=at)
        made = LogImport.objects.create(
            body_id=acting.body_id,
            file=stored,
            layout=log.heading.key,
            columns=last.columns if last else log.heading.proposed,
            # Which year and which of two numbers is the day is asked of each file anew.
            answers={
                name: last.answers[name]
                for name in ("form", "forms", "channels", "guesses_areas")
                if name in last.answers
            }
            if last
            else {},
            row_count=len(log.lines),
            uploaded_at=at,
            uploaded_by=actor,
        )
        write_down("uploaded", made, actor=actor, at=at, rows=len(log.lines))
        claim.done(reverse("evidence:import", args=[made.pk]))
    return made


def settle_log(
    *,
    log: LogImport,
    answers: Answers,
    actor: User,
    acting: Acting,
    at: datetime,
) -> LogImport:
    """Keep which column is what, and what a person answered.

    :raises AlreadyConfirmed: when it is too late
    :raises PermissionDenied: to who may not write for the body
    """
    require_write_for(acting, log.body_id)
    changed = LogImport.objects.filter(
        pk=log.pk, confirmed_at=None, undone_at=None
    ).update(columns=dict(answers.columns), answers=answers.as_data())
    if not changed:
        raise AlreadyConfirmed
    log.refresh_from_db()
    return log


def is_settled(log: LogImport, found: Found) -> bool:
    """Whether a log can be confirmed: nothing is left to ask, and a row is good."""
    return (
        all(name in log.columns for name in NEEDED)
        and bool(found.entries)
        and not open_questions(log, found)
    )


def open_questions(log: LogImport, found: Found) -> list[str]:
    """Return what has to be answered before a log is brought in, as codes."""
    asked = []
    days, answers = found.days, log.answers
    if days.order and not answers.get("order"):
        asked.append("order")
    if days.needs_year and not answers.get("year"):
        asked.append("year")
    if days.swapped and answers.get("swapped") is None:
        asked.append("swapped")
    return asked


def confirm_log(
    *, log: LogImport, actor: User, acting: Acting, at: datetime
) -> LogImport:
    """Let a worker record the good rows of a log. Confirming it again changes nothing.

    :raises NotSettled: if something has to be said first
    :raises AlreadyConfirmed: if it was dropped
    :raises PermissionDenied: to who may not write for the body
    """
    require_write_for(acting, log.body_id)
    found = look_into(log, at=at)
    if not is_settled(log, found):
        raise NotSettled
    with transaction.atomic():
        locked = LogImport.objects.select_for_update().get(pk=log.pk)
        if locked.undone_at:
            raise AlreadyConfirmed
        if locked.confirmed_at:
            return locked
        if (locked.columns, locked.answers) != (log.columns, log.answers):
            # Somebody answered otherwise meanwhile: look again.
            raise NotSettled
        locked.confirmed_at, locked.confirmed_by = at, actor
        locked.save(update_fields=["confirmed_at", "confirmed_by"])
        write_down(
            "confirmed",
            locked,
            actor=actor,
            at=at,
            good=len(found.entries),
            bad=found.bad_rows,
        )
        transaction.on_commit(partial(jobs.bring_log_in.enqueue, locked.pk))
    return locked


def undo_log(
    *, log: LogImport, reason: str, actor: User, acting: Acting, at: datetime
) -> Undone:
    """Take a whole log back: what it recorded is withdrawn, with the reason.

    One that was not confirmed is only dropped. Records that were there before it stay,
    and so do those that somebody rejected.

    :raises ValueError: without a reason, when something was recorded
    :raises NotToUndo: if it was undone before
    :raises PermissionDenied: to who may not write for the body
    """
    require_write_for(acting, log.body_id)
    with transaction.atomic():
        locked = LogImport.objects.select_for_update().get(pk=log.pk)
        if locked.undone_at:
            raise NotToUndo
        if locked.confirmed_at and not reason.strip():
            raise ValueError("reason")
        pks = list(
            locked.rows.filter(outcome=Outcome.STORED).values_list(
                "record_id", flat=True
            )
        )
        gone, staying = withdraw_many(pks, reason=reason.strip()[:300], at=at)
        locked.undone_at, locked.undone_by = at, actor
        locked.undone_reason = reason.strip()[:300]
        locked.save(update_fields=["undone_at", "undone_by", "undone_reason"])
        write_down(
            "undone",
            locked,
            actor=actor,
            at=at,
            reason=locked.undone_reason,
            withdrawn=gone,
            staying=staying,
        )
    return Undone(gone, staying)
