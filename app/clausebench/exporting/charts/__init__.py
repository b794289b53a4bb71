"""Charts that a person reads, as SVG or PNG; the only door to matplotlib.

The same numbers give the same bytes. No chart needs its colours: numbers, letters, hatching and
the shape of a mark say the same, and the text alternative says it in sentences.
"""

from clausebench.exporting.charts.agreement import agreement_chart
from clausebench.exporting.charts.clause_recall import clause_recall_chart
from clausebench.exporting.charts.confusion import confusion_chart
from clausebench.exporting.charts.heat import heat_chart
from clausebench.exporting.charts.look import Look
from clausebench.exporting.charts.reliability import reliability_chart
from clausebench.exporting.charts.trend import trend_chart

__all__ = [
    "Look",
    "agreement_chart",
    "clause_recall_chart",
    "confusion_chart",
    "heat_chart",
    "reliability_chart",
    "trend_chart",
]
