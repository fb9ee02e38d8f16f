"""The sentence of each thing done with messages."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "notices.message.decided": _("decided about a message that had failed"),
}
