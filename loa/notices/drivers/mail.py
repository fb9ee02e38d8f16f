"""Mail by SMTP, through Django's backend."""

import hashlib
import smtplib
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from loa.notices.drivers.base import Handed, NotNow, Refused
from loa.notices.models import Message

# From here up the server's answer is final (RFC 5321, 4.2.1).
_FINAL: Final = 500


def message_id(message: Message) -> str:
    """Give the Message-ID that follows from a row: the same whenever it is sent."""
    name = hashlib.sha256(f"{message.pk} {message.key}".encode()).hexdigest()[:32]
    _, _, domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")
    return f"<loa.{name}@{domain.strip('> ') or 'localhost'}>"


class Mail:
    """One connection for each message, so that what failed is never in doubt."""

    def address_of(self, message: Message) -> str:
        """Return the person's e-mail address."""
        return message.user.email

    def hand_over(self, message: Message, address: str) -> Handed:
        """Give a message to the mail server."""
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise NotNow(_short(error)) from error
        name = message_id(message)
        mail = EmailMessage(
            subject=message.subject,
            body=message.text,
            to=[address],
            connection=connection,
            headers={"Message-ID": name, "Auto-Submitted": "auto-generated"},
        )
        try:
            connection.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _said_no(code, words) from error
        except smtplib.SMTPResponseException as error:
            raise _said_no(error.smtp_code, error.smtp_error) from error
        finally:
            connection.close()
        return Handed(name)


def _said_no(code: int, words: bytes | str) -> Exception:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    kind = Refused if code >= _FINAL else NotNow
    return kind(f"{code} {text}"[:400])


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:400]
