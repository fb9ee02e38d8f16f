"""The sentence of each thing done to code lists."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "reference.speaker.decided": _("said which body speaks for an area"),
    "reference.laws.loaded": _("brought the list of law up to date"),
}
