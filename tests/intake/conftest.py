"""A commune whose portal is a real server on this machine, and a worker that does its jobs."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from loa.fetching.guard import Guard, networks
from loa.fetching.models import Visit
from loa.fetching.web import Limits
from loa.intake import jobs
from loa.intake.models import FoundItem
from tests.evidence.conftest import work
from tests.evidence.work import HOST, Work
from tests.factories import moment
from tests.fetching.conftest import make_visits, one_connection, quick, server
from tests.fetching.servers import Server, page

__all__ = ["one_connection", "quick", "server", "work"]

HERE = Guard(allowed=networks(["127.0.0.0/8"]), fixed=(("*.gov.vn", "127.0.0.1"),))
LIMITS = Limits(on_line=300_000, unpacked=900_000, seconds=2)
AT = moment(2026, 11, 22)
JOBS = {
    task.module_path: task
    for task in (
        jobs.read_search,
        jobs.read_feed,
        jobs.read_item,
        jobs.read_crawl,
        jobs.record_crawl,
        jobs.empty_box,
    )
}

SENTENCES = (
    "UBND xã Tam Giai hướng dẫn người dân làm thủ tục hành chính qua mạng. " * 12
)


def article(
    day: str = "16/11/2026", title: str = "Nhận hồ sơ hộ tịch qua mạng"
) -> bytes:
    return page(
        f"<!doctype html><title>{title}</title><body><h1>{title}</h1>"
        f"<div class='date'>{day}</div><article><p>{SENTENCES}</p></article>".encode()
    )


def rss_item(path: str, title: str, day: str, more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{path}</link>"
        f"<pubDate>{day}</pubDate>{more}</item>"
    )


def rss(*items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Cải cách hành chính</title>{''.join(items)}</channel></rss>"
    ).encode()


@dataclass(slots=True)
class Portal:
    """The commune's portal, and what makes Loa's workers go on."""

    work: Work
    server: Server

    @property
    def host(self) -> str:
        return f"{HOST}:{self.server.port}"

    def at(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def client(self, who: str = "clerk") -> Client:
        return self.work.cast.client(who)

    def run(self) -> None:
        """Make visits and do jobs until neither is left."""
        while True:
            make_visits(HERE, LIMITS)
            ready = list(
                DBTaskResult.objects.filter(status="READY", task_path__in=JOBS)
            )
            for one in ready:
                JOBS[one.task_path].func(*one.args_kwargs["args"])
                DBTaskResult.objects.filter(pk=one.pk).update(status="SUCCESSFUL")
            due = Visit.objects.filter(state="waiting", due_at__lte=timezone.now())
            if not ready and not due.exists():
                return

    def items(self) -> dict[str, tuple[str, str]]:
        """State and reason of each found item, by the end of its address or its file."""
        return {
            row.address.removeprefix(self.at("")) or str(row.file): (
                row.state,
                row.reason,
            )
            for row in FoundItem.objects.all()
        }


@pytest.fixture
def portal(work, server, one_connection, quick, settings, monkeypatch):
    """The day is 22 November 2026, whatever the machine's clock says."""
    settings.LOA_FETCH = True
    work.channel.host = f"{HOST}:{server.port}"
    work.channel.save()
    # The clock goes on from there: hosts wait for each other's pauses.
    real, offset = timezone.now, AT - timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: real() + offset)
    return Portal(work, server)
