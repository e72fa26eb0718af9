"""How a form looks on paper that is as the statute has it, to change one thing of it."""

from __future__ import annotations

from typing import Any

from reportwizard.recognise.recognised import Form, SeenHeading

HEADINGS = [
    SeenHeading("overview", "一、总体情况", 1),
    SeenHeading("proactive", "二．主动公开政府信息情况", 2),
    SeenHeading("applications", "收到和处理政府信息公开申请情况", None),
    SeenHeading("challenges", "四、政府信息公开行政复议、行政诉讼情况", 4),
    SeenHeading("problems", "五、存在的主要问题及改进情况", 5),
    SeenHeading("other_matters", "六、其他需要报告的事项", 6),
]
"""All that is there, in order; how a page writes the number is not looked at."""


def printed(**seen: list[Any]) -> Form:
    """A form as it should look, but for these."""
    return Form(**{"headings": HEADINGS, **seen})
