"""Where a body speaks: pages, accounts, stations, boards."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loa.orgs.models import Body


class ChannelKind(models.TextChoices):
    """Means of speaking; the values are those of ``domain.proof.ChannelKind``."""

    WEBSITE = "website", _("Web portal, website")
    SOCIAL = "social", _("Social network")
    ZALO = "zalo", _("Zalo")
    RADIO = "radio", _("Community loudspeaker radio")
    BOARD = "board", _("Public bulletin board")
    PRESS = "press", _("Press")
    TELEVISION = "television", _("Television")
    OTHER = "other", _("Other")


class Channel(models.Model):
    """Whose page, account, station or board it is, and how it is recognised."""

    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="channels")
    kind = models.CharField(max_length=12, choices=ChannelKind)
    name = models.CharField(_("name"), max_length=200)
    # a page or account is host + path prefix + query keys; a station or board has none
    host = models.CharField(max_length=253, blank=True, db_index=True)
    path_prefix = models.CharField(max_length=300, blank=True)
    query_keys = models.JSONField(default=dict)  # {"key": "value"}
    account = models.CharField(max_length=150, blank=True)
    station = models.CharField(max_length=150, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("channel")
        ordering = ["owner_id", "kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "owner",
                    "kind",
                    "host",
                    "path_prefix",
                    "account",
                    "station",
                    "name",
                ],
                condition=Q(until_on=None),
                name="channels_declared_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
