"""Samples by chance and by risk, and what two reviewers' answers say of the whole."""

from loa.domain.sampling.drawing import Stratum, draw, population_digest
from loa.domain.sampling.weighing import (
    Agreement,
    Estimate,
    agreement,
    share_of,
)

__all__ = [
    "Agreement",
    "Estimate",
    "Stratum",
    "agreement",
    "draw",
    "population_digest",
    "share_of",
]
