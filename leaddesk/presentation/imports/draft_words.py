"""What is said of the draft of an import, and of its file."""

from __future__ import annotations

from pathlib import Path

from leaddesk.presentation.imports.drafts import Draft
from leaddesk.presentation.text import tr, tr_n


def detail_of(path: Path) -> str:
    """A file's name as the source detail of its leads: "messe-2025.csv" becomes "Messe 2025"."""
    words = path.stem.replace("_", " ").replace("-", " ").split()
    text = " ".join(words)[:80]
    return text[:1].upper() + text[1:]


def kept_words(name: str) -> str:
    """That a draft was kept when another file was chosen."""
    return tr("The import of {name} is kept. Choose that file again to go on with it.", name=name)


def taken_up_words(draft: Draft) -> str:
    """That somebody goes on with a draft as it was."""
    said = tr("You go on with {name} where you stopped.", name=draft.name)
    if not draft.single:
        return said
    kept = tr_n("%n correction of single rows is kept.", "%n corrections of single rows are kept.",
                draft.single)  # fmt: skip
    return f"{said} {kept}"


def changed_words(draft: Draft, *, same_columns: bool) -> str:
    """That the file is another one than when it was left, and what of the draft counts."""
    said = [tr("{name} has changed since you left it; LeadDesk read it anew.", name=draft.name)]
    if not same_columns:
        said.append(tr("Its columns are others, so the matching begins anew."))
        return " ".join(said)
    said.append(tr("The matching is kept."))
    if draft.single:
        lost = tr_n("%n correction of single rows is not: rows may stand in other lines now.",
                    "%n corrections of single rows are not: rows may stand in other lines now.",
                    draft.single)  # fmt: skip
        said.append(lost)
    return " ".join(said)


def gone_words(draft: Draft) -> tuple[str, str]:
    """That the file of a draft can't be found: what happened; what is safe and what to do."""
    title = tr("{name} is not where it was.", name=draft.name)
    hint = tr("It was moved, renamed or deleted, or its drive is not connected. The matching and "
              "your corrections are kept: choose the file where it is now, or throw the draft "
              "away.")  # fmt: skip
    return title, hint
