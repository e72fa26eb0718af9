"""Records do what dataclasses do, for the part of it that the program uses."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from reportwizard.records import Record, field, replace

SAMPLE = Path(__file__).parents[1] / "sample_reports" / "hangzhou-2025.toml"


class Frozen(Record, eq=True):
    name: str
    parts: tuple[str, ...] = ()


class Open(Record, frozen=False, eq=True):
    name: str
    marks: Mapping[str, int] = field(default_factory=dict)


class Alone(Record):
    name: str = ""


def test_fields_are_given_by_place_or_by_name() -> None:
    assert Frozen("a", ("b",)) == Frozen(parts=("b",), name="a")
    assert repr(Frozen("a")) == "Frozen(name='a', parts=())"


@pytest.mark.parametrize(
    ("args", "named", "said"),
    [((), {}, "needs name"), (("a", (), 1), {}, "2 fields, not 3"), (("a",), {"nane": 1}, "cannot be given nane")],
)
def test_a_wrong_field_is_refused(args: tuple[str, ...], named: dict[str, int], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        Frozen(*args, **named)  # type: ignore[arg-type]


def test_a_field_cannot_be_given_twice() -> None:
    with pytest.raises(TypeError, match="name"):
        Frozen("a", name="b")  # type: ignore[misc]


def test_a_frozen_record_cannot_be_changed() -> None:
    record = Frozen("a")
    with pytest.raises(AttributeError, match="name cannot be changed"):
        record.name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="name cannot be changed"):
        del record.name
    assert record.name == "a"


def test_no_field_is_made_by_a_slip() -> None:
    with pytest.raises(AttributeError):
        Open("a").nane = "b"  # type: ignore[attr-defined]


def test_a_default_is_made_anew_for_each() -> None:
    one, other = Open("a"), Open("a")
    assert one == other and one.marks is not other.marks


def test_equality_is_by_fields_or_by_identity() -> None:
    assert Alone("a") != Alone("a")
    assert Frozen("a") != Open("a")
    assert len({Frozen("a"), Frozen("a"), Frozen("b")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Open("a"))


def test_a_replaced_record_is_another() -> None:
    record = Frozen("a", ("b",))
    assert (replace(record, name="c"), record) == (Frozen("c", ("b",)), Frozen("a", ("b",)))
    with pytest.raises(TypeError, match="cannot be given nane"):
        replace(record, nane="c")


def test_records_are_matched_by_place() -> None:
    match Frozen("a", ("b",)):
        case Frozen(name, (part,)):
            assert (name, part) == ("a", "b")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda record: pickle.loads(pickle.dumps(record))])
def test_a_copy_is_equal(again) -> None:
    assert again(Frozen("a", ("b",))) == Frozen("a", ("b",))


def test_a_check_loads_no_dataclasses() -> None:
    code = (
        "import sys; from reportwizard.cli.main import main;"
        "status = main(['check', sys.argv[1]]);"
        "print(status, 'dataclasses' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(SAMPLE)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 False"
