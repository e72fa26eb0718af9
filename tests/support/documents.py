"""Documents to read: built here part by part, or written by LibreOffice from a page built here."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

import pytest

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


Office = Callable[[str, str], tuple[tuple[Block, ...], bytes]]
"""The fixture `by_office`: the printed blocks of a report by its name, and the file that LibreOffice makes of them."""

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """A part of relations: kind to target."""
    each = "".join(
        f'<Relationship Id="r{index}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'


def word(body: str, dialect: str = WORD, **parts: str) -> bytes:
    """A Word file of this body; further parts by their kind (styles, numbering, footnotes), inner XML only."""
    spaces = (
        f'xmlns:w="{dialect}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind_of = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kind_of}.{kind}+xml"/>'
        for part, kind in {"document": "document.main", **{part: part for part in parts}}.items()
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{types}">{default}{overrides}</Types>',
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}),
    }
    for kind, inner in parts.items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {spaces}>{inner}</w:{kind}>"
    return zipped(files)


def paragraph(text: str = "", properties: str = "", runs: str = "") -> str:
    """A paragraph of a Word file."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{runs}</w:p>"


def printed(name: str) -> tuple[Block, ...]:
    """The printed blocks of one of the real reports that the tests share (city_2025, office_2019)."""
    from reportwizard.report.files import open_report
    from reportwizard.typeset.report import typeset

    return typeset(open_report(Path(__file__).parents[1] / "formats" / "reports" / f"{name}.toml").report)


def page(blocks: Iterable[Block]) -> str:
    """A plain web page of these blocks."""
    body = "".join(map(_markup, blocks))
    style = "td,th{border:1px solid black} table{border-collapse:collapse}"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{style}</style></head><body>{body}</body></html>'


def _markup(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    rows = "".join("<tr>" + "".join(map(_square, row)) + "</tr>" for row in block.rows)
    return f'<table border="1">{rows}</table>'


def _square(cell: Cell) -> str:
    return f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{escape(cell.text)}</td>'


def by_libreoffice(source: bytes, kind: str, suffix: str, folder: Path, profile: Path) -> bytes:
    """What LibreOffice writes of a document of that kind."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    file = folder / f"document.{kind}"
    file.write_bytes(source)
    command = [program, "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    if kind == "html":
        command.append(f"--infilter=HTML ({'StarCalc' if suffix in ('xlsx', 'xls', 'ods') else 'StarWriter'})")
    subprocess.run([*command, "--convert-to", suffix, "--outdir", folder, file], capture_output=True, check=True)
    return (folder / f"document.{suffix}").read_bytes()


_TYPST = """
#let blocks = json(bytes(sys.inputs.blocks))
#set page(margin: 2cm, footer: context align(center)[— #counter(page).display() —])
#set text(font: "Noto Serif CJK SC", size: 10pt)
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
#for block in blocks {
  if type(block) == str { par(block) } else {
    table(columns: (1fr,) * block.width, ..block.cells.map(cell =>
      table.cell(rowspan: cell.at(1), colspan: cell.at(2), cell.at(0))))
  }
}
"""


def by_typst(blocks: Iterable[Block]) -> bytes:
    """A PDF of these blocks as typst writes it, tables to the width of the page."""
    import typst

    told: list[object] = []
    for block in blocks:
        if isinstance(block, Table):
            cells = [[c.text, c.rowspan, c.colspan] for row in block.rows for c in row]
            told.append({"width": block.width, "cells": cells})
        else:
            told.append(block.text)
    made, warnings = typst.compile_with_warnings(_TYPST.encode(), sys_inputs={"blocks": json.dumps(told)})
    if warnings:
        pytest.skip("the Chinese font of the tests is not installed")
    return bytes(made)


def squares(table: Table) -> dict[tuple[int, int], Cell]:
    """The cells of a table by the square of their upper left corner."""
    return {(row, column): cell for row, column, cell in table.placed()}


def assert_same(read: Sequence[Block], printed: Sequence[Block]) -> None:
    """The blocks read are those printed: the same texts in the same order, the same tables square by square."""
    assert [_outline(block) for block in read] == [_outline(block) for block in printed]


def _outline(block: Block) -> object:
    if isinstance(block, Table):
        return {place: (c.text.replace("\n", ""), c.rowspan, c.colspan) for place, c in squares(block).items()}
    return block
