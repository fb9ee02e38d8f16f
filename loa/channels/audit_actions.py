"""The sentences of this app's audit actions."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "channels.channel.declared": _("declared a channel"),
    "channels.channel.closed": _("closed a channel"),
    "channels.channel.taken_over": _("took over the channel of a body that ended"),
}
