"""What reading and writing documents costs, as ratios to what the libraries need: those hardly change with the machine.

    python benchmarks/documents.py

1. Importing a web page and a Word file in a warm process (budget: 2 times what the library needs): the reader alone and
   the whole import, against (a) the library parsing the file and no more, (b) the library parsing it and handing over
   the text and the span of every cell, the least that any importer needs. In CPU time, all four in turn.
2. `reportwizard import FILE` as a whole process, cold, against a Python that loads the library and parses the file.
   Both start as an installed command does: by its two lines, every module already compiled.
3. The CPU of exporting Markdown beyond the start-up of the program (budget: 2 ms).
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from check import COMMAND, SAMPLE, cold_ms
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from reportwizard.formats.opening import open_source
from reportwizard.formats.registry import export
from reportwizard.readers.registry import read_paper
from reportwizard.report.files import open_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BARE = {
    "html": "import sys; from selectolax.lexbor import LexborHTMLParser as parse;"
    " parse(open(sys.argv[1], encoding='utf-8').read())",
    "docx": "import sys, zipfile; from lxml import etree;"
    " etree.fromstring(zipfile.ZipFile(sys.argv[1]).read('word/document.xml'))",
}


def parse_html(data: bytes) -> LexborHTMLParser:
    """The page parsed."""
    return LexborHTMLParser(data.decode("utf-8"))


def cells_html(data: bytes) -> object:
    """The page parsed, and what its cells say."""
    tree = parse_html(data)
    return [(cell.text(), cell.attrs.get("rowspan"), cell.attrs.get("colspan")) for cell in tree.css("td, th")]


def parse_docx(data: bytes) -> etree._Element:
    """The file unzipped and parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def cells_docx(data: bytes) -> object:
    """The file unzipped and parsed, and what its cells say."""
    cells: list[list[str]] = []
    for table in parse_docx(data).iter(W + "tbl"):
        for each in table.iter(W + "tc", W + "gridSpan", W + "vMerge", W + "t"):
            if each.tag == W + "tc":
                cells.append([])
            else:
                cells[-1].append(each.text or each.get(W + "val", ""))
    return cells


def in_turn(actions: Sequence[Callable[[], object]], rounds: int = 101) -> list[float]:
    """The median CPU time of each, in milliseconds."""
    took: list[list[int]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, runs in zip(actions, took, strict=True):
            start = time.process_time_ns()
            action()
            runs.append(time.process_time_ns() - start)
    return [statistics.median(runs) / 1e6 for runs in took]


def warm(kind: str, data: bytes) -> None:
    """The reader and the whole import, against the library."""
    parse, cells = {"html": (parse_html, cells_html), "docx": (parse_docx, cells_docx)}[kind]
    alone, handed, read, whole = in_turn(
        [
            lambda: parse(data),
            lambda: cells(data),
            lambda: read_paper(data, "report", kind),
            lambda: open_source(data, "report"),
        ]
    )
    print(f"{kind}, warm: the library parses in {alone:.2f} ms (a), hands over all cells in {handed:.2f} ms (b)")
    for what, took in (("reader alone", read), ("whole import", whole)):
        print(f"  {what} {took:.2f} ms: {took / alone:.1f} times (a, budget 2), {took / handed:.1f} times (b)")


def cold(kind: str, data: bytes, folder: Path) -> None:
    """The whole process, against one that only parses."""
    path = folder / f"report.{kind}"
    path.write_bytes(data)
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else each start would compile every module again
    bare = [sys.executable, "-c", BARE[kind], str(path)]
    command = [sys.executable, "-c", COMMAND, "import", str(path)]
    cold_ms(bare, environment), cold_ms(command, environment)  # compiled once, as pip does when it installs
    pairs = [(cold_ms(bare, environment), cold_ms(command, environment)) for _ in range(41)]
    alone, whole = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{kind}, cold: import {whole:.1f} ms, a process that parses {alone:.1f} ms: {whole / alone:.2f} times")


def main() -> None:
    """Measure and print."""
    report = open_report(SAMPLE).report
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("html", "docx"):
            data = export(report, kind)
            warm(kind, data)
            cold(kind, data, Path(folder))
    print(f"export Markdown: {in_turn([lambda: export(report, 'md')])[0]:.2f} ms of CPU (budget 2)")


if __name__ == "__main__":
    main()
