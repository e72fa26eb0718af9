"""`reportwizard check FILE...`: what is wrong with these reports, for people, for programs, or to be sent back."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.cli.status import Status
from reportwizard.cli.streams import put, read_report, read_with_source, say
from reportwizard.errors import ReportWizardError, StorageError, UsageError

if TYPE_CHECKING:
    from reportwizard.checks.profile import Profile
    from reportwizard.report.model import Report
    from reportwizard.typeset.findings import Checked

FORMATS = {
    "text": (".txt", ".text"),
    "json": (".json",),
    "sarif": (".sarif", ".sarif.json"),
    "github": (),
    "md": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "docx": (".docx",),
}
"""The formats, each with the suffixes that mean it."""

SHEETS = ("md", "html", "docx")
"""Those of them that are a review sheet."""

SETTINGS = "reportwizard-profile.toml"
"""As `profile_file.NAME`, which nothing loads to look at a name."""

THRESHOLDS = ("error", "warning", "advice", "never")


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("files", nargs="+", metavar="文件", help="报告文件，可以有几个，什么格式都可以；- 是标准输入")
    parser.add_argument(
        "--against", metavar="上年报告", help="对照这份上年报告；不写时在报告旁边找同一单位上一年的报告"
    )
    parser.add_argument(
        "--profile", metavar="文件", help="本地要求的设置文件；不写时在报告所在的文件夹和上级文件夹里找"
    )
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        help="text（默认）、json、sarif、github（流水线里的标注）；md、html、docx 是可以随报告退回的审核单。"
        "不写时由 -o 的后缀决定",
    )
    parser.add_argument("-o", "--output", metavar="输出", help="输出文件；不写或写 - 时是标准输出")
    parser.add_argument("--force", action="store_true", help="输出文件已经有了也覆盖")
    parser.add_argument("--select", default="", metavar="代码", help="只看这些规则，如 A,V01")
    parser.add_argument("--ignore", default="", metavar="代码", help="不看这些规则")
    parser.add_argument(
        "--fail-on",
        choices=THRESHOLDS,
        default="error",
        metavar="级别",
        help="有这一级或更重的问题时，退出状态是 1：error（错误，默认）、warning（警告）、advice（建议）、"
        "never（都不算）",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="在每份报告的检查结果前，先列出从文字里读出了哪些数、对照的是哪一格；只用于 text 格式",
    )


def run(options: argparse.Namespace) -> int:
    """Check every file; an unreadable one is told and the others are reported all the same."""
    from reportwizard.checks import select_codes
    from reportwizard.typeset.findings import fails

    form = _format(options)
    codes = select_codes(options.select, options.ignore)
    output = _output(options, form)
    given = _Given(options, codes)
    checked: list[Checked] = []
    unreadable: list[tuple[str, str]] = []
    for name in options.files:
        if given.is_settings(name):
            say(f"{name}：是本地要求的设置文件，不是报告，没有检查")
            continue
        try:
            checked.append(given.check(name))
        except ReportWizardError as error:
            say(str(error))
            unreadable.append((name, str(error)))
    if checked or form in ("json", "sarif", "github"):
        made = _render(form, checked, unreadable, options)
        if output is None:
            put(made)
        else:
            from reportwizard.report.files import replace

            replace(output, made)
            say(f"已写出 {output}")
    if unreadable:
        return Status.WRONG
    return Status.FINDINGS if options.fail_on != "never" and fails(checked, options.fail_on) else Status.DONE


class _Given:
    """What the reports are held against: the rules, last year's report, what the place asks. Each is read once."""

    def __init__(self, options: argparse.Namespace, codes: frozenset[str]) -> None:
        """Raises ReportWizardError where last year's report, or the settings, cannot be read."""
        self.codes = codes
        self.against: str | None = options.against
        self.last = read_report(options.against)[0] if options.against else None
        self.profiles: dict[Path, Profile] = {}
        self.named = self._load(Path(options.profile)) if options.profile else None

    def check(self, name: str) -> Checked:
        """Check one file. Raises ReportWizardError."""
        from reportwizard.checks import RULES, check
        from reportwizard.typeset.findings import Checked

        report, recognised, source = read_with_source(name)
        profile = self._profile(name, report)
        previous, against = self._previous(name, report)
        form = recognised.form if recognised else None
        findings = check(report, previous, self.codes, form=form, profile=profile)
        ran = self.codes - profile.ignored
        codes = None if len(ran) == len(RULES) else ran
        if recognised is None:
            return Checked(name, report, findings, source=source, codes=codes, against=against)
        for note in recognised.notes:
            say(f"{name}：{note}")
        return Checked(
            name, report, findings, recognised.unread, recognised.origins, source=source, codes=codes, against=against
        )

    @staticmethod
    def is_settings(name: str) -> bool:
        """Whether a file is the settings of a place: `*.toml` names it, too."""
        return name.endswith(".toml") and Path(name).name == SETTINGS

    def _load(self, path: Path) -> Profile:
        if path not in self.profiles:
            from reportwizard.checks.profile_file import load

            self.profiles[path] = load(path)
        return self.profiles[path]

    def _profile(self, name: str, report: Report) -> Profile:
        """What is asked of the report: by the settings that were named, else by those found near it."""
        from reportwizard.checks.profile import DEFAULT
        from reportwizard.checks.profile_file import find

        if self.named is not None:
            return self.named.of(report)
        found = find(Path(name if name != "-" else "x"))
        if found is None:
            return DEFAULT
        say(f"{name}：按 {found} 里的本地要求检查")
        return self._load(found).of(report)

    def _previous(self, name: str, report: Report) -> tuple[Report | None, str]:
        """Last year's report and its file: the one that was named, else the one beside the report, if any."""
        from reportwizard.checks.running import needs_previous

        if self.last is not None and self.against is not None:
            from reportwizard.report.previous import doubts

            try:
                told = doubts(self.last, report)
            except StorageError as error:
                raise StorageError(error.message, f"{name} --against {self.against}", error.hint) from error
            for doubt in told:
                say(f"{name}：{doubt}")
            return self.last, self.against
        if name == "-" or not needs_previous(self.codes) or not _has_company(Path(name), report):
            return None, ""
        from reportwizard.report.previous import find_with_file

        found = find_with_file(Path(name), report, _open_any)
        if found is None:
            return None, ""
        say(f"{name}：对照上年报告 {found[0]}")
        return found[1], str(found[0])


def _open_any(path: Path) -> Report:
    from reportwizard.formats.opening import open_any

    return open_any(path)


def _has_company(path: Path, report: Report) -> bool:
    """Whether last year's report could lie beside the file, or is named in it: else nothing is loaded to look."""
    import os

    if report.carried_from:
        return True
    try:
        names = os.listdir(path.parent)  # noqa: PTH208 (a Path for each would cost more than all the rest)
    except OSError:
        return False
    last = str(report.year - 1)
    return any((name.endswith(".toml") or last in name) and name != path.name for name in names)


def _format(options: argparse.Namespace) -> str:
    """The format that is meant. Raises UsageError where the suffix tells none, or `--explain` does not go with it."""
    found: str | None = options.format
    if found is None and options.output not in (None, "-"):
        name = Path(options.output).name.lower()
        found = next((key for key, suffixes in FORMATS.items() if name.endswith(suffixes or "/")), None)
        if name.endswith(".sarif.json"):
            found = "sarif"
        if found is None:
            known = "、".join(suffix for suffixes in FORMATS.values() for suffix in suffixes)
            hint = f"请用 --format 写明格式，或者用这些后缀：{known}"
            raise UsageError("由文件名看不出要哪种格式", options.output, hint)
    found = found or "text"
    if options.explain and found != "text":
        raise UsageError(f"--explain 只用于 text 格式，这里是 {found}", "", "请去掉 --explain，或者写 --format text")
    return found


def _output(options: argparse.Namespace, form: str) -> Path | None:
    """The file to write, None for standard output. Raises UsageError where it must not be written."""
    if options.output in (None, "-"):
        if form == "docx":
            from reportwizard.cli.outputs import require_taker

            require_taker("docx", ".docx", binary=True)
        return None
    from reportwizard.cli.outputs import guard

    output = Path(options.output)
    guard([output], [*options.files, *([options.against] if options.against else [])], force=options.force)
    return output


def _render(form: str, checked: list[Checked], unreadable: list[tuple[str, str]], options: argparse.Namespace) -> bytes:
    if form in SHEETS:
        from reportwizard.formats.review import write

        return write(checked, form, today())
    text = _as_text(form, checked, unreadable, options)
    # a file's name may hold what is no character; escaped so, it is JSON's own way to write it
    return text.encode("utf-8", "backslashreplace")


def _as_text(form: str, checked: list[Checked], unreadable: list[tuple[str, str]], options: argparse.Namespace) -> str:
    if form == "sarif":
        from reportwizard.typeset.sarif import as_sarif

        return as_sarif(checked, unreadable)
    if form == "github":
        from reportwizard.typeset.annotations import as_annotations

        return as_annotations(checked, unreadable)
    from reportwizard.typeset.findings import as_json, as_text

    return as_json(checked) if form == "json" else as_text(checked, options.explain)


def today() -> date:
    """The day that stands on a review sheet."""
    return date.today()
