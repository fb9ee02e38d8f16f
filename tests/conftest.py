"""What every test stands on."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django.plugin import blocking_manager_key

from tests import machine, template

if TYPE_CHECKING:
    from django.db.models import Model
    from playwright.sync_api import Browser

    from tests.cast import Cast

LONG_ALONE = ("tests/postgres/", "browser", "tests/architecture/test_urls")
NEEDS = {"browser": machine.chromium_reason}


# What migrations wrote is noted down at the start, to be brought back.
KEEPING_LISTS = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def empties_database(item: pytest.Item) -> bool:
    """Whether a test commits, and the database is emptied after it."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.hookimpl(optionalhook=True)  # a run within the run has no xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give a file to one process, and all that looks through a browser to one.

    The running Loa that it looks at is dear to make.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.partition("::")[0]
            return "browser" if "browser" in path else path

    # In the order in which they are collected, not the longest files first.
    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark, reason_of in NEEDS.items():
            if item.get_closest_marker(mark) and (reason := reason_of()):
                item.add_marker(pytest.mark.skip(reason=reason))
        if empties_database(item):
            item.add_marker(KEEPING_LISTS, append=False)
    # What takes a minute by itself goes first, so that the end of a run on two cores is
    # not spent waiting for it.
    items.sort(key=lambda item: not any(part in item.nodeid for part in LONG_ALONE))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Iterator[None]:
    """Bring back what migrations wrote after a test that emptied the database.

    Several processes take tests from each other, so that one which needs the lists may
    well come after one which emptied them.
    """
    yield
    # After the last test of all the database itself is gone.
    if nextitem is not None and empties_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            _bring_back_lists()


# What migrations wrote, by database. Not left on the connection alone: once a browser's
# loop runs in the thread, Django hands out other connection objects.
_LISTS: dict[str, str] = {}


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Begin with a copy of the migrated database, where the database is a file."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    is_file = database["ENGINE"].endswith("sqlite3")
    if is_file:
        template.put_database(Path(database["TEST"]["NAME"]))
    return is_file


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Remember what stands in a new database before any test."""
    from django.db import connections

    for alias in connections:
        _LISTS[alias] = getattr(connections[alias], "_test_serialized_contents", "[]")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let whichever connection object a test gets know that lists are kept."""
    from django.db import connections

    # Nothing: they are brought back after a test, not by Django once more before it.
    for alias in _LISTS:
        connections[alias]._test_serialized_contents = "[]"  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def _texts_fit_their_columns() -> Iterator[None]:
    """Let SQLite, which takes a text of any length, refuse what PostgreSQL would."""
    from django.db.models import CharField
    from django.db.models.signals import pre_save

    def look(sender: type, instance: object, **_: object) -> None:
        for field in sender._meta.concrete_fields:  # type: ignore[attr-defined]
            value = getattr(instance, field.attname, None)
            if isinstance(field, CharField) and isinstance(value, str):
                assert len(value) <= (field.max_length or len(value)), (field, value)

    pre_save.connect(look)
    yield
    pre_save.disconnect(look)


def _bring_back_lists() -> None:
    """Write all rows of a list at once: one by one they took a second a test.

    After a test that was skipped they are all there still.
    """
    from django.contrib.contenttypes.models import ContentType
    from django.core import serializers
    from django.db import transaction

    for alias, contents in _LISTS.items():
        # Emptying the database may have made these anew, under other numbers.
        ContentType.objects.using(alias).all().delete()
        rows: dict[type[Model], list[Model]] = {}
        for read in serializers.deserialize("json", contents, using=alias):
            assert not read.m2m_data, read
            rows.setdefault(type(read.object), []).append(read.object)
        with transaction.atomic(using=alias):
            for model, of_it in rows.items():
                model._base_manager.using(alias).bulk_create(
                    of_it, ignore_conflicts=True
                )
    ContentType.objects.clear_cache()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lacking: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        said = reason.removeprefix("Skipped: ")
        lacking.update(want for want in machine.WANTS if said.startswith(want))
    terminalreporter.section("not run for want of")
    told = [f"{want}: {lacking[want]}" for want in machine.WANTS if lacking[want]]
    terminalreporter.write_line(", ".join(told) or "nothing: the machine has it all")


@pytest.fixture
def cast(db: None) -> "Cast":
    """The standing people and bodies (tests/cast.py)."""
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The machine's Chromium, one for all tests of a process.

    Playwright's loop lives in the thread of the tests from then on, where Django sees it
    and would refuse the database to every later test; nothing here awaits.
    """
    from playwright.sync_api import sync_playwright

    from tests.browser import walk

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = walk.start(playwright)
        yield opened
        opened.close()
