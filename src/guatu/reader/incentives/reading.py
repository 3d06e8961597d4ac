"""From sentences to incentives: rules get their clause, recipient and quote, and the ceilings of later sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from guatu.pack import Confidence
from guatu.reader.draft import DocumentFacts, Quote, ReadIncentive, Tier
from guatu.reader.incentives.bases import find_base, find_ceiling_base, is_increment
from guatu.reader.incentives.figures import Figure
from guatu.reader.incentives.portions import counted_by
from guatu.reader.incentives.recipients import Recipient, find_addressee, find_recipient, with_earlier
from guatu.reader.incentives.rules import Rule, find_rules
from guatu.reader.incentives.runs import phrase_around
from guatu.reader.incentives.tiers import read_tiers
from guatu.reader.sentences import Sentence
from guatu.reader.source import PlanText

_STACKING = re.compile(
    r"不重复|不得重复|从高|就高|叠加|可累计|不再享受|最高(?:级别|等次|奖项|标准|额)?(?:给予)?(?:奖励|补助|执行)|补差"
)
_NOWHERE = Quote(0, 0, "")
_STAGE = re.compile(r"(?:^|[，：])(?P<years>(?:第|前|后)[一二两三四五\d]+(?:[、至到]第?[一二三四五\d]+)?年)[^，；]*$")
# Who is paid may be named behind the figure, in the phrase after it: 按合同额的2%，给予服务机构奖励.
_LOOK_BEHIND = 40
# A longer stretch without a full stop is a table or damage; reading it would take time and find nothing.
_LONGEST_SENTENCE = 3000
_LIMITED = ("rate_of_base", "rate_of_increment", "per_unit", "step", "tiered")
# 奖励标准如下： announces a list of gifts.
_ANNOUNCES = re.compile(
    r"(?:奖励|奖补|补助|补贴|资助|扶持|支持|奖金)(?:资金|经费)?(?:的)?(?:标准|额度|金额|办法|数额)(?:分别)?(?:如下|为|是|按以下.*|具体)?(?:：|$)|(?:具体)?(?:奖励|补助|补贴)?标准如下"
)
# 每人给予科研经费50万元和安家费10万元: the second sum is counted as the first.
_LINK = re.compile(r"[^，。；]{0,8}(?:[和及与、]|以及)")
_ALL_MEASURES = re.compile(r"本(?:措施|政策|意见|办法|规定|细则|条款)")


@dataclass(frozen=True, slots=True)
class _Found:
    """An incentive and the stretch it was read from, while later sentences may still add to it."""

    value: ReadIncentive
    start: int
    end: int
    group: int
    is_lead: bool = False
    stage: str | None = None


def read_incentives(plan: PlanText, sentences: tuple[Sentence, ...], facts: DocumentFacts) -> tuple[ReadIncentive, ...]:
    """Return the rules that give money or a quantified relief, in the order of the text.

    Amounts and ceilings are in 元, rates in per cent. A ceiling in a sentence of its own (每家每年最高200万元) goes to
    the rules of the sentence before it.
    """
    del facts  # validity of the plan is that of its rules; nothing in them depends on the year
    found: list[_Found] = []
    announcing: list[str] = []
    for _, clause_sentences in groupby(sentences, key=lambda one: one.clause.start):
        together = list(clause_sentences)
        clause = together[0].clause
        if (cut := clause.path.rfind("/")) > 0 and _is_announced(plan, clause.start):
            announcing.append(clause.path[: cut + 1])
        is_listed = any(clause.path.startswith(above) for above in announcing)
        found.extend(_read_clause(plan, together, is_listed=is_listed))
    return tuple(replace(one.value, quote=plan.quote(one.start, one.end)) for one in _with_leads(found))


def _with_leads(found: list[_Found]) -> list[_Found]:
    """Hand a ceiling that leads a list (单个项目不超过50万元，标准如下：) down to the rules of the clauses below it."""
    for lead in [one for one in found if one.is_lead]:
        below = [one for one in found if one.value.clause.startswith(lead.value.clause + "/")]
        if not below:
            continue
        found = [
            replace(one, value=replace(one.value, cap=lead.value.cap))
            if one in below and one.value.cap is None and one.value.kind in _LIMITED
            else one
            for one in found
            if one is not lead
        ]
    return found


def _is_announced(plan: PlanText, start: int) -> bool:
    """Tell whether the line before a clause announces gifts: 资助标准如下："""
    before = plan.clean[max(0, start - 80) : start].rstrip("\n")
    return bool(_ANNOUNCES.search(before.rpartition("\n")[2]))


def _read_clause(plan: PlanText, sentences: list[Sentence], *, is_listed: bool) -> list[_Found]:
    found: list[_Found] = []
    recipient: Recipient | None = None
    for group, sentence in _numbered(plan, sentences):
        if len(sentence.text) > _LONGEST_SENTENCE:
            continue
        is_listed = is_listed or bool(_ANNOUNCES.search(sentence.text))
        read = find_rules(sentence.text, is_listed=is_listed)
        for rule in read.rules:
            one, recipient = _incentive(plan, sentence, rule, recipient=recipient, group=group)
            if found and _is_next_stage(found[-1], one):
                found[-1] = _with_stage(found[-1], one)
            else:
                found.append(one)
        if not read.rules:
            recipient = find_addressee(sentence.text) or recipient
        if read.limit is not None:
            found = _with_limit(plan, found, sentence, read.limit, group=group)
        if found and _STACKING.search(sentence.text) and not read.rules:
            found = _with_stacking(found, sentence)
    found = _with_totals(plan, found)
    if sentences[-1].text.endswith(("：", "如下")):
        found = [replace(one, is_lead=one.value.kind == "cap_only") for one in found]
    return found


def _with_totals(plan: PlanText, found: list[_Found]) -> list[_Found]:
    """Make one rule of a sum and its stages: 奖励800万元，其中对备案的奖励100万元；对上市的奖励700万元."""
    kept: list[_Found] = []
    merged = 0  # stages of the sum before that are still to come
    for at, one in enumerate(found):
        if merged:
            merged -= 1
            continue
        stages = _stages_of(plan, found, at)
        merged = len(stages)
        kept.append(_in_stages(one, stages) if stages else one)
    return kept


def _in_stages(whole: _Found, stages: list[_Found]) -> _Found:
    tiers = tuple(Tier(stage.value.recipient, stage.value.amount) for stage in stages)
    return replace(whole, end=stages[-1].end, value=replace(whole.value, kind="tiered", tiers=tiers))


def _stages_of(plan: PlanText, found: list[_Found], at: int) -> list[_Found]:
    """Return the lump sums of the same group that follow a sum behind 其中 and add up to it; none otherwise."""
    whole = found[at]
    if whole.value.kind != "lump_sum" or whole.value.amount is None:
        return []
    stages: list[_Found] = []
    left = whole.value.amount
    for one in found[at + 1 :]:
        if one.group != whole.group or one.value.kind != "lump_sum" or one.value.amount is None:
            break
        stages.append(one)
        left -= one.value.amount
        if left <= 0:
            break
    if left != 0 or len(stages) < 2:
        return []
    return stages if "其中" in plan.clean[whole.start : stages[0].end] else []


def _numbered(plan: PlanText, sentences: list[Sentence]) -> Iterator[tuple[int, Sentence]]:
    """Number the sentences so that those parted by ； share a number."""
    group = 0
    for sentence in sentences:
        yield group, sentence
        if plan.clean[sentence.end : sentence.end + 1] != "；":
            group += 1


def _incentive(
    plan: PlanText, sentence: Sentence, rule: Rule, *, recipient: Recipient | None, group: int
) -> tuple[_Found, Recipient | None]:
    own = find_recipient(
        rule.words,
        rule.text[(rule.grants or rule.figures)[-1].end : rule.end + _LOOK_BEHIND],
        lead=rule.text[: rule.start],
    )
    party = with_earlier(own, recipient)
    start = sentence.start + rule.start
    end = sentence.start + rule.end
    value = replace(
        _values(rule),
        clause=sentence.clause.path,
        recipient=party.who if party else sentence.clause.title or "",
        condition=party.condition if party else None,
        quote=plan.quote(start, end),
        confidence=Confidence.HIGH if own else Confidence.MEDIUM if recipient else Confidence.LOW,
    )
    stage = _STAGE.search(rule.words) if len(rule.grants) == 1 else None
    return _Found(value, start, end, group, stage=stage["years"] if stage else None), party


def _is_next_stage(before: _Found, one: _Found) -> bool:
    """Tell yearly stages that are parted by ；: 第一年按租金的100%补贴；第二年按租金的50%补贴."""
    if before.stage is None or one.stage is None or before.stage == one.stage or before.group != one.group:
        return False
    is_sum = one.value.amount is not None
    last = before.value.tiers[-1] if before.value.tiers else before.value
    return one.value.kind in ("lump_sum", "rate_of_base") and (last.amount is not None) is is_sum


def _with_stage(before: _Found, one: _Found) -> _Found:
    first = before.value
    tiers = first.tiers or (Tier(before.stage or "", amount=first.amount, rate=first.rate),)
    joint = replace(
        first,
        rule="levels",
        kind="tiered",
        amount=None,
        rate=None,
        cap=one.value.cap or first.cap,
        tiers=(*tiers, Tier(one.stage or "", amount=one.value.amount, rate=one.value.rate)),
    )
    return replace(before, value=joint, end=one.end, stage=one.stage)


def _values(rule: Rule) -> ReadIncentive:
    """Return what the figures of a rule say; recipient, clause and quote are filled in by the caller."""
    blank = ReadIncentive(
        clause="", quote=_NOWHERE, rule="ceiling", confidence=Confidence.MEDIUM, recipient="", kind="cap_only"
    )
    cap = rule.cap.value if rule.cap else None
    if not rule.grants:
        base = find_ceiling_base(rule.words, rule.text[rule.figures[0].end :])
        return replace(blank, cap=cap, base=base)
    first = rule.grants[0]
    after = rule.text[rule.grants[-1].end :]
    if len(rule.grants) > 1:
        kind, counted = counted_by(rule.words, after)
        base = counted if first.is_money and kind == "per_unit" else None
        if not first.is_money:
            base = find_base(rule.words, after, first, given=rule.given)
        tiers = read_tiers(rule.text, rule.grants, start=rule.start)
        return replace(
            blank,
            rule="levels",
            kind="tiered",
            tiers=tiers,
            base=base,
            cap=cap,
            amount=rule.total.value if rule.total else None,
            comparator=first.comparator,
        )
    if first.is_money:
        return _sum(blank, rule, first, after=after, cap=cap)
    return _rate(blank, rule, first, after=after, cap=cap)


def _sum(blank: ReadIncentive, rule: Rule, figure: Figure, *, after: str, cap: Decimal | None) -> ReadIncentive:
    words = rule.words
    if _LINK.fullmatch(words):
        words = rule.text[phrase_around(rule.text, rule.start, rule.start)[0] : rule.start]
    kind, base = counted_by(words, after)
    return replace(
        blank,
        rule={"per_unit": "sum per unit", "step": "sum per step"}.get(kind, "sum"),
        kind=kind,
        amount=figure.value,
        amount_max=figure.value_max,
        base=base,
        cap=cap if kind != "lump_sum" else None,
        comparator=figure.comparator,
    )


def _rate(blank: ReadIncentive, rule: Rule, figure: Figure, *, after: str, cap: Decimal | None) -> ReadIncentive:
    base = find_base(rule.words, after, figure, given=rule.given)
    is_growth = is_increment(base)
    return replace(
        blank,
        rule="share of growth" if is_growth else "relief" if figure.is_word else "share",
        kind="rate_of_increment" if is_growth else "rate_of_base",
        rate=figure.value,
        rate_max=figure.value_max,
        base=base,
        cap=cap,
        comparator=figure.comparator,
    )


def _with_limit(plan: PlanText, found: list[_Found], sentence: Sentence, limit: Figure, *, group: int) -> list[_Found]:
    """Give a ceiling of its own sentence to the rules of the sentences before it, or keep it as a rule of its own."""
    end = sentence.start + limit.end
    last = found[-1].group if found else None
    if last is None or _ALL_MEASURES.search(sentence.text):
        rule = Rule(sentence.text, 0, (), limit)
        one, _ = _incentive(plan, sentence, rule, recipient=None, group=group)
        return [*found, one]
    return [
        replace(one, value=replace(one.value, cap=limit.value), end=end)
        if one.group == last and one.value.cap is None and one.value.kind in _LIMITED
        else one
        for one in found
    ]


def _with_stacking(found: list[_Found], sentence: Sentence) -> list[_Found]:
    words = sentence.text.strip("，。；")
    return [one if one.value.stacking else replace(one, value=replace(one.value, stacking=words)) for one in found]
