"""Put texts into everything that a person can type, as if they had come in by any way, also past the pages."""

import time
from collections.abc import Sequence
from datetime import date
from itertools import cycle

from django.apps import apps
from django.db import models
from tests.console.safety.conftest import Lived

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.bulletins.models import IssueAct
from guatu.console.bulletins.wording import HEAD
from guatu.console.exchange.models import Package, Peer, Webhook
from guatu.console.exchange.tokens import SCOPES, make_token
from guatu.console.frame.clock import now, today
from guatu.console.frame.models import Stamp
from guatu.console.monitor.models import AlertAct, AlertCase, HistoryImport
from guatu.console.people.models import Delegation, Post, Succession, User
from guatu.console.people.tree import TREE
from guatu.console.plans.models import PlanUpload, SignedRuling
from guatu.console.reporting.models import Chase, Figure, FilingAct, Hit, UnlockRequest, Upload

# Fields in which no person writes: keys, codes, hashes, words of the site's own.
_NOT_TYPED = """
about account act action address agency answer_kind answers basis change channel check_id clause code
email event first_name form growth_basis hash indicator kind language last_name level marked new
oidc_subject old pack parent password path place previous progress public_key reading review role rule
ruling secret session_key severity sha256 start state status taken_by target token track username version
way what
"""
NOT_TYPED = frozenset(_NOT_TYPED.split())
# These are written otherwise below, or stand for a key although they are called a name.
_ELSEWHERE = frozenset({"audit.Entry", "frame.Stamp", "jobs.Job", "people.PasswordUsed", "people.OpenSession"})
_KEYS = frozenset({"exchange.Package.number"})


def typed_fields() -> list[tuple[type[models.Model], str]]:
    """Return the fields of the site in which texts of persons stand."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("guatu.console") and model._meta.label not in _ELSEWHERE
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and field.name not in NOT_TYPED
        and f"{model._meta.label}.{field.name}" not in _KEYS
    ]


def type_everywhere(lived: Lived, texts: Sequence[str]) -> None:
    """Write the texts into every such field of every row, one after the other; rows of each sort are there."""
    _one_of_each(lived)
    ahead = cycle(texts)
    for model, name in typed_fields():
        field = model._meta.get_field(name)
        longest = getattr(field, "max_length", None)
        for row in model._default_manager.order_by("pk"):
            model._default_manager.filter(pk=row.pk).update(**{name: next(ahead)[:longest]})
    # A number of its own: what is kept of these trees must not be taken for those of another test.
    Stamp.objects.filter(name=TREE).update(number=time.time_ns())
    issue = lived.issue
    issue.refresh_from_db()
    issue.head = dict.fromkeys(HEAD, texts[0])
    issue.added = {"0": list(texts)}
    issue.save()
    for text in texts:
        actor = Actor(text[:150], text[:60], text[:120], text[:60])
        record(actor, "filing.save", text[:200], kind=Kind.CHANGE, before={"说明": text}, after={text: [text]})


def _one_of_each(lived: Lived) -> None:
    filler, analyst = (User.objects.get(username=name) for name in ("jiazi", "wang"))
    filing, moment = lived.handed_in, now()
    about = {"filing": filing, "by": filler, "at": moment}
    Figure.objects.update(accepted_at=moment)
    for sort in (FilingAct.What.SUBMIT, FilingAct.What.RETURN):
        FilingAct.objects.create(what=sort, **about)
    Hit.objects.create(filing=filing, check_id="example:x", severity="question", indicator="gdp", sentence="s")
    Upload.objects.create(name="a.xlsx", path="filings/none.xlsx", token="typed", state="failed", **about)
    UnlockRequest.objects.create(reason="r", **{**about, "filing": lived.not_begun})
    Chase.objects.create(channel="phone", text="t", **{**about, "filing": lived.not_begun})
    PlanUpload.objects.create(name="方案.docx", path="", by=analyst, at=moment)
    SignedRuling.objects.create(pack="example", ruling="fair-times", answer="x", reason="r", by=analyst, at=moment)
    HistoryImport.objects.create(name="a", path="uploads/history/none", by=analyst, at=moment, token="typed")
    case = AlertCase.objects.order_by("pk")[0]
    AlertAct.objects.create(case=case, what="confirm", state=case.state, by=analyst, at=moment)
    IssueAct.objects.create(issue=lived.issue, what="comment", by=analyst, at=moment)
    Succession.objects.create(
        what="place", change="rename", old="999901", new="999901", day=date(2024, 1, 1), reason="r"
    )
    post = Post.objects.get(user=analyst)
    lent = {"valid_from": today(), "valid_to": today()}
    Delegation.objects.create(post=post, to=User.objects.get(username="li"), reason="r", **lent)
    Peer.objects.create(name="邻州", public_key="k" * 44, added_by=analyst, added_at=moment)
    Package.objects.create(number="a" * 32, way="in", peer="邻州", counts={"rows": 1}, by=analyst, at=moment)
    Webhook.objects.create(name="钩子", address="http://127.0.0.1:9/", made_by=analyst, made_at=moment)
    make_token("令牌", filler, SCOPES, today(), by=analyst, actor=Actor("wang", "", "", ""))
