"""The same document, and the same task, in two hands."""

import re
from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from loa.documents.models import Document
from loa.documents.selectors import documents_visible_to
from loa.domain.text import fold
from loa.orgs.selectors import Acting
from loa.programmes.models import Directive, Task

_WORD = re.compile(r"[^0-9a-z]+")
_ALIKE = 0.8
_NEAR = 0.5
_OFFERED = 3
_MOST = 500


def directive_of_same_document(document: Document) -> Directive | None:
    """Return the directive that the issuer's people made of the same document."""
    rows = Directive.objects.filter(is_own_reading=False)
    found = _same_among(document, rows)
    return found[0] if found else None


def own_readings_of_same_document(document: Document) -> list[Directive]:
    """Return the own readings of the same document that nobody has taken over yet."""
    rows = Directive.objects.filter(is_own_reading=True, merged_into=None)
    return _same_among(document, rows)


def _same_among(document: Document, rows: QuerySet[Directive]) -> list[Directive]:
    """By the same file, or the same number, symbol, issuer and year; never by less."""
    others = rows.exclude(document=document).select_related("document")
    alike = list(others.filter(document__sha256=document.sha256))
    if document.code and document.issued_on:
        year = document.issued_on.year
        alike += [
            row
            for row in others.filter(
                document__code=document.code, document__issued_on__year=year
            )
            if fold(row.document.issuer_name) == fold(document.issuer_name)
        ]
    return list({row.pk: row for row in alike}.values())


def matching_tasks(own: Directive, into: Directive) -> dict[int, int]:
    """Return which task of the issuer's asks what a task of an own reading asks."""
    theirs = [(task, _words(task.text)) for task in into.tasks.filter(happening=None)]
    found: dict[int, int] = {}
    for task in own.tasks.filter(happening=None):
        words = _words(task.text)
        # Lines of one sentence have the same words, and each its own number.
        best = max(
            theirs,
            key=lambda pair: (_likeness(words, pair[1]), _number(pair[0], task)),
            default=None,
        )
        if best and _likeness(words, best[1]) >= _ALIKE:
            found[task.pk] = best[0].pk
    return found


def _number(other: Task, task: Task) -> tuple[bool, bool]:
    same_unit = fold(other.quota_unit) == fold(task.quota_unit)
    return same_unit, other.quota_per == task.quota_per


def tasks_alike(
    texts: Mapping[int, str], document: Document, acting: Acting, *, on: date
) -> dict[int, list[Task]]:
    """Return which tasks in force ask nearly the same as some texts, the nearest first.

    Only of directives that may be seen, and not of the document itself. What is alike
    is only offered: that it is one duty is said by a person.
    """
    seen = documents_visible_to(acting, on).exclude(pk=document.pk).values("pk")
    rows = Task.objects.filter(
        directive__merged_into=None,
        directive__document__in=seen,
        until_on__gt=on,
        line=0,
    ).select_related("directive__document")
    rows = rows.defer("directive__document__text", "directive__document__blocks")
    known = [(task, _words(task.text)) for task in rows.order_by("-pk")[:_MOST]]
    found: dict[int, list[Task]] = {}
    for item, text in texts.items():
        words = _words(text)
        near = [(_likeness(words, theirs), task) for task, theirs in known]
        best = sorted((each for each in near if each[0] >= _NEAR), key=_by_likeness)
        if best:
            found[item] = [task for _score, task in best[:_OFFERED]]
    return found


def _by_likeness(scored: tuple[float, Task]) -> tuple[float, int]:
    return (-scored[0], scored[1].pk)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.split(fold(text))) - {""}


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
