"""Open the rounds of a month (布置报表): every form of the packs in use, for every place that owes it."""

from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import SYSTEM, Actor, record
from guatu.console.frame.clock import now
from guatu.console.people.models import User
from guatu.console.people.tree import tree_on
from guatu.console.plans.active import active_packs
from guatu.console.reporting.deadlines import deadline_on
from guatu.console.reporting.models import Filing, Round
from guatu.console.reporting.subjects import round_subject
from guatu.desk import ReportForm, report_forms
from guatu.domain import Period


def open_rounds(month: Period, by: User | None, actor: Actor = SYSTEM) -> list[Round]:
    """Open the rounds of all forms whose period ends in a month, and return them; what is open stays as it is.

    A place that did not exist at the end of the period owes nothing; one that was added since gets its filing.
    """
    forms = report_forms(active_packs(), month)
    with transaction.atomic():
        return [_open(form, by, actor) for form in forms]


def _open(form: ReportForm, by: User | None, actor: Actor) -> Round:
    due_at = deadline_on(form.due) if form.due is not None else None
    opened, is_new = Round.objects.get_or_create(
        form=form.key,
        period_last=form.period.last,
        defaults={
            "title": form.title,
            "clause": form.clause,
            "period_first": form.period.first,
            "recipients": list(form.recipients),
            "cells": [asdict(cell) for cell in form.cells],
            "due_at": due_at,
            "calendar_known": form.calendar_known,
            "grace_until": due_at and due_at + timedelta(hours=settings.WORKSPACE.number("grace_hours")),
            "note": form.consequence,
            "opened_at": now(),
            "opened_by": by,
        },
    )
    existed = tree_on(form.period.last_day).places
    places = [code for code in form.places if code in existed]
    have = set(Filing.objects.filter(round=opened).values_list("place", flat=True))
    added = [code for code in places if code not in have]
    Filing.objects.bulk_create([Filing(round=opened, place=code) for code in added], ignore_conflicts=True)
    if is_new or added:
        record(
            actor,
            "round.open",
            round_subject(opened),
            kind=Kind.CHANGE,
            after={"截止": due_at, "报送单位": len(places), "新增": len(added), "指标": len(opened.cells)},
        )
    return opened
