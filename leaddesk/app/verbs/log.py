"""`log ID --kind K`: what happened. `consent ID`: what was said about being contacted."""

from __future__ import annotations

import argparse
from typing import Any

from leaddesk.app.verbs import shapes
from leaddesk.app.verbs.arguments import add_at, add_bulk, split_words
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.doing import Target, answer, do, do_each, find_target, show_done
from leaddesk.service.commands import Command, LogActivity, RecordConsent

show = show_done


def register(subparsers: Any) -> None:
    log = subparsers.add_parser("log", help="log a call, an e-mail, a meeting, a note ...")
    log.add_argument("words", nargs="*", metavar="ID")
    log.add_argument("--kind", required=True, help="call, email_out, email_in, meeting, note ...")
    log.add_argument("--outcome", default="", help="reached, voicemail, no answer ...")
    log.add_argument("--subject", default="")
    log.add_argument("--note", default="")
    add_at(log)
    add_bulk(log)
    consent = subparsers.add_parser("consent", help="record what somebody said about contact")
    consent.add_argument("words", nargs="*", metavar="ID")
    consent.add_argument("--channel", required=True, choices=("email", "phone"))
    consent.add_argument("--status", required=True, help="granted, denied or unknown")
    consent.add_argument("--method", default="", help="form, double opt-in, call ...")
    consent.add_argument("--evidence", default="", help="where it can be seen")
    add_bulk(consent)


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """The changed record with the new `activity` or statement; of several the account."""
    ids, _ = split_words(args.words, args.where, f"{args.verb} ID")
    target = find_target(context, args, ids)

    def make(id: int) -> Command:
        if args.verb == "consent":
            return RecordConsent(id, args.channel, args.status, args.method, args.evidence)
        at = context.time(args.at) if args.at else None
        return LogActivity(id, args.kind, args.outcome, args.note, args.subject, at)

    if target.is_bulk:
        done = do_each(context, target.ids, make, args.verb, dry_run=args.dry_run)
        return answer(context, target, done, args)
    done = do(context, make(target.ids[0]), dry_run=args.dry_run)
    if args.verb == "consent":
        return answer(context, target, done, args, consent=shapes.consent(done.result))
    # With a converted lead it is filed with its opportunity.
    filed = Target(target.names, (done.result.lead_id,), is_bulk=False)
    shown = shapes.activity(done.result, target.names)
    return answer(context, filed, done, args, activity=shown)
