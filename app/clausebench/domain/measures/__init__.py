"""Numbers about judged cases: what was counted, how sure that is, and what it is out of."""

from clausebench.domain.measures.confusion import NO_VERDICT, Cell, Confusion
from clausebench.domain.measures.costs import Cost, Spread, at_work, cost
from clausebench.domain.measures.judged import Facets, JudgedCase
from clausebench.domain.measures.levels import ClassScore, Level
from clausebench.domain.measures.measuring import Measures, Splits, measure
from clausebench.domain.measures.shares import FEW, Share, shown_share
from clausebench.domain.measures.side_by_side import Broken, Together, together
from clausebench.domain.measures.slices import By, Slice
from clausebench.domain.measures.target_file import read_target, read_targets
from clausebench.domain.measures.targets import (
    Counted,
    Metric,
    Target,
    TargetResult,
    TargetState,
    check,
    check_targets,
)
from clausebench.domain.measures.versions import HeatRow, Point, VersionRun, heat, trend

__all__ = [
    "FEW",
    "NO_VERDICT",
    "Broken",
    "By",
    "Cell",
    "ClassScore",
    "Confusion",
    "Cost",
    "Counted",
    "Facets",
    "HeatRow",
    "JudgedCase",
    "Level",
    "Measures",
    "Metric",
    "Point",
    "Share",
    "Slice",
    "Splits",
    "Spread",
    "Target",
    "TargetResult",
    "TargetState",
    "Together",
    "VersionRun",
    "at_work",
    "check",
    "check_targets",
    "cost",
    "heat",
    "measure",
    "read_target",
    "read_targets",
    "shown_share",
    "together",
    "trend",
]
