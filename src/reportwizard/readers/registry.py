"""The one table of readers, by the name of the format that `identify` gives. A reader is imported when it is needed."""

from __future__ import annotations

from importlib import import_module

from reportwizard.blocks import Paper
from reportwizard.errors import DocumentError, MissingExtraError

READERS = {
    "html": "html",
    "mhtml": "mhtml",
    "docx": "docx",
    "odt": "odt",
    "xlsx": "workbook",
    "xls": "workbook",
    "ods": "ods",
    "doc": "office",
    "rtf": "office",
    "pdf": "pdf",
    "md": "markdown",
    "txt": "text",
}
"""The module of `readers` that reads each format; it has `read(data, kind)`."""


def read_paper(data: bytes, name: str, kind: str) -> Paper:
    """The document in `data`; `name` is told in errors. Raises DocumentError or MissingExtraError."""
    try:
        paper: Paper = import_module(f"reportwizard.readers.{READERS[kind]}").read(data, kind)
    except (DocumentError, MissingExtraError) as error:
        where = f"{name} {error.where}".rstrip()
        raise type(error)(error.message, where, error.hint) from error
    return paper
