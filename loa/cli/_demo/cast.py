"""Who acts in the demo's story, and the channels that they keep."""

from datetime import date

from loa.channels.models import Channel, ChannelKind
from loa.channels.services import declare_channel
from loa.cli._demo import story
from loa.cli._demo.people import CHANNELS_SINCE
from loa.cli._demo.province import (
    COMMUNES,
    HOST,
    commune_code,
)
from loa.orgs import selectors
from loa.orgs.models import Body, Grant
from loa.orgs.selectors import Acting
from loa.reference.models import Area, CommunicationForm


class Cast:
    """Who acts in the story, looked up once."""

    def __init__(self, today: date) -> None:
        grants = Grant.objects.filter(with_below=False).select_related("user", "body")
        self.users = {grant.user.username: grant.user for grant in grants}
        self._acting = {
            name: selectors.acting(user, chosen=None, on=today)
            for name, user in self.users.items()
        }
        self.forms = {form.code: form for form in CommunicationForm.objects.all()}
        self.areas = {area.code: area for area in Area.objects.all()}
        self.bodies = {body.code: body for body in Body.objects.all()}
        self.channels: dict[tuple[str, str], Channel] = {}

    def acting(self, name: str) -> Acting:
        acting = self._acting[name]
        if acting is None:
            raise LookupError(name)
        return acting

    @property
    def slugs(self) -> list[str]:
        """The communes, as the story calls them."""
        return [slug for _name, _type, slug, _lat, _lon in COMMUNES]

    def commune(self, slug: str) -> Body:
        return self.bodies[commune_code(slug)]


def declare_channels(cast: Cast, begin: date) -> None:
    """Each commune declares its page, its radio and its social page."""
    at = story.at(begin, 8)
    for name, unit_type, slug, _lat, _lon in COMMUNES:
        where = f"{unit_type} {name}"
        kinds = [
            (
                ChannelKind.WEBSITE,
                f"Trang thông tin điện tử {where}",
                f"https://{slug}.{HOST}/",
                "",
            ),
            (
                ChannelKind.RADIO,
                f"Đài truyền thanh {where}",
                "",
                f"Đài truyền thanh {where}",
            ),
            (
                ChannelKind.SOCIAL,
                f"Fanpage {where}",
                f"https://www.facebook.com/{slug}.{HOST}/",
                "",
            ),
        ]
        for kind, title, address, station in kinds:
            declared = declare_channel(
                body_id=cast.commune(slug).pk, kind=kind, name=title, address=address,
                station=station, from_on=CHANNELS_SINCE, actor=cast.users[slug],
                acting=cast.acting(slug), at=at,
            )  # fmt: skip
            cast.channels[slug, kind] = declared.channel
