"""The panels of Write mode, for those who connect them."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.ui.panels.write.columns import Columns
from clausebench.ui.panels.write.content_panel import ContentPanel
from clausebench.ui.panels.write.past_bar import PastBar
from clausebench.ui.panels.write.policy_header import PolicyHeader
from clausebench.ui.panels.write.rule_panel import RulePanel
from clausebench.ui.reasoning.view import ReasoningView


@dataclass(frozen=True, slots=True)
class Panels:
    """None of them knows another."""

    header: PolicyHeader
    past: PastBar
    rule: RulePanel
    content: ContentPanel
    reasoning: ReasoningView
    columns: Columns
