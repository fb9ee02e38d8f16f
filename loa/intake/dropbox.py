"""The drop box: a mail from a known person becomes drafts for her body to confirm.

A sender can be forged, so a mail never records anything: a person who is signed in
does. The address of a body holds a mark that cannot be guessed.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from loa.accounts.models import User
from loa.audit import services as audit
from loa.documents.apart import Classified
from loa.documents.secrecy import refuse_classified
from loa.documents.services.arriving import note_refused
from loa.domain.periods import vn_date
from loa.domain.proof import BadAddress, address_key
from loa.files.services import TooLarge, store_file
from loa.intake.letters import LONGEST, Mail, read_mail
from loa.intake.mailbox import BadBox, opened
from loa.intake.models import FoundItem, Letter
from loa.intake.settling import State, want_item, writer
from loa.notices.services import notify
from loa.orgs.models import Body
from loa.orgs.selectors import bodies_to_act_in

CLASSIFIED = "classified"
logger = logging.getLogger(__name__)
Outcome = Letter.Outcome
_MARK = 10


def is_there() -> bool:
    """Whether this installation has a drop box."""
    return bool(settings.LOA_DROPBOX and settings.LOA_DROPBOX_ADDRESS)


def address_of(body_id: int) -> str:
    """Return the address to which a body's people send; "" without a box."""
    if not is_there():
        return ""
    name, _, domain = settings.LOA_DROPBOX_ADDRESS.partition("@")
    return f"{name}+{body_id}-{_mark(body_id)}@{domain}"


def _mark(body_id: int) -> str:
    told = f"intake.dropbox.{body_id}".encode()
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, told, hashlib.sha256).hexdigest()[:_MARK]


def body_in(addresses: tuple[str, ...]) -> int | None:
    """Return the body that one of a mail's addresses names; None if none truly does."""
    name, _, domain = settings.LOA_DROPBOX_ADDRESS.lower().partition("@")
    for address in addresses:
        local, _, at = address.partition("@")
        number, _, mark = local.removeprefix(f"{name}+").partition("-")
        if at != domain or not local.startswith(f"{name}+") or not number.isdecimal():
            continue
        if len(number) < 19 and hmac.compare_digest(
            mark.encode(), _mark(int(number)).encode()
        ):
            return int(number)
    return None


def take_in(*, at: datetime) -> int:
    """Take in what waits in the box; return how many mails were new.

    A mail is marked as read after what became of it is stored: who goes on after a
    killed worker finds it unread, knows it by its key and only marks it.
    """
    if not is_there():
        return 0
    new = 0
    try:
        with opened(settings.LOA_DROPBOX, settings.LOA_DROPBOX_PASSWORD) as box:
            for waiting in box.waiting(longest=LONGEST):
                mail = read_mail(waiting.raw, is_whole=waiting.is_whole)
                new += take_letter(mail, at=at)
                box.mark_read(waiting.uid)
    except BadBox as error:
        logger.warning("the drop box cannot be read: %s", error)
    return new


def take_letter(mail: Mail, *, at: datetime) -> bool:
    """Store what became of a mail, once: drafts, or why it was refused."""
    if Letter.objects.filter(key=mail.key).exists():
        return False
    body_id, sender, refused = _whose(mail, at)
    # Read before the transaction: nobody else waits for the database meanwhile.
    if sender and not refused and _is_classified(mail):
        refused = CLASSIFIED
    try:
        with transaction.atomic():
            letter = Letter.objects.create(
                body_id=body_id,
                key=mail.key,
                sender=sender,
                # The words of somebody unknown are not kept.
                subject=mail.subject if sender and refused != CLASSIFIED else "",
                came_at=at,
                outcome=Outcome.REFUSED if refused else Outcome.TAKEN,
                reasons=[refused] if refused else list(mail.reasons),
            )
            if refused == CLASSIFIED and sender:
                note_refused(actor=sender, at=at)
            if not refused and sender and body_id:
                _keep(letter, body_id, mail, sender, at)
    except IntegrityError:
        return False
    return True


def _is_classified(mail: Mail) -> bool:
    try:
        for file in mail.files:
            refuse_classified(file.content, file.name)
    except Classified:
        return True
    return False


def _whose(mail: Mail, at: datetime) -> tuple[int | None, User | None, str]:
    """Say whose a mail is: its body, its sender, and why it is refused."""
    named = body_in(mail.receivers)
    if named is not None and not Body.objects.filter(pk=named).exists():
        named = None
    if mail.is_automatic:
        return named, None, "automatic"
    if mail.is_forged:
        return named, None, "forged"
    users = (
        list(User.objects.filter(email__iexact=mail.senders[0], is_active=True)[:2])
        if len(mail.senders) == 1
        else []
    )
    if len(users) != 1:
        return named, None, "unknown_sender"
    on = vn_date(at)
    own = [version.body_id for version in bodies_to_act_in(users[0], on)]
    own = [pk for pk in own if writer(users[0], pk, on)]
    if named is None and len(own) == 1:
        named = own[0]
    if named is None:
        return None, users[0], "which_body"
    if named not in own:
        return named, None, "unknown_sender"
    if "too_large" in mail.reasons:
        return named, users[0], "too_large"
    if not mail.links and not mail.files:
        return named, users[0], "nothing_in_it"
    return named, users[0], ""


def _keep(letter: Letter, body_id: int, mail: Mail, sender: User, at: datetime) -> None:
    reasons = list(letter.reasons)
    for address in mail.links:
        _keep_link(letter, body_id, address, at)
    for file in mail.files:
        try:
            stored = store_file(
                content=file.content, name=file.name, actor=sender, at=at
            )
        except TooLarge:
            reasons.append("file_too_large")
            continue
        FoundItem.objects.create(
            body_id=body_id,
            letter=letter,
            file=stored,
            title=mail.subject,
            state=State.WAITING,
            reason="day_missing",
            found_at=at,
            settled_at=at,
        )
    letter.reasons = list(dict.fromkeys(reasons))
    letter.save(update_fields=["reasons"])
    audit.record(
        actor=sender,
        action="intake.letter.taken",
        at=at,
        target=letter,
        body=Body(pk=body_id),
        detail={"links": len(mail.links), "files": len(mail.files)},
    )
    notify(
        bodies=[body_id],
        kind="intake.letter.came",
        params={"who": str(sender), "count": len(mail.links) + len(mail.files)},
        url=reverse("intake:home"),
        key=f"intake.letter.{letter.pk}",
        at=at,
    )


def _keep_link(letter: Letter, body_id: int, address: str, at: datetime) -> None:
    try:
        key = address_key(address)
    except BadAddress:
        return
    item = FoundItem.objects.create(
        body_id=body_id,
        letter=letter,
        address=address[:2000],
        address_key=key,
        # Its page says its title and day; the mail's subject is about the mail.
        state=State.READING if settings.LOA_FETCH else State.WAITING,
        reason="" if settings.LOA_FETCH else "day_missing",
        found_at=at,
    )
    if settings.LOA_FETCH:
        want_item(item, at)
