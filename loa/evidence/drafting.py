"""What a person gives, put together before it is judged, or refused with the place."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import partial

from loa.channels.models import Channel, ChannelKind
from loa.channels.selectors import KnownChannels, channel_for
from loa.domain.proof import address_key as key_of_address
from loa.evidence.drafts import Draft
from loa.orgs.selectors import version_of, versions_of
from loa.reference.models import Area, CommunicationForm

MOST_OF_A_KIND = 1000


class BadRecord(ValueError):
    """What was given cannot be a record. `code` says why, `field` where.

    Codes: `clock_set_back`, `title_missing`, `day_to_come`,
    `body_not_there` (on that day),
    `proof_missing` (neither link nor file, for a form that is found on the web),
    `several_in_one_link`, `too_many`, `not_its_channel`, `joint_unknown`.
    """

    def __init__(self, code: str, field: str) -> None:
        super().__init__(f"{code} ({field})")
        self.code, self.field = code, field


def make_draft(
    *,
    body_id: int,
    done_on: date,
    form: CommunicationForm,
    title: str = "",
    area: Area | None = None,
    topic: str = "",
    channel: Channel | None = None,
    address: str = "",
    quantity: int = 1,
    quantities: Mapping[str, int] | None = None,
    joint_body_ids: Iterable[int] = (),
    chosen_task_ids: Collection[int] = (),
    known_channels: KnownChannels | None = None,
) -> Draft:
    """Put together what is about to be recorded.

    A pasted address finds its channel by itself; ``channel`` is for what has none.

    :param known_channels: where many are put together: what was loaded for all of them

    :raises BadAddress: if the address is none of a web page
    """
    key = key_of_address(address) if address else ""
    if key:
        whose = known_channels.channel_for if known_channels else channel_for
        channel = whose(address, on=done_on, body_id=body_id)
    return Draft(
        body_id=body_id,
        done_on=done_on,
        form=form,
        title=" ".join(title.split()),
        area=area,
        topic=" ".join(topic.split()),
        channel=channel,
        address=address.strip(),
        address_key=key,
        quantity=quantity,
        quantities=dict(quantities or {}),
        joint_body_ids=tuple(sorted(set(joint_body_ids) - {body_id})),
        chosen=frozenset(chosen_task_ids),
    )


def problems(
    draft: Draft,
    *,
    on: date,
    has_file: bool,
    is_there: Callable[[date], bool] | None = None,
) -> list[BadRecord]:
    """Return why a draft cannot be recorded; empty when it can.

    :param is_there: whether its body existed on a day, where many drafts are asked about
    """
    if is_there is None:
        is_there = partial(_is_there, draft.body_id)
    found = []
    if not draft.title:
        found.append(BadRecord("title_missing", "title"))
    if draft.done_on > on:
        found.append(BadRecord("day_to_come", "done_on"))
    elif not is_there(draft.done_on):
        found.append(BadRecord("body_not_there", "done_on"))
    if not draft.address_key and not has_file and _is_on_the_web(draft):
        found.append(BadRecord("proof_missing", "address"))
    if draft.address_key and draft.quantity > 1:
        found.append(BadRecord("several_in_one_link", "quantity"))
    if not 1 <= draft.quantity <= MOST_OF_A_KIND:
        found.append(BadRecord("too_many", "quantity"))
    if draft.channel and not draft.address_key and draft.channel.host:
        # A page of its own is recognised by its address, never by being named.
        found.append(BadRecord("not_its_channel", "channel"))
    joint = draft.joint_body_ids
    if joint and len(versions_of(joint, draft.done_on)) != len(joint):
        found.append(BadRecord("joint_unknown", "joint_bodies"))
    return found


def _is_there(body_id: int, on: date) -> bool:
    return version_of(body_id, on) is not None


def _is_on_the_web(draft: Draft) -> bool:
    kinds = set(draft.form.channel_kinds)
    web = {ChannelKind.WEBSITE, ChannelKind.PRESS, ChannelKind.SOCIAL, ChannelKind.ZALO}
    return bool(kinds) and kinds <= web and draft.channel is None


def as_link(address: str) -> str:
    """Return an address as it was pasted, but for a scheme: nothing else is opened."""
    if not address or address.lower().startswith(("http://", "https://")):
        return address
    return f"https://{address.removeprefix('//')}"
