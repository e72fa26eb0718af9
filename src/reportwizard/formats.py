"""The one registry of output formats: what there is, which one is meant, and the bytes of a report in it.

The command line, the screen and the manual all read from here. No file is opened here. A format's writer is
imported when it is used, so that knowing the formats costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from reportwizard.errors import UsageError
from reportwizard.report.model import Report

DEFAULT = "md"
"""The format where neither a name nor a file says otherwise."""


@dataclass(frozen=True, slots=True)
class Format:
    """An output format. `exact` formats hold the report itself, the others its printed form."""

    name: str
    suffixes: tuple[str, ...]
    label: str
    render: Callable[[Report], bytes]
    exact: bool = False


def _markdown(report: Report) -> bytes:
    from reportwizard.typeset.report import typeset
    from reportwizard.writers.markdown import write

    return _bytes(write(typeset(report)))


def _text(report: Report) -> bytes:
    from reportwizard.typeset.report import typeset
    from reportwizard.writers.text import write

    return _bytes(write(typeset(report)))


def _json(report: Report) -> bytes:
    from reportwizard.report.json import dumps

    return _bytes(dumps(report))


def _toml(report: Report) -> bytes:
    from reportwizard.report.toml import dumps

    return _bytes(dumps(report))


def _bytes(text: str) -> bytes:
    """UTF-8 with one newline at the end; half a character, which no encoding can hold, becomes a question mark."""
    return (text.rstrip("\n") + "\n").encode("utf-8", "replace")


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("md", (".md", ".markdown"), "Markdown", _markdown),
        Format("txt", (".txt", ".text"), "纯文本（可直接打印）", _text),
        Format("json", (".json",), "JSON（供其他程序读取）", _json, exact=True),
        Format("toml", (".toml",), "TOML（报告文件本身的格式）", _toml, exact=True),
    )
}
"""Every format by its name, in the order in which they are offered."""


def format_for(name: str | None, out: str | None) -> Format:
    """The format that is meant: `name`, else what the suffix of the file `out` says, else Markdown ("-" says nothing).

    Raises UsageError for a name or suffix that no format has.
    """
    if name is not None:
        if name.lower() not in FORMATS:
            raise UsageError(f"没有“{name}”这种格式", "--to", f"可用的格式：{'、'.join(FORMATS)}")
        return FORMATS[name.lower()]
    if out is None or out == "-":
        return FORMATS[DEFAULT]
    suffix = PurePath(out).suffix.lower()
    for each in FORMATS.values():
        if suffix in each.suffixes:
            return each
    known = "、".join(suffix for each in FORMATS.values() for suffix in each.suffixes)
    problem = f"不知道后缀“{suffix}”是哪种格式" if suffix else "文件名没有后缀，不知道要哪种格式"
    raise UsageError(problem, out, f"请用 --to 写明格式，或者用这些后缀：{known}")


def export(report: Report, name: str) -> bytes:
    """The report in the format of that name: UTF-8, lines ended by a newline. Raises UsageError for an unknown name."""
    return format_for(name, None).render(report)


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
