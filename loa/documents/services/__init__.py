"""Every change to a document, from its arrival to its delivery.

Each is allowed by a policy, done in one transaction and written in the log.
"""

from loa.documents.services.arriving import Waiting, read_again_as_another
from loa.documents.services.bringing import (
    AlreadyBrought,
    AlreadyHere,
    bring_in_document,
    withdraw_document,
)
from loa.documents.services.confirming import (
    Unsettled,
    close_tasks,
    confirm_document,
    confirm_tasks,
)
from loa.documents.services.delivering import deliver_document, open_delivery
from loa.documents.services.enclosed import AlreadyCorrected, choose_paper
from loa.documents.services.findings import (
    ADDABLE,
    add_finding,
    confirm_finding,
    correct_finding,
    drop_finding,
    restore_finding,
    set_header,
    settle_rest,
)
from loa.documents.services.gate import AlreadyConfirmed, NotOpen, closed
from loa.documents.services.linking import (
    BadRelation,
    close_relation,
    link_citation,
    relate_documents,
    release_citation,
)
from loa.documents.services.passing import NothingOnTheWay, RemarkTooLong, pass_on
from loa.documents.services.remarks import (
    NoSuchRemark,
    set_remark_aside,
    take_remark_back,
)
from loa.documents.services.tasks import (
    TaskValues,
    WordsNotFound,
    add_task,
    correct_task,
    drop_task,
    restore_task,
    settle_task,
)
from loa.documents.values import BadValue

__all__ = [
    "ADDABLE",
    "AlreadyBrought",
    "AlreadyConfirmed",
    "AlreadyCorrected",
    "AlreadyHere",
    "BadRelation",
    "BadValue",
    "NoSuchRemark",
    "NotOpen",
    "NothingOnTheWay",
    "RemarkTooLong",
    "TaskValues",
    "Unsettled",
    "Waiting",
    "WordsNotFound",
    "add_finding",
    "add_task",
    "bring_in_document",
    "choose_paper",
    "close_relation",
    "close_tasks",
    "closed",
    "confirm_document",
    "confirm_finding",
    "confirm_tasks",
    "correct_finding",
    "correct_task",
    "deliver_document",
    "drop_finding",
    "drop_task",
    "link_citation",
    "open_delivery",
    "pass_on",
    "read_again_as_another",
    "relate_documents",
    "release_citation",
    "restore_finding",
    "restore_task",
    "set_header",
    "set_remark_aside",
    "settle_rest",
    "settle_task",
    "take_remark_back",
    "withdraw_document",
]
