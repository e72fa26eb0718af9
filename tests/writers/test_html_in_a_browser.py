"""The web page in a real browser, where one is installed: nothing is logged, and a phone is wide enough."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from reportwizard.records import replace
from reportwizard.report.model import Report
from reportwizard.typeset.report import typeset
from reportwizard.writers.html import write

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
WIDTHS = (320, 390, 1200)

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")

HOST = """<!DOCTYPE html><html lang="zh-CN"><title>x</title><body>
{frames}
<script>
onload = () => {{
const seen = [];
for (const frame of document.querySelectorAll("iframe")) {{
  const page = frame.contentDocument, root = page.documentElement;
  const regions = [...page.querySelectorAll("[role=region]")];
  const sizes = figure => {{
    const range = page.createRange();
    range.selectNodeContents(figure);
    return range.getClientRects().length;
  }};
  seen.push({{
    wanted: +frame.width, width: root.clientWidth, scrolls: root.scrollWidth,
    overflowing: regions.filter(region => region.scrollWidth > region.clientWidth).length,
    focusable: regions.filter(region => (region.focus(), page.activeElement === region)).length,
    regions: regions.length,
    torn: [...page.querySelectorAll("td.figure")].filter(figure => sizes(figure) > 1).length,
    stuck: Math.max(...regions.map(region => new Set([...region.querySelectorAll("th")].filter(
      head => getComputedStyle(head).position === "sticky").map(head => head.offsetWidth)).size)),
    styled: getComputedStyle(page.querySelector("p")).textIndent !== "0px",
    foreign: page.querySelectorAll("script, img").length,
    title: page.title,
  }});
}}
document.body.textContent = JSON.stringify(seen);
}};
</script>"""


def browse(folder: Path, page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += [*options, page.as_uri()]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)


def opened(folder: Path, pages: list[str]) -> tuple[list[dict[str, Any]], str]:
    """What the browser sees of each page at each width, and what it logs."""
    frames = [
        f'<iframe width="{width}" height="800" srcdoc="{escape(page)}"></iframe>' for page in pages for width in WIDTHS
    ]
    host = folder / "host.html"
    # the frames are of the host's origin, so that it can look into them; their own policy stays in force
    host.write_text(HOST.format(frames="\n".join(frames)), encoding="utf-8")
    options = ("--hide-scrollbars", "--enable-logging=stderr", "--virtual-time-budget=10000", "--window-size=1400,900")
    run = browse(folder, host, *options, "--dump-dom")
    body = re.search(r"<body>(.*)</body>", run.stdout, re.DOTALL)
    assert body is not None
    return json.loads(unescape(body[1])), "\n".join(line for line in run.stderr.splitlines() if "CONSOLE" in line)


def test_it_opens_without_a_complaint_and_fits_a_phone(tmp_path: Path, city: Report, office: Report) -> None:
    hostile = replace(
        city, texts={"overview": "a" * 900 + "<script>alert(1)</script><img src=//a.cn/b onerror=alert(2)>"}
    )
    reports = [city, office, hostile]
    seen, log = opened(tmp_path, [write(typeset(report)) for report in reports])
    assert log == ""
    assert [page["title"] for page in seen] == [report.full_title for report in reports for _ in WIDTHS]
    for page in seen:
        assert page["scrolls"] == page["width"] == page["wanted"], "only the tables may scroll sideways"
        assert page["overflowing"] == {320: 2, 390: 2, 1200: 0}[page["wanted"]]
        assert page["stuck"] == (page["wanted"] < 640), "labels of several widths would hide figures of some rows"
        assert page["focusable"] == page["regions"] == 3
        assert (page["torn"], page["foreign"], page["styled"]) == (0, 0, True)


def test_the_log_would_tell(tmp_path: Path, city: Report) -> None:
    broken = write(typeset(city)).replace("<main>", "<main><script>1</script>")
    _, log = opened(tmp_path, [broken])
    assert "Content Security Policy" in log


@pytest.mark.parametrize("figure", [1234, 12345, 12345678])
def test_all_columns_are_printed_however_wide_the_figures(tmp_path: Path, zeros: Report, figure: int) -> None:
    typed = [path for path, cell in zeros.edition.cells.items() if not cell.computed]
    wide = replace(zeros, figures=dict.fromkeys(typed, figure), stated={})
    source, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(write(typeset(wide)), encoding="utf-8")
    browse(tmp_path, source, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    with pdfplumber.open(printed) as document:
        words = [word for page in document.pages for word in page.extract_words(extra_attrs=["size"])]
        assert max(word["x1"] for word in words) <= (210 - 26) * 72 / 25.4 + 1
        assert max(word["x1"] for page in document.pages for word in page.lines + page.rects) <= 184 * 72 / 25.4 + 1
    assert sum(word["text"] == str(figure) for word in words) == len(typed)
    prose = [word["size"] for word in words if word["text"].startswith("六、")]
    assert prose == pytest.approx([16], abs=0.1), "the page itself is not made smaller"
    assert "三、本" in [word["text"] for word in words], "three characters a line"
