"""One clause on one firm in lines of text (逐条说明): what was found, what is asked, what comes of it. No advice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guatu.pack import Packs, Reward, Ruling, split_clause
from guatu.query import TableSchema
from guatu.report.award_clauses import rounding_words
from guatu.report.award_words import ten_thousands, yuan
from guatu.rules import ExplainedAward, ExplainedCondition, ExplainedException, ExplainedFigure, ExplainedGroup

_MARKS = {True: "✓", False: "✗", None: "？"}
_APPLIES = {True: "适用", False: "不适用", None: "适不适用不知道"}
_CUTS = {
    "highest": "就高，这一条不再兑现",
    "once": "已按另一条兑现",
    "cap": "到了一户一年的上限",
    "budget": "因预算减少",
    "held": "要等同组条款",
    "q": "口径未定",
}


@dataclass(frozen=True, slots=True)
class AnswerResult:
    """What an answer would pay the firm, in 元; None where it would still not be known."""

    answer: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question on the clause: how it was decided, or, while it is open, what each answer makes of the row.

    A question that does not `touch` the row can be answered in any way. In the results other questions that are open
    have their first answer, where there are `others`.
    """

    ruling: Ruling
    answer: str | None
    results: tuple[AnswerResult, ...] = ()
    touches: bool = True
    others: bool = False


@dataclass(frozen=True)
class AwardPage:
    """One clause on one row with the questions on it."""

    packs: Packs
    year: int
    table: TableSchema
    award: ExplainedAward
    questions: tuple[QuestionPage, ...]


def award_lines(page: AwardPage) -> tuple[str, ...]:
    """Return the page as lines of text."""
    return tuple(_lines(page))


def _lines(page: AwardPage) -> Iterator[str]:
    award = page.award
    place = page.packs.place_tree().find(award.place) if award.place else None
    where = "" if not award.place else f"　{award.place if place is None else place.name}"
    yield f"{award.name or award.subject}（{award.subject}）{where}　{page.year}年度"
    yield f"{award.reward.name}（{award.reward.id}）　{cited(page.packs, award.reward)}"
    yield f"结果：{_result(award)}"
    if award.because:
        yield f"说明：{award.because}"
    for part in ("对象", "条件"):
        conditions = [one for one in award.conditions if one.part == part]
        if conditions:
            yield ""
            yield part
            yield from _conditions(conditions)
    for exception in award.exceptions:
        yield from _exception(exception)
    yield ""
    yield f"金额怎样算：{award.amount_words}{rounding_words(award.applied or award.reward)}"
    if award.applied is not None:
        yield f"  按例外“{award.applied.name}”算"
    if award.capped:
        yield "  已到上限"
    if award.amount is not None and award.outcome == "yes":
        yield f"  条款金额 {_money(award.amount)}"
    yield from _figures("用到的数", award.inputs)
    yield from _figures("由此算出和汇总的", award.figures)
    for group in award.groups:
        yield from _group(group, award.reward.id)
    yield from _questions(page)
    yield ""


def cited(packs: Packs, reward: Reward) -> str:
    """Return where a clause stands: `《工业方案》二（三）`, with the other places it is printed in."""
    found = [_cited(packs, clause) for clause in (reward.clause, *reward.also_in) if clause]
    return "；又见".join(found) or "（没有写条款）"


def _cited(packs: Packs, clause: str) -> str:
    number, path = split_clause(clause)
    for document in (one for pack in packs.packs for one in pack.manifest.documents):
        if document.number == number and any(one.path == path for one in document.clauses):
            return f"《{document.title}》{path.replace('/', '')}"
    return clause


def _result(award: ExplainedAward) -> str:
    if award.outcome == "no":
        return "不属于这一条的对象" if award.reason.startswith("w") else "不予兑现"
    limit = {"ceiling": "（额度上限，不拨付）", "match": "（财政配套，不拨给企业）"}.get(award.reward.pays, "")
    if award.outcome == "unknown" or award.payable is None:
        owed = "" if award.amount is None else f"，条款金额 {_money(award.amount)}，{_CUTS.get(award.cut, '')}"
        return f"待定{owed}"
    if award.payable == 0:
        return f"不兑现：条款金额 {_money(award.amount)}，{_CUTS.get(award.cut, '')}"
    word = limit or "兑现"
    cut = "" if award.payable == award.amount else f"（条款金额 {_money(award.amount)}，{_CUTS.get(award.cut, '')}）"
    return f"{word} {_money(award.payable)}{cut}"


def _money(amount: Decimal | None) -> str:
    """Print money as an official reads it: 万元 where two decimals say all, else 元 to the cent."""
    if amount is None:
        return "不知道"
    return ten_thousands(amount) if amount and amount % 100 == 0 else yuan(amount)


def _conditions(conditions: Sequence[ExplainedCondition]) -> Iterator[str]:
    for one in conditions:
        name = "" if one.name in ("", one.text) else f"{one.name}："
        yield f"  {_MARKS[one.holds]} {name}{one.text}"
        told = [f"实为 {one.found}"] if one.found else []
        # Of a plain yes or no the condition itself says what is asked.
        told += [f"要求{one.asked}"] if one.asked not in ("", "是", "否") else []
        told += [one.gap] if one.gap and one.holds is not True else []
        told += [f"依据：{one.evidence}"] if one.evidence else []
        if told:
            yield f"      {'；'.join(told)}"


def _exception(exception: ExplainedException) -> Iterator[str]:
    yield ""
    yield f"例外“{exception.reward.name}”：{_APPLIES[exception.applies]}（{exception.amount_words}）"
    # Of one that does not apply only what keeps it from applying.
    shown = [one for one in exception.conditions if exception.applies is not False or one.holds is False]
    yield from _conditions(shown)


def _figures(title: str, figures: Sequence[ExplainedFigure]) -> Iterator[str]:
    if not figures:
        return
    yield ""
    yield title
    for one in figures:
        origin = one.origin if one.origin.startswith("＝") else f"（{one.origin}）"
        yield f"  {one.label}　{one.value}　{origin}"
        yield from (f"      · {row}" for row in one.related)


def _group(group: ExplainedGroup, reward: str) -> Iterator[str]:
    yield ""
    yield f"条款组“{group.group.name}”：{group.limit}"
    for one in group.members:
        cut = f"，{_CUTS[one.cut]}" if one.cut in _CUTS else ""
        mark = "→" if one.reward == reward else "  "
        if not one.amount and not one.payable and one.amount is not None and one.cut not in _CUTS:
            yield f"  {mark} {one.name}：不兑现"
            continue
        yield f"  {mark} {one.name}：条款金额 {_money(one.amount)}，实兑现 {_money(one.payable)}{cut}"


def _questions(page: AwardPage) -> Iterator[str]:
    if not page.questions:
        return
    award = page.award
    read = {question for one in award.readings for question, _ in one.answers}
    waits = award.outcome == "unknown" or award.payable is None
    yield ""
    yield "口径"
    for one in page.questions:
        ruling = one.ruling
        yield f"  {ruling.question}（{ruling.id}）"
        if one.answer is not None:
            signed = [part for part in (ruling.decided_by, str(ruling.decided_on or ""), ruling.document) if part]
            yield f"      已定：{one.answer}（{'，'.join(signed) or '没有写谁决定、何时决定'}）"
        elif not (waits and one.touches):
            yield "      未定；怎样答复，对这一户都一样"
        elif ruling.id in read:
            yield "      未定；条款金额会是："
            yield from (
                f"        {'；'.join(answer for _, answer in each.answers)}：{_result_money(each.amount)}"
                for each in award.readings
            )
            read = set()
        elif one.results:
            others = "（其余口径按各自的第一个答案）" if one.others else ""
            yield f"      未定；这一条实兑现会是{others}："
            yield from (f"        {each.answer}：{_result_money(each.amount)}" for each in one.results)
        else:
            yield "      未定"


def _result_money(amount: Decimal | None) -> str:
    return "仍不知道" if amount is None else _money(amount)
