"""Documents that are read as a test says, whatever stands in them: for what comes after reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportwizard.blocks import Paper
from reportwizard.recognise.recognised import Gap, Origin, Recognised, SeenLabel, Together, Unread
from reportwizard.report.model import Report
from support.forms import printed
from support.reports import sample

PAGE = "<html><body><p>报告</p></body></html>"
ISSUED = "proactive.art20_1.rules.issued"
IN_FORCE = "proactive.art20_1.rules.in_force"
RECEIVED = "applications.received.natural_person"
OTHER = tuple(f"applications.{row}.other" for row in ("received", "carried_over", "granted"))


def reads_as(monkeypatch: pytest.MonkeyPatch, recognised: Recognised) -> None:
    """From now on every document is read as this."""
    monkeypatch.setattr("reportwizard.readers.registry.read_paper", lambda *_: Paper((), "html"))
    monkeypatch.setattr("reportwizard.recognise.document.recognise", lambda *_, **__: recognised)


def page(folder: Path, name: str = "网页.html") -> Path:
    """A document, so that there is one."""
    path = folder / name
    path.write_text(PAGE, encoding="utf-8")
    return path


def city_on_paper() -> Recognised:
    """A city's report as a page had it: one figure run together, three cells of 其他 missing, one label its own."""
    report = sample("hangzhou-2025")
    for path in (ISSUED, *OTHER):
        report.figures.pop(path)
    report.figures[IN_FORCE] = "12件"
    report.texts = {"overview": "第一段。\n第二段。", "problems": "问题。"}
    report.stated["challenges.direct_suit.total"] = 1
    origins = {RECEIVED: Origin("第 2 页", 3, 5, 4, "13612"), IN_FORCE: Origin("", 1, 2, 4, "12件")}
    origins["challenges.direct_suit.total"] = Origin("第 3 页", 4, 3, 10, "1")
    origins["texts.overview"] = Origin("第 1 页", 0, 3, 0, "第一段。")
    form = printed(
        gaps=[Gap(OTHER, "其他", "column")],
        labels=[SeenLabel((IN_FORCE,), "现行有效件", "现行有效件数")],
        together=[Together((ISSUED,), "规章000")],
    )
    unread = [Unread("规章000", "几格的数连在一起", "规章", "第 1 个表第 2 行")]
    return Recognised(report, origins, unread, form, ["页面上还有 2 个别的表，没有读"])


def plain(report: Report) -> Recognised:
    """A report that was read without any trouble."""
    return Recognised(report, form=printed())
