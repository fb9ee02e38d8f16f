"""The library and the walk at 2,000 documents and 10,000 citations, against ten times less.

Each is asked of both sizes in one run; statements are counted: they do not grow.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import median
from typing import Any

from benchmarks import Row
from benchmarks._database import empty_database

SMALL, LARGE, CITED = 200, 2_000, 5
ON = date(2026, 11, 21)
AT = datetime(2026, 3, 1, tzinfo=UTC)
RUNS = 9
WORDS = [
    "thủ",
    "tục",
    "hành",
    "chính",
    "dịch",
    "vụ",
    "công",
    "trực",
    "tuyến",
    "tuyên",
    "truyền",
    "kế",
    "hoạch",
    "chuyển",
    "đổi",
    "số",
    "một",
    "cửa",
    "niêm",
    "yết",
    "công",
    "khai",
    "phản",
    "ánh",
    "kiến",
    "nghị",
    "người",
    "dân",
    "doanh",
    "nghiệp",
    "báo",
    "cáo",
]


def rows() -> list[Row]:
    """Ratios of the large to the small library, and the statements of each question."""
    with empty_database():
        return _measure()


def _measure() -> list[Row]:
    small = _asked(SMALL)
    large = _asked(LARGE)
    found = []
    for name, (seconds, statements) in large.items():
        before, before_statements = small[name]
        ratio = seconds / before
        found.append(
            Row(
                f"{name}: ten times the papers", ratio, "times",
                reference=1.0, goal="≤ 10", holds=ratio <= 10,
            )
        )  # fmt: skip
        found.append(
            Row(
                f"{name}: statements", statements, "statements",
                reference=before_statements, goal="as many",
                holds=statements == before_statements,
            )
        )  # fmt: skip
        found.append(Row(f"{name}: {LARGE} papers", seconds * 1000, "ms"))
    return found


def _asked(papers: int) -> dict[str, tuple[float, int]]:
    from django.core.paginator import Paginator

    from loa.documents import library, selectors
    from loa.documents.graph import draw, walk_document
    from loa.documents.library import Asked

    acting, middle = _fill(papers)

    def page(asked: Asked) -> Any:
        among = selectors.documents_visible_to(acting, ON)
        found = library.rows(among, asked, acting, ON)
        shown = Paginator(found, 30).get_page(1)
        library.choices(among, [])
        return library.hits(list(shown.object_list), asked, acting, ON)

    questions: dict[str, Callable[[], Any]] = {
        "search": lambda: page(Asked(query="truc tuyen")),
        "in force": lambda: page(Asked(force=library.IN_FORCE)),
        "walk": lambda: draw(walk_document(middle, acting, ON)),
    }
    return {name: _timed(ask) for name, ask in questions.items()}


def _timed(ask: Callable[[], Any]) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        ask()
    times = []
    for _run in range(RUNS):
        begin = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begin)
    return median(times), len(captured)


def _fill(papers: int) -> tuple[Any, Any]:
    """A body with papers, each citing five of those before it; the one in the middle."""
    from loa.accounts.models import User
    from loa.documents import searching
    from loa.documents.models import Citation, Document
    from loa.domain.text import fold
    from loa.orgs.models import Body
    from loa.orgs.selectors import Acting

    body = Body.objects.create(code=f"bench-{papers}")
    user = User.objects.create_user(f"bench-{papers}")
    made = [
        Document(
            held_by=body, number=str(n), symbol="KH-UBND", code=f"{n}/kh-ubnd",
            doc_type="Kế hoạch", issuer_name=f"Ủy ban nhân dân xã số {n % 120}",
            level="commune" if n % 3 else "province", issued_on=date(2026, 1, 1 + n % 28),
            subject=(subject := " ".join(WORDS[(n * 7 + k) % len(WORDS)] for k in range(12))),
            folded=fold(subject), text=" ".join(WORDS[(n + k) % len(WORDS)] for k in range(600)),
            status="confirmed", sha256=f"{papers}-{n}", brought_at=AT, brought_by=user,
        )
        for n in range(papers)
    ]  # fmt: skip
    documents = Document.objects.bulk_create(made, batch_size=200)
    searching.put_in_all(documents)
    Citation.objects.bulk_create(
        (
            Citation(
                document=documents[n], target=documents[cited], kind="legal_basis",
                number=f"{cited}/KH-UBND", code=documents[cited].code,
                issued_on=documents[cited].issued_on,
                issuer_name=documents[cited].issuer_name,
            )
            for n in range(papers)
            for cited in {(n * 31 + k * 17) % max(n, 1) for k in range(CITED)}
            if cited < n
        ),
        batch_size=500,
    )  # fmt: skip
    path = f"{body.pk:06d}"
    acting = Acting(body.pk, "bench", path, "commune", frozenset({"officer"}), ())
    return acting, documents[papers // 2]
