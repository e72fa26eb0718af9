"""`reportwizard import SOURCE`: a document as a report's own file, with what was read of it and what was not."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.cli.status import Status
from reportwizard.cli.streams import has_unsaved, put, read_source, say, warn_of_journal
from reportwizard.errors import StorageError, UsageError, typed

if TYPE_CHECKING:
    from reportwizard.formats.opening import Source

SUFFIX = ".toml"


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("source", metavar="来源", help="Word、Excel、网页、PDF 等文件；- 是标准输入")
    parser.add_argument("-o", "--output", metavar="文件", help=f"写到哪个 {SUFFIX} 文件；不写或写 - 时是标准输出")
    parser.add_argument("--year", type=int, metavar="年度", help="来源里看不出年度时用")
    parser.add_argument("--agency", default="", metavar="单位名称", help="来源里看不出单位时用")
    parser.add_argument("--explain", action="store_true", help="列出每个数读自哪里")
    parser.add_argument("--force", action="store_true", help="文件已经有了时，把来源里有的并进去")


def run(options: argparse.Namespace) -> int:
    """Read, write whole or not at all, tell."""
    from reportwizard.formats.opening import open_source

    output = None if options.output in (None, "-") else Path(options.output)
    if output is not None and output.suffix.lower() != SUFFIX:
        raise UsageError(f"import 只写 {SUFFIX} 文件", str(output), f"请写成 {typed(output.with_suffix(SUFFIX))}")
    data, called = read_source(options.source)
    source = open_source(data, called, year=options.year, agency=options.agency)
    if options.year is not None and source.report.year != options.year:
        message = f"里面写的是 {source.report.year} 年，--year 写的是 {options.year}"
        raise UsageError(message, called, "请核对；只在文件里看不出年度时才需要 --year")
    warn_of_journal(options.source, data)
    status: int = Status.DONE
    if output is None:
        put(_rendered(source, called))
        _tell(source)
        say(f"要存成文件，请加上 -o 文件名{SUFFIX}")
    elif output.exists() or output.is_symlink():
        _tell(source)
        status = _merge(source, output, force=options.force)
    else:
        from reportwizard.report.files import create

        create(output, _rendered(source, called).decode("utf-8"))
        say(f"已导入到 {output}")
        _tell(source)
        say(f"接着填写：reportwizard edit {typed(output)}")
    if options.explain:
        _explain(source, aloud=output is None)
    return status


def _rendered(source: Source, called: str) -> bytes:
    """The report's file; comments and keys that a person added to a file of ours stay in it."""
    from reportwizard.report.keeping import render

    opened = source.as_toml(called)
    return render(opened.report, opened.source, opened.unknown).encode("utf-8")


def _tell(source: Source) -> None:
    from reportwizard.typeset.importing import counts, told

    say(f"{counts(source.report)}（{source.report.edition.id} 年版，{source.report.year} 年度）")
    for _, text in told(source.recognised) if source.recognised else ():
        say(text)


def _explain(source: Source, *, aloud: bool) -> None:
    """On standard output, unless that is taken by the product."""
    from reportwizard.typeset.importing import origins

    lines = list(origins(source.recognised, source.report))
    if not aloud:
        put("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))
        return
    for line in lines:
        say(line)


def _merge(source: Source, output: Path, *, force: bool) -> int:
    """Into a report that is there: shown, and made only where that was asked for."""
    from reportwizard.report import files
    from reportwizard.report.keeping import render
    from reportwizard.report.overlay import apply, weigh
    from reportwizard.session.locking import ONLY_LOOKING, Lock
    from reportwizard.typeset.importing import preview

    lock = Lock(output) if force else None
    try:
        if lock is not None and lock.refusal:
            raise StorageError(lock.refusal.removesuffix(ONLY_LOOKING), str(output), "请等对方退出，或者换一个文件名")
        data = files.read_bytes(output)
        if data.lstrip().startswith(b"{"):
            raise UsageError("已经有这个文件，里面是 JSON，没有改动", str(output), "请换一个文件名")
        opened = files.open_bytes(data, str(output))
        printed = source.recognised.origins if source.recognised else {}
        overlay = weigh(opened.report, source.report, printed)
        if not overlay.differences:
            say(f"{output} 里都已经有了，没有要改的")
            return Status.DONE
        for _, text in preview(overlay, opened.report):
            say(text)
        if not force:
            hint = "要照上面改，请加上 --force（原来的留作 .bak）；不改就换一个文件名"
            raise UsageError("已经有这个文件，没有改动", str(output), hint)
        if has_unsaved(str(output), data):
            hint = f"请先运行 reportwizard edit {typed(output)}，恢复后保存，再导入"
            raise StorageError("有还没有保存的改动，没有导入", str(output), hint)
        apply(opened.report, overlay)
        files.replace(output, render(opened.report, opened.source, opened.unknown).encode("utf-8"), backup=True)
        say(f"已并入 {output}，原来的留作 {output.name}.bak")
        say(f"接着填写：reportwizard edit {typed(output)}")
        return Status.DONE
    finally:
        if lock is not None:
            lock.release()
