"""What a person is about to record, or has recorded, before it is judged."""

from dataclasses import dataclass, field
from datetime import date

from loa.channels.models import Channel, ChannelKind
from loa.domain.proof import ChannelOwner, RecordFacts
from loa.evidence.models import Proof, Record
from loa.orgs.models import BodyVersion, Kind
from loa.orgs.selectors import versions_of
from loa.reference.models import Area, CommunicationForm

# Record.origin of what an issued own plan wrote; also its verdict's reason.
OWN_PLAN = "own_plan"
# Record.origin of what came in without typing. Loa saw an address there, not the work:
# such a record is judged as one that a person typed.
CAME_BY = frozenset({"feed", "column", "mail"})
# Agencies of a superior whose pages are a superior's too.
_AGENCIES = frozenset({Kind.DEPARTMENT, Kind.OFFICE, Kind.CENTRE, Kind.VERTICAL})


@dataclass(frozen=True, slots=True)
class Draft:
    """One activity as it stands in the form, or in a stored record.

    ``quantity`` counts the form's unit; ``file_digests`` are the sha256 of its files.
    ``chosen`` are the tasks that a person said it is for, ``period_start`` the period
    of theirs that it is for (None: its day says). ``record_id`` None: not stored yet.
    ``is_own_plan``: Loa wrote it when the body's own plan was issued.
    """

    body_id: int
    done_on: date
    form: CommunicationForm
    title: str = ""
    area: Area | None = None
    topic: str = ""
    channel: Channel | None = None
    address: str = ""
    address_key: str = ""
    quantity: int = 1
    quantities: dict[str, int] = field(default_factory=dict)
    joint_body_ids: tuple[int, ...] = ()
    file_digests: frozenset[str] = frozenset()
    chosen: frozenset[int] = frozenset()
    period_start: date | None = None
    record_id: int | None = None
    is_own_plan: bool = False

    @property
    def body_ids(self) -> tuple[int, ...]:
        """All bodies whose activity it is, the principal first."""
        return (self.body_id, *self.joint_body_ids)

    @property
    def units(self) -> dict[str, int]:
        """Everything counted in it, by unit."""
        return {self.form.unit: self.quantity, **self.quantities}


def draft_of(record: Record, *, chosen: frozenset[int] = frozenset()) -> Draft:
    """Return a stored record as a draft, to be matched again."""
    proofs = list(record.proofs.select_related("file"))
    return Draft(
        body_id=record.body_id,
        done_on=record.done_on,
        form=record.form,
        title=record.title,
        area=record.area,
        topic=record.topic,
        channel=record.channel,
        address=next((p.address for p in proofs if p.kind == Proof.Kind.LINK), ""),
        address_key=record.address_key,
        quantity=record.quantity,
        quantities=dict(record.quantities),
        joint_body_ids=tuple(
            record.joint_bodies.order_by("pk").values_list("pk", flat=True)
        ),
        file_digests=frozenset(p.file.sha256 for p in proofs if p.file),
        chosen=chosen,
        period_start=record.period_start,
        record_id=record.pk,
        is_own_plan=record.origin == OWN_PLAN,
    )


def facts_of(draft: Draft, owner: ChannelOwner | None) -> RecordFacts:
    """Return what the rules of proof ask about."""
    return RecordFacts(
        done_on=draft.done_on,
        form=draft.form.code,
        channel_kind=draft.channel.kind if draft.channel else "",
        channel_owner=owner,
        area=draft.area.code if draft.area else "",
        topics=(draft.topic,) if draft.topic else (),
        quantities=draft.units,
        address_key=draft.address_key,
        is_own_plan=draft.is_own_plan,
    )


def owner_of(draft: Draft) -> ChannelOwner | None:
    """Say whose the draft's channel is, seen from its bodies; None on no channel.

    A body's own are also those of its offices; a superior's are those of the bodies
    above it and of their agencies (departments, offices, centres).
    """
    if draft.channel is None:
        return None
    if draft.channel.kind == ChannelKind.PRESS:
        return ChannelOwner.PRESS
    owner_id = draft.channel.owner_id
    if owner_id in draft.body_ids:
        return ChannelOwner.OWN
    versions = versions_of({owner_id, *draft.body_ids}, draft.done_on)
    owner = versions.pop(owner_id, None)
    if owner is None:
        return ChannelOwner.OTHER
    return _seen_from(list(versions.values()), owner)


def _seen_from(bodies: list[BodyVersion], owner: BodyVersion) -> ChannelOwner:
    if any(owner.path.startswith(body.path) for body in bodies):
        return ChannelOwner.OWN
    above = owner.path
    if owner.kind in _AGENCIES and owner.parent_id:
        above = owner.path[: -len(f"{owner.body_id:06d}")]
    if any(body.path.startswith(above) for body in bodies):
        return ChannelOwner.SUPERIOR
    return ChannelOwner.OTHER
