"""The sentence of a step: what it does ("Move 3 leads to Contacted") and, for a toast, what it did
("Studio Belvedere moved to Contacted"). English; the keys are the verbs that handlers say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Args = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Templates over a step's args: `does` as an act, `did` as news; for one record and for many
    (or none). A template may use `{who}`: the record's name, or "1 lead" where it has none."""

    does: str
    does_many: str
    did: str
    did_many: str


SENTENCES: dict[str, Sentence] = {
    "capture": Sentence(
        "Add {who}", "Add {n} leads", "{who} added", "{n} leads added",
    ),
    "capture_again": Sentence(
        "Add to {who}", "Add to {n} leads", "{who} was known and is updated", "{n} leads updated",
    ),
    "import_file": Sentence(
        "Import 1 lead from {file}", "Import {n} leads from {file}",
        "1 lead imported from {file}", "{n} leads imported from {file}",
    ),
    "edit": Sentence(
        "Edit {fields} of {who}", "Edit {fields} of {n} leads",
        "{who} saved: {fields}", "{n} leads saved: {fields}",
    ),
    "assign": Sentence(
        "Assign {who} to {to}", "Assign {n} leads to {to}",
        "{who} assigned to {to}", "{n} leads assigned to {to}",
    ),
    "tag": Sentence(
        "Tag {who}: {tags}", "Tag {n} leads: {tags}",
        "{who} tagged: {tags}", "{n} leads tagged: {tags}",
    ),
    "delete": Sentence(
        "Delete {who}", "Delete {n} leads",
        "{who} is in the bin", "{n} leads are in the bin",
    ),
    "undelete": Sentence(
        "Take {who} out of the bin", "Take {n} leads out of the bin",
        "{who} is back from the bin", "{n} leads are back from the bin",
    ),
    "move": Sentence(
        "Move {who} to {stage}", "Move {n} leads to {stage}",
        "{who} moved to {stage}", "{n} leads moved to {stage}",
    ),
    "disqualify": Sentence(
        "Disqualify {who}: {reason}", "Disqualify {n} leads: {reason}",
        "{who} disqualified: {reason}", "{n} leads disqualified: {reason}",
    ),
    "convert": Sentence(
        "Convert {who}", "Convert {n} leads",
        "{who} is an opportunity now", "{n} leads are opportunities now",
    ),
    "log": Sentence(
        "Log {kind} with {who}", "Log {n} activities",
        "{kind} with {who} logged", "{n} activities logged",
    ),
    "consent": Sentence(
        "Record consent of {who}: {channel} {status}", "Record {n} consents",
        "Consent of {who} recorded: {channel} {status}", "{n} consents recorded",
    ),
    "add_task": Sentence(
        "Plan {kind} with {who}", "Plan {n} tasks",
        "{kind} with {who} planned", "{n} tasks planned",
    ),
    "finish_task": Sentence(
        "Finish {kind} with {who}", "Finish {n} tasks",
        "{kind} with {who} done", "{n} tasks done",
    ),
    "cancel_task": Sentence(
        "Cancel {kind} with {who}", "Cancel {n} tasks",
        "{kind} with {who} cancelled", "{n} tasks cancelled",
    ),
    "move_task": Sentence(
        "Reschedule {kind} with {who}", "Reschedule {n} tasks",
        "{kind} with {who} rescheduled", "{n} tasks rescheduled",
    ),
    "setup": Sentence("Set the team up", "Set the team up", "Team set up", "Team set up"),
    "add_user": Sentence("Add user {who}", "Add {n} users", "User {who} added", "{n} users added"),
    "edit_user": Sentence(
        "Change user {who}", "Change {n} users", "User {who} changed", "{n} users changed",
    ),
    "save_stage": Sentence(
        "Change stage {who}", "Change {n} stages", "Stage {who} saved", "{n} stages saved",
    ),
    "remove_stage": Sentence(
        "Remove stage {name}, 1 lead to {stage}", "Remove stage {name}, {n} leads to {stage}",
        "Stage {name} removed, 1 lead moved to {stage}",
        "Stage {name} removed, {n} leads moved to {stage}",
    ),
    "setting": Sentence(
        "Change setting {name}", "Change {n} settings",
        "Setting {name} saved", "{n} settings saved",
    ),
}  # fmt: skip

_WORDS: dict[str, str] = {
    "email_in": "e-mail from them", "email_out": "e-mail", "email": "e-mail", "todo": "to-do",
    "page_visit": "page visit", "email_opened": "opened e-mail", "email_clicked": "clicked link",
    "product_use": "product use",
}  # fmt: skip


class _Args(dict[str, object]):
    """What a step does not tell is left out, not an error: old steps stay readable."""

    def __missing__(self, key: str) -> object:
        return "…"


def sentence(verb: str, args: Args, mode: str = "do") -> str:
    """What the step does, for menus and the history: "Undo: Move 3 leads to Contacted"."""
    found = SENTENCES.get(verb)
    text = verb if found is None else _filled(found.does, found.does_many, args)
    return f"{mode.capitalize()}: {text}" if mode in {"undo", "redo"} else text


def told(verb: str, args: Args, mode: str = "do") -> str:
    """What the step did, for a toast; of an undo the act that was taken back."""
    found = SENTENCES.get(verb)
    if found is None:
        return verb
    if mode == "undo":
        return f"Undone: {_filled(found.does, found.does_many, args)}"
    if mode == "redo":
        return f"Done again: {_filled(found.does, found.does_many, args)}"
    text = _filled(found.did, found.did_many, args)
    return text[:1].upper() + text[1:]


def _filled(one: str, many: str, args: Args) -> str:
    values = _Args(args)
    values["who"] = args.get("name") or "1 lead"
    if "kind" in args:
        values["kind"] = _WORDS.get(str(args["kind"]), args["kind"])
    n = args.get("n", 1)
    if isinstance(n, int) and n != 1:
        values["n"] = f"{n:,}"
        return many.format_map(values)
    return one.format_map(values)
