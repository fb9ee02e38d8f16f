"""A mail server on this machine that counts what arrives, and may say no or be slow."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """What arrived. ``answer`` is what the server says to the next ones."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.answer = "250 OK"
        self.is_slow = False
        self.begun = threading.Event()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.begun.set()
        if self.is_slow:
            self.is_slow = False
            self._keep(envelope.content)
            await asyncio.sleep(0.2)
            return "250 OK"
        if self.answer.startswith("250"):
            self._keep(envelope.content)
        return self.answer

    def _keep(self, content: bytes) -> None:
        self.mails.append(message_from_bytes(content))

    @property
    def names(self) -> list[str]:
        return [mail["Message-ID"] for mail in self.mails]


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, int]]:
    """Run a server for as long as the block lasts; give its mailbox and port."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()
