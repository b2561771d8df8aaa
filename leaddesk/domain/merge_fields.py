"""Two people, one record: values meet field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed, to different values."""

    before: object
    mine: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged record, and what clashes; of a clashing field `values` holds theirs."""

    values: Mapping[str, object]
    clashes: Mapping[str, Clash] = field(default_factory=dict)


def merge(
    base: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object]
) -> Merged:
    """What becomes of `theirs` when `mine`, made from `base`, is saved over it.

    A field that only one side changed takes that side's value; the same change on both sides is no
    clash; a clash is a field that both changed from `base`, and to different values. A field that
    is missing in `mine` was not edited; one missing in `base` counts as not changed by them.
    """
    values = dict(theirs)
    clashes: dict[str, Clash] = {}
    for name, wanted in mine.items():
        held = theirs.get(name)
        before = base.get(name, held)
        if wanted in (before, held):
            continue
        if held == before:
            values[name] = wanted
        else:
            clashes[name] = Clash(before, wanted, held)
    return Merged(values, clashes)
