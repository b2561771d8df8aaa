"""The sentence of a step: what it does ("Move 3 leads to Contacted") and, for a toast, what it did
("Studio Belvedere moved to Contacted"). The keys are the verbs that handlers say.

The sentences stand here as data, in English; who speaks another language hands in a `Say`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Args = Mapping[str, object]


class Places(dict[str, object]):
    """What stands in the places of a sentence. What a step does not tell is left out, not an
    error: old steps stay readable."""

    def __missing__(self, key: str) -> object:
        return "…"


Say: TypeAlias = Callable[[str, str, int, Places], str]
"""(one, many, n, places): the sentence for `n` things with its places filled. `one` is the English
form for one of them; without `many` it is a sentence, or a word, that counts nothing."""


def in_english(one: str, many: str, n: int, places: Places) -> str:
    """Say it as it stands here."""
    return (many if many and n != 1 else one).format_map(places)


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
    "remove_sample": Sentence(
        "Remove 1 sample lead", "Remove {n} sample leads",
        "1 sample lead removed", "{n} sample leads removed",
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
    "place": Sentence(
        "Place {who} in {stage}", "Place {n} leads in {stage}",
        "{who} placed in {stage}", "{n} leads placed in {stage}",
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
    "save_view": Sentence(
        "Save the view {who}", "Save {n} views", "View {who} saved", "{n} views saved",
    ),
    "remove_view": Sentence(
        "Remove the view {who}", "Remove {n} views", "View {who} removed", "{n} views removed",
    ),
    "order_views": Sentence(
        "Move the view {who}", "Move {n} views", "View {who} moved", "{n} views moved",
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


FINAL = frozenset({"remove_sample"})
"""Verbs that take something back for good: they are told as what they do, not as an undo."""
_COUNTED = frozenset({"n", "id"})
_WORDED = frozenset({"kind", "reason", "channel", "status", "fields"})


def sentence(verb: str, args: Args, mode: str = "do", say: Say = in_english) -> str:
    """What the step does, for menus and the history: "Undo: Move 3 leads to Contacted"."""
    found = SENTENCES.get(verb)
    text = verb if found is None else _filled(found.does, found.does_many, args, say)
    if mode in {"undo", "redo"} and verb not in FINAL:
        form = "Undo: {what}" if mode == "undo" else "Redo: {what}"
        return say(form, "", 1, Places(what=text))
    return text


def told(verb: str, args: Args, mode: str = "do", say: Say = in_english) -> str:
    """What the step did, for a toast; of an undo the act that was taken back."""
    found = SENTENCES.get(verb)
    if found is None:
        return verb
    if mode in {"undo", "redo"} and verb not in FINAL:
        form = "Undone: {what}" if mode == "undo" else "Done again: {what}"
        text = _filled(found.does, found.does_many, args, say)
        return say(form, "", 1, Places(what=text))
    text = _filled(found.did, found.did_many, args, say)
    if text.startswith(str(args.get("name") or "\0")):
        return text  # a name or an address keeps its own small letter
    return text[:1].upper() + text[1:]


def _filled(one: str, many: str, args: Args, say: Say) -> str:
    n = args.get("n", 1)
    count = n if isinstance(n, int) else 1
    places = Places({k: _worded(k, v, say) for k, v in args.items() if k not in _COUNTED})
    places["n"] = f"{count:,}"
    name = args.get("name")
    if count == 1 and name and "{who}" in one:
        places["who"] = name
        return say(one, "", 1, places)
    if one == many:
        return say(one, "", 1, places)
    return say(one.replace("{who}", "1 lead"), many, count, places)


def _worded(key: str, value: object, say: Say) -> object:
    """A word of the program in the language that is spoken; other values are data."""
    if key not in _WORDED or not isinstance(value, str):
        return value
    words = [_WORDS.get(word, word) for word in value.split(", ") if word]
    # A custom field may have braces in its name.
    return ", ".join(word if "{" in word else say(word, "", 1, Places()) for word in words)
