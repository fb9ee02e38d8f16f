"""The sentences of this app's audit actions."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "intake.feed.searched": _("looked for the feeds of a channel"),
    "intake.feed.switched_on": _("switched a feed on"),
    "intake.feed.switched_off": _("switched a feed off"),
    "intake.feed.stopped": _("stopped a feed that nobody answers for"),
    "intake.crawl.begun": _("began to walk back through a column"),
    "intake.crawl.confirmed": _("confirmed the items of a column"),
    "intake.crawl.dropped": _("dropped the walk through a column"),
    "intake.letter.taken": _("took in a mail to the drop box"),
    "intake.items.confirmed": _("recorded found items"),
    "intake.items.left": _("left found items out"),
}
