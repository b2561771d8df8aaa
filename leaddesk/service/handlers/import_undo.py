"""Taking an import back as a whole; what a person touched since stays and is listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.base.said import Said
from leaddesk.domain.change import Change
from leaddesk.service.book import open_book
from leaddesk.service.import_commands import Kept, TakenBack, UndoImport
from leaddesk.service.import_told import bring_up_to_date
from leaddesk.service.ports import UnitOfWork

UNDO_FOR = timedelta(days=30)


def undo_import(cmd: UndoImport, uow: UnitOfWork) -> TakenBack:
    """Remove what the import made and restore what it overwrote. What a person touched since
    stays and is listed; the reasons are sentences."""
    imports = uow.imports
    batch = imports.batch(cmd.batch_id)
    if batch.state != "promoted" or batch.step_id is None:
        raise KnownError(
            "This import can't be undone: it was not finished, or was taken back already.",
            "Nothing was changed.",
            code="not-undoable",
        )
    step = uow.journal.step(batch.step_id)
    if uow.now - step.at > UNDO_FOR:
        raise KnownError(
            "This import is older than 30 days.",
            "Nothing was changed. Remove single leads, or restore a backup.",
            code="too-old",
        )
    kept = [Kept(lead_id, who) for lead_id, who in imports.touched(batch.id, step.id)]
    changes = uow.journal.changes(step.id)
    told = imports.told(batch.id) | {one.lead_id for one in changes if one.lead_id is not None}
    leads = uow.leads.many(sorted(told))
    known = {one for one, lead in leads.items() if lead.batch_id != batch.id}
    restored, also_kept = _restore(uow, [one for one in changes if one.lead_id in known])
    removed = imports.take_back(batch.id, step.id)
    bring_up_to_date(uow, open_book(uow), known, qualify=False)
    imports.write_search(known)
    uow.as_undo(step, "undo")
    uow.journal.mark_undone(step.id, uow.step_id)
    uow.say("import_file", n=removed, file=imports.file_name(batch.id))
    back = TakenBack(removed, restored, (*kept, *also_kept))
    imports.set_state(batch, state="undone", back=back)
    return back


def _restore(uow: UnitOfWork, changes: Sequence[Change]) -> tuple[int, list[Kept]]:
    """The values that the import overwrote, lead by lead. A field that somebody set to something
    else since keeps that; the lead's other fields are restored all the same."""
    restored: set[int] = set()
    kept: dict[int, Kept] = {}
    for change in reversed(changes):
        if not change.before or change.after is None:
            continue
        try:
            uow.journal.write_back(change, force=False)
        except Conflict as conflict:
            # "Somebody" was said for want of a name.
            is_known = not isinstance(conflict.who, Said)
            kept[change.id] = Kept(change.id, conflict.who if is_known else "")
            rest = change.before.keys() - conflict.fields.keys()
            if not conflict.fields or not rest:
                continue
            before = {name: change.before[name] for name in rest}
            after = {name: change.after.get(name) for name in rest}
            uow.journal.write_back(
                Change(change.kind, change.id, change.lead_id, before, after), force=False
            )
        restored.add(change.id)
    return len(restored), list(kept.values())
