"""First checks of a record, each a module with one question.

A module has ``CODE``, ``NAME`` (lazy text) and ``check(subject) -> Finding``. To add
one: write the module, put it into ``CHECKS`` and its reasons into ``SENTENCES`` of
``loa/evidence/sentences.py``. What a machine cannot see is uncheckable, never disputed.
"""

from types import ModuleType

from loa.evidence.checks import channel, day, period, repeat, rush, sight
from loa.evidence.checks.subject import Finding, Subject

CHECKS: dict[str, ModuleType] = {
    module.CODE: module for module in (sight, channel, day, period, repeat, rush)
}


def run(subject: Subject) -> list[Finding]:
    """Ask every check, in the order in which a page shows them."""
    return [module.check(subject) for module in CHECKS.values()]


__all__ = ["CHECKS", "Finding", "Subject", "run"]
