"""The values of a workbook's cells as text: what a person would have typed."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def text_of(value: Value) -> str:
    """A value as text: whole numbers without a point, dates by year, month and day, 是 and 否."""
    match value:
        case str():
            return value.replace("\r\n", "\n").replace("\r", "\n")
        case bool():
            return "是" if value else "否"
        case int() | float():
            return plain(repr(value))
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return value.date().isoformat() if midnight else value.isoformat(" ")
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)


def plain(number: str) -> str:
    """A number in digits, without an exponent and without zeros after the point."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    if not value.is_finite() or value.adjusted() > 40 or value.adjusted() < -40:
        return number
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
