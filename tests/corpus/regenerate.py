"""Remakes the corpus: the documents, and beside each the TOML and the findings that are expected of it.

    python tests/corpus/regenerate.py            what the habits make
    python tests/corpus/regenerate.py --office   also what LibreOffice makes of two of the pages (it must be installed)

It also writes docs/corpus.md: of each document, how many figures were read right, named, and silently lost or wrong.

Look at the difference before you commit it: the truth that figures are held against is in `habits`, not here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.counting import count
from corpus.habits import Document, documents, offices
from reportwizard.checks import check
from reportwizard.formats.opening import open_source
from reportwizard.report.toml import dumps
from reportwizard.typeset.findings import Checked, as_json

FOLDER = Path(__file__).parent / "documents"
PAGE = Path(__file__).parents[2] / "docs" / "corpus.md"
FILTERS = {
    "docx": "HTML (StarWriter)",
    "doc": "HTML (StarWriter)",
    "odt": "HTML (StarWriter)",
    "pdf": "HTML (StarWriter)",
    "xlsx": "HTML (StarCalc)",
    "xls": "HTML (StarCalc)",
    "ods": "HTML (StarCalc)",
}


def expected(document: Document) -> dict[str, str]:
    """What belongs beside a document: {file name: content}."""
    source = open_source(document.data, document.name)
    read = source.recognised
    assert read is not None
    findings = check(read.report, form=read.form)
    told = as_json([Checked(document.name, read.report, findings, [str(unread) for unread in read.unread])])
    return {f"{document.name}.toml": dumps(read.report), f"{document.name}.findings.json": told}


def counts() -> str:
    """The page of the counts, in Markdown."""
    lines = [
        "# What the corpus says",
        "",
        "Made by `python tests/corpus/regenerate.py`; a test holds it to the program. Each document of",
        "`tests/corpus/documents` was made from known figures after one habit of published reports, or by LibreOffice.",
        "A figure that cannot be read without guessing must be named with its text; one that is lost or wrong without",
        "a word fails the tests.",
        "",
        "| document | right | named unread | lost silently | wrong silently |",
        "|---|---|---|---|---|",
    ]
    sums = [0, 0, 0, 0]
    for document in documents():
        read = open_source(document.data, document.name).recognised
        assert read is not None
        found = count(read, document.truth, document.torn)
        numbers = [found.right, found.named, len(found.lost), len(found.wrong)]
        sums = [total + number for total, number in zip(sums, numbers, strict=True)]
        lines.append(f"| {document.name} | {' | '.join(map(str, numbers))} |")
    return "\n".join([*lines, f"| all | {' | '.join(map(str, sums))} |", ""])


def convert(page: bytes, suffix: str) -> bytes:
    """What LibreOffice makes of a page. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_bytes(page)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", f"--infilter={FILTERS[suffix]}", "--convert-to", suffix]
        subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True)
        return source.with_suffix(f".{suffix}").read_bytes()


def main() -> None:
    """Write everything."""
    FOLDER.mkdir(exist_ok=True)
    if "--office" in sys.argv:
        for page in offices():
            for suffix in FILTERS:
                (FOLDER / f"{Path(page.name).stem}.{suffix}").write_bytes(convert(page.data, suffix))
    for document in documents():
        (FOLDER / document.name).write_bytes(document.data)
        for name, text in expected(document).items():
            (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    page = counts()
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    print(page)


if __name__ == "__main__":
    main()
