"""Which record satisfies which task and why not; addresses and channels recognised.

`match` answers with reasons as codes, for and against, so that a page can say them in
words. `normalise_address` gives one key for one page; `ChannelMatcher` says whose it is.
"""

from loa.domain.proof.address import (
    Address,
    BadAddress,
    address_key,
    normalise_address,
    parse_address,
)
from loa.domain.proof.channels import (
    ChannelKind,
    ChannelMatcher,
    ChannelOwner,
    best_channel,
)
from loa.domain.proof.heads import heads_in
from loa.domain.proof.matching import (
    Match,
    Reason,
    ReasonCode,
    RecordFacts,
    TaskRule,
    Weight,
    find_window,
    match,
    match_all,
)
from loa.domain.proof.reposts import asks_for_reposts
from loa.domain.proof.units import unit_fits
from loa.domain.proof.ways import Way, ways_of

__all__ = [
    "Address",
    "BadAddress",
    "ChannelKind",
    "ChannelMatcher",
    "ChannelOwner",
    "Match",
    "Reason",
    "ReasonCode",
    "RecordFacts",
    "TaskRule",
    "Way",
    "Weight",
    "address_key",
    "asks_for_reposts",
    "best_channel",
    "find_window",
    "heads_in",
    "match",
    "match_all",
    "normalise_address",
    "parse_address",
    "unit_fits",
    "ways_of",
]
