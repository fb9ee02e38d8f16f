from django.db import models


class OnceKey(models.Model):
    """The key of a create form that was carried out (see `loa.common.once`)."""

    key = models.CharField(max_length=22)
    # A number, not a foreign key: accounts are a layer above.
    user_id = models.BigIntegerField()
    made_at = models.DateTimeField(db_index=True)
    result_url = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "key"], name="common_oncekey_one_claim"
            ),
        ]

    def __str__(self) -> str:
        return self.key
