"""Every reason's code in words: of checks, of verdicts, and of the rules of proof."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loa.channels.models import ChannelKind
from loa.common.figures import day
from loa.domain.proof import ChannelOwner, Match, Reason
from loa.evidence.seeing import words
from loa.reference.models import Area, CommunicationForm

Words = Mapping[str, str | Promise]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

OF_CHECKS: Final[Words] = {
    "sight_page": _("A page that anyone can open, on %(host)s."),
    "sight_wall": _(
        "The post is behind a log-in wall: a machine is shown the wall. A picture of"
        " the screen with day and address helps the person who looks."
    ),
    "sight_file_only": _("There is no page, only a file: a person has to look at it."),
    "sight_nothing_log": _(
        "Nothing shows it yet. The station's broadcast log proves it."
    ),
    "sight_nothing_photo": _(
        "Nothing shows it yet. A dated photo of the place proves it."
    ),
    "sight_nothing_list": _(
        "Nothing shows it yet. The attendance list and a photo prove it."
    ),
    "sight_nothing_any": _(
        "Nothing shows it yet. A link, a photo or a paper proves it."
    ),
    "channel_own": _("%(channel)s, the body's own."),
    "channel_superior": _("%(channel)s, a superior's."),
    "channel_press": _("%(channel)s, the press."),
    "channel_of_another": _("%(channel)s belongs to another body."),
    "channel_unknown": _(
        "Nobody has declared this page as a channel. If it is yours, declare it."
    ),
    "channel_none": _("On no channel that has an address."),
    "day_given": _("%(day)s, as given."),
    "day_as_in_address": _("%(day)s, and the address says the same."),
    "day_differs": _("Given as %(day)s, but the address says %(said)s."),
    "day_to_come": _("%(day)s is still to come."),
    "period_counts": _("Counts toward %(count)s of the body's tasks."),
    "period_can_be_chosen": _(
        "Fits no task by itself; you can say which task it is for."
    ),
    "period_none": _("Fits no task that the body owes on that day."),
    "rush_none": _("Not one of a heap on the last day."),
    "rush_last_day": _(
        "The body has recorded %(count)s others of this last day of the period today."
        " A person looks at the pages."
    ),
    "heads_counted": _("The attendance list names %(heads)s people."),
    "heads_as_said": _(
        "The attendance list names %(heads)s people; %(said)s recorded."
    ),
    "heads_differ": _(
        "The attendance list names %(heads)s people, but %(said)s were recorded."
    ),
    "heads_uncounted": _(
        "The attendance list cannot be counted by a machine: give it as .xlsx or .csv"
        " with a heading over the names."
    ),
    "picture_new": _("No earlier record shows this picture."),
    "picture_again": _("The body showed the same picture for %(day)s."),
    "picture_shared": _(
        "%(count)s bodies show this picture: a poster or a picture given to them?"
    ),
    "picture_before": _("%(body)s showed the same picture for %(day)s."),
    "repeat_none": _("Neither address nor file was put forward before."),
    "repeat_address": _("%(body)s has recorded the same address."),
    "repeat_file": _("The very same file was put forward by %(body)s for %(day)s."),
}

OF_VERDICTS: Final[Words] = {
    "waits_for_a_person": _("Checks passed; waits for a person to look."),
    "repeat_address": _("Another body has recorded the same address before."),
    "repeat_address_later": _("Another body has recorded the same address since."),
    "picture_before": _("An earlier record shows the same picture."),
    "nobody_objected": _("Nobody objected within the term."),
    "report": _("The report was submitted in Loa."),
    "own_plan": _("The plan was issued, with number and day."),
    "report_returned": _("The receiver returned the report, to be mended."),
}

OF_PROOF: Final[Words] = {
    "in_period": _("Done within the period %(first)s – %(last)s."),
    "after_due_day": _("Done after the due day, %(due_on)s: counts as late."),
    "form_fits": _("The task asks for this form: %(form)s."),
    "unit_fits": _("Counts as %(quantity)s %(unit)s."),
    "area_fits": _("The task asks for this: %(area)s."),
    "topic_fits": _("On the topic of the task: %(topic)s."),
    "channel_fits": _("On a channel that the task allows (%(owner)s)."),
    "chosen": _("You said that it is for this task."),
    "channel_unknown": _("The page is on no declared channel: a person has to look."),
    "channel_missing": _("The task names channels (%(allowed)s); none is given."),
    "topic_differs": _("The task names another topic: %(named)s."),
    "not_assigned": _("The body is no lead of this task."),
    "outside_period": _("Done on %(done_on)s, outside the periods of the task."),
    "no_period": _("The task has no period on that day."),
    "wrong_form": _("The task asks for %(allowed)s, this is %(form)s."),
    "wrong_unit": _("The task counts %(unit)s, this is %(given)s."),
    "wrong_area": _("The task is on %(allowed)s, this is on %(area)s."),
    "area_missing": _("The task is on %(allowed)s; say which area this is on."),
    "wrong_channel": _("The task asks for %(allowed)s, this is on %(channel)s."),
    "wrong_owner": _("The task does not allow this channel: %(owner)s."),
    "already_counted": _("This address counts toward the task already."),
    "not_covered": _("None of what the task names: %(required)s."),
    "plan_shown": _("The body's own plan, issued with number and day."),
    "plan_missing": _(
        "The task asks for the plan itself, with number and day: draft and issue it "
        "here, or bring it in and say that it carries the directive on."
    ),
    "nothing_ties": _("Nothing ties it to this task, unless you say so."),
}

OWNERS: Final[Words] = {
    ChannelOwner.OWN: _("the body's own"),
    ChannelOwner.SUPERIOR: _("a superior's"),
    ChannelOwner.PRESS: _("the press"),
    ChannelOwner.OTHER: _("another body's"),
}

NOTICES: Final[Words] = {
    "evidence.address.claimed_twice": _(
        "“{record}”: {other} has recorded the same address. A person will look."
    ),
    "evidence.verdict.verified": _("“{record}” was verified. {reason}"),
    "evidence.verdict.rejected": _("“{record}” was rejected. {reason}"),
    "evidence.verdict.disputed": _("“{record}” was put in question. {reason}"),
    "evidence.verdict.appealed": _(
        "{body} appeals against the verdict on “{record}”. {reason}"
    ),
    "evidence.proof.right_given": _(
        "You may open the attendance list of “{record}”. {reason}"
    ),
    "evidence.channel.shared": _(
        "{body} has declared a channel that is yours too: {channel}."
    ),
}


def of_check(code: str, values: Mapping[str, object]) -> str:
    """Say what a check found, in the reader's language."""
    sentence = OF_CHECKS.get(code) or words.SENTENCES[code]
    shown = {key: _shown(value) for key, value in values.items()}
    told = str(sentence) % shown
    # Not told of what was compared with one other item at a time.
    return f"{told} {words.NEW_SHARE % shown}" if "new" in values else told


def of_verdict(code: str) -> str:
    """Say why the machine gave a verdict; a finding's own reason serves too."""
    found = OF_VERDICTS.get(code) or OF_CHECKS.get(code) or words.OF_VERDICTS.get(code)
    return str(found or "") if code else ""


# What the codes in a reason's values are codes of; coverage names forms or areas.
_OF_ITEM = ("form", "area")
_CODES_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "form": ("form",),
    "area": ("area", "form"),
    "required": _OF_ITEM,
    "channel": ("channel",),
    "owner": ("owner",),
}
_ALLOWED_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "wrong_form": ("form",),
    "wrong_area": ("area",),
    "area_missing": ("area",),
    "wrong_channel": ("channel",),
    "channel_missing": ("channel",),
}


class Names:
    """The names of forms, areas and channel kinds by code, loaded once (two queries)."""

    @cached_property
    def _by_sort(self) -> dict[str, dict[str, str]]:
        # Apart by sort: "other" is a form, a kind of channel and an owner.
        return {
            "channel": {str(kind): str(kind.label) for kind in ChannelKind},
            "owner": {owner: str(word) for owner, word in OWNERS.items()},
            "form": dict(CommunicationForm.objects.values_list("code", "name")),
            "area": dict(Area.objects.values_list("code", "name")),
        }

    def say(self, reason: Reason) -> str:
        """Say one reason of the rules of proof."""
        values = {
            key: self._named(value, _CODES_OF.get(key) or _sorts(reason, key))
            for key, value in reason.values.items()
        }
        return str(OF_PROOF[reason.code]) % values

    def why(self, match: Match) -> list[str]:
        """Say why a record counts toward a task, or why it does not."""
        told = match.reasons if match.counts else (match.against or match.reasons)
        return [self.say(reason) for reason in told]

    def _named(self, value: object, sorts: tuple[str, ...]) -> str:
        if isinstance(value, str):
            found = (self._by_sort[sort].get(value) for sort in sorts)
            return next((name for name in found if name), value)
        if isinstance(value, Iterable):
            return ", ".join(self._named(each, sorts) for each in value)
        return _shown(value)


def _sorts(reason: Reason, key: str) -> tuple[str, ...]:
    return _ALLOWED_OF.get(reason.code, ()) if key == "allowed" else ()


def _shown(value: object) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return day(date.fromisoformat(value))
    return str(value)
