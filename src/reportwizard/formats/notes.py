"""What the clerk should know of an export: what was cleaned, what is missing, which totals differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportwizard.formats.registry import DEFAULT, format_for
from reportwizard.report.model import Report


def notes(report: Report, name: str = DEFAULT) -> list[str]:
    """What the clerk should know of an export in that format: what was cleaned, what is missing, which totals differ.

    Plain Chinese sentences, for standard error; none where the export shows all that the report holds.
    """
    from reportwizard.report.unfinished import unfinished

    exact = format_for(name, None).exact
    undone = [
        f"{each.said}，导出时留空：{each.which}" if each.kind == "blank" and not exact else str(each)
        for each in unfinished(report)
    ]
    return undone if exact else [*_cleaned(report), *undone, *_totals(report)]


def _cleaned(report: Report) -> Iterator[str]:
    from reportwizard.characters import has_harmful
    from reportwizard.report.numbers import format_figure
    from reportwizard.typeset.report import BREAK

    sections = {section.id: f"“{section.heading}”的文字" for section in report.edition.sections}
    texts = {"标题或单位名称": report.full_title}
    texts |= {sections.get(key, "前言"): text for key, text in report.texts.items()}
    texts |= {_label(report, path): format_figure(figure) for path, figure in (report.figures | report.stated).items()}
    for what, text in texts.items():
        if has_harmful(BREAK.sub("\n", text)):
            yield f"{what}里有不可见的控制字符，导出时已去掉"


def _totals(report: Report) -> Iterator[str]:
    from reportwizard.report.numbers import format_figure
    from reportwizard.report.totals import compute, differing_stated

    sums = compute(report)
    stated = differing_stated(report)
    for path, figure in stated.items():
        total = sums[path].value
        if total is not None:
            written = f"写的是 {format_figure(figure)}，各项相加是 {format_figure(total)}"
            yield f"{_label(report, path)}：{written}，导出的是相加的数"
    kept = [path for path in stated if sums[path].value is None]
    if kept:
        labels = _some(f"{_label(report, path)} {format_figure(stated[path])}" for path in kept)
        yield f"有 {len(kept)} 处总计的各项没有填全，导出的是原来写的数：{labels}"


def _label(report: Report, path: str) -> str:
    return report.edition.cells[path].label


def _some(labels: Iterable[str]) -> str:
    """The first three of them."""
    first = list(labels)
    return "；".join(first[:3]) + (" 等" if len(first) > 3 else "")
