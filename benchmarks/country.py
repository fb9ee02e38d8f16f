"""The board and the nation at the size of the country, as ratios in one run.

`loa make-country` fills one country of a million records in 24 months (10 million with
LOA_BENCH_RECORDS=10000000) and, a tenth of it, four that differ from each other in one
thing: in bodies (17,000 and 45,000), in months (24 and 2), and in records a month (once
and ten times). They lie side by side and are asked in turn; of each figure the fastest
run counts, for what else runs on the machine only ever adds to it. On SQLite, and on
PostgreSQL where there is one.

What is compared with what:

* "the same rows": one row for each obligation as the selector returns it (task, body,
  first day, due day, target, six columns, late, state), as if all that had been stored
  in a table with an index for it, fetched as tuples.
* "a per-cell ORM loop": for each obligation its task, exemption, extension, statement
  and tally, a query each, then judged; whose duty it is at all is given to it. A few
  hundred cells are run and the time is carried over to all.
* "bare Jinja2": the same HTML, byte for byte but for white space between tags, written
  by one loop over tuples in which every word and address stands ready.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from benchmarks import Row, at_least, at_most
from benchmarks._database import GoTo, several_databases

RECORDS = int(os.environ.get("LOA_BENCH_RECORDS", "1000000"))
MONTHS = 24
ON = date(2026, 11, 21)
MONTH = (date(2026, 10, 1), date(2026, 10, 31))
WIDE = 45_000
RUNS = 15
SAMPLE = 300


def rows() -> list[Row]:
    """Every figure, on each database there is."""
    from tests.machine import POSTGRES_URL, postgres_reason

    found = []
    for name, server in (("SQLite", ""), ("PostgreSQL", POSTGRES_URL)):
        if server and (reason := postgres_reason()):
            print(reason)
            continue
        with several_databases(server) as go_to:
            found += measure(name, go_to)
    return found


def measure(database: str, go_to: GoTo) -> list[Row]:
    """Make the countries and measure on them."""
    go_to("whole")
    found = _make("whole", RECORDS)
    found += [*_exact(), *_board(), *_page(), *_writing(database)]
    found += _growing(go_to)
    return [
        Row(f"{row.name}, {database}", row.value, row.unit, row.reference, row.goal,
            row.holds)
        for row in found
    ]  # fmt: skip


def _make(
    name: str, records: int, *, months: int = MONTHS, bodies: int = 17_000
) -> list[Row]:
    from django.utils import translation

    from loa.cli._country import make

    begun = time.perf_counter()
    plan = make.Plan(records=records, months=months, on=ON, bodies=bodies)
    with translation.override("vi"):
        made = make.make_country(plan, tell=lambda step: None)
    spent = time.perf_counter() - begun
    title = f"country {name}: {made.bodies:,} bodies, {records:,} records"
    return [Row(title, spent, "s")]


def fastest(*works: Callable[[], Any], runs: int = RUNS) -> list[float]:
    """The fastest run of each, in seconds; they run in turn, once without counting."""
    taken = [float("inf")] * len(works)
    for run in range(runs + 1):
        for place, work in enumerate(works):
            begun = time.perf_counter()
            work()
            if run:
                taken[place] = min(taken[place], time.perf_counter() - begun)
    return taken


# --- one country --------------------------------------------------------------------------


def _exact() -> list[Row]:
    from loa.evidence import recount

    begun = time.perf_counter()
    differences = len(recount.check())
    spent = time.perf_counter() - begun
    return [
        at_most("differences when all is counted again", differences, "", 0),
        Row("counted again from credits and verdicts in", spent, "s"),
    ]


class Province(NamedTuple):
    """The province with the most bodies."""

    version: Any
    body_ids: list[int]


def _largest() -> Province:
    from loa.orgs.models import BodyVersion, Kind, Level
    from loa.oversight.board import bodies_through

    rows = BodyVersion.objects.filter(
        level=Level.PROVINCE, kind=Kind.PEOPLES_COMMITTEE, valid_to=None
    )
    found = [Province(row, bodies_through(row, *MONTH, ON)) for row in rows]
    return max(found, key=lambda one: len(one.body_ids))


def _obligations(province: Province) -> list[Any]:
    from loa.oversight.judged import obligations

    return obligations(body_ids=province.body_ids, first=MONTH[0], last=MONTH[1], on=ON)


def _board() -> list[Row]:
    province = _largest()
    judged = _obligations(province)
    stored = _store(judged)
    names = [
        field.attname for field in stored._meta.concrete_fields if field.attname != "id"
    ]
    excepted = sum(one.cell.exempt or one.cell.extended for one in judged)
    assert excepted, "without exceptions nothing would be proven"

    def bare() -> list[Any]:
        rows = stored.objects.filter(
            body_id__in=province.body_ids, period_start__lte=MONTH[1],
            last_day__gte=MONTH[0],
        )  # fmt: skip
        return list(rows.values_list(*names))

    assert len(bare()) == len(judged)
    select, selector = fastest(bare, lambda: _obligations(province))
    step = max(1, len(judged) // SAMPLE)
    sample = judged[::step]
    assert [_by_orm(one) for one in sample] == [one.state for one in sample]
    # In pieces, so that it too finds moments in which nothing else runs.
    pieces = [sample[place : place + 20] for place in range(0, len(sample), 20)]
    works = [lambda piece=piece: [_by_orm(one) for one in piece] for piece in pieces]
    loop = sum(fastest(*works, runs=5)) * len(judged) / len(sample)
    return [
        Row("obligations of a province in a month", len(judged), "", excepted),
        Row("selector of a province", selector * 1000, "ms", select * 1000),
        at_most(
            "selector ÷ bare SELECT of the same rows", selector / select, "ratio", 6
        ),
        at_least("per-cell ORM loop ÷ selector", loop / selector, "ratio", 60),
    ]


def _store(judged: list[Any]) -> Any:
    """A table as there would be one if obligations were stored, with these in it."""
    from django.db import connection, models

    from loa.domain.quotas import COLUMN_NAMES

    counts = {name: models.IntegerField() for name in COLUMN_NAMES}
    stored = type("StoredForMeasuring", (models.Model,), {
        "__module__": "loa.evidence.models",
        "task_id": models.BigIntegerField(), "body_id": models.BigIntegerField(),
        "period_start": models.DateField(), "last_day": models.DateField(),
        "due_on": models.DateField(), "target": models.IntegerField(), **counts,
        "late": models.IntegerField(), "state": models.CharField(max_length=20),
        "Meta": type("Meta", (), {
            "app_label": "evidence", "managed": False,
            "indexes": [models.Index(fields=["body_id", "period_start"], name="for_measuring")],
        }),
    })  # fmt: skip
    with connection.schema_editor() as editor:
        editor.create_model(stored)
    stored.objects.bulk_create(  # type: ignore[attr-defined]
        [
            stored(
                task_id=one.cell.task.id, body_id=one.cell.body_id,
                period_start=one.cell.window.period.start,
                last_day=one.cell.window.period.last_day, due_on=one.cell.window.due_on,
                target=one.cell.target, late=one.late, state=one.state.value,
                **dict(zip(COLUMN_NAMES, one.columns, strict=True)),
            )
            for one in judged
        ],
        batch_size=500,
    )  # fmt: skip
    return stored


def _by_orm(one: Any) -> Any:
    """Judge one obligation as one would who has never heard of sets."""
    from django.db.models import Q

    from loa.domain.quotas import (
        COLUMN_NAMES,
        NOTHING,
        judge,
        judge_standing,
        with_extension,
    )
    from loa.evidence.models import Tally
    from loa.programmes.models import Exemption, Extension, Statement, Task

    cell = one.cell
    window, start = cell.window, cell.window.period.start
    task = Task.objects.select_related("directive").get(pk=cell.task.id)
    of = {"task": task, "body_id": cell.body_id, "closed_at": None}
    exempt = Exemption.objects.filter(
        Q(period_start=start) | Q(period_start=None), **of
    ).exists()
    longer = Extension.objects.filter(period_start=start, **of).first()
    if longer and longer.due_on > window.due_on:
        window = with_extension(window, longer.due_on, cell.task.timing)
    stated = Statement.objects.filter(period_start=start, **of).exists()
    tally = Tally.objects.filter(
        task=task, body_id=cell.body_id, period_start=start
    ).first()
    columns = tuple(getattr(tally, name) for name in COLUMN_NAMES) if tally else NOTHING
    terms = {
        "judged_from": task.directive.judged_from,
        "exempt": exempt,
        "binding": task.is_binding,
    }
    if cell.task.is_standing:
        return judge_standing(window, columns, stated, ON, **terms)
    late = tally.late if tally else 0
    return judge(window, cell.target, columns, ON, late=late, **terms)


# --- its page -----------------------------------------------------------------------------

BARE = """\
<div class="scroll" tabindex="0" role="group" aria-label="{{ caption }}">
<table class="heat heat--tasks" id="bang-nhiet"><caption class="vh">{{ caption }}</caption>
{{ head }}<tbody>
{% for name, cells in lines -%}
<tr><th scope="row">{{ name }}</th>
{%- for css, symbol, word, url, period, counted, claimed, disputed in cells -%}
<td>
{%- if not url -%}<span class="cell is-none" data-p=""><svg class="i" aria-hidden="true"><use href="#s-none"/></svg><span class="vh">{{ word }}</span></span>
{%- else -%}
<a class="cell {{ css }}" href="{{ url }}" data-p="{{ period }}"><svg class="i" aria-hidden="true"><use href="#{{ symbol }}"/></svg><span class="vh">{{ word }}</span>
{%- if counted is not none -%}
<span class="vh">, {{ counted_word }} </span><b>{{ counted }}</b>
{%- if claimed or disputed -%}<small>
{%- if claimed %}<span class="is-claimed"><svg class="i" aria-hidden="true"><use href="#e-claimed"/></svg><span class="vh">, {{ claimed_word }} </span>{{ claimed }}</span>{% endif -%}
{%- if disputed %}<span class="is-disputed"><svg class="i" aria-hidden="true"><use href="#e-disputed"/></svg><span class="vh">, {{ disputed_word }} </span>{{ disputed }}</span>{% endif -%}
</small>{%- endif -%}
{%- endif -%}
</a>{%- endif -%}
</td>
{%- endfor -%}
</tr>
{% endfor %}
</tbody>{{ foot }}</table></div>"""


def _page() -> list[Row]:
    from django.test import Client, RequestFactory, override_settings
    from django.utils import translation

    from loa.accounts.models import User
    from loa.common.dates import now
    from loa.orgs.selectors import acting
    from loa.oversight.filters import Filters
    from loa.oversight.reading import read_board
    from loa.oversight.views.board import heat

    user = User.objects.get(username="theo-doi")
    me = acting(user, chosen=None, on=ON)
    province = _largest()
    filters = Filters(
        year=MONTH[0].year, month=MONTH[0].month, view="nhiem-vu",
        over=province.version.body_id,
    )  # fmt: skip
    page = read_board(me, filters, on=ON, at=now())
    request = RequestFactory().get("/")
    with translation.override("vi"):
        ours = heat(request, page)
        context, template = _ready(page, ours)
        assert _plain(template.render(context)) == _plain(ours)
        bare, table = fastest(
            lambda: template.render(context), lambda: heat(request, page)
        )
    client = Client()
    client.force_login(user)
    address = "/bang-theo-doi/" + filters.address()

    def whole() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code

    with override_settings(ALLOWED_HOSTS=["*"]):
        (asked,) = fastest(whole, runs=5)
    return [
        Row("table of the board as HTML", table * 1000, "ms", bare * 1000),
        at_most(
            "table of the board ÷ bare Jinja2 of the same rows",
            table / bare,
            "ratio",
            1.5,
        ),
        Row("the whole request of the board", asked * 1000, "ms", bare * 1000),
    ]


def _plain(text: str) -> str:
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", text).strip()


def _ready(page: Any, ours: str) -> tuple[dict[str, Any], Any]:
    """All that the bare template says, and the template; head and foot are taken over."""
    from jinja2 import Environment
    from markupsafe import Markup

    from loa.common import figures
    from loa.common.jinja import words
    from loa.oversight.labels import line_name

    said = words()
    base = page.filters.address(shown=None)
    quiet = {"exempt", "not_yet", "not_judged", "stated", "silent"}
    cells: dict[str, Any] = {}

    def ready(line: Any, one: Any) -> tuple[Any, ...]:
        if one is None:
            return ("", "", cells["none"], "", "", None, "", "")
        sign, six, cell = said[one.state.value], one.columns, one.cell
        ref = f"{cell.task.id}-{line.version.body_id}-{cell.window.period.start}"
        url = f"{base}&o={ref}#chi-tiet"
        known = (sign.css, sign.symbol, sign.word, url, cell.task.label)
        if one.state.value in quiet and not sum(six):
            return (*known, None, "", "")
        counted, claimed = six[0] + six[1], sum(six)
        return (
            *known, figures.number(counted),
            figures.number(claimed) if claimed != counted else "",
            figures.number(six[4]) if six[4] else "",
        )  # fmt: skip

    from django.utils.translation import gettext as _

    cells["none"] = _("not owed")
    caption = _("Bodies by period: how many are verified, and the state")
    head = re.search(r"<thead>.*</thead>", ours, re.DOTALL)
    foot = re.search(r"<tfoot.*</tfoot>", ours, re.DOTALL)
    assert head
    assert foot
    context = {
        "caption": caption, "head": Markup(head[0]), "foot": Markup(foot[0]),
        "counted_word": _("counted"), "claimed_word": said["claimed"].counted,
        "disputed_word": said["disputed"].counted,
        "lines": [
            (
                line_name(line),
                [ready(line, one) for one in line.cells],
            )
            for line in page.lines
        ],
    }  # fmt: skip
    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return context, made.from_string(BARE)


# --- countries that differ in one thing ---------------------------------------------------


def _growing(go_to: GoTo) -> list[Row]:
    """The nation and a province in countries that differ in one thing each."""
    some = RECORDS // 10
    a_month = some // MONTHS
    sizes: dict[str, tuple[int, int, int]] = {
        "narrow": (some, MONTHS, 17_000),
        "wide": (some, MONTHS, WIDE),
        "young": (a_month * 2, 2, 17_000),
        "thick": (a_month * 20, 2, 17_000),
    }
    found = []
    for name, (records, months, bodies) in sizes.items():
        go_to(name)
        found += _make(name, records, months=months, bodies=bodies)
    nation = dict.fromkeys(sizes, float("inf"))
    province = dict.fromkeys(sizes, float("inf"))
    for _round in range(3):
        for name in sizes:
            go_to(name)
            largest = _largest()
            seconds = fastest(_nation, lambda: _obligations(largest))  # noqa: B023
            nation[name] = min(nation[name], seconds[0])
            province[name] = min(province[name], seconds[1])
    pairs = (
        ("45,000 bodies ÷ 17,000", "wide", "narrow"),
        ("24 months of history ÷ 2", "narrow", "young"),
        ("ten times the records a month ÷ once", "thick", "young"),
    )
    found.append(at_most("nation query", max(nation.values()) * 1000, "ms", 1))
    for title, more, less in pairs:
        ratio = nation[more] / nation[less]
        found.append(at_most(f"nation query, {title}", ratio, "ratio", 1.2))
    for title, more, less in pairs[1:]:
        ratio = province[more] / province[less]
        found.append(at_most(f"selector of a province, {title}", ratio, "ratio", 1.2))
    # Told and not promised: the province then has its schools and stations too.
    ratio = province["wide"] / province["narrow"]
    found.append(Row(f"selector of a province, {pairs[0][0]}", ratio, "ratio"))
    return found


def _nation() -> Any:
    """What every province has in the month: the query behind the nation's page."""
    from loa.evidence.selectors import provinces_in

    found = provinces_in(task_ids=None, first=MONTH[0], last=MONTH[1])
    assert found
    return found


# --- writing ------------------------------------------------------------------------------


def _writing(database: str) -> list[Row]:
    """One record, with its counters and with the statements on counters left out."""
    from unittest import mock

    from loa.cli._demo.story import at
    from loa.evidence.models import Record
    from loa.evidence.recording import record_activity
    from loa.evidence.tallies import Moves
    from loa.orgs.selectors import acting

    # As one that is there and counts, at another address each time.
    like = (
        Record.objects.filter(credits__closed_at=None, done_on__gte=MONTH[0])
        .exclude(channel=None)
        .order_by("pk")[0]
    )
    me = acting(like.recorded_by, chosen=like.body_id, on=ON)
    number = iter(range(1, 1_000_000))

    def record() -> None:
        made = record_activity(
            body_id=like.body_id, done_on=like.done_on, form=like.form, area=like.area,
            title=like.title, address=f"{like.address_key}/do-luong-{next(number)}",
            actor=like.recorded_by, acting=me, at=at(ON, 9),
        )  # fmt: skip
        assert made.credits, "a record that counts toward nothing moves no counter"

    def without() -> None:
        with mock.patch.object(Moves, "write", return_value=None):
            record()

    less, whole = fastest(without, record, runs=60)
    return [
        Row("writing a record", whole * 1000, "ms", less * 1000),
        at_most("with tally statements ÷ without", whole / less, "ratio",
                1.7 if database == "SQLite" else 2),
    ]  # fmt: skip
