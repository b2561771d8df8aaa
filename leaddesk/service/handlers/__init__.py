"""One function for each verb, and the table that finds it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from leaddesk.service import commands as c
from leaddesk.service import import_commands as i
from leaddesk.service import slice_commands as s
from leaddesk.service import team_commands as t
from leaddesk.service.desk import Handler
from leaddesk.service.handlers import (
    activities,
    admin,
    import_promote,
    import_undo,
    imports,
    intake,
    leads,
    pipeline,
    sample,
    slices,
    tasks,
    team_settings,
    undo,
    views,
)

HANDLERS: Mapping[type[c.Command], Handler] = MappingProxyType(
    {
        c.CaptureLeads: intake.capture_leads,
        c.EditLead: leads.edit_lead,
        c.EditLeads: leads.edit_leads,
        c.AssignLeads: leads.assign_leads,
        c.TagLeads: leads.tag_leads,
        c.DeleteLeads: leads.delete_leads,
        c.UndeleteLeads: leads.undelete_leads,
        c.MoveLeads: pipeline.move_leads,
        c.Disqualify: pipeline.disqualify,
        c.ConvertLead: pipeline.convert_lead,
        c.LogActivity: activities.log_activity,
        c.RecordConsent: activities.record_consent,
        c.AddTask: tasks.add_task,
        c.AddTasks: tasks.add_tasks,
        c.FinishTask: tasks.finish_task,
        c.CancelTask: tasks.cancel_task,
        c.MoveTask: tasks.move_task,
        c.Undo: undo.undo,
        c.Redo: undo.redo,
        c.EnsureTeam: admin.ensure_team,
        c.AddUser: admin.add_user,
        c.EditUser: admin.edit_user,
        c.SaveStage: admin.save_stage,
        c.RemoveStage: admin.remove_stage,
        c.SaveTeamSetting: admin.save_team_setting,
        c.SaveView: views.save_view,
        c.RemoveView: views.remove_view,
        c.OrderViews: views.order_views,
        i.OpenBatch: imports.open_batch,
        i.StageRows: imports.stage_rows,
        i.FinishStaging: imports.finish_staging,
        i.DiscardBatch: imports.discard_batch,
        i.PromoteBatch: import_promote.promote_batch,
        i.ClearBatch: import_promote.clear_batch,
        i.UndoImport: import_undo.undo_import,
        i.RemoveSample: sample.remove_sample,
        s.DoPart: slices.do_part,
        s.CheckPart: slices.check_part,
        s.TakeBackPart: slices.take_back_part,
        t.OrderStages: team_settings.order_stages,
        t.UseTemplate: team_settings.use_template,
        t.SaveQueue: team_settings.save_queue,
        t.SaveField: team_settings.save_field,
        t.RemoveField: team_settings.remove_field,
    }
)
