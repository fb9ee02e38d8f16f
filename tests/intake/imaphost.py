"""A mail box on this machine that speaks as much IMAP4rev1 as a reader of mail needs."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

CRLF = b"\r\n"


@dataclass
class Post:
    """What lies in the box, and what was asked of it."""

    port: int = 0
    password: str = "mat-khau"
    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    # the next so many marks fail, as when the line breaks
    failing_marks: int = 0

    def put(self, raw: bytes) -> int:
        uid = len(self.mails) + 1
        self.mails[uid] = raw.replace(b"\r\n", b"\n").replace(b"\n", CRLF)
        return uid

    @property
    def address(self) -> str:
        return f"imap://hop@127.0.0.1:{self.port}/INBOX"


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        post: Post = self.server.post  # type: ignore[attr-defined]
        self.say(b"* OK ready")
        while line := self.rfile.readline().decode("ascii", "replace").rstrip():
            tag, _, command = line.partition(" ")
            post.asked.append(command)
            if not self.answer(post, tag.encode(), command):
                return

    def say(self, line: bytes) -> None:
        self.wfile.write(line + CRLF)

    def answer(self, post: Post, tag: bytes, command: str) -> bool:
        name = command.upper()
        done = b" OK done"
        if name.startswith("CAPABILITY"):
            self.say(b"* CAPABILITY IMAP4rev1")
        elif name.startswith("LOGIN"):
            if f'"{post.password}"' not in command:
                done = b" NO wrong"
        elif name.startswith("SELECT"):
            self.say(b"* %d EXISTS" % len(post.mails))
        elif name.startswith("UID SEARCH"):
            new = [str(uid) for uid in post.mails if uid not in post.seen]
            self.say(f"* SEARCH {' '.join(new)}".encode().rstrip())
        elif name.startswith("UID FETCH"):
            self.fetch(post, command)
        elif name.startswith("UID STORE"):
            if post.failing_marks:
                post.failing_marks -= 1
                return False
            post.seen.add(int(command.split()[2]))
        elif name.startswith("LOGOUT"):
            self.say(b"* BYE")
            self.say(tag + done)
            return False
        self.say(tag + done)
        return True

    def fetch(self, post: Post, command: str) -> None:
        uid = int(command.split()[2])
        raw = post.mails[uid]
        if "RFC822.SIZE" in command:
            self.say(b"* %d FETCH (UID %d RFC822.SIZE %d)" % (uid, uid, len(raw)))
            return
        if "HEADER" in command:
            longest = int(re.search(r"<0\.(\d+)>", command)[1])  # type: ignore[index]
            raw = raw.partition(CRLF * 2)[0][:longest] + CRLF * 2
        assert "PEEK" in command
        self.wfile.write(b"* %d FETCH (UID %d BODY[] {%d}" % (uid, uid, len(raw)))
        self.wfile.write(CRLF + raw + b")" + CRLF)


@contextmanager
def mail_box() -> Iterator[Post]:
    """Run a box for as long as the block lasts."""
    post = Post()

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), _Session) as server:
        server.post = post  # type: ignore[attr-defined]
        post.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield post
        finally:
            server.shutdown()
            thread.join(10)
