"""Bodies through time, groups of bodies, and who may do what in them.

Every span of days here is half-open: ``valid_from`` (or ``from_on``) is in it,
``valid_to`` (or ``until_on``) is the first day that is not. Null means open.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loa.common.decided import Decided

# A path is the ids from the root down, six digits each, without a sign between:
# digits sort alike under every collation, punctuation does not.
PATH_SEGMENT = 6


class Kind(models.TextChoices):
    """What sort of body it is."""

    GOVERNMENT = "government", _("Government")
    MINISTRY = "ministry", _("Ministry")
    PEOPLES_COMMITTEE = "peoples_committee", _("People's Committee")
    PEOPLES_COUNCIL = "peoples_council", _("People's Council")
    OFFICE = "office", _("Office")
    DEPARTMENT = "department", _("Department")
    DIVISION = "division", _("Division")
    CENTRE = "centre", _("Centre")
    SERVICE_UNIT = "service_unit", _("Public service unit")
    VERTICAL = "vertical", _("Vertical agency")
    PARTY = "party", _("Party body")
    FRONT = "front", _("Fatherland Front and mass organisations")
    ENTERPRISE = "enterprise", _("Enterprise")
    OTHER = "other", _("Other")


class Level(models.TextChoices):
    """Which level of government it belongs to."""

    NATION = "nation", _("Central")
    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District (until 30/06/2025)")
    COMMUNE = "commune", _("Commune, ward, special zone")


class Body(models.Model):
    """A public body, whatever it was called at the time."""

    # Permanent: the national code of a unit with a suffix for its office, or one given here.
    code = models.CharField(max_length=40, unique=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("body")
        ordering = ["code"]

    def __str__(self) -> str:
        """Name the body as it is called in its latest version (one query)."""
        version = self.versions.order_by("-valid_from").first()
        return version.name if version else self.code


class BodyVersion(models.Model):
    """What a body was called, and where it stood, from one day to another."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=120, blank=True)
    # name folded (no marks, lower case): what a search compares
    folded = models.CharField(max_length=300, db_index=True)
    # "UBND", "SNV": what stands in a document's symbol
    symbol = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    level = models.CharField(max_length=10, choices=Level)
    # "xã", "phường", "đặc khu", "tỉnh", "thành phố": printed, never compared
    unit_type = models.CharField(max_length=30, blank=True)
    # place as printed on a paper ("Tam Giai")
    place = models.CharField(max_length=120, blank=True)
    official_code = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="child_versions",
    )
    path = models.CharField(max_length=PATH_SEGMENT * 12)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("body version")
        ordering = ["body_id", "valid_from"]
        indexes = [
            models.Index(
                fields=["path", "valid_from", "valid_to"], name="orgs_path_days"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "valid_from"], name="orgs_version_start"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="orgs_version_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """What became of a body: many-to-many, a share that nobody entered is unknown."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("merged")
        SPLIT = "split", _("split")
        RENAME = "rename", _("renamed")
        DISSOLVE = "dissolve", _("dissolved")

    from_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="successions"
    )
    to_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, related_name="predecessors"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    on = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    # worked out from what became of the bodies below it, not said by any paper
    is_derived = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("succession")
        constraints = [
            models.UniqueConstraint(
                fields=["from_body", "to_body", "on"], name="orgs_succession_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_body_id} → {self.to_body_id} ({self.on})"


class Reorganisation(models.Model):
    """What a document said becomes of bodies below one, as a person entered it.

    Never updated: a mistake is mended by another, from a later day.
    """

    over = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="reorganisations"
    )
    on = models.DateField()
    by_document = models.CharField(_("by document"), max_length=200)
    # the rows as they were entered (orgs.reorganising.ChangeRow)
    rows = models.JSONField(default=list)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reorganisation")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.by_document} ({self.on})"

    def get_absolute_url(self) -> str:
        return f"{reverse('orgs:reorganise', args=[self.over_id])}#sx-{self.pk}"


class BodyGroup(models.Model):
    """A group of bodies as documents name it; its members depend on the day."""

    name = models.CharField(_("name"), max_length=300)
    folded = models.CharField(max_length=300, db_index=True)
    # whose group it is: names are looked for at the issuer's body and its superiors
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="groups")

    class Meta:
        verbose_name = _("group of bodies")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "folded"], name="orgs_group_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class GroupRule(Decided):
    """A rule of a group: all bodies of these kinds and levels below a body. Never updated."""

    group = models.ForeignKey(BodyGroup, on_delete=models.PROTECT, related_name="rules")
    under = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    kinds = models.JSONField(default=list)  # [Kind]
    levels = models.JSONField(default=list)  # [Level]
    # words of unit_type or of the name's beginning; [] = any
    unit_types = models.JSONField(default=list)
    direct_only = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("group rule")

    def __str__(self) -> str:
        return f"{self.group_id}: {self.kinds} {self.levels}"


class GroupMember(Decided):
    """A body listed in a group by name. Never updated but for its closing."""

    group = models.ForeignKey(
        BodyGroup, on_delete=models.PROTECT, related_name="members"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("group member")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "body"],
                condition=Q(until_on=None, closed_at=None),
                name="orgs_member_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.body_id}"


class BodyAlias(models.Model):
    """Another name under which papers of a body's tree mean a body or a group."""

    scope = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="aliases_below"
    )
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="aliases"
    )
    group = models.ForeignKey(
        BodyGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="aliases",
    )

    class Meta:
        verbose_name = _("alias")
        constraints = [
            models.UniqueConstraint(fields=["scope", "folded"], name="orgs_alias_once"),
            models.CheckConstraint(
                condition=Q(body=None) ^ Q(group=None), name="orgs_alias_means_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post in a body ("Công chức Văn hóa - Xã hội")."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=150)
    is_head = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("post")
        constraints = [
            models.UniqueConstraint(fields=["body", "name"], name="orgs_post_once")
        ]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """Who holds a post, from a day to a day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments"
    )
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="appointments"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("appointment")

    def __str__(self) -> str:
        return f"{self.user_id} {self.post_id}"


class Delegation(models.Model):
    """A written authority to sign for the head (TUQ.), limited in time.

    Decree 30/2020, art. 13(3). Never updated but for its end.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="delegations")
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # printed under TUQ.: the post in which the taker signs
    taker_post = models.CharField(max_length=150)
    scope = models.CharField(_("for what"), max_length=300)
    by_number = models.CharField(_("by document number"), max_length=60)
    by_date = models.DateField(_("of date"))
    from_on = models.DateField()
    until_on = models.DateField()  # half-open; there is none without an end
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("delegation")
        ordering = ["body_id", "from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                # one that was ended before it began holds on no day
                condition=Q(until_on__gte=F("from_on")),
                name="orgs_delegation_not_backward",
            )
        ]

    def __str__(self) -> str:
        return f"{self.by_number}: {self.giver_id} → {self.taker_id}"

    @property
    def last_on(self) -> date:
        """The last day on which it holds."""
        return self.until_on - timedelta(days=1)


class Role(models.TextChoices):
    """What a grant lets a person do in a body."""

    HEAD = "head", _("Head")
    APPROVER = "approver", _("Approver by delegation")
    OFFICER = "officer", _("Officer")
    EDITOR = "editor", _("Editor")
    SPOKESPERSON = "spokesperson", _("Spokesperson")
    VIEWER = "viewer", _("Viewer")
    OVERSEER = "overseer", _("Overseer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Grant(models.Model):
    """A role of a person in a body, with the document it rests on."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField(max_length=20, choices=Role)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="grants")
    # An overseer sits in a department with no communes below it: the grant over
    # the province's body with everything below is what makes her the overseer.
    with_below = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    by_number = models.CharField(_("by document number"), max_length=60, blank=True)
    by_date = models.DateField(_("of date"), null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("grant")
        indexes = [models.Index(fields=["user", "from_on"], name="orgs_grant_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.body_id}"
