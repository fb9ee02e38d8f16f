"""What stands around every staff page: the rail, the body acted in, the inbox."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loa.common.dates import now, today
from loa.notices.selectors import count_unread
from loa.orgs import selectors as orgs
from loa.orgs.models import Body, Role
from loa.orgs.requests import StaffRequest

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail; `pages` are the names of views at which it is lit."""

    name: str
    label: Text
    short: Text
    symbol: str
    app: str
    pages: frozenset[str] = frozenset()
    # apps whose pages all belong to it
    also: frozenset[str] = frozenset()

    def is_lit(self, app: str, page: str) -> bool:
        its_own = app == self.app and (not self.pages or page in self.pages)
        return its_own or app in self.also


RAIL = (
    Entry("desk:home", _("My work"), pgettext_lazy("rail", "Work"), "home", "desk"),
    Entry("documents:list", _("Documents"), _("Documents"), "doc", "documents"),
    Entry("programmes:list", _("Programmes"), _("Programmes"), "book", "programmes"),
    Entry(
        "oversight:board",
        _("Board"),
        pgettext_lazy("rail", "Board"),
        "grid",
        "oversight",
        frozenset(
            {
                "board",
                "cell",
                "export",
                "trees",
                "compare",
                "forecast",
                "message",
                "addressees",
                "calls",
                "call",
                "meetings",
                "meeting_open",
                "meeting",
                "meeting_show",
                "reminders",
                "ladder",
                "set_ladder",
                "shortfalls",
                "shortfall_list",
                "inspections",
                "visit",
                "open_visit",
                "inspect_items",
                "inspect_statistics",
                "nation",
                "praise",
                "praise_rules",
                "praise_review",
                "praise_published",
            }
        ),
    ),
    Entry(
        "oversight:calendar",
        _("Calendar"),
        _("Calendar"),
        "cal",
        "oversight",
        frozenset({"calendar", "calendar_of", "ics"}),
    ),
    Entry(
        "evidence:list",
        _("Evidence"),
        _("Evidence"),
        "clip",
        "evidence",
        also=frozenset({"intake"}),
    ),
    Entry("reports:list", _("Reports"), _("Reports"), "report", "reports"),
    Entry("channels:list", _("Channels"), _("Channels"), "web", "channels"),
    Entry(
        "orgs:body",
        _("Body and people"),
        _("Body"),
        "people",
        "orgs",
        also=frozenset({"reference"}),
    ),
)
ON_A_PHONE = (
    "desk:home",
    "documents:list",
    "oversight:board",
    "evidence:list",
    "reports:list",
)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the rail as one page shows it."""

    name: str
    url: str
    label: Text
    short: Text
    symbol: str
    is_current: bool
    count: int = 0
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class BodyChoice:
    pk: int
    name: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: Text
    symbol: str


class Shell:
    """Answers what the frame asks; a page that has no frame asks nothing."""

    def __init__(self, request: StaffRequest) -> None:
        self._request = request

    @property
    def _acting(self) -> orgs.Acting | None:
        return getattr(self._request, "acting", None)

    @cached_property
    def at(self) -> datetime:
        return now()

    @cached_property
    def is_demo(self) -> bool:
        return Body.objects.filter(is_demo=True).exists()

    @cached_property
    def user_name(self) -> str:
        return str(self._request.user)

    @cached_property
    def acting_name(self) -> str:
        if self._acting is None:
            return ""
        named = (body.name for body in self.bodies if body.is_current)
        return next(named, self._acting.name)

    @cached_property
    def acting_under(self) -> str:
        """The name of the province above, to tell communes of one name apart."""
        if self._acting is None:
            return ""
        province = orgs.province_of(self._acting.body_id, today())
        if province is None or province == self._acting.body_id:
            return ""
        version = orgs.version_of(province, today())
        return version.short_name or version.name if version else ""

    @cached_property
    def bodies(self) -> list[BodyChoice]:
        if self._acting is None:
            return []
        current = self._acting.body_id
        return [
            BodyChoice(row.body_id, row.short_name or row.name, row.body_id == current)
            for row in orgs.bodies_to_act_in(self._request.user, today())
        ]

    @cached_property
    def items(self) -> list[Item]:
        match = self._request.resolver_match
        app = match.app_name if match else ""
        page = (match.url_name or "") if match else ""
        return [
            Item(
                entry.name,
                reverse(entry.name),
                entry.label,
                entry.short,
                entry.symbol,
                entry.is_lit(app, page),
            )
            for entry in RAIL
        ]

    @cached_property
    def tabs(self) -> list[Item]:
        return [item for item in self.items if item.name in ON_A_PHONE]

    @cached_property
    def unread(self) -> int:
        return count_unread(self._acting, self._request.user)

    @property
    def inbox_url(self) -> str:
        return reverse("notices:inbox")

    @property
    def search_url(self) -> str:
        return reverse("desk:search")

    @property
    def act_url(self) -> str:
        return reverse("orgs:act")

    @property
    def sign_out_url(self) -> str:
        return reverse("accounts:sign_out")

    @property
    def user_links(self) -> list[Link]:
        found = [
            Link(reverse("accounts:profile"), _("My account"), "person"),
            Link(reverse("notices:preferences"), _("Notifications"), "bell"),
        ]
        if self._acting and self._acting.has(Role.ADMINISTRATOR, Role.HEAD):
            here = [self._acting.body_id]
            first_day = reverse("desk:first_day", args=here)
            found.append(Link(first_day, _("First day"), "flag"))
            found.append(Link(reverse("notices:outbox"), _("Sent to people"), "out"))
        return found
