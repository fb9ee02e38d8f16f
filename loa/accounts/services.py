"""Accounts: made by an invitation, opened by a one-time code."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F

from loa.accounts.models import FirstCode, User
from loa.audit.services import Actor, record

# No 0, O, 1, I, L: a code is read aloud over the phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
CODE_DAYS = 14
CODE_TRIES = 5


class BadCode(Exception):
    """The name or the code is wrong, used, too old, or was tried too often."""


def make_first_code(*, user: User, actor: Actor, at: datetime) -> str:
    """Make a code that lets a person set her password once; earlier ones are void.

    The code is returned and never stored in the clear: show it, once.
    """
    code = "".join(secrets.choice(ALPHABET) for _i in range(CODE_LENGTH))
    with transaction.atomic():
        user.first_codes.filter(used_at=None).update(expires_at=at)
        FirstCode.objects.create(
            user=user,
            code_hash=make_password(code),
            made_at=at,
            expires_at=at + timedelta(days=CODE_DAYS),
        )
        record(actor=actor, action="accounts.code.made", at=at, target=user)
    return f"{code[:5]}-{code[5:]}"


def open_account(*, username: str, code: str, password: str, at: datetime) -> User:
    """Set a person's password by her one-time code and return her.

    :raises BadCode: without saying which of the two was wrong
    :raises django.core.exceptions.ValidationError: if the password is too weak
    """
    row = (
        FirstCode.objects.filter(
            user__username=username,
            user__is_active=True,
            used_at=None,
            expires_at__gt=at,
            attempts__lt=CODE_TRIES,
        )
        .select_related("user")
        .order_by("-pk")
        .first()
    )
    if row is None:
        make_password(code)  # as slow as a code that is there
        raise BadCode
    # A conditional UPDATE counts the try even when many come at once.
    tried = FirstCode.objects.filter(pk=row.pk, attempts__lt=CODE_TRIES)
    if not tried.update(attempts=F("attempts") + 1):
        raise BadCode
    if not check_password(_plain(code), row.code_hash):
        raise BadCode
    validate_password(password, row.user)
    return _use(row, password, at)


@transaction.atomic
def _use(row: FirstCode, password: str, at: datetime) -> User:
    unused = FirstCode.objects.filter(pk=row.pk, used_at=None, expires_at__gt=at)
    if not unused.update(used_at=at):
        raise BadCode
    user = row.user
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor=user, action="accounts.account.opened", at=at, target=user)
    return user


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign in ALPHABET)


def change_password(*, user: User, password: str, at: datetime) -> None:
    """Give a person the password she chose (the form has asked for the old one)."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        record(actor=user, action="accounts.password.changed", at=at, target=user)


def update_profile(*, user: User, email: str, phone: str, at: datetime) -> None:
    """Keep how a person is reached."""
    with transaction.atomic():
        user.email, user.phone = email, phone
        user.save(update_fields=["email", "phone"])
        record(actor=user, action="accounts.profile.changed", at=at, target=user)
