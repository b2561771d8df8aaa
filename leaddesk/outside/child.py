"""Work on foreign data in a child process, with limits of memory and time.

A hostile or damaged file may exhaust memory, run for ever or end the process that reads it. The
child can do all of this without harm: the asker gets a KnownError. It also keeps CPU-bound work
away from the window's interpreter lock.

The child is a fresh interpreter (`spawn`), so that no database handle and no Qt state gets in,
and so that it works in a bundled program too (its main calls `multiprocessing.freeze_support`).
Answers come through a pipe: a child that is faster than its asker waits, so memory stays bounded.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from leaddesk.base.cancel import CancelToken
from leaddesk.base.errors import BugError, Cancelled, KnownError
from leaddesk.base.garbage import collect_seldom

_NICE = 10
_BELOW_NORMAL = 0x4000  # of the Windows API
_POLL = 0.05  # seconds between two looks at the cancel token


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory` in bytes (address space, where the system can limit it); `silence` in seconds.

    `silence` is how long the child may take for one answer. Time that the asker spends between
    two answers doesn't count.
    """

    memory: int = 700 * 2**20
    silence: float = 20.0


def stream(
    job: str,
    args: tuple[object, ...],
    *,
    limits: Limits | None = None,
    cancel: CancelToken | None = None,
) -> Generator[Any, None, None]:
    """Yield what the generator function `job` ("module:function") yields for `args`.

    Arguments and answers must be picklable. Raises the child's KnownError; KnownError with code
    `reader-died`, `reader-slow` or `reader-memory` when the child broke a limit; Cancelled when
    `cancel` was called; BugError for a mistake in the job. Whenever the asker stops asking
    (end, error, `close`), the child is gone when this generator is.
    """
    limits = limits or Limits()
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(
        target=_run, args=(sender, job, args, limits.memory), daemon=True, name="leaddesk-child"
    )
    try:
        process.start()
        sender.close()
        while True:
            tag, value = _next_answer(receiver, process, limits.silence, cancel)
            if tag == "end":
                return
            if tag == "item":
                yield value
                continue
            raise _as_error(tag, value)
    finally:
        receiver.close()
        sender.close()
        if process.pid is not None:
            process.kill()
            process.join()
        process.close()


def call(
    job: str,
    args: tuple[object, ...],
    *,
    limits: Limits | None = None,
    cancel: CancelToken | None = None,
) -> Any:
    """The first thing that the generator function `job` yields; errors as in `stream`."""
    answers = stream(job, args, limits=limits, cancel=cancel)
    try:
        for answer in answers:
            return answer
    finally:
        answers.close()
    raise BugError(f"{job} gave no answer")


def resolve(name: str) -> Callable[..., Any]:
    """The function that "module:function" names."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _next_answer(
    receiver: Connection, process: BaseProcess, silence: float, cancel: CancelToken | None
) -> tuple[str, Any]:
    deadline = time.monotonic() + silence
    while not receiver.poll(_POLL):
        if cancel is not None and cancel.is_cancelled:
            raise Cancelled
        if time.monotonic() > deadline:
            raise KnownError(
                "Reading this file takes too long, so LeadDesk stopped.",
                "Nothing was changed. Save the table as CSV or in smaller parts and try again.",
                code="reader-slow",
            )
    if cancel is not None and cancel.is_cancelled:
        raise Cancelled
    try:
        answer: tuple[str, Any] = pickle.loads(receiver.recv_bytes())  # noqa: S301 - our own child
    except (EOFError, OSError) as gone:
        process.join(5)
        raise _died() from gone
    return answer


def _died() -> KnownError:
    return KnownError(
        "LeadDesk could not finish reading this file.",
        "It is damaged, or it needs more memory than a file may take. Nothing was changed. "
        "Open it in its own program, save the table as CSV and import that.",
        code="reader-died",
    )


def _as_error(tag: str, value: Any) -> Exception:
    if tag == "known":
        title, hint, code = value
        return KnownError(title, hint, code=code)
    if tag == "memory":
        return KnownError(
            "This file needs more memory than LeadDesk gives to one file.",
            "Nothing was changed. Save the table as CSV or in smaller parts and try again.",
            code="reader-memory",
        )
    return BugError(str(value))


def _run(sender: Connection, job: str, args: tuple[object, ...], memory: int) -> None:
    """The child's life: limits first, then the job, then one closing answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the asker's to handle
    _be_quiet()
    _limit_memory(memory)
    collect_seldom()
    _go_last()

    def send(tag: str, value: object) -> None:
        sender.send_bytes(pickle.dumps((tag, value), pickle.HIGHEST_PROTOCOL))

    try:
        closing: tuple[str, object] = ("end", None)
        try:
            answers: Iterable[object] = resolve(job)(*args)
            for answer in answers:
                send("item", answer)
        except KnownError as error:
            closing = ("known", (error.title, error.hint, error.code))
        except MemoryError:
            closing = ("memory", None)
        except BrokenPipeError:
            return
        except Exception:  # noqa: BLE001 - whatever it is, the asker must hear of it
            closing = ("bug", traceback.format_exc())
        send(*closing)
    except OSError:
        return  # the asker has gone; nobody is left to tell


def _go_last() -> None:
    """Leave the processor to the window where both want it."""
    if sys.platform == "win32":
        from ctypes import windll

        windll.kernel32.SetPriorityClass(windll.kernel32.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(_NICE)


def _be_quiet() -> None:
    """Native readers print their last words; the asker tells the user in its own."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    if sys.stderr is not None:
        os.dup2(quiet, 2)
    os.close(quiet)


def _limit_memory(memory: int) -> None:
    """Limit the address space where the system knows such a limit (not on Windows)."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):  # macOS refuses some values; the time limit still holds
        return
