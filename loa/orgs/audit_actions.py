"""The sentence of each thing done to bodies and rights."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "orgs.bodies.loaded": _("brought in bodies"),
    "orgs.body.created": _("created a body"),
    "orgs.body.succeeded": _("recorded what became of a body"),
    "orgs.bodies.reorganised": _("entered a reorganisation"),
    "orgs.group.member_replaced": _(
        "put a successor in the place of an ended body in a group"
    ),
    "orgs.group.created": _("created a group of bodies"),
    "orgs.alias.added": _("said which body a name means"),
    "orgs.grant.given": _("gave a role"),
    "orgs.grant.ended": _("ended a role"),
    "orgs.work.handed_over": _("handed work over"),
    "orgs.delegation.given": _("recorded an authority to sign"),
    "orgs.delegation.ended": _("ended an authority to sign"),
    "orgs.people.invited": _("invited people"),
}
