"""Which module does which verb. Only the module of the verb in use is imported."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

VERBS: Mapping[str, str] = MappingProxyType(
    {
        "tour": "leaddesk.app.verbs.tour",
        "self-test": "leaddesk.app.verbs.self_test",
    }
)
