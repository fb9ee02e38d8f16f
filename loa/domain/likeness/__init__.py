"""How much texts have in common: runs of words as numbers, shares, bands to look up."""

from loa.domain.likeness.bands import BANDS, bands_of
from loa.domain.likeness.runs import Runs, runs_of, share_new, share_of

__all__ = ["BANDS", "Runs", "bands_of", "runs_of", "share_new", "share_of"]
