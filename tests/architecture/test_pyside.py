"""PySide6 keeps count of its references to True and None.

6.12.0 loses one at every signal emission and void call on Python 3.11 and aborts when the
last is gone. The version range in pyproject.toml avoids it; this test sees it come back.
"""

from __future__ import annotations

from tests.support.child import run_python

MANY_SIGNALS = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Sender(QObject):
    switched = Signal(bool)
    done = Signal()

app = QCoreApplication([])
sender = Sender()
seen = [0]
def count(*_):
    seen[0] += 1
sender.switched.connect(count)
sender.done.connect(count)
before = sys.getrefcount(None), sys.getrefcount(True)
for _ in range(20_000):
    sender.switched.emit(True)
    sender.done.emit()
    sender.setObjectName("a")  # a call that returns nothing
after = sys.getrefcount(None), sys.getrefcount(True)
assert seen[0] == 40_000, seen
assert all(b - a < 1_000 for a, b in zip(after, before)), (before, after)
"""


def test_thousands_of_signals_and_void_calls_cost_no_reference():
    done = run_python(MANY_SIGNALS)
    assert done.returncode == 0, done.stderr
