"""What was run: each clause with its conditions, amounts and dated values in words, groups, parameters and rulings."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guatu.domain import Validity
from guatu.pack import Amount, Band, Condition, DatedTerm, Reward, RewardGroup, amount_words
from guatu.report.award_reading import AwardReading
from guatu.report.values import Column, Row, Section, Table
from guatu.rules import Moment, RewardRule, as_read, condition_text

_ROUND_TO = {
    "fen": "分",
    "jiao": "角",
    "yuan": "元",
    "hundred": "百元",
    "thousand": "千元",
    "ten_thousand": "万元",
}
_ROUND_BY = {"half_up": "四舍五入", "down": "舍去", "up": "进位"}
_ROUND_REST = {"half_up": "四舍五入", "down": "舍去尾数", "up": "进位"}
_SURE = {"high": "高", "medium": "中", "low": "低"}
_KINDS = {"highest": "就高不重复", "stack": "叠加", "once": "只发一次", "budget": "预算总额"}
_WORDS = (Column("项目", width=7), Column("内容", width=70))


def clause_table(reading: AwardReading) -> Table:
    """Return 条款与参数: a section for each clause, then groups, parameters, rulings and packs."""
    sections = [
        Section(rule.reward.name, _lines(_clause_lines(reading, rule)))
        for rule in sorted(reading.clauses.values(), key=lambda one: not one.pays)
    ]
    groups = [one.group for rules in reading.book.tables for one in rules.groups]
    moment = reading.book.moment
    parameters = reading.packs.every(lambda pack: pack.parameters)
    sections += [
        Section("条款组", _lines((one.name, _group_words(reading, one)) for one in groups)),
        Section("参数", _lines((one.name, _value_words(one.value, moment)) for one in parameters)),
        Section("口径", _lines(_rulings(reading))),
        Section(
            "政策包",
            _lines((pack.id, f"{pack.manifest.title}（版本 {pack.version[:12]}）") for pack in reading.packs.packs),
        ),
    ]
    return Table(
        name="条款与参数",
        title=f"{reading.title}所用条款与参数",
        subtitle=f"按 {moment.day} 有效的条款" + (f"、{moment.known_by} 前公布的数" if moment.known_by else ""),
        columns=_WORDS,
        sections=tuple(one for one in sections if one.rows),
        numbered=False,
    )


def review_table(reading: AwardReading) -> Table:
    """Return 须先审查: clauses that were recorded and pay nothing until they are reviewed."""
    rows = tuple(
        Row((one.name, reading.cited(one), one.review, reading.question_words(one.questions), one.note))
        for one in reading.book.recorded
    )
    return Table(
        name="须先审查",
        title=f"{reading.title}须先审查的条款",
        subtitle="",
        columns=(
            Column("条款", width=12),
            Column("出处", width=24),
            Column("审查事项", width=9),
            Column("问题", width=22),
            Column("说明", width=24),
        ),
        sections=(Section("", rows),),
        notes=("审查通过之前不作为兑现依据，本次没有计算。",),
        nothing="（没有须先审查的条款）",
    )


def dated(amounts: Iterable[Amount], moment: Moment) -> tuple[Amount, ...]:
    """Return amounts with the values in effect at a moment in the place of all their dated values."""
    return tuple(
        replace(
            one,
            lump=_chosen(one.lump, moment),
            rate=_chosen(one.rate, moment),
            step=_chosen(one.step, moment),
            each=_chosen(one.each, moment),
            cap=_chosen(one.cap, moment),
            floor=_chosen(one.floor, moment),
            tiers=tuple(_chosen_band(band, moment) for band in one.tiers),
        )
        for one in amounts
    )


def condition_list(conditions: Iterable[Condition]) -> str:
    """Return conditions in words: the name an author gave and the test itself."""
    told = ((one.name, condition_text(one.test)) for one in conditions)
    return "；".join(f"{name}（{test}）" if name else test for name, test in told)


def rounding_words(reward: Reward) -> str:
    """Return how an amount is rounded, to stand behind how it is computed; nothing where it is to the fen as usual."""
    if (reward.round_to, reward.round_by) == ("fen", "half_up"):
        return ""
    return f"，按{_ROUND_TO[reward.round_to]}{_ROUND_REST[reward.round_by]}"


def _chosen(terms: tuple[DatedTerm, ...], moment: Moment) -> tuple[DatedTerm, ...]:
    found = moment.choose(terms)
    return terms if found is None else (replace(found, effective=None, published=None),)


def _chosen_band(band: Band, moment: Moment) -> Band:
    return replace(
        band,
        from_=_chosen(band.from_, moment),
        to=_chosen(band.to, moment),
        then=_chosen(band.then, moment),
    )


def _value_words(terms: tuple[DatedTerm, ...], moment: Moment) -> str:
    found = moment.choose(terms)
    used = "（这一天还没有生效的值）" if found is None else found.value
    return f"{used}（{_history(terms)}）" if len(terms) > 1 else used


def _history(terms: tuple[DatedTerm, ...]) -> str:
    return "，".join(f"{one.effective or '原为'} {one.value}" for one in terms)


def _clause_lines(reading: AwardReading, rule: RewardRule) -> Iterator[tuple[str, str | None]]:
    reward, moment = as_read(rule.reward, reading.book.answers), reading.book.moment
    table = reading.tables[rule.id].table
    also = "、".join(reading.cited(reward, one) for one in reward.also_in)
    yield "出处", reading.cited(reward) + (f"；又见{also}，只兑现一次" if also else "")
    yield "用在", table.label
    yield "对象", condition_list(reward.who)
    yield "条件", condition_list(reward.when)
    yield "金额", amount_words(dated(reward.amount, moment))
    yield "历次标准", "；".join(_history(terms) for one in reward.amount for terms in _terms(one) if len(terms) > 1)
    for other in rule.variants[0].exceptions:
        yield "例外", _exception_words(other.reward, moment)
    yield "取整", f"到{_ROUND_TO[reward.round_to]}，{_ROUND_BY[reward.round_by]}"
    yield "性质", {"grant": None, "ceiling": "额度上限，不拨付", "match": "财政配套，不拨付给企业"}[reward.pays]
    yield "资金来源", reward.funding
    yield "有效期", _validity_words(reward.valid)
    yield "材料", "、".join(reward.proof)
    yield "口径", "；".join(_ruling_words(reading, one) for one in reward.questions)
    yield (
        "依据",
        "，".join(filter(None, (reward.source, f"可信程度{_SURE[reward.confidence]}" if reward.confidence else ""))),
    )
    yield "说明", reward.note


def _terms(amount: Amount) -> tuple[tuple[DatedTerm, ...], ...]:
    bands = tuple(terms for band in amount.tiers for terms in (band.from_, band.to, band.then))
    return (amount.lump, amount.rate, amount.step, amount.each, amount.cap, amount.floor, *bands)


def _exception_words(reward: Reward, moment: Moment) -> str:
    paid = amount_words(dated(reward.amount, moment)) if reward.amount else "不予兑现"
    return f"{reward.name}：{condition_list((*reward.who, *reward.when))}；{paid}"


def _validity_words(valid: Validity) -> str | None:
    if valid == Validity():
        return None
    return f"{valid.start or '此前'} 至 {valid.end or '今后'}"


def _group_words(reading: AwardReading, group: RewardGroup) -> str:
    moment = reading.book.moment
    limits = (("一户一年不超过", group.cap), ("预算", group.budget))
    parts = [
        _KINDS[group.kind],
        "、".join(map(reading.clause_name, group.rewards)),
        *(f"{word} {_value_words(terms, moment)}" for word, terms in limits if terms),
        *(_ruling_words(reading, one) for one in group.questions),
    ]
    return "；".join(parts)


def _ruling_words(reading: AwardReading, question: str) -> str:
    found = reading.questions.get(question)
    words = question if found is None else found.question
    answer = reading.book.answers.get(question)
    return f"{words}未定" if answer is None else f"{words}按“{answer}”"


def _rulings(reading: AwardReading) -> Iterator[tuple[str, str]]:
    asked = [one for rule in reading.clauses.values() for one in (*rule.reward.questions, *_asked_beside(rule))]
    asked += [one for rules in reading.book.tables for group in rules.groups for one in group.group.questions]
    for key in dict.fromkeys(asked):
        ruling = reading.questions.get(key)
        if ruling is None:
            continue
        answer = reading.book.answers.get(key)
        signed = filter(None, (ruling.decided_by, str(ruling.decided_on or ""), ruling.document))
        state = "没有决定" if answer is None else f"决定：{answer}（{'，'.join(signed) or '没有写谁决定'}）"
        yield "未定" if answer is None else "已定", f"{ruling.question}　{state}"


def _asked_beside(rule: RewardRule) -> tuple[str, ...]:
    return tuple(one for other in rule.variants[0].exceptions for one in other.reward.questions)


def _lines(pairs: Iterable[tuple[str, str | None]]) -> tuple[Row, ...]:
    return tuple(Row((name, words)) for name, words in pairs if words)
