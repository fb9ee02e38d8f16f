"""Official documents, what they cite and what the reader found in them."""

from loa.documents.models.arrivals import Arrival
from loa.documents.models.exchange import (
    ExchangeCode,
    MessageKind,
    OutboxMessage,
    ReceivedMessage,
    RefusedArrival,
)
from loa.documents.models.incoming import (
    Citation,
    Delivery,
    Direction,
    Document,
    DocumentFile,
    Ended,
    Finding,
    IssuerLevel,
    Recipient,
    Relation,
    SearchEntry,
    Status,
)
from loa.documents.models.outgoing import (
    Draft,
    DraftStatus,
    DraftVersion,
    FrozenFile,
    NumberingRule,
    NumberSeries,
    PaperTemplate,
    RegisteredNumber,
    SignedFile,
)
from loa.documents.models.remarks import RemarkSetAside
from loa.documents.models.routes import Route

__all__ = [
    "Arrival",
    "Citation",
    "Delivery",
    "Direction",
    "Document",
    "DocumentFile",
    "Draft",
    "DraftStatus",
    "DraftVersion",
    "Ended",
    "ExchangeCode",
    "Finding",
    "FrozenFile",
    "IssuerLevel",
    "MessageKind",
    "NumberSeries",
    "NumberingRule",
    "OutboxMessage",
    "PaperTemplate",
    "ReceivedMessage",
    "Recipient",
    "RefusedArrival",
    "RegisteredNumber",
    "Relation",
    "RemarkSetAside",
    "Route",
    "SearchEntry",
    "SignedFile",
    "Status",
]
