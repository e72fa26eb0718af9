"""The settings file: read with care, changed without loss; and the keys that it names, in force everywhere."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.errors import StorageError
from reportwizard.session import Session
from reportwizard.tui import keymap
from reportwizard.tui.actions import ACTIONS, TABLE_ACTIONS
from reportwizard.tui.app import WizardApp
from reportwizard.tui.help import help_text
from reportwizard.tui.keymap import Keymap, UnusableKeyError, make, understand
from reportwizard.tui.screens.dialogs import Reading
from reportwizard.tui.settings import CHOICES, MOST_TOLD, Settings, ensure, keep, read, settings_path, template
from reportwizard.tui.view import View
from support.pilot import Clerk
from support.reports import blank, saved


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.toml"


def written(path: Path, text: str) -> Settings:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_no_file_means_the_defaults(path: Path) -> None:
    assert read(path) == Settings(path=path)


def test_the_file_stands_where_the_environment_says_or_under_our_own_folder(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTWIZARD_SETTINGS", str(path))
    assert settings_path() == path
    monkeypatch.delenv("REPORTWIZARD_SETTINGS")
    assert settings_path().parts[-2:] == ("reportwizard", "settings.toml")


def test_the_explained_default_file_says_the_defaults_and_every_key(path: Path) -> None:
    assert ensure(path, keymap.settings_lines())
    assert not ensure(path, "")  # the second time it is there
    assert read(path) == Settings(path=path)
    text = path.read_text(encoding="utf-8")
    assert all(value in text for choice in CHOICES.values() for value in choice.values)
    uncommented = tomllib.loads(template() + keymap.settings_lines().replace("# ", "", 1).replace("\n# ", "\n"))
    assert uncommented["keys"] == {each.id: each.key for each in (*ACTIONS, *TABLE_ACTIONS)}


def test_what_is_set_is_read(path: Path) -> None:
    settings = written(
        path, 'theme = "light"\nambiguous_width = "wide"\n[keys]\nsave = ["f10", "ctrl+s"]\nhelp = "f2"\n'
    )
    assert (settings.theme, settings.ambiguous_width, settings.problems) == ("light", "wide", ())
    assert settings.keys == {"save": ("f10", "ctrl+s"), "help": ("f2",)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('theme = "pink"\n', "theme 不能是“pink”，可以写 auto、dark、light"),
        ("theme = 3\n", "theme 不能是这样的值"),
        ('thema = "dark"\n', "没有 thema 这一项设置，可以设置 theme、ambiguous_width、keys"),
        ("keys = 1\n", "keys 要写成"),
        ("[keys]\nsave = 1\n", "keys.save 要写成"),
        ("[keys]\nsave = []\n", "keys.save 要写成"),
        ('theme = "dark"\nrubbish\n', "第 2 行：写法不对"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_default_holds(text: str, told: str, path: Path) -> None:
    settings = written(path, text)
    assert settings == Settings(path=path, problems=settings.problems)
    assert len(settings.problems) == 1
    assert told in settings.problems[0]
    assert str(path) in settings.problems[0]


def test_other_settings_hold_beside_a_bad_one(path: Path) -> None:
    settings = written(path, 'theme = "light"\nambiguous_width = "both"\n')
    assert (settings.theme, settings.ambiguous_width) == ("light", "auto")


@given(st.binary(max_size=300))
def test_no_bytes_keep_a_report_from_being_opened(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)
    settings = read(path)
    assert settings.theme in CHOICES["theme"].values
    make(settings.keys)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    assert "无法读取" in read(tmp_path).problems[0]
    with pytest.raises(StorageError):
        keep(tmp_path, "theme", "dark", "")


MINE = '# 我的设置\r\ntheme   =  "dark" # 晚上用\r\nfuture = [1,\r\n  2]\r\n\r\n[keys]\r\n# 顺手\r\nsave = "f10"\r\n'


def test_a_kept_choice_leaves_everything_else_as_it_was(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(MINE.encode())
    keep(path, "theme", "light", "")
    assert path.read_bytes().decode() == MINE.replace('"dark"', '"light"')
    keep(path, "ambiguous_width", "wide", "")
    assert read(path).ambiguous_width == "wide"
    assert read(path).keys == {"save": ("f10",)}
    assert "# 我的设置" in path.read_text(encoding="utf-8")


def test_a_file_with_mistakes_is_not_touched(path: Path) -> None:
    written(path, "rubbish\n")
    with pytest.raises(StorageError, match="第 1 行"):
        keep(path, "theme", "light", "")
    assert path.read_text(encoding="utf-8") == "rubbish\n"


# ---- keys


@pytest.mark.parametrize(
    ("text", "name"),
    [("Ctrl-S", "ctrl+s"), ("^e", "ctrl+e"), ("F5", "f5"), ("Shift+Ctrl+F8", "ctrl+shift+f8"), ("alt+x", "alt+x")],
)
def test_a_key_is_understood_as_people_write_it(text: str, name: str) -> None:
    assert understand(text) == name


@pytest.mark.parametrize(
    "text",
    ["", "s", "5", "enter", "tab", "shift+up", "ctrl+i", "ctrl+m", "alt+5", "f25", "hyper+x", "ctrl+", "ctrl+中"],
)
def test_a_key_that_types_or_never_arrives_cannot_be_given(text: str) -> None:
    with pytest.raises(UnusableKeyError):
        understand(text)


def test_a_table_may_have_the_keys_of_movement() -> None:
    assert make({"cell_next": ("right",), "cell_right": ("ctrl+right",)}).table["right"] == "tab:1"


def test_a_key_does_one_thing_and_who_loses_it_is_told() -> None:
    keys = make({"save": ("f5",), "help": ("f5", "f10"), "nothing": ("f9",), "zeros": ("f2",)})
    actions = {action.id: action.key for action in keys.actions}
    assert actions["help"] == "f5,f10"  # the first of two that were named
    assert actions["save"] == "" and actions["preview"] == ""
    assert "f2" not in keys.table
    told = "\n".join(keys.problems)
    assert "keys.save：F5 已经给了“帮助”（help）" in told
    assert "F5 原来是“预览”（preview）的键，改给“帮助”了，它还在命令列表里" in told
    assert "keys.nothing：没有这个动作" in told
    assert "F2 原来是“在格内修改”（cell_edit）的键" in told
    assert make({"save": ("f5",), "preview": ("ctrl+s",)}).problems == ()  # changed places


names = st.sampled_from([each.id for each in (*ACTIONS, *TABLE_ACTIONS)])
some_keys = st.lists(
    st.sampled_from(["f1", "f2", "f5", "f12", "ctrl+s", "ctrl+e", "ctrl+w", "up", "x"]), min_size=1
).map(tuple)


@given(st.dictionaries(names, some_keys))
def test_no_key_ever_does_two_things(wanted: dict[str, tuple[str, ...]]) -> None:
    keys = make(wanted)
    of_actions = [key for action in keys.actions for key in action.key.split(",") if key]
    assert len(of_actions) == len(set(of_actions))
    assert not set(of_actions) & set(keys.table)
    assert all(keys.text[key] == name for name, key in own(keys) if key in keys.text)


def own(keys: Keymap) -> list[tuple[str, str]]:
    return [(action.id, key) for action in keys.actions for key in action.key.split(",")]


def test_a_key_of_the_texts_that_is_given_away_is_theirs_no_more(tmp_path: Path) -> None:
    keys = make({"zeros": ("ctrl+w",), "export": ("ctrl+a",), "copy": ("ctrl+x",)})
    assert [told.partition("：")[0] for told in keys.problems] == [
        "keys.export",
        "keys.export",
        "keys.zeros",
        "keys.copy",
    ]
    assert "Ctrl+W 在文字里原来是“删去光标前" in keys.problems[2]
    section = blank().edition.section("overview")
    keymap.use(keys)
    try:
        told = help_text(View(Session.open(saved(tmp_path, blank()))), section, None, None)
    finally:
        keymap.use(make({}))
    in_texts = told.partition("【文字里的按键】")[2].partition("【问题")[0]
    assert "Ctrl+退格" in in_texts and "Ctrl+W" not in in_texts and "Ctrl+A" not in in_texts


def test_remapped_keys_are_in_force_and_shown_everywhere(tmp_path: Path) -> None:
    report = saved(tmp_path, blank())
    settings = Settings(
        keys={
            "next_section": ("f12", "ctrl+n"),
            "save": ("ctrl+e",),
            "cell_next": ("right",),
            "cell_right": ("f4",),
            "leave": ("x",),
            "help": ("f2",),
        }
    )

    async def run() -> None:
        app = WizardApp(Session.open(report), settings=settings)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            clerk = Clerk(app, pilot)
            assert "keys.leave：不能用“x”" in clerk.screen
            assert "F12下一页" in clerk.screen and "F4" not in clerk.screen
            await clerk.press("f12", "ctrl+n")
            assert clerk.path == "applications.received.natural_person"
            await clerk.press("4", "right", "5", "enter")
            assert clerk.session.report.figures == {
                "applications.received.natural_person": 4,
                "applications.received.business": 5,
            }
            assert clerk.path == "applications.carried_over.natural_person"
            await clerk.press("ctrl+s")
            assert clerk.session.modified
            await clerk.press("ctrl+e")
            assert not clerk.session.modified
            assert "F12、Ctrl+N" in help_text(clerk.main.view, None, None, None)
            await clerk.press("ctrl+p")
            assert "F12" in clerk.screen
            await clerk.press("escape", "f2")
            assert isinstance(app.screen, Reading)
            await clerk.press("f2")  # its own key closes it
            assert app.screen is clerk.main
            await clerk.press("ctrl+q")
            assert not clerk.app.is_running or app.return_code == 0

    asyncio.run(run())
    keymap.use(make({}))


def test_the_palette_keeps_a_theme_and_shows_the_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTWIZARD_SETTINGS", str(path))
    report = saved(tmp_path, blank())

    async def run() -> None:
        app = WizardApp(Session.open(report), settings=read(path))
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            clerk = Clerk(app, pilot)
            await clerk.press("f4", "f4", "ctrl+p", *"白底", "enter")
            assert app.theme == "high-contrast-light"
            assert read(path).theme == "high-contrast-light"
            assert "# reportwizard 的设置" in path.read_text(encoding="utf-8")
            background = clerk.matrix.painted.styles["figure"].bgcolor
            assert background is not None and background.name == "#ffffff"
            await clerk.press("7")
            await clerk.press("ctrl+p", *"设置文件", "enter")
            assert "设置文件（Esc 关闭）" in clerk.screen
            assert "theme = " in clerk.screen
            await clerk.press("escape")
            path.write_text("rubbish", encoding="utf-8")
            await clerk.press("ctrl+p", *"深色", "enter")
            assert app.theme == "dark"
            assert "没有改它" in clerk.screen
            assert path.read_text(encoding="utf-8") == "rubbish"

    asyncio.run(run())


def test_a_file_of_nothing_but_mistakes_is_told_in_few_words(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    keys = "\n".join(f'wrong{n} = "f5"' for n in range(5000))
    path.write_text(f"theme = 0x{'f' * 9000}\n{keys}\n[keys]\n{keys}\n", encoding="utf-8")
    settings = read(path)
    assert len(settings.problems) == MOST_TOLD + 1
    assert "还有 4996 处" in settings.problems[-1]
    assert len(make(settings.keys).problems) <= 200
