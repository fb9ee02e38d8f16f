"""Other people's pages: whose turn it is, what was asked for, what came and is kept.

A host is asked by one visit at a time, and not again before ``next_at``. A visit is
taken for a while (``taken_until``): one whose worker died is taken again, and only who
holds it may say how it ended.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.files.models import StoredFile


class Host(models.Model):
    """One web server as addresses name it, with what it wants of those who ask."""

    name = models.CharField(max_length=260, unique=True)  # "sonoivu.tinh.gov.vn:8080"
    # nobody asks it before; while somebody does, when he is given up
    next_at = models.DateTimeField(db_index=True)
    # seconds between the end of one request and the next; robots.txt may ask for more
    pause = models.FloatField(default=1.0)
    robots = models.TextField(blank=True)
    robots_at = models.DateTimeField(null=True, blank=True)
    # its robots.txt could not be asked for: nothing else is asked for either
    robots_failed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("host")

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """One page that somebody wants to know about, and how asking for it ended."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TAKEN = "taken", _("Being fetched")
        ENDED = "ended", _("Ended")

    # who wants it ("evidence.proof"), and of what: two visits with one key are one
    purpose = models.CharField(max_length=40)
    key = models.CharField(max_length=200, unique=True)
    address = models.CharField(max_length=2000)
    # where it has led so far: address after redirects, and those before it
    at_address = models.CharField(max_length=2000)
    hops = models.JSONField(default=list)
    # what the server said of it last time: "only if it is another now"
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=60, blank=True)
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="visits")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    wanted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_until = models.DateTimeField(null=True, blank=True)
    # how often it was taken, and how often the other side failed
    attempts = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    # a code of loa.fetching.outcomes; "" while it has not ended
    outcome = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("visit")
        indexes = [
            models.Index(
                fields=["host", "due_at"],
                condition=Q(state="waiting"),
                name="fetching_visit_waiting",
            ),
            models.Index(
                fields=["taken_until"],
                condition=Q(state="taken"),
                name="fetching_visit_taken",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.address}"


class Copy(models.Model):
    """A page as it was: kept as WARC, whatever becomes of the page."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="copy")
    address = models.CharField(max_length=2000)  # where it was found in the end
    fetched_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField()
    # as the server said; bytes and charset may say otherwise
    media_type = models.CharField(max_length=120, blank=True)
    charset = models.CharField(max_length=40, blank=True)
    # as the server said, to be asked with next time
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=60, blank=True)
    # of the page's bytes, unpacked
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    # longer than we take in: what came first is kept
    is_cut = models.BooleanField(default=False)
    warc = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # what a reader made of it; empty until somebody has read it
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    # how a browser shows it, scripts off; made when somebody first looks
    picture = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("kept copy")

    def __str__(self) -> str:
        return self.address
