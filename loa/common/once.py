"""One-time keys: a form sent twice makes one thing.

Every create form carries a key (`{% once %}`). The service claims it inside its own
transaction; the second of two equal requests waits for the first and is then told
where its result stands. When the first fails and rolls back, the key is free again.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from loa.common.models import OnceKey

FIELD = "once"
LENGTH = 22


class AlreadyDone(Exception):
    """The same form was already carried out.

    `result_url` is where its result stands; empty when the first said no address.
    """

    def __init__(self, result_url: str) -> None:
        super().__init__(result_url)
        self.result_url = result_url


@dataclass(frozen=True, slots=True)
class Claim:
    """A key that is now ours, to be told the result's address before the commit."""

    pk: int | None

    def done(self, result_url: str) -> None:
        """Keep where the result stands, for the one who asks again."""
        if self.pk is not None:
            OnceKey.objects.filter(pk=self.pk).update(result_url=result_url)


def new_key() -> str:
    """Make a key for one form: 128 random bits."""
    return secrets.token_urlsafe(16)


def key_from(request: HttpRequest) -> str:
    """Read the key that came with a form; empty when it has none.

    :raises BadRequest: when it is longer than any key of ours
    """
    key = request.POST.get(FIELD, "")
    if len(key) > LENGTH:
        raise BadRequest(FIELD)
    return key


def claim(key: str, user_id: int, at: datetime) -> Claim:
    """Take a key for this user; call it first in the service's transaction.

    An empty key (a command, a call of the API) claims nothing.

    :raises AlreadyDone: when this user's same key was claimed before
    """
    if not key:
        return Claim(None)
    try:
        with transaction.atomic():
            row = OnceKey.objects.create(key=key, user_id=user_id, made_at=at)
    except IntegrityError:
        first = OnceKey.objects.get(key=key, user_id=user_id)
        raise AlreadyDone(first.result_url) from None
    return Claim(row.pk)


def forget(before: datetime) -> int:
    """Remove keys claimed before a moment; return how many went."""
    return OnceKey.objects.filter(made_at__lt=before).delete()[0]
