"""Sign an answer to an open question (口径决定): a row and an entry in the trail; an earlier answer stays on record."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now
from guatu.console.frame.models import renew
from guatu.console.people.models import User
from guatu.console.plans.active import PACKS
from guatu.console.plans.models import SignedRuling
from guatu.domain import InvalidValue
from guatu.pack import Pack, Ruling

_LONGEST_ANSWER, _LONGEST_DOCUMENT, _LONGEST_REASON = 200, 200, 500


@dataclass(frozen=True)
class Answer:
    """What a person signs: the decision, the document it rests on, the reason."""

    answer: str
    document: str
    reason: str


@transaction.atomic
def sign_ruling(pack: Pack, ruling: Ruling, given: Answer, *, expected: int, by: User, actor: Actor) -> SignedRuling:
    """Store an answer with its document and reason; runs from now on read it.

    `expected` is how many answers the person saw: InvalidValue where somebody signed since, or where something is
    missing.
    """
    renew(PACKS)  # first, so that two who sign at once come one after the other
    earlier = SignedRuling.objects.filter(pack=pack.id, ruling=ruling.id).order_by("-at", "-id")
    if earlier.count() != expected:
        raise InvalidValue("这个口径刚刚签过，请看过现在的决定再签")
    answer, document, reason = given.answer.strip(), given.document.strip(), given.reason.strip()
    _refuse_long(_("决定"), answer, _LONGEST_ANSWER)
    _refuse_long(_("依据文件"), document, _LONGEST_DOCUMENT)
    _refuse_long(_("理由"), reason, _LONGEST_REASON)
    if not answer:
        raise InvalidValue("没有选定或写明决定")
    if not reason:
        raise InvalidValue("没有写理由")
    last = earlier.first()
    signed = SignedRuling.objects.create(
        pack=pack.id, ruling=ruling.id, answer=answer, document=document, reason=reason, by=by, at=now()
    )
    record(
        actor,
        "ruling.sign",
        f"口径“{ruling.question}”定为“{answer}”",
        kind=Kind.DECISION,
        before={"决定": last.answer if last else ruling.answer},
        after={"决定": answer, "口径": f"{pack.id}:{ruling.id}", "依据文件": document, "理由": reason},
    )
    return signed


def _refuse_long(words: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise InvalidValue(f"{words}最多 {longest} 个字，现有 {len(text)} 个字")
