"""Which module does which verb. Only the module of the verb in use is imported."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_HERE = "leaddesk.app.verbs"
_MODULES: Mapping[str, tuple[str, ...]] = {
    "capture": ("capture",),
    "leads": ("leads",),
    "lead": ("lead",),
    "edit": ("edit",),
    "move": ("move", "assign"),
    "log": ("log", "consent"),
    "task": ("task", "done", "snooze", "reschedule", "cancel"),
    "convert": ("convert", "disqualify"),
    "bin": ("delete", "undelete"),
    "undo": ("undo", "redo", "history"),
    "import_file": ("import",),
    "imports": ("imports", "undo-import"),
    "duplicates": ("duplicates",),
    "export": ("export",),
    "backup": ("backup", "restore", "verify"),
    "doctor": ("doctor",),
    "config": ("config",),
    "demo": ("demo",),
    "tour": ("tour",),
    "self_test": ("self-test",),
}
VERBS: Mapping[str, str] = MappingProxyType(
    {verb: f"{_HERE}.{module}" for module, verbs in _MODULES.items() for verb in verbs}
)
