"""What comes in without typing: feeds that are polled, columns walked back, mail.

Nothing here counts. A found item counts once it is a record, made by the service that
stores what a person types.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.channels.models import Channel
from loa.evidence.models import Record
from loa.files.models import StoredFile
from loa.orgs.models import Body
from loa.programmes.models import Task
from loa.reference.models import Area, CommunicationForm

LONGEST = 2000


class Counting(models.Model):
    """What items of one place are recorded as, as a person said."""

    class Takes(models.TextChoices):
        ALL = "all", _("Every item: the whole list is about the programme")
        SUBJECT = "subject", _("Only items that name a term of the programme's areas")

    form = models.ForeignKey(
        CommunicationForm, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # null: by the terms of the areas, item by item
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    takes = models.CharField(max_length=8, choices=Takes, default=Takes.SUBJECT)
    # tasks that a person said they are for, beside those that they match by themselves
    tasks = models.ManyToManyField(Task, blank=True, related_name="+")
    # the first day of items that are taken
    since = models.DateField(null=True)

    class Meta:
        abstract = True


class FeedSearch(models.Model):
    """A look for the feeds of a channel; its visits say how far it is."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=LONGEST)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("search for feeds")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.address


class Feed(Counting):
    """A feed or site map of a channel: found, and polled once a person switched it on."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="feeds")
    address = models.CharField(max_length=LONGEST)
    address_key = models.CharField(max_length=500)
    make = models.CharField(max_length=8)  # loa.domain.pages.offers.Make
    title = models.CharField(max_length=200, blank=True)
    found_at = models.DateTimeField()
    # some of what it offered when it was found: [[title, day, address]]
    sample = models.JSONField(default=list)
    started_at = models.DateTimeField(null=True)
    # who answers for what it records
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    stopped_at = models.DateTimeField(null=True)
    # when it is asked next; null while it is off
    next_at = models.DateTimeField(null=True, db_index=True)
    # how often it was asked for, and the last time that was read
    polls = models.PositiveIntegerField(default=0)
    read_through = models.PositiveIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=60, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    # why nothing could be taken the last time, as a code; "" when something could
    fault = models.CharField(max_length=30, blank=True)
    left_out = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("feed")
        ordering = ["channel_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "address_key"], name="intake_feed_once"
            )
        ]

    def __str__(self) -> str:
        return self.title or self.address

    @property
    def is_on(self) -> bool:
        """Whether it is polled."""
        return self.started_at is not None and self.stopped_at is None


class Crawl(Counting):
    """A column walked back page by page, its items shown before they are recorded."""

    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="crawls"
    )
    address = models.CharField(max_length=LONGEST)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # pages read so far, and their keys: a ring is not walked
    page_count = models.PositiveSmallIntegerField(default=0)
    seen = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    # why it went no further, as a code
    end = models.CharField(max_length=30, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("walk back through a column")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.address


class Letter(models.Model):
    """A mail to a body's drop box, and what became of it. Its words are not kept."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("Taken in")
        REFUSED = "refused", _("Not taken")

    # null: it named no body, or a sender whom nobody knows
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, related_name="letters"
    )
    # of Message-ID and content: the same mail is taken in once
    key = models.CharField(max_length=64, unique=True)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    subject = models.CharField(max_length=300, blank=True)
    came_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    # why it, or a part of it, was left out: codes
    reasons = models.JSONField(default=list)

    class Meta:
        verbose_name = _("mail to the drop box")
        ordering = ["-came_at", "-pk"]

    def __str__(self) -> str:
        return self.subject


class FoundItem(models.Model):
    """One thing found, and what became of it."""

    class State(models.TextChoices):
        READING = "reading", _("Its page is being read")
        WAITING = "waiting", _("Waits for a person")
        TAKEN = "taken", _("Confirmed")
        RECORDED = "recorded", _("Recorded")
        KNOWN = "known", _("Recorded before")
        PASSED = "passed", _("Passed over")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="found_items")
    feed = models.ForeignKey(
        Feed, on_delete=models.PROTECT, null=True, related_name="items"
    )
    crawl = models.ForeignKey(
        Crawl, on_delete=models.PROTECT, null=True, related_name="items"
    )
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, related_name="items"
    )
    address = models.CharField(max_length=LONGEST, blank=True)
    address_key = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    title = models.CharField(max_length=500, blank=True)
    summary = models.CharField(max_length=1000, blank=True)
    # as the list says, else its page; null: nobody said
    said_on = models.DateField(null=True)
    # stands in the list itself; false: beside it
    is_main = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=State)
    reason = models.CharField(max_length=40, blank=True)
    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, related_name="found_items"
    )
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("found item")
        ordering = ["-said_on", "pk"]
        indexes = [
            models.Index(fields=["body", "state"], name="intake_item_waiting"),
            models.Index(fields=["body", "address_key"], name="intake_item_address"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "address_key"],
                condition=~Q(feed=None),
                name="intake_item_of_feed_once",
            ),
            models.UniqueConstraint(
                fields=["crawl", "address_key"],
                condition=~Q(crawl=None),
                name="intake_item_of_crawl_once",
            ),
            models.CheckConstraint(
                condition=(
                    Q(feed__isnull=False, crawl=None, letter=None)
                    | Q(feed=None, crawl__isnull=False, letter=None)
                    | Q(feed=None, crawl=None, letter__isnull=False)
                ),
                name="intake_item_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.address or str(self.file)

    @property
    def origin(self) -> str:
        """How it came in, as a record says it."""
        return "feed" if self.feed_id else "column" if self.crawl_id else "mail"

    @property
    def place(self) -> "Feed | Crawl | None":
        """The place whose items it is recorded as; None of a mail."""
        return self.feed or self.crawl
