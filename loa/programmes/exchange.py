"""Who sent a document by exchange is told when its tasks are somebody's."""

from datetime import datetime
from typing import Any

from loa.documents.exchange.statuses import tell_assigned
from loa.programmes.models import Directive
from loa.programmes.signals import directive_committed


def connect() -> None:
    """Listen; called once, when the app is ready."""
    directive_committed.connect(tell, dispatch_uid="programmes.exchange")


def tell(
    sender: type[Directive], directive: Directive, at: datetime, **_more: Any
) -> None:
    """Tell that the document is assigned, in the transaction that assigns it."""
    tell_assigned(document=directive.document, actor=directive.committed_by, at=at)
