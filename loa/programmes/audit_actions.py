"""The sentence of each thing done with directives and tasks."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "programmes.directive.committed": _("confirmed a directive with its tasks"),
    "programmes.directive.ended": _("ended the duties of a directive"),
    "programmes.directive.merged": _("took an own reading over into a directive"),
    "programmes.programme.created": _("made a programme"),
    "programmes.programme.edited": _("changed the page of a programme"),
    "programmes.name.chosen": _("chose whom a printed name means"),
    "programmes.kind.chosen": _("chose the kind of a task"),
    "programmes.standing.accepted": _("accepted standing tasks"),
    "programmes.body.exempted": _("exempted a body from a task"),
    "programmes.plan.decided": _("decided on a body's own plan"),
    "programmes.judging.begun": _("set the day from which a body is judged"),
    "programmes.due.extended": _("gave a body more time"),
    "programmes.request.made": _("asked or told something on a duty"),
    "programmes.request.answered": _("answered or withdrew a request on a duty"),
    "programmes.happening.recorded": _(
        "wrote down what an event-driven task waits for"
    ),
    "programmes.happening.withdrawn": _("withdrew a happening"),
    "programmes.task.amended": _("corrected what a task asks"),
    "programmes.task.reassigned": _("corrected who is assigned a task"),
    "programmes.task.succeeded": _("decided on a duty whose body had ended"),
    "programmes.task.stated": _("said what was done of a standing task"),
}
