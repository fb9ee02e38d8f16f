"""Is it on a known channel, and whose?"""

from django.utils.translation import gettext_lazy as _

from loa.domain.proof import ChannelOwner
from loa.evidence.checks.subject import Finding, Outcome, Subject

CODE = "channel"
NAME = _("On a known channel")


def check(subject: Subject) -> Finding:
    draft, owner = subject.draft, subject.owner
    if draft.channel is None:
        if draft.address_key:
            return Finding(CODE, Outcome.DOUBTFUL, "channel_unknown")
        return Finding(CODE, Outcome.UNCHECKABLE, "channel_none")
    values = {"channel": draft.channel.name}
    if owner is ChannelOwner.OTHER:
        return Finding(CODE, Outcome.DOUBTFUL, "channel_of_another", values)
    return Finding(CODE, Outcome.PASSED, f"channel_{owner}", values)
