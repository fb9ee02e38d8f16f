"""A kept copy of a proof's page, as if a server had just answered."""

from loa.evidence.models import Proof
from loa.evidence.wanting import PURPOSE
from loa.fetching import turns
from loa.fetching.models import Copy, Host, Visit
from loa.fetching.services import Ended, want, write_down
from loa.fetching.web import Answer
from tests.evidence.work import AT

PAGE = "<title>Tin</title><h1>12 thủ tục hộ tịch qua mạng</h1><p>Nội dung tin.</p>"


def keep_page(proof: Proof, page: str = PAGE) -> Copy:
    """Let a page come for a proof and be written down; nobody has read it yet."""
    want(address=proof.address, purpose=PURPOSE, key=f"{PURPOSE}.{proof.pk}.0", at=AT)
    Host.objects.update(robots_at=AT)
    turn = turns.take(at=AT, room=1)[0]
    body = page.encode()
    headers = ((b"Content-Type", b"text/html; charset=utf-8"),)
    write_down([Ended(turn, Answer(200, headers, body, body), AT)])
    return Copy.objects.get(visit=Visit.objects.get(pk=turn.visit_id))
