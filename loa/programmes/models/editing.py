"""What was changed on a programme's page, and by whom. Never updated."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loa.programmes.models.directives import Programme


class ProgrammeEdit(models.Model):
    """One saving of a programme's page: its fields before and after."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="edits"
    )
    number = models.PositiveSmallIntegerField()  # 1 is the first
    # only what changed: {"name": …, "theme": …, "I": …}
    before = models.JSONField()
    after = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("change of a programme")
        ordering = ["programme_id", "-number"]
        constraints = [
            # of two who save what both saw the database takes one
            models.UniqueConstraint(
                fields=["programme", "number"], name="programmes_edit_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.number}"
