"""Numbers about judged cases: what was counted, how sure that is, and what it is out of."""

from clausebench.domain.measures.confusion import NO_VERDICT, Cell, Confusion
from clausebench.domain.measures.judged import Facets, JudgedCase
from clausebench.domain.measures.levels import ClassScore, Level
from clausebench.domain.measures.measuring import Measures, Splits, measure
from clausebench.domain.measures.shares import FEW, Share, shown_share
from clausebench.domain.measures.slices import By, Slice

__all__ = [
    "FEW",
    "NO_VERDICT",
    "By",
    "Cell",
    "ClassScore",
    "Confusion",
    "Facets",
    "JudgedCase",
    "Level",
    "Measures",
    "Share",
    "Slice",
    "Splits",
    "measure",
    "shown_share",
]
