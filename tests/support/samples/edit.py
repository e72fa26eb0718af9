"""One edit of a clean report: the sample that breaks a rule, or the one that keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportwizard.checks import check
from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.recognise.recognised import Form
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure


@dataclass(frozen=True)
class Edit:
    """What is changed in the clean report: figures (None makes a blank), stated totals, the level, the look."""

    figures: dict[str, Figure | None] = field(default_factory=dict)
    stated: dict[str, Figure] = field(default_factory=dict)
    level: str = ""
    level_of: str = ""
    last_year: dict[str, Figure] | None = None
    year: int = 2025
    form: Form | None = None
    texts: dict[str, str] = field(default_factory=dict)
    """Texts that take the place of the clean ones; "" takes one away."""
    replaced: dict[str, tuple[str, str]] = field(default_factory=dict)
    """In the clean text of that id, the words that stand there and those that take their place."""
    last_texts: dict[str, str] = field(default_factory=dict)
    head: dict[str, object] = field(default_factory=dict)
    """Other keys of the head: agency, title, published."""
    profile: Profile = DEFAULT

    def check(self, report: Report) -> list[str]:
        """The codes found after the edit, those of the hints too."""
        for path, value in self.figures.items():
            report.figures.pop(path, None)
            if value is not None:
                report.figures[path] = value
        report.stated.update(self.stated)
        report.level, report.level_of = self.level, self.level_of
        for key, value in self.head.items():
            setattr(report, key, value)
        for name, (old, new) in self.replaced.items():
            assert report.texts[name].count(old) == 1, f"{old} must stand once in the clean {name}"
            report.texts[name] = report.texts[name].replace(old, new)
        report.texts = {name: text for name, text in (report.texts | self.texts).items() if text}
        previous = None
        if self.last_year is not None:
            previous = Report(report.edition, self.year - 1, figures=self.last_year, texts=self.last_texts)
        for name, text in report.texts.items() if self.year != report.year else ():
            report.texts[name] = text.replace(str(report.year), str(self.year))
        report.year = self.year
        found = check(report, previous, form=self.form, profile=self.profile)
        return [c for f in found for c in (f.code, *(hint.code for hint in f.hints))]
