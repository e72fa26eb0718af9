"""How much a document may hold. Far above any report, far below what would take a machine's memory."""

from __future__ import annotations

from reportwizard.errors import DocumentError

MAX_CELLS = 200_000
"""Cells in a document; the form has some two hundred."""

MAX_SQUARES = 500_000
"""Squares of a grid, covered and empty ones counted."""


def too_many_cells() -> DocumentError:
    """The tables hold more than any report's."""
    return DocumentError("表格太大，不像是一份报告", "", "请核对文件；如果确实是报告，请删去报告之外的工作表和表格再用")
