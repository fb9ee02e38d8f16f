"""The sentence of each thing done to accounts."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "accounts.code.made": _("made a one-time code"),
    "accounts.account.opened": _("opened the account by a one-time code"),
    "accounts.password.changed": _("changed the password"),
    "accounts.profile.changed": _("changed how the person is reached"),
}
