"""In which stage a captured record begins."""

from __future__ import annotations

from collections.abc import Mapping

from leaddesk.domain.draft import LeadDraft, RecordKind
from leaddesk.domain.mapping.stages import match_stage
from leaddesk.domain.pipeline import Pipeline, Stage, missing_fields

Values = Mapping[str, object]


def place(
    draft: LeadDraft,
    pipeline: Pipeline,
    chosen_id: int | None,
    values: dict[str, object],
    problems: list[str],
) -> tuple[Stage, RecordKind, bool]:
    """(stage, kind, whether somebody named it). The chosen stage counts before the draft's own.

    A stage of deals makes the record a deal. What a stage requires and the draft lacks is not
    got round: the record stands in the nearest column before it, and a problem says so. A lost or
    disqualified record that comes without its reason gets "other", with the words of the draft.
    """
    stage = pipeline.by_id(chosen_id) if chosen_id is not None else None
    if stage is None and draft.stage.strip():
        stage = named_stage(draft.stage, pipeline)
        if stage is None:
            problems.append(f"stage: there is none like “{draft.stage.strip()[:40]}”")
    given = stage is not None
    if draft.kind == "opportunity":
        stage = _as_deal(stage, pipeline)
    if stage is None or stage.role == "raw":
        return _first(values, pipeline), "lead", given
    return _allowed(stage, draft, pipeline, values, problems), stage.belongs, given


def named_stage(text: str, pipeline: Pipeline) -> Stage | None:
    """The stage that a word of a file means here, or None: a person is asked."""
    own = pipeline.by_name(text)
    if own is not None:
        return own
    columns = [(s.name, s.lifecycle) for s in (*pipeline.columns, *_beside(pipeline))]
    name = match_stage(text, columns)
    return pipeline.by_name(name) if name else None


def _beside(pipeline: Pipeline) -> tuple[Stage, ...]:
    return tuple(s for s in pipeline.stages if s.role not in {"column", "raw"})


def _as_deal(stage: Stage | None, pipeline: Pipeline) -> Stage:
    if stage is not None and stage.belongs == "opportunity":
        return stage
    closed = stage is not None and stage.role in {"disqualified", "archived"}
    return pipeline.by_role("lost") if closed else pipeline.first("opportunity")


def _first(values: Values, pipeline: Pipeline) -> Stage:
    """New with a name or a company, Raw without."""
    complete = values.get("name") or values.get("company")
    return pipeline.first("lead") if complete else pipeline.by_role("raw")


def _allowed(
    stage: Stage,
    draft: LeadDraft,
    pipeline: Pipeline,
    values: dict[str, object],
    problems: list[str],
) -> Stage:
    if "reason" in stage.requires and not values.get("reason"):
        values["reason"] = "other"
        values["reason_note"] = f"{draft.stage.strip() or stage.name} (as captured)"[:200]
    missing = missing_fields(stage, _held(values))
    if not missing:
        return stage
    side = [s for s in pipeline.columns if s.belongs == stage.belongs]
    before = side[: side.index(stage)] if stage in side else side
    for earlier in reversed(before):
        if not missing_fields(earlier, _held(values)):
            problems.append(
                f"stage: {stage.name} needs {', '.join(missing)}; it stands in {earlier.name}"
            )
            return earlier
    problems.append(f"stage: {stage.name} needs {', '.join(missing)}")
    return pipeline.first(stage.belongs)


def _held(values: Values) -> set[str]:
    custom = values.get("custom")
    own = set(custom) if isinstance(custom, Mapping) else set()
    return own | {name for name, value in values.items() if value not in ("", (), None)}
