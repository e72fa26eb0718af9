"""What was done and what was taken back, as the steps a person thinks in. Pure: it knows no report and applies nothing.

Invariant: the steps of `take`, entry by entry, are those that `add`, `undo`, `redo` and `cancel` had made when the
entries were written, so that undo leads the same way back after a crash.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportwizard.session.changes import Change, Step, join_typing


@dataclass(slots=True)
class Entry:
    """One move, as the journal keeps it.

    `how` is "do" for a step of its own, "join" and "type" for what belongs to the step before (an edit of a cell, a
    word typed), "undo", "redo", and "cancel" for an undo that cannot be redone. `changes` are what the move did to the
    report: for an undo, the inverse changes.
    """

    how: str
    label: str
    changes: list[Change]


class History:
    """Steps done and steps taken back."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._clean_at: int | None = 0
        """How many steps lead to what was saved; None where none of those that are left does."""

    @property
    def modified(self) -> bool:
        """Whether something was done since the last save."""
        return self._clean_at != len(self._done)

    @property
    def touched(self) -> bool:
        """Whether there is anything at all to undo or redo."""
        return bool(self._done or self._undone)

    @property
    def next_redo(self) -> list[Change]:
        """What `redo` would do; nothing where there is nothing to redo."""
        return self._undone[-1].changes if self._undone else []

    @property
    def taken_back(self) -> set[str]:
        """The addresses of all that can be redone."""
        return {change.address for step in self._undone for change in step.changes}

    def saved(self) -> None:
        """What is done so far has been saved."""
        self._clean_at = len(self._done)

    def add(self, label: str, changes: list[Change], group: object, *, trails: bool = False) -> Entry:
        """A step of its own, or a part of the last one: of the same `group`, or of the same word.

        What `trails` is never a step of its own where there is one before it: it came of going on from that.
        """
        last = self._done[-1] if self._done and not self._undone and self.modified else None
        joined = join_typing(last.changes[-1], changes[0]) if last and len(changes) == 1 else None
        if last and (trails or (group is not None and last.group is group)):
            how = "join"
            last.changes += changes
        elif last and joined:
            how = "type"
            last.changes[-1] = joined
        else:
            how = "do"
            self._push(Step(label, list(changes), group))
        self._undone.clear()
        return Entry(how, label, changes)

    def undo(self) -> Entry | None:
        """The last step is taken back; None where there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        return Entry("undo", step.label, step.inverse())

    def redo(self) -> Entry | None:
        """The step that was taken back last is done again; None where there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        return Entry("redo", step.label, list(step.changes))

    def cancel(self, group: object) -> Entry | None:
        """The last step goes as if it had never been, if it is that of `group`."""
        if not self._done or self._done[-1].group is not group:
            return None
        step = self._done.pop()
        return Entry("cancel", step.label, step.inverse())

    def take(self, entry: Entry) -> None:
        """An entry of a journal. Where its step was made before the save that the journal builds on, and so is not
        known any more, the move is a step of its own, so that undo leads back in any case.
        """
        last = self._done[-1] if self._done else None
        changes = list(entry.changes)
        if entry.how == "join" and last:
            last.changes += changes
        elif entry.how == "type" and last and (joined := join_typing(last.changes[-1], changes[0])):
            last.changes[-1] = joined
        elif entry.how in ("undo", "cancel") and last and last.inverse() == changes:
            self._done.pop()
            if entry.how == "undo":
                self._undone.append(last)
            return
        elif entry.how == "redo" and self._undone and self._undone[-1].changes == changes:
            self._done.append(self._undone.pop())
            return
        else:
            self._push(Step(entry.label, changes))
        self._undone.clear()

    def _push(self, step: Step) -> None:
        if self._clean_at is not None and self._clean_at > len(self._done):
            self._clean_at = None  # the saved state was undone and is now left behind
        self._done.append(step)
