"""Files that show a record: stored as they came, told by kind, a roster counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loa.accounts.models import User
from loa.channels.models import Channel, ChannelKind
from loa.evidence.models import Proof, Record
from loa.evidence.rosters import heads_of, judge_heads
from loa.files.models import FileClass
from loa.files.services import store_file

# Told of each picture in the transaction that stores it, by name; set when apps are ready.
ON_PICTURE: dict[str, Callable[[int], Any]] = {}


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that comes with a record: its bytes, the name it had, what it is said to be.

    ``kind`` is a value of ``Proof.Kind``; "" leaves it to Loa.
    """

    content: bytes
    name: str
    kind: str = ""


def add_file(record: Record, file: NewFile, actor: User, at: datetime) -> Proof:
    """Store a file as proof of a record, in the transaction of what it is for."""
    proof = file_proof(record.channel, file, actor, at)
    proof.record = record
    proof.save(force_insert=True)
    settle(proof)
    return proof


def settle(proof: Proof) -> None:
    """Say at once what a stored file shows, and have a picture looked at."""
    judge_heads(proof)
    if proof.file and proof.file.media_type.startswith("image/"):
        for tell in ON_PICTURE.values():
            tell(proof.pk)


def file_proof(
    channel: Channel | None, file: NewFile, actor: User, at: datetime
) -> Proof:
    """Store a file, and return it as the proof of a record that is still to come."""
    is_roster = file.kind == Proof.Kind.ROSTER
    stored = store_file(
        content=file.content,
        name=file.name,
        actor=actor,
        at=at,
        file_class=FileClass.PERSONAL if is_roster else FileClass.INTERNAL,
    )
    if is_roster:
        heads = heads_of(file.content)
        return Proof(kind=Proof.Kind.ROSTER, file=stored, added_at=at, heads=heads)
    if file.kind:
        return Proof(kind=Proof.Kind(file.kind), file=stored, added_at=at)
    kind = Proof.Kind.FILE
    if stored.media_type.startswith("image/"):
        kind = Proof.Kind.PHOTO
    elif channel and channel.kind == ChannelKind.RADIO:
        kind = Proof.Kind.LOG
    return Proof(kind=kind, file=stored, added_at=at)
