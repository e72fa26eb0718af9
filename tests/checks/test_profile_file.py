"""The settings file of a place: what it may say, how it is found, and that it takes effect."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from reportwizard.checks import check, profile_file
from reportwizard.checks.context import make_context
from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.checks.running import Standing
from reportwizard.errors import StorageError
from reportwizard.report.model import Report
from reportwizard.tui.settings import settings_path

FEES = "proactive.art20_8.fees.amount"
RULES = "proactive.art20_1.rules"


def load(folder: Path, text: str) -> Profile:
    path = folder / profile_file.NAME
    path.write_text(text, encoding="utf-8")
    return profile_file.load(path)


# ---- what it may say


def test_nothing_asked_is_the_default(tmp_path: Path) -> None:
    found = load(tmp_path, "# nothing\n")
    for name in Profile.__match_args__:
        if name != "source":
            assert getattr(found, name) == getattr(DEFAULT, name), name
    assert found.source.endswith(profile_file.NAME)


def test_everything_that_may_be_asked(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
        ignore = ["y05", "P"]
        overview_parts = ["主动公开", " 平台建设 "]
        accountability = []
        other_matters = ["处理费|收费"]
        may_make_rules = ["东莞"]
        limits = { overview = 1000, problems = 0 }
        [deadlines]
        department = "01-20"
        city = "2-28"
        [thresholds]
        repeated_percent = 70
        large_change_percent = 30
        large_change_least = 5
        yuan_times_last_year = 100
        yuan_most_for_county = 50000
        [severity]
        V07 = "advice"
        """.replace('"P"', '"V06"'),
    )
    assert found.ignored == {"Y05", "V06"}
    assert found.overview_parts == ("主动公开", "平台建设")
    assert (found.accountability, found.other_matters, found.may_make_rules) == ((), ("处理费|收费",), ("东莞",))
    assert found.limits == {"overview": 1000}
    assert found.deadlines == {"department": (1, 20), "government": (3, 31), "town": (1, 31), "city": (2, 28)}
    assert (found.repeated_percent, found.large_change_percent, found.large_change_least) == (70, 30, 5)
    assert (found.yuan_times_last_year, found.yuan_most_for_county) == (100, 50000)
    assert found.severities == {"V07": "advice"}


def test_a_beginning_stands_for_all_its_codes(tmp_path: Path) -> None:
    assert load(tmp_path, 'ignore = ["A"]').ignored == {f"A0{number}" for number in range(1, 7)}


def test_a_level_asks_what_it_says_and_else_the_same(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
        ignore = ["Y05"]
        limits = { overview = 1000, problems = 500 }
        [thresholds]
        repeated_percent = 70
        [level.town]
        ignore = ["V07"]
        limits = { overview = 800, problems = 0 }
        deadlines = { town = "02-28" }
        [level.department.severity]
        V05 = "error"
        """,
    )
    town, office = found.levels["town"], found.levels["department"]
    assert (found.ignored, town.ignored, office.ignored) == ({"Y05"}, {"V07"}, {"Y05"})
    assert (found.limits, town.limits) == ({"overview": 1000, "problems": 500}, {"overview": 800})
    assert (town.repeated_percent, town.deadlines["town"]) == (70, (2, 28))
    assert office.severities == {"V05": "error"} and found.severities == {}


def test_windows_may_have_written_it(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbf[limits]\r\noverview = 9\r\n")
    assert profile_file.load(path).limits == {"overview": 9}


@pytest.mark.parametrize(
    ("text", "where", "told"),
    [
        ("limit = 1", "limit", "最接近的是 limits"),
        ("zzzzzz = 1", "zzzzzz", "可以写 ignore、"),
        ("ignore = 'Y'", "ignore", "一组文字"),
        ("ignore = ['Q1']", "ignore", "没有这条规则"),
        ("other_matters = [1]", "other_matters", "一组文字"),
        ("other_matters = ['']", "other_matters", "一组文字"),
        ("limits = 1000", "limits", "应是一个表"),
        ("[limits]\noverveiw = 1", "limits.overveiw", "最接近的是 overview"),
        ("[limits]\noverview = '1000'", "limits.overview", "整数"),
        ("[limits]\noverview = true", "limits.overview", "整数"),
        ("[limits]\noverview = -1", "limits.overview", "整数"),
        ("[deadlines]\ntowns = '01-31'", "deadlines.towns", "最接近的是 town"),
        ("[deadlines]\ntown = '02-30'", "deadlines.town", '"03-31"'),
        ("[deadlines]\ntown = '02-29'", "deadlines.town", '"03-31"'),
        ("[deadlines]\ntown = 131", "deadlines.town", '"03-31"'),
        ("[deadlines]\ntown = '1'", "deadlines.town", '"03-31"'),
        ("[deadlines]\ntown = '2026-01-31'", "deadlines.town", '"03-31"'),
        ("[deadlines]\ntown = 2026-01-31", "deadlines.town", '"03-31"'),
        ("[thresholds]\nrepeated_percent = 101", "thresholds.repeated_percent", "1 到 100"),
        ("[thresholds]\nrepeated_percent = 0.6", "thresholds.repeated_percent", "整数"),
        ("[thresholds]\nrepeated = 60", "thresholds.repeated", "最接近的是 repeated_percent"),
        ("[severity]\nV7 = 'error'", "severity.V7", "最接近的是 V0"),
        ("[severity]\nV07 = 'off'", "severity.V07", "写进 ignore"),
        ("[severity]\nV07 = ['error']", "severity.V07", "没有这样的轻重"),
        ("level = 'town'", "level", "应是一个表"),
        ("[level]\ntown = 1", "level.town", "应是一个表"),
        ("[level.twon]\n", "level.twon", "最接近的是 town"),
        ("[level.town]\nlevel = {}", "level.town.level", "没有这一项设置"),
        ("[level.town.limits]\nfirst = 3", "level.town.limits.first", "没有这一项设置"),
        ("overview_parts = [", "第 1 行", "写法不对"),
        ('edition = "2021"\nyear = 2025', "", "这是一份报告"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(text: str, where: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        load(tmp_path, text)
    assert caught.value.where == f"{tmp_path / profile_file.NAME} {where}".rstrip() or caught.value.where.startswith(
        f"{tmp_path / profile_file.NAME} {where}："
    )
    assert told in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"a = " + b"[" * 100_000, b"x" * (1024 * 1024 + 1), b"a = " + b"9" * 5000]
)
def test_what_is_no_such_file_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    with pytest.raises(StorageError):
        profile_file.load(path)
    for missing in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(StorageError):
            profile_file.load(missing)


def test_the_sample_sets_nothing_and_each_of_its_lines_may_be_used(tmp_path: Path) -> None:
    asleep = load(tmp_path, profile_file.sample())
    for name in set(Profile.__match_args__) - {"source", "levels"}:
        assert getattr(asleep, name) == getattr(DEFAULT, name), name
    awake = load(tmp_path, re.sub(r"^#(?=\w+ = )", "", profile_file.sample(), flags=re.MULTILINE))
    assert awake.deadlines == DEFAULT.deadlines and awake.accountability == DEFAULT.accountability
    assert awake.ignored == {"Y05"} and awake.levels["town"].limits == {"overview": 800}
    assert [getattr(awake, name) for name in profile_file._THRESHOLDS] == [
        getattr(DEFAULT, name) for name in profile_file._THRESHOLDS
    ]


def test_the_sample_tells_of_every_setting() -> None:
    for key in (*profile_file._KEYS, *profile_file._THRESHOLDS, profile_file.NAME, "level.town"):
        assert key in profile_file.sample(), key


# ---- that it takes effect


def test_what_a_place_ignores_is_not_found(clean: Report, tmp_path: Path) -> None:
    clean.figures |= {f"{RULES}.issued": 9, f"{RULES}.repealed": 5, f"{RULES}.in_force": 3}
    clean.texts = {}
    assert "V07" in [finding.code for finding in check(clean)]
    assert "V07" not in [finding.code for finding in check(clean, profile=load(tmp_path, 'ignore = ["V07"]'))]


def test_an_explanation_that_is_ignored_gives_no_hint(clean: Report, tmp_path: Path) -> None:
    clean.figures["applications.unavailable.not_held.natural_person"] = 3705
    with_hint = [finding for finding in check(clean) if finding.code == "A01"]
    without = [f for f in check(clean, profile=load(tmp_path, 'ignore = ["A06"]')) if f.code == "A01"]
    assert with_hint[0].hints and not without[0].hints


def test_a_finding_is_as_grave_as_the_place_holds_it(clean: Report, tmp_path: Path) -> None:
    clean.figures |= {f"{RULES}.issued": 9, f"{RULES}.repealed": 5, f"{RULES}.in_force": 3}
    profile = load(tmp_path, '[severity]\nV07 = "error"')
    assert [finding.severity for finding in check(clean, profile=profile) if finding.code == "V07"] == ["error"]


def test_findings_that_stand_are_held_to_it_too(clean: Report, tmp_path: Path) -> None:
    clean.figures |= {f"{RULES}.issued": 9, f"{RULES}.repealed": 5, f"{RULES}.in_force": 3}
    profile = load(tmp_path, '[severity]\nV07 = "error"\n[level.city]\nignore = ["V07"]')
    standing = Standing()
    context = make_context(clean, profile=profile)
    for _ in standing.run(context, "figures", "texts", "both"):
        pass
    assert standing.findings(context) == check(clean, profile=profile)
    assert "error" in [f.severity for f in standing.findings(context) if f.code == "V07"]
    clean.level = "city"
    assert "V07" not in [f.code for f in standing.findings(make_context(clean, profile=profile))]


def test_the_level_of_the_report_decides(clean: Report, tmp_path: Path) -> None:
    profile = load(tmp_path, '[level.town]\ndeadlines = { town = "02-28" }\n[level.county]\nignore = ["D01"]')
    clean.published = date(2026, 2, 28)

    def late(level: str) -> bool:
        clean.level = level
        return "D01" in [finding.code for finding in check(clean, profile=profile)]

    assert [late(level) for level in ("town", "department", "county", "city")] == [False, True, False, False]
    clean.published = date(2026, 5, 1)
    assert [late(level) for level in ("town", "county", "city")] == [True, False, True]


@pytest.mark.parametrize(
    ("agency", "found"),
    [
        ("东莞市人民政府", False),
        ("东莞市", False),
        ("东莞", False),
        ("东莞市横沥镇人民政府", True),
        ("某县人民政府", True),
    ],
)
def test_a_place_names_who_may_make_rules(agency: str, found: bool, clean: Report, tmp_path: Path) -> None:
    clean.level, clean.agency = "county", agency
    profile = load(tmp_path, 'may_make_rules = ["东莞"]')
    assert ("V06" in [finding.code for finding in check(clean, profile=profile)]) is found


def test_the_lines_of_amounts_are_the_places(clean: Report, tmp_path: Path) -> None:
    clean.level, clean.figures[FEES] = "city", 2000
    previous = Report(clean.edition, 2024, figures={FEES: 20})
    lines = "[thresholds]\nyuan_times_last_year = 100"
    assert "V05" not in [f.code for f in check(clean, previous)]
    assert "V05" in [f.code for f in check(clean, previous, profile=load(tmp_path, lines))]
    clean.level = "county"
    lines = "[thresholds]\nyuan_most_for_county = 2000"
    assert "V05" not in [f.code for f in check(clean)]
    assert "V05" in [f.code for f in check(clean, profile=load(tmp_path, lines))]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ('other_matters = ["重点工程|重大项目"]', "W10"),
        ('overview_parts = ["主动公开", "政务公开专区"]', "W07"),
        ('accountability = ["第三方评估"]', "W08"),
        ("limits = { overview = 100 }", "W11"),
    ],
)
def test_what_a_text_must_hold_is_asked_of_it(asked: str, code: str, clean: Report, tmp_path: Path) -> None:
    clean.level = "city"
    assert [f.code for f in check(clean) if f.code[0] == "W"] == []
    assert [f.code for f in check(clean, profile=load(tmp_path, asked)) if f.code[0] == "W"] == [code]
    other = f"[level.county]\n{asked}"
    assert [f.code for f in check(clean, profile=load(tmp_path, other)) if f.code[0] == "W"] == []


# ---- how it is found


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder four deep, and settings in a folder where nothing is yet."""
    monkeypatch.setenv(profile_file.SETTINGS, str(tmp_path / "settings" / "settings.toml"))
    folder = tmp_path / "a" / "b" / "c" / "d"
    folder.mkdir(parents=True)
    (tmp_path / "settings").mkdir()
    return folder


def test_the_nearest_file_counts(alone: Path, tmp_path: Path) -> None:
    report = alone / "report.toml"
    assert profile_file.find(report) is None
    for folder in (tmp_path / "settings", tmp_path / "a", alone.parent, alone):
        (folder / profile_file.NAME).write_text("", encoding="utf-8")
        assert profile_file.find(report) == folder / profile_file.NAME


def test_four_folders_up_is_too_far(alone: Path, tmp_path: Path) -> None:
    (tmp_path / profile_file.NAME).write_text("", encoding="utf-8")
    assert profile_file.find(alone / "report.toml") is None
    (alone / profile_file.NAME).mkdir()
    assert profile_file.find(alone / "report.toml") is None, "a folder of that name is no file"


def test_a_relative_path_is_one_from_here(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (alone.parent / profile_file.NAME).write_text("", encoding="utf-8")
    monkeypatch.chdir(alone)
    assert profile_file.find(Path("report.toml")) == alone.parent / profile_file.NAME
    assert profile_file.find(Path("/report.toml")) is None


@pytest.mark.parametrize("config", ["", "/somewhere/else"])
def test_the_folder_of_the_settings_is_the_one_of_the_screen(config: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(profile_file.SETTINGS, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", config)
    assert Path(profile_file.settings_folder()) == settings_path().parent
    monkeypatch.setenv(profile_file.SETTINGS, "/x/y.toml")
    assert Path(profile_file.settings_folder()) == settings_path().parent


def test_finding_loads_nothing(alone: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from reportwizard.checks import profile_file as f, check;"
        f"before = set(sys.modules); f.find(Path({str(alone / 'r.toml')!r}));"
        "print(sorted(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
