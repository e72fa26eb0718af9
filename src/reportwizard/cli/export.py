"""`reportwizard export FILE`: the finished report in another format, or in several at once."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.cli.outputs import guard, is_source, require_taker, tell_of_encoding
from reportwizard.cli.status import Status
from reportwizard.cli.streams import put, read_report, say, say_unread
from reportwizard.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from reportwizard.formats.registry import Format
    from reportwizard.recognise.recognised import Recognised
    from reportwizard.report.model import Report

ALL = "all"


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from reportwizard.formats.registry import FORMATS

    known = "、".join(FORMATS)
    parser.add_argument("file", metavar="文件", help="报告文件，什么格式都可以；- 是标准输入")
    parser.add_argument(
        "--to",
        metavar="格式",
        help=f"{known}；几种用逗号隔开（docx,pdf），{ALL} 是全部；不写时由 -o 的后缀决定，都没有时是 md",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="输出",
        help="输出文件；不写或写 - 时是标准输出。几种格式时写文件夹或者不带后缀的文件名；不写时在报告旁边，与报告同名",
    )
    parser.add_argument("--force", action="store_true", help="输出文件已经有了也覆盖")


def run(options: argparse.Namespace) -> int:
    """Export; nothing is written when anything is wrong."""
    from reportwizard.formats.registry import format_for

    names = [name.strip().lower() for name in (options.to or "").replace("，", ",").split(",") if name.strip()]
    if len(names) > 1 or names == [ALL]:
        return _run_several(options, names)
    output = None if options.output in (None, "-") else Path(options.output)
    chosen = format_for(options.to, options.output)
    if output is None:
        require_taker(chosen.name, chosen.suffixes[0], binary=chosen.binary)
    report, recognised = read_report(options.file)
    made = chosen.render(report)
    if output is None:
        put(made)
        tell_of_encoding()
    else:
        from reportwizard.report.files import replace

        guard([output], [options.file], force=options.force)
        replace(output, made)
        say(f"已导出 {output}")
    _tell(report, recognised, [chosen])
    return Status.DONE


def _run_several(options: argparse.Namespace, names: Sequence[str]) -> int:
    from reportwizard.formats.registry import FORMATS, format_for
    from reportwizard.report.files import replace_all

    everything = ALL in names
    chosen = list(FORMATS.values()) if everything else [format_for(name, None) for name in dict.fromkeys(names)]
    if options.output == "-":
        raise UsageError("几种格式不能都写到标准输出", "-o -", "请写文件夹，或者不带后缀的文件名")
    _require_stem(options.output)
    report, recognised = read_report(options.file)
    stem = _stem(options, report)
    made: dict[Path, bytes] = {}
    done: list[Format] = []
    for each in chosen:
        target = stem.with_name(stem.name + each.suffixes[0])
        if everything and is_source(target, options.file):  # such as the report's own file
            continue
        try:
            made[target] = each.render(report)
        except MissingExtraError as error:
            if not everything:
                raise
            say(f"没有导出 {each.name}：{error}")
            continue
        done.append(each)
    guard(list(made), [options.file], force=options.force)
    replace_all(made)
    for target in made:
        say(f"已导出 {target}")
    _tell(report, recognised, done)
    return Status.DONE


def _require_stem(output: str | None) -> None:
    """Raises UsageError for the name of one file where several are to be made."""
    from reportwizard.formats.registry import FORMATS

    path = Path(output or "")
    if path.suffix.lower() in {suffix for each in FORMATS.values() for suffix in each.suffixes} and not path.is_dir():
        hint = f"请写文件夹，或者不带后缀的文件名，如 {path.with_suffix('')}"
        raise UsageError("要导出几种格式，-o 却是一种格式的文件名", str(path), hint)


def _stem(options: argparse.Namespace, report: Report) -> Path:
    """The files that are made, without their suffixes."""
    from reportwizard.report.naming import default_name

    own = default_name(report.agency, report.year) if options.file == "-" else options.file
    name = Path(own).stem
    if options.output is None:
        return Path(own).with_name(name)
    output = Path(options.output)
    is_folder = output.is_dir() or options.output.endswith(("/", os.sep))
    return output / name if is_folder else output


def _tell(report: Report, recognised: Recognised | None, formats: Sequence[Format]) -> None:
    """What the clerk should know: once, of those that show least."""
    from reportwizard.formats.notes import notes

    say_unread(recognised)
    shown = sorted(formats, key=lambda each: each.exact)[:1]
    for note in notes(report, shown[0].name) if shown else ():
        say(note)
