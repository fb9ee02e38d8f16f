"""What changes an inspection, in one place for those who call it."""

from loa.oversight.inspecting.following import (
    add_finding,
    follow_finding,
    tell_overdue,
)
from loa.oversight.inspecting.holding import (
    BadStep,
    Closed,
    Sent,
    ThereAlready,
    Unanswered,
)
from loa.oversight.inspecting.planning import (
    drop_visit,
    make_plan,
    plan_visit,
    set_checklist,
)
from loa.oversight.inspecting.visiting import (
    add_file,
    answer_items,
    draft_minutes,
    open_visit,
)

__all__ = [
    "BadStep",
    "Closed",
    "Sent",
    "ThereAlready",
    "Unanswered",
    "add_file",
    "add_finding",
    "answer_items",
    "draft_minutes",
    "drop_visit",
    "follow_finding",
    "make_plan",
    "open_visit",
    "plan_visit",
    "set_checklist",
    "tell_overdue",
]
