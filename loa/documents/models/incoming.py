"""Official documents, what they cite and what the reader found in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.files.models import StoredFile
from loa.orgs.models import Body, BodyGroup
from loa.reference.models import LegalDocument


class Direction(models.TextChoices):
    INCOMING = "incoming", _("Incoming")
    OUTGOING = "outgoing", _("Outgoing")


class IssuerLevel(models.TextChoices):
    """Where a document's issuer stands, from the law down to the commune."""

    LAW = "law", _("National Assembly")
    GOVERNMENT = "government", _("Government, Prime Minister, Party centre")
    MINISTRY = "ministry", _("Ministries")
    PROVINCE = "province", _("Province")
    DEPARTMENT = "department", _("Provincial departments")
    DISTRICT = "district", _("District (until 30/06/2025)")
    COMMUNE = "commune", _("Commune, ward, special zone")


class Status(models.TextChoices):
    """How far the reading of a document has come."""

    READ = "read", _("Read, to be confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Ended(models.TextChoices):
    """Why an issued document no longer stands; it stays readable, marked so."""

    REPLACED = "replaced", _("Replaced")
    RECALLED = "recalled", _("Recalled")


class Document(models.Model):
    """One official document. Number and day may be missing; they are never invented."""

    # the body that brought it in (its inbox, its readers)
    held_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="documents"
    )
    direction = models.CharField(
        max_length=10, choices=Direction, default=Direction.INCOMING
    )
    number = models.CharField(max_length=40, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    doc_type = models.CharField(max_length=60, blank=True)
    issuer = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issued_documents",
    )
    issuer_name = models.CharField(max_length=300, blank=True)
    # from the issuer; empty when its name does not say it
    level = models.CharField(
        max_length=10, choices=IssuerLevel, blank=True, db_index=True
    )
    place = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    subject = models.TextField(blank=True)
    signer_authority = models.CharField(max_length=200, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    signer_name = models.CharField(max_length=150, blank=True)
    urgency = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.READ)
    # an issued paper is confirmed at once; its tasks are not until they are made duties
    tasks_open = models.BooleanField(default=False)
    # set in the transaction that issues the paper which replaces or recalls it
    ended = models.CharField(max_length=10, choices=Ended, blank=True)
    # the text that every span counts in, and the blocks to show it by
    text = models.TextField()
    blocks = models.JSONField(default=list)  # [{"kind", "start", "end", ...}] in order
    # words read off a picture: [[start, end, how sure the eye was (0 to 100)], …]
    scanned = models.JSONField(default=list, blank=True)
    reader_version = models.CharField(max_length=20, blank=True)
    # number and symbol in one comparable form ("12/kh-ubnd"); empty without a number
    code = models.CharField(max_length=110, blank=True, db_index=True)
    # number, type, issuer and subject without marks: what a search looks in
    folded = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("document")
        ordering = ["-brought_at", "-pk"]
        constraints = [
            # the same file is brought into one body once
            models.UniqueConstraint(
                fields=["held_by", "sha256"],
                condition=~Q(status="withdrawn"),
                name="documents_brought_once",
            )
        ]
        indexes = [models.Index(fields=["number", "symbol"], name="documents_number")]

    def __str__(self) -> str:
        code = "/".join(part for part in (self.number, self.symbol) if part)
        return (
            " ".join(part for part in (self.doc_type, code) if part)
            or self.subject[:80]
        )

    @property
    def has_open_tasks(self) -> bool:
        """Whether what was read of its tasks may still be changed."""
        return self.status == Status.READ or (
            self.status == Status.CONFIRMED and self.tasks_open
        )


class DocumentFile(models.Model):
    """A file of a document."""

    class Role(models.TextChoices):
        ORIGINAL = "original", _("Original")
        ATTACHMENT = "attachment", _("Attachment")
        SIGNED = "signed", _("Signed file")
        CONTAINER = "container", _("What it came in")

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="files"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role, default=Role.ORIGINAL)

    class Meta:
        verbose_name = _("file of a document")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.file_id}"


class Citation(models.Model):
    """A document that this one names; a stub until that one is held."""

    class Kind(models.TextChoices):
        LEGAL_BASIS = "legal_basis", _("Legal basis")
        MENTION = "mention", _("Mentioned")

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="citations"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    number = models.CharField(max_length=60, blank=True)  # "76/NQ-CP"
    code = models.CharField(max_length=110, blank=True, db_index=True)  # as of Document
    name = models.CharField(max_length=400, blank=True)  # of a law cited without number
    issued_on = models.DateField(null=True, blank=True)
    issuer_name = models.CharField(max_length=300, blank=True)
    target = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cited_by",
    )
    # the row of the dated list of law that it names
    law = models.ForeignKey(
        LegalDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    # who said which document is meant, or that none held is; then it is left alone
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("citation")

    def __str__(self) -> str:
        return self.number or self.name


class Recipient(models.Model):
    """One printed line of addressees or recipients, and whom it means."""

    class Kind(models.TextChoices):
        TO = "to", _("Addressee")
        CC = "cc", _("Recipient")

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="recipients"
    )
    kind = models.CharField(max_length=2, choices=Kind)
    printed = models.CharField(max_length=500)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(
        BodyGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    via = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("recipient")
        ordering = ["document_id", "kind", "order"]

    def __str__(self) -> str:
        return self.printed


class Delivery(models.Model):
    """A confirmed document stands in a body's inbox."""

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="deliveries"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="deliveries")
    delivered_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("delivery")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "body"], name="documents_delivered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.body_id}"


class Relation(models.Model):
    """What a document does to another. A change closes the row and makes another."""

    class Kind(models.TextChoices):
        REPLACES = "replaces", _("replaces")
        AMENDS = "amends", _("amends and supplements")
        ANSWERS = "answers", _("answers")
        CARRIES_ON = "carries_on", _("carries on")
        CORRECTS = "corrects", _("corrects")
        RECALLS = "recalls", _("recalls")

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="relations"
    )
    other = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="related_by"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    # from which day; without one, from the day of issue of `document`
    effective_on = models.DateField(null=True, blank=True)
    # the document that says so; none when it is `document` itself
    said_by = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # the body that said it, and whether it holds for everybody who sees both
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_general = models.BooleanField(default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("relation")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "other", "kind", "body"],
                condition=Q(closed_at=None),
                name="documents_related_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.kind} {self.other_id}"


class Finding(models.Model):
    """What the reader found, and what a person made of it.

    ``field`` is "number", "issuer", … for the header, "task" for a task, and
    "task.lead", "task.coordinate", "task.deadline", "task.recurrence",
    "task.quota", "task.kind" for its parts; ``item`` numbers the task (0, 1 …).
    ``value`` is what counts now; ``proposed`` what the machine found, null where a
    person added the finding.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed")
        CORRECTED = "corrected", _("Corrected")
        ADDED = "added", _("Added")
        DROPPED = "dropped", _("Dropped")

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="findings"
    )
    field = models.CharField(max_length=30)
    item = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    value = models.JSONField(null=True)
    proposed = models.JSONField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    rule = models.CharField(max_length=60, blank=True)
    certainty = models.CharField(max_length=10, blank=True)  # certain, likely, doubtful
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("finding")
        ordering = ["document_id", "item", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


class SearchEntry(models.Model):
    """The words of a document without marks, each once: what a search looks in.

    Each database keeps an index of its own over it, made by a migration: on SQLite a
    full-text table that triggers keep in step. Django rebuilds a table there when a
    column changes, and the triggers must then be made anew.
    """

    document = models.OneToOneField(
        Document,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_entry",
    )
    words = models.TextField()

    class Meta:
        verbose_name = _("search entry")

    def __str__(self) -> str:
        return str(self.document_id)
