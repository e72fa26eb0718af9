"""The manual and the READMEs say what the program does today."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from reportwizard.checks import RULES
from reportwizard.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def test_the_page_of_rules_is_current() -> None:
    spec = importlib.util.spec_from_file_location("regenerate_docs", ROOT / "docs" / "regenerate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert read("docs/rules.md") == module.rules_page(), "run docs/regenerate.py and look"


def test_the_page_of_rules_has_every_code_once() -> None:
    assert re.findall(r"^### (\w+)", read("docs/rules.md"), re.MULTILINE) == list(RULES)


@pytest.mark.parametrize("name", READMES)
def test_the_first_screen_holds_the_two_commands(name: str) -> None:
    first_screen = "\n".join(read(name).splitlines()[:24])
    assert re.findall(r"^```sh\n(.+)\n```$", first_screen, re.MULTILINE) == [
        "python -m pip install . && reportwizard new 2025",
        'python -m pip install ".[test]" && python -m pytest',
    ]


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_command(name: str) -> None:
    assert set(re.findall(r"^\| `reportwizard (\w+)", read(name), re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "docs/rules.md", "sample_reports/README.md"])
def test_what_a_page_links_to_is_there(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", read(name))
    missing = [target for target in targets if not ((ROOT / name).parent / target).is_file()]
    assert missing == []
