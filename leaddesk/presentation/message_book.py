"""The lines of the message centre: what was done and said, alike acts joined, with their undo."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from leaddesk.domain.change import Step
from leaddesk.presentation.step_words import step_news

KEPT = 200
"""Messages in the message centre; the history page reaches any older step."""

MERGE_WITHIN = timedelta(seconds=8)
"""As long as a toast stays: alike acts after that are a toast of their own."""

_COUNTED = frozenset({"n", "name", "id"})


@dataclass(frozen=True, slots=True)
class Message:
    """One line of the message centre, shown as a toast first. `steps` are what Undo takes back,
    the oldest first; empty: nothing to undo. `was_undone` once all of it was taken back. `lead_id`
    is the one lead it tells of; `details` are a bug's, to be copied."""

    number: int
    text: str
    at: datetime
    steps: tuple[int, ...] = ()
    is_error: bool = False
    lead_id: int | None = None
    details: str = ""
    is_read: bool = False
    was_undone: bool = False


class MessageBook:
    """The last 200 messages, the oldest first. No Qt, no clock.

    Of a run before this one it holds what the change log tells (`recall`). Nothing is written
    beside the log: a second file with names would outlive a lead that is erased, and it would not
    follow the database to another computer. What was only said ("the file is locked") is gone with
    the moment that it was about.
    """

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._messages: list[Message] = []
        self._last: Step | None = None  # the newest step, with the sum of those joined with it
        self._last_number = 0
        self._seen: set[int] = set()  # steps that were told in this run

    @property
    def messages(self) -> tuple[Message, ...]:
        """Everything, the newest first."""
        return tuple(reversed(self._messages))

    @property
    def unread(self) -> int:
        return sum(not message.is_read for message in self._messages)

    def get(self, number: int) -> Message | None:
        """Return a message as it is now; None when it is gone."""
        return next((m for m in self._messages if m.number == number), None)

    def add(
        self,
        text: str,
        at: datetime,
        *,
        is_error: bool = False,
        lead_id: int | None = None,
        details: str = "",
    ) -> Message:
        """Add what is no step."""
        self._last = None
        number = next(self._numbers)
        return self._append(Message(number, text, at, (), is_error, lead_id, details))

    def add_step(self, step: Step, leads: Sequence[int] = ()) -> tuple[Message, bool]:
        """Take a step in; return its message, and whether that is a new one. `leads` are the
        leads that it changed. Steps are own acts: nobody needs to be told of those, so they are
        read from the first."""
        self._seen.add(step.id)
        joined = self._joined(step)
        if joined is not None:
            return joined, False
        args = step.args
        lead_id = args.get("id") if args.get("n") == 1 else None
        if lead_id is None and len(leads) == 1:
            lead_id = leads[0]
        message = Message(
            next(self._numbers),
            step_news(step),
            step.at,
            () if step.mode == "undo" or step.undone_by is not None else (step.id,),
            lead_id=lead_id if isinstance(lead_id, int) else None,
            is_read=True,
            was_undone=step.undone_by is not None and step.mode != "undo",
        )
        self._last, self._last_number = step, message.number
        return self._append(message), True

    def take_back(self, step_id: int) -> Message | None:
        """A step was undone: return its message as it is now, None if there is none."""
        for message in self._messages:
            if step_id in message.steps:
                rest = tuple(one for one in message.steps if one != step_id)
                return self._put(replace(message, steps=rest, was_undone=not rest))
        return None

    def forget_steps(self) -> None:
        """Nothing that was told so far can be taken back any more, nor be joined with."""
        self._messages = [replace(message, steps=()) for message in self._messages]
        self._seen.clear()
        self._last = None

    def mark_read(self, number: int | None = None) -> bool:
        """Mark one message as read, or all; False if that changes nothing."""
        changed = False
        for at, message in enumerate(self._messages):
            if not message.is_read and number in (None, message.number):
                self._messages[at] = replace(message, is_read=True)
                changed = True
        return changed

    def recall(self, steps: Iterable[Step]) -> None:
        """Put the messages of `steps` (the oldest first) before those of this run."""
        before = MessageBook()
        before._numbers = self._numbers
        for step in steps:
            if step.id not in self._seen:
                before.add_step(step)
                self._seen.add(step.id)
        self._messages = [*before._messages, *self._messages][-KEPT:]

    # --- inside ------------------------------------------------------------------------------

    def _joined(self, step: Step) -> Message | None:
        """Join the step with the newest message if it did the same to another record."""
        last, message = self._last, self.get(self._last_number)
        if last is None or message is None or not _alike(last, step):
            return None
        if step.at - message.at > MERGE_WITHIN or (step.mode == "do" and not message.steps):
            return None
        # The sum stands in for the last step's own count, so a third one adds to it.
        self._last = replace(step, args=_summed(last.args, step.args))
        is_undone = step.mode == "undo" or step.undone_by is not None
        steps = message.steps if is_undone else (*message.steps, step.id)
        return self._put(
            replace(
                message, text=step_news(self._last), at=step.at, steps=steps, lead_id=None,
                was_undone=message.was_undone and not steps,
            )
        )  # fmt: skip

    def _append(self, message: Message) -> Message:
        self._messages.append(message)
        del self._messages[:-KEPT]
        return message

    def _put(self, message: Message) -> Message:
        at = next(n for n, m in enumerate(self._messages) if m.number == message.number)
        self._messages[at] = message
        return message


def _alike(a: Step, b: Step) -> bool:
    """Whether two steps did the same to different records, or took it back."""
    if (a.verb, a.mode) != (b.verb, b.mode) or a.mode == "redo":
        return False
    if a.args.get("id") is not None and a.args.get("id") == b.args.get("id"):
        return False  # twice to the same record: two sentences, two undos
    rest_a, rest_b = ({k: v for k, v in s.args.items() if k not in _COUNTED} for s in (a, b))
    return rest_a == rest_b and "n" in a.args and "n" in b.args


def _summed(a: Mapping[str, object], b: Mapping[str, object]) -> dict[str, str | int]:
    rest = {k: v for k, v in b.items() if k not in _COUNTED and isinstance(v, str | int)}
    return {**rest, "n": int(str(a["n"])) + int(str(b["n"]))}
