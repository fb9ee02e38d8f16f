"""Changing a programme's page; every saving is kept with what stood before."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from loa.common.figures import local_day
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.models import Programme, ProgrammeEdit
from loa.programmes.outline import NUMBERS
from loa.programmes.services.log import log

if TYPE_CHECKING:
    from loa.accounts.models import User


class EditedSince(ValueError):
    """Somebody saved the page after it was opened; nothing was written over."""

    def __init__(self, edit: ProgrammeEdit) -> None:
        super().__init__(edit.pk)
        self.edit = edit


class NothingChanged(ValueError):
    """Every field stands as it did."""


@transaction.atomic
def edit_programme(
    *,
    programme: Programme,
    name: str,
    theme: str,
    sections: Mapping[str, str],
    seen: int,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> ProgrammeEdit:
    """Change the name, the theme or the sections of a programme.

    :param sections: text by "I" … "V"; an empty one is taken away
    :param seen: the number of the last change that the person saw; 0 for none
    :raises PermissionDenied: to who does not write for its owner or oversee it
    :raises EditedSince: with the change that came between
    :raises NothingChanged: when there is nothing to keep
    """
    acting = policies.require_edit_programme(acting, programme, on=local_day(at))
    # An UPDATE is a lock that SQLite and PostgreSQL both honour.
    Programme.objects.filter(pk=programme.pk).update(name=F("name"))
    last = programme.edits.select_related("made_by").first()
    if last is not None and last.number != seen:
        raise EditedSince(last)
    programme.refresh_from_db()
    before = {"name": programme.name, "theme": programme.theme} | {
        number: programme.sections.get(number, "") for number in NUMBERS
    }
    wanted = {"name": " ".join(name.split()), "theme": " ".join(theme.split())}
    wanted |= {number: _lines(sections.get(number, "")) for number in NUMBERS}
    changed = [key for key, value in wanted.items() if value != before[key]]
    if not changed:
        raise NothingChanged
    programme.name, programme.theme = wanted["name"], wanted["theme"]
    programme.sections = {key: wanted[key] for key in NUMBERS if wanted[key]}
    programme.save(update_fields=["name", "theme", "sections"])
    edit = ProgrammeEdit.objects.create(
        programme=programme,
        number=(last.number if last else 0) + 1,
        before={key: before[key] for key in changed},
        after={key: wanted[key] for key in changed},
        made_at=at,
        made_by=actor,
    )
    detail = {"number": edit.number, "changed": changed}
    log("programme.edited", programme, actor=actor, acting=acting, at=at, detail=detail)
    return edit


def _lines(text: str) -> str:
    lines = (line.rstrip() for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip())
