"""Papers of one's own: from a draft to a number, and what became of them."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loa.documents.models.incoming import Document
from loa.files.models import StoredFile
from loa.orgs.models import Body


class DraftStatus(models.TextChoices):
    """The states of ``domain.workflow.OUTGOING``."""

    DRAFT = "draft", pgettext_lazy("outgoing paper", "Draft")
    FROZEN = "frozen", _("Out for signing")
    RETURNED = "returned", _("Signed file is back")
    ISSUED = "issued", _("Issued")
    REPLACED = "replaced", _("Replaced")
    RECALLED = "recalled", _("Recalled")
    DROPPED = "dropped", pgettext_lazy("outgoing paper", "Given up")


class PaperTemplate(models.Model):
    """A body's own .docx, filled by docxtpl. A new one closes the one of its name."""

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="paper_templates"
    )
    name = models.CharField(_("name"), max_length=150)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)  # names of the fields that it uses
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("template")
        ordering = ["name", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"],
                condition=Q(closed_at=None),
                name="documents_template_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """One paper of a body on its way out, and afterwards where it went."""

    class Purpose(models.TextChoices):
        """What it was begun for."""

        FREE = "free", _("A paper of its own")
        OWN_PLAN = "own_plan", _("Own plan from the superior's")
        CARRY_ON = "carry_on", _("Letter that carries a directive on")
        REPLACEMENT = "replacement", _("Replacement")
        CORRECTION = "correction", _("Correction")
        RECALL = "recall", _("Recall")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="drafts")
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.FREE)
    # the abbreviation of Decree 30/2020, appendix III; "" is an official letter
    type_code = models.CharField(max_length=10, blank=True)
    subject = models.TextField()
    symbol = models.CharField(max_length=60)
    status = models.CharField(
        max_length=10, choices=DraftStatus, default=DraftStatus.DRAFT
    )
    # the document that it rests on, carries on, replaces, corrects or recalls
    regarding = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts_regarding",
    )
    # tasks that a plan carries inside its files (JSON of the exchange format); or null
    carried = models.JSONField(null=True, blank=True)
    # what it became when it was issued
    document = models.OneToOneField(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="draft",
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing paper")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["body", "status"], name="documents_drafts")]

    def __str__(self) -> str:
        return self.subject[:160]


class DraftVersion(models.Model):
    """One wording of a draft, for ever: its .docx byte for byte and what it says."""

    class Origin(models.TextChoices):
        COMPOSED = "composed", _("made by Loa")
        EDITED = "edited", _("changed in Loa")
        WORD = "word", _("came back from Word")
        TEMPLATE = "template", _("filled into a template")

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=10, choices=Origin)
    # canonical JSON of the paper as data; "" once it has been through Word
    paper = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)  # sha256 of ``paper``
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # what the reader finds in the .docx: text, the blocks to show it by, its header
    text = models.TextField()
    blocks = models.JSONField(default=list)
    header = models.JSONField(default=dict)  # {"subject": …, "signer.name": …}
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a draft")
        ordering = ["draft_id", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "version"], name="documents_draft_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} v{self.version}"

    @property
    def data(self) -> dict[str, Any]:
        """The paper as values; empty once it has been through Word."""
        found: dict[str, Any] = json.loads(self.paper) if self.paper else {}
        return found


class FrozenFile(models.Model):
    """What went out for signing: a .docx or .pdf of one version."""

    version = models.ForeignKey(
        DraftVersion, on_delete=models.PROTECT, related_name="frozen"
    )
    format = models.CharField(max_length=8)  # docx, pdf
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # its words as the reader gives them, to compare the signed file with
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("frozen file")

    def __str__(self) -> str:
        return f"{self.version_id}.{self.format}"


class SignedFile(models.Model):
    """A file that came back from signing, with what was found in it. Never updated."""

    class Signature(models.TextChoices):
        """What can be said of the signatures of a file, all together."""

        VALID = "valid", _("valid")
        INVALID = "invalid", _("invalid")
        NOT_CHECKED = "not_checked", _("not checked")
        NONE = "none", _("no signature in the file")

    class Comparison(models.TextChoices):
        """Its words and figures beside those of the frozen draft."""

        SAME = "same", _("the same, in the same order")
        SAME_PARTS = (
            "same_parts",
            _("every paragraph is there; their order is not told"),
        )
        DIFFERS = "differs", _("differs")
        UNREADABLE = "unreadable", _("cannot be read: to be compared by eye")

    version = models.ForeignKey(
        DraftVersion, on_delete=models.PROTECT, related_name="signed_files"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    signature = models.CharField(max_length=12, choices=Signature)
    # [{"name", "issuer", "at", "is_whole", "is_intact", "trust", "reason"}]
    signatures = models.JSONField(default=list)
    comparison = models.CharField(max_length=12, choices=Comparison)
    # [{"change", "before": [[text, is_changed]], "after": …, "figures": [[a, b]]}]
    differences = models.JSONField(default=list)
    number = models.CharField(max_length=40, blank=True)  # as printed in it, if it is
    issued_on = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("signed file")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.signature}, {self.comparison}"


class NumberingRule(models.Model):
    """From when a body takes numbers from a series of Loa's own. Never updated."""

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="numbering_rules"
    )
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("numbering rule")
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(until_at=None),
                name="documents_numbering_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.from_at:%d/%m/%Y}"


class NumberSeries(models.Model):
    """The next number of one type of paper of one body in one year."""

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="number_series"
    )
    type_code = models.CharField(max_length=10, blank=True)
    year = models.PositiveSmallIntegerField()
    next = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("number series")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "type_code", "year"], name="documents_series_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.type_code} {self.year}: {self.next}"


class RegisteredNumber(models.Model):
    """One number that a body gave, by hand or from a series. A void one stays."""

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="registered_numbers"
    )
    type_code = models.CharField(max_length=10, blank=True)
    year = models.PositiveSmallIntegerField()
    # without leading zeros, in small letters: "5", "5a"
    number = models.CharField(max_length=40)
    is_from_series = models.BooleanField(default=False)
    # the paper that has it; or, of one that is no draft (a report), its title
    draft = models.ForeignKey(
        Draft, on_delete=models.PROTECT, null=True, blank=True, related_name="numbers"
    )
    title = models.CharField(max_length=300, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    void_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)
    void_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("number given")
        ordering = ["body_id", "year", "type_code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "type_code", "year", "number"],
                name="documents_number_once",
            ),
            models.UniqueConstraint(
                fields=["draft"],
                condition=Q(void_at=None),
                name="documents_draft_number_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.type_code} ({self.year})"

    @property
    def given_to(self) -> str:
        """Name the paper that has the number."""
        return str(self.draft) if self.draft else self.title

    @property
    def full_number(self) -> str:
        """Give the number with its symbol: "12/BC-UBND"."""
        return f"{self.number}/{self.draft.symbol if self.draft else self.symbol}"
