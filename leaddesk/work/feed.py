"""A slow source pulled by a thread of its own, so that a lane never waits for a file."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE = 0.02
"""Seconds that the asker waits for an item before it gets None and may do something else."""
END_WITHIN = 5.0
"""Seconds that a leaving asker waits for the thread; a daemon, it can't hold up the exit."""


def feed(
    items: Iterator[T], capacity: int = 4, *, stop: Callable[[], None] | None = None
) -> Generator[T | None, None, None]:
    """Yield the items in their order; None when none has come within 20 ms.

    At most `capacity` items wait. The thread starts with the first question and alone touches
    `items`; it closes them at the end. An error of theirs is raised here after what came before
    it. Leaving the generator ends the thread; `stop` is then called first, to wake an iterator
    that waits for something.
    """
    pipe = _Pipe(items, capacity)
    thread = threading.Thread(target=pipe.fill, name="feed", daemon=True)
    thread.start()
    try:
        while True:
            came = pipe.take()
            if came is None:
                if pipe.has_ended():
                    break
                yield None
            else:
                yield came[0]
    finally:
        if not pipe.has_ended() and stop is not None:
            stop()
        pipe.leave()
        thread.join(END_WITHIN)
    if pipe.error is not None:
        raise pipe.error


class _Pipe(Generic[T]):
    """The few items between the thread and the asker."""

    def __init__(self, items: Iterator[T], capacity: int) -> None:
        self._items = items
        self._capacity = capacity
        self._held: deque[T] = deque()
        self._changed = threading.Condition()
        self._left = self._ended = False
        self.error: BaseException | None = None

    def fill(self) -> None:
        """Pull until the end, an error, or until the asker has left."""
        try:
            for item in self._items:
                if not self._put(item):
                    break
        except BaseException as error:  # noqa: BLE001 - every error belongs to the asker
            self.error = error
        finally:
            self._close()
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def take(self) -> tuple[T] | None:
        """The next item, or None when there is none yet or none any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._held or self._ended, PATIENCE)
            if not self._held:
                return None
            item = self._held.popleft()
            self._changed.notify_all()
            return (item,)

    def has_ended(self) -> bool:
        """Whether everything was taken and nothing will come."""
        with self._changed:
            return self._ended and not self._held

    def leave(self) -> None:
        """Nobody asks any more."""
        with self._changed:
            self._left = True
            self._held.clear()
            self._changed.notify_all()

    def _put(self, item: T) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._left or len(self._held) < self._capacity)
            if self._left:
                return False
            self._held.append(item)
            self._changed.notify_all()
            return True

    def _close(self) -> None:
        close = getattr(self._items, "close", None)
        if close is None:
            return
        try:
            close()
        except BaseException as error:  # noqa: BLE001 - as above
            self.error = self.error or error
