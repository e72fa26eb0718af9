"""Any document as a report: the program's own files as they are, everything else read and recognised."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.errors import StorageError
from reportwizard.readers.identify import identify
from reportwizard.report.files import LARGEST_DOCUMENT, Opened, open_bytes, read_bytes
from reportwizard.report.model import Report

if TYPE_CHECKING:
    from reportwizard.recognise.recognised import Recognised

OWN = ("toml", "json")
"""The formats that hold the report itself."""


@dataclass(slots=True)
class Source:
    """A report and how it came: `opened` from a file of the program's own, `recognised` from any other."""

    report: Report
    format: str
    opened: Opened | None = None
    recognised: Recognised | None = None

    def as_toml(self, name: str) -> Opened:
        """The report as if it had stood in a TOML file, with the keys that a person added by hand.

        Raises StorageError, telling `name`, where a key cannot stand there.
        """
        if self.opened is None or self.format == "toml":
            return self.opened or Opened(self.report, "", {})
        unknown = self.opened.unknown
        try:
            source = _dumps(unknown) if unknown else ""
        except TypeError as error:
            hint = "请去掉程序不认识的、值为 null 的键"
            raise StorageError("JSON 里有 TOML 文件不能保存的 null", name, hint) from error
        return Opened(self.report, source, unknown)


def open_source(data: bytes, name: str, *, year: int | None = None, agency: str = "") -> Source:
    """The report in `data`; `name` is told in errors. `year` and `agency` say what a document does not.

    Raises ReportWizardError.
    """
    kind = identify(data, name)
    if kind in OWN:
        opened = open_bytes(data, name)
        opened.report.agency = opened.report.agency or agency
        return Source(opened.report, kind, opened)
    from reportwizard.readers.registry import read_paper
    from reportwizard.recognise.document import recognise

    paper = read_paper(data, name, kind)
    if paper.kept:
        from reportwizard.formats.workbook import read_back

        recognised = read_back(paper, name)
    else:
        recognised = recognise(paper, name, year=year, agency=agency)
    return Source(recognised.report, kind, None, recognised)


def open_file(path: Path) -> Source:
    """The report in the file at `path`, whatever its format. Raises ReportWizardError."""
    return open_source(read_bytes(path, LARGEST_DOCUMENT), str(path))


def open_any(path: Path) -> Report:
    """The same, for whoever asks for nothing but the report."""
    return open_file(path).report


def _dumps(unknown: dict[str, object]) -> str:
    import tomli_w

    return tomli_w.dumps(unknown)
