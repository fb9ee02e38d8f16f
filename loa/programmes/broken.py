"""The period in which a body ended: its part of a quota, by the rule of the core."""

from datetime import date

from loa.domain.quotas import TaskKind, broken_period
from loa.programmes.facts import Cell


def part_of(cell: Cell, ended_on: date | None) -> Cell:
    """Return a cell with what is left of its target; the same one if nothing changes.

    What is owed jointly, or is no quota, stays whole.

    :param ended_on: the first day without the body
    """
    if ended_on is None or cell.joint_ids or cell.task.kind is not TaskKind.QUOTA:
        return cell
    broken = broken_period(cell.target, cell.window.period, ended_on)
    if broken is None:
        return cell
    # A target is never zero: where nothing is left of it, nothing is asked.
    exempt = cell.exempt or broken.target == 0
    return cell._replace(target=max(broken.target, 1), exempt=exempt, broken=broken)
