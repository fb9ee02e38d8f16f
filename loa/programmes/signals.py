"""What higher layers may want to hear of; sent inside the transaction.

``directive_committed(sender=Directive, directive, at)``: its tasks are owed from now
on; records already there may count toward them.

``directive_merged(sender=Directive, own, into, tasks, at)``: an addressee's own reading
gave way to the issuer's confirmation. ``tasks`` maps ids of its tasks to ids of the
issuer's that ask the same; what was credited to the first counts for the second.

``due_extended(sender=Extension, extension, at)``: a body has more time in a period; what
came after the earlier day may be in time now.

``lines_changed(sender=Task, tasks, at)``: lines of a task (their ids) are owed from now
on, or are owed no more; what was done may count toward them, or counts no longer.

``assignments_corrected(sender=Correction, task, bodies, at)``: who owes a task was
corrected; what those bodies recorded may count toward it now, or no longer.
"""

from django.dispatch import Signal

directive_committed = Signal()
directive_merged = Signal()
due_extended = Signal()
lines_changed = Signal()
assignments_corrected = Signal()
plan_decided = Signal()
