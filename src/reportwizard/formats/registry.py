"""The one registry of output formats: what there is, which one is meant, and the bytes of a report in it.

The command line, the screen and the manual all read from here. No file is opened here. A format's writer is
imported when it is used, so that knowing the formats costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from reportwizard.errors import UsageError
from reportwizard.report.model import Report

DEFAULT = "md"
"""The format where neither a name nor a file says otherwise."""


@dataclass(frozen=True, slots=True)
class Format:
    """An output format.

    `exact` ones hold the report itself, the others its printed form; `binary` ones are no text; `slow` ones are waited
    for.
    """

    name: str
    suffixes: tuple[str, ...]
    label: str
    render: Callable[[Report], bytes]
    exact: bool = False
    binary: bool = False
    slow: bool = False


def _on_paper(writer: str, *, dated: bool = False) -> Callable[[Report], bytes]:
    """The finished report as that module of `writers` puts it down; `dated` ones have a date among their properties.

    That is the day of publication, where it is known: never the day of the export, which would make each differ.
    """

    def render(report: Report) -> bytes:
        from importlib import import_module

        from reportwizard.typeset.report import typeset

        known = {"made": report.published} if dated else {}
        written: str | bytes = import_module(f"reportwizard.writers.{writer}").write(typeset(report), **known)
        return written if isinstance(written, bytes) else _bytes(written)

    return render


def _workbook(report: Report) -> bytes:
    from reportwizard.formats.workbook import render

    return render(report)


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
        Format("md", (".md", ".markdown"), "Markdown", _on_paper("markdown")),
        Format("txt", (".txt", ".text"), "纯文本（可直接打印）", _on_paper("text")),
        Format("docx", (".docx",), "Word（上报用）", _on_paper("docx", dated=True), binary=True),
        Format("html", (".html", ".htm"), "网页（网站发布用）", _on_paper("html")),
        Format("xlsx", (".xlsx",), "Excel 工作簿（可填写、可读回）", _workbook, exact=True, binary=True),
        Format("pdf", (".pdf",), "PDF（与 Word 同一版式）", _on_paper("pdf", dated=True), binary=True, slow=True),
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
    """The report in the format of that name: text is UTF-8, its lines end in a newline.

    Raises UsageError for an unknown name, ReportWizardError where the format cannot hold the report.
    """
    return format_for(name, None).render(report)
