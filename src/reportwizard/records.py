"""Classes of named fields that cost a start next to nothing: what `dataclasses` makes, without generated code.

`check` starts a process for each report. There `import dataclasses` takes 5 ms (it loads `inspect`), and every class
that it makes a third to a half of one, because it compiles its methods: together a third of the whole process. So the
few rooms that every check loads take these; everywhere else the standard library's are right. Type checkers see them
as dataclasses. Slots always; frozen and equal to themselves alone unless the class says otherwise:

    class Waiver(Record, frozen=False, eq=True): ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, dataclass_transform

if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T", bound="Record")


class _Fresh:
    """A default that is made anew for each record."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], Any]) -> Any:
    """The default of a field whose value is made anew for each record."""
    return _Fresh(default_factory)


@dataclass_transform(eq_default=False, frozen_default=True, field_specifiers=(field,))
class _Maker(type):
    """Turns annotations into slots and their values into defaults."""

    _fields: tuple[str, ...]
    _defaults: dict[str, Any]
    _setters: tuple[Callable[[object, object], None], ...]

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], *, frozen: bool = True, eq: bool = False
    ) -> _Maker:
        fields = tuple(namespace.get("__annotations__", ()))
        namespace["__slots__"] = namespace["__match_args__"] = namespace["_fields"] = fields
        namespace["_defaults"] = {key: namespace.pop(key) for key in fields if key in namespace}
        if frozen and bases:
            namespace["__setattr__"] = namespace["__delattr__"] = _refuse
        if eq:
            namespace["__eq__"] = _equal
            namespace["__hash__"] = _hash if frozen else None
        made = super().__new__(mcs, name, bases, namespace)
        made._setters = tuple(getattr(made, key).__set__ for key in fields)
        return made


class Record(metaclass=_Maker):
    """Something with named fields, given by place or by name."""

    def __init__(self, *args: Any, **named: Any) -> None:
        cls = type(self)
        names, setters = cls._fields, cls._setters
        if len(args) > len(names):
            raise TypeError(f"{cls.__name__} has {len(names)} fields, not {len(args)}")
        for set_value, value in zip(setters, args, strict=False):
            set_value(self, value)
        defaults = cls._defaults
        for at in range(len(args), len(names)):
            name = names[at]
            if name in named:
                setters[at](self, named.pop(name))
            elif name in defaults:
                value = defaults[name]
                setters[at](self, value.make() if type(value) is _Fresh else value)
            else:
                raise TypeError(f"{cls.__name__} needs {name}")
        if named:
            raise TypeError(f"{cls.__name__} cannot be given {', '.join(named)}")

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self)._fields)
        return f"{type(self).__name__}({told})"

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), _values(self)


def replace(record: T, **changes: Any) -> T:
    """The record with other values for some of its fields. Raises TypeError for a field it does not have."""
    return type(record)(**({name: getattr(record, name) for name in type(record)._fields} | changes))


def _values(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in type(record)._fields)


def _refuse(self: Record, name: str, *value: object) -> None:
    raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be changed")


def _equal(self: Record, other: object) -> bool:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Record) -> int:
    return hash(_values(self))
