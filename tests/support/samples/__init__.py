"""For every rule one edit of the clean report that breaks it and one that keeps it, a module a family."""

from support.samples import dates, figures, form, narrative, privacy, wording, years
from support.samples.edit import Edit

__all__ = ["SAMPLES", "Edit"]

SAMPLES: dict[str, tuple[Edit, Edit]] = {
    code: pair
    for family in (figures, years, narrative, form, wording, privacy, dates)
    for code, pair in family.SAMPLES.items()
}
