"""Where something stands in a file: in files as they are written, and in what people make of them by hand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import tomli
from hypothesis import assume, given
from hypothesis import strategies as st

from reportwizard.editions.loading import load_edition
from reportwizard.report import toml
from reportwizard.report.model import Report
from reportwizard.report.places import Place, Places
from support.generated import reports


def cut(source: str, place: Place | None) -> str:
    """What stands at that place."""
    assert place is not None
    lines = source.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


@given(reports(whole=True))
def test_all_that_a_written_file_holds_is_found(report: Report) -> None:
    source = toml.dumps(report)
    places = Places(source)
    read = tomli.loads(source)
    for path in report.figures:
        place = places.find(path)
        header, _, key = path.rpartition(".")
        value = read
        for part in path.split("."):
            value = value[part]
        assert tomli.loads(cut(source, place)) == {key: value}
        assert place is not None
        above = source.split("\n")[: place.line]
        assert next(line for line in reversed(above) if line.startswith("[")) == f"[{header}]"
    for path in report.stated:
        assert tomli.loads(cut(source, places.find(path))) == {path: read["stated"][path]}
    for key in ("agency", "year", *(("title",) if report.title else ())):
        assert tomli.loads(cut(source, places.find(key))) == {key: read[key]}


@given(reports())
def test_what_a_written_file_lacks_is_at_its_table_or_nowhere(report: Report) -> None:
    source = toml.dumps(report)
    places = Places(source)
    for path, cell in report.edition.cells.items():
        if path not in report.figures and path not in report.stated:
            place = places.find(path)
            header = f"[{cell.table.path}.{cell.row.id}]"
            assert (cut(source, place) if place else "") == (header if f"\n{header}\n" in source else "")
    assert places.find("title") is None or report.title


@given(st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("\"\\\n\r\t'#[]={}"), min_size=1), st.data())
def test_a_span_is_found_however_the_text_is_escaped(text: str, data: st.DataObject) -> None:
    source = toml.dumps(Report(load_edition("2021"), 2025, "某局", texts={"overview": text}))
    kept = toml.loads(source)[0].texts["overview"]
    start = data.draw(st.integers(0, len(kept) - 1))
    end = data.draw(st.integers(start + 1, len(kept)))
    written = cut(source, Places(source).find("texts.overview", (start, end)))
    assert tomli.loads(f'a = """\n{written}"""')["a"].replace("\r\n", "\n") == kept[start:end]


def _by_hand(leaves: list[tuple[str, ...]], chance: random.Random) -> tuple[str, dict[tuple[str, ...], str]]:
    """A file that holds each of these keys once, in whatever way TOML allows, and the mark each one's value is."""
    marks = {path: f"9{number:05d}" for number, path in enumerate(leaves)}

    def value(path: tuple[str, ...]) -> str:
        mark = marks[path]
        return chance.choice(
            [mark, f'"{mark}"', f"'{mark}'", f'"""\n{mark}"""', f"'''{mark}'''", f'"# [x] \\" {mark}"']
        )

    def part(key: str) -> str:
        return chance.choice([key, f'"{key}"', f"'{key}'"])

    def dotted(path: tuple[str, ...]) -> str:
        return chance.choice([".", " . "]).join(map(part, path))

    def inline(paths: list[tuple[str, ...]], depth: int) -> str:
        return "{" + ", ".join(f" {dotted(path[depth:])} = {value(path)}" for path in paths) + " }"

    lines: list[str] = []
    tables: list[str] = []
    for top in dict.fromkeys(path[0] for path in leaves):
        mine = [path for path in leaves if path[0] == top]
        for row in dict.fromkeys(path[:2] for path in mine):
            cells = [path for path in mine if path[:2] == row]
            way = chance.choice(["table", "inline", "dotted"])
            noise = chance.choice(["", "# [not.a] = table\n", "\n", "  "])
            comment = chance.choice(["", "  # 注 = 1"])
            if way == "inline":
                lines.append(f"{noise}{dotted(row)} = {inline(cells, 2)}{comment}")
            elif way == "dotted":
                lines += [f"{noise}{dotted(path)} = {value(path)}{comment}" for path in cells]
            else:
                body = "".join(f"{noise}{dotted(path[2:])}={value(path)}{comment}\n" for path in cells)
                tables.append(f"[ {dotted(row)} ]{comment}\n{body}")
    array = 'foreign = [ "]", [1, {a = "x"}], # ]\n 2 ]\n'
    many = chance.choice(["", "[[waivers]]\na.b = 1\n[waivers.c]\na = 2\n"])
    return "\n".join([array, *lines, *tables, many]), marks


@given(st.integers(0, 10**6), st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True))
def test_files_written_by_hand_in_every_way(seed: int, keys: list[str]) -> None:
    leaves = [("t", row, key) for row in ("p", "q") for key in keys] + [("u", "r", "s")]
    source, marks = _by_hand(leaves, random.Random(seed))
    try:
        tomli.loads(source)
    except tomli.TOMLDecodeError:  # the ways do not always go together: a table that was closed cannot go on
        assume(False)
    places = Places(source)
    for path, mark in marks.items():
        found = cut(source, places.find(".".join(path)))
        assert mark in found and not [other for other in marks.values() if other != mark and other in found], found
        assert found.lstrip("\"'").startswith(tuple(path))


@pytest.mark.parametrize(
    ("written", "span", "line", "column", "end"),
    [
        ('overview = "收到12件"', (2, 4), 2, 15, (2, 17)),
        ('overview = """\n一\n收到12件"""', (4, 6), 4, 3, (4, 5)),
        ('overview = """一\\\n   \n  收12"""', (2, 4), 4, 4, (4, 6)),
        ('overview = "\\u6536\\t12"', (2, 4), 2, 21, (2, 23)),
        ("overview = '''\n\\12'''", (1, 3), 3, 2, (3, 4)),
        ('overview = "a\\r\\nb12"', (3, 5), 2, 19, (2, 21)),
        ('overview = "12"', (2, 2), 2, 1, (2, 16)),
        ('overview = "12"', (1, 1), 2, 14, (2, 14)),
    ],
)
def test_columns_count_characters(written: str, span: tuple[int, int], line: int, column: int, end: object) -> None:
    place = Places(f"[texts]\n{written}\n").find("texts.overview", span)
    assert place is not None
    assert ((place.line, place.column), (place.end_line, place.end_column)) == ((line, column), end)


def test_the_golden_files_have_their_waivers_and_comments_passed_over(golden: Path) -> None:
    for file in golden.glob("*.toml"):
        source = file.read_text(encoding="utf-8")
        report = toml.loads(source)[0]
        places = Places(source)
        for path in report.figures:
            assert cut(source, places.find(path)).startswith(path.rpartition(".")[2] + " = ")


def test_nesting_beyond_all_reason_has_no_places() -> None:
    assert Places("a = " + "{a = " * 5000 + "1" + "}" * 5000).find("a.a") is None
