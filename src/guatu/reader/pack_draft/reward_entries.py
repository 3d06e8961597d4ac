"""`rewards/` of a draft: incentives as rules, with the columns, questions and groups that they bring.

An incentive printed twice is one rule; one that only narrows its neighbour is an exception to it; a ceiling on
everything a firm gets is a group.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from guatu.reader.draft import Draft, ReadIncentive
from guatu.reader.identifiers import id_of_clause
from guatu.reader.matching import Matches, PlaceMatch
from guatu.reader.nearness import likeness
from guatu.reader.pack_draft.amount_columns import Setting
from guatu.reader.pack_draft.document_entries import pack_clause
from guatu.reader.pack_draft.drafted_reward import DraftedReward
from guatu.reader.pack_draft.new_columns import NewColumns
from guatu.reader.pack_draft.plain import Entry, Writable, quote_text, validity_entry
from guatu.reader.pack_draft.reward_amounts import AmountDraft, Question, draft_amount, is_match, table_of
from guatu.reader.pack_draft.reward_conditions import Test, flag_test, read_conditions, short_name
from guatu.reader.pack_draft.reward_groups import limits_all, reward_groups
from guatu.reader.pack_draft.reward_names import exception_name, grant_name, recipient_name, shortened, unused
from guatu.reader.pack_draft.tier_amounts import has_named_levels, levels_name, words_without_levels
from guatu.reader.source import PlanText, read_source

_NARROWS = re.compile(r"^(?:对?其中|对?属于?(?!地)|如属)")
_PROOF = re.compile(r"(?:凭|提供|提交|以)([^，。；、]{2,18}?(?:证明|证书|文件|报告|合同|发票|批复|凭证))")
_PERSONS = re.compile("人员|毕业生|军人|个人|妇女|农民|青年|学生|创业者|人才$")
_SMALL = re.compile("(?:符合条件的?)?小微企业")
# Words that stand where a recipient should and name nobody: who it is stands before them in the sentence.
_NOBODY = re.compile("(?:补助|奖励|扶持|专项)?(?:资金|经费)|政府|财政|奖励|补助|(?:一次性)?奖补")
_ADDRESSED = re.compile("对(?P<who>[^，。；对]{2,60}?)(?:的)?，?(?:分别|一次性|再|可)*(?:给予|予以|奖励|补助|按|发放)")
# A cost in the place of a recipient is for whoever bears it.
_COST = re.compile("(?:费用?|租金|利息|支出|贡献额?度?|增长部分|保费|电价|水价|气价)$")
_STEPS = re.compile("(?:企业)?每(?:新?上|增加|增长|达到|提高|新增|满|递增|跨)[^，；的]*?(?:台阶|元|档次?)(?:的)?")
_FUNDED = re.compile(
    "(?:由|，|。|；|^|上)(?P<fund>(?:中央|省|自治区|市|州|盟|县|区|旗|镇|街道|本|同|各)[^，。；由对给]{0,8}?财政)(?:部门|资金)?"
    "(?:再|按|另|分别|统筹|单独|安排|给予|予以|承担|负担|配套|补助|奖励)"
)


@dataclass(frozen=True, slots=True)
class DraftedRewards:
    """What incentives become: rules by file, the columns that they ask for, questions, groups."""

    files: tuple[tuple[str, tuple[Entry, ...]], ...]
    columns: tuple[Entry, ...]
    rulings: tuple[Entry, ...]
    groups: tuple[Entry, ...]
    rewards: tuple[DraftedReward, ...]

    @property
    def stubs(self) -> tuple[DraftedReward, ...]:
        """The rules that nobody can reckon before their question is answered."""
        return tuple(one for one in self.rewards if one.amount.is_stub)


def draft_rewards(draft: Draft, matches: Matches, source: str, plan: PlanText | None = None) -> DraftedRewards:
    """Return the rules of a draft's incentives; `source` is the document they come from, `plan` its clean text."""
    columns = NewColumns(matches.columns)
    rewards = _drafted_all(draft, matches, columns)
    valid = validity_entry(draft.document)
    files: dict[str, list[Entry]] = {}
    for one in rewards:
        name = f"rewards/{id_of_clause(one.incentive.clause)}.yaml"
        files.setdefault(name, []).append(_entry(one, source, valid))
    ceilings = [one for one in draft.incentives if limits_all(one)]
    groups, asked = reward_groups(draft, plan or read_source(draft.text), rewards, ceilings, valid)
    return DraftedRewards(
        tuple((name, tuple(entries)) for name, entries in files.items()),
        tuple(columns.entries(_tests_and_amounts(rewards))),
        (*(_ruling(one, number, question) for one in rewards for number, question in _questions(one)), *asked),
        tuple(groups),
        tuple(rewards),
    )


def _drafted_all(draft: Draft, matches: Matches, columns: NewColumns) -> list[DraftedReward]:
    """Return the rewards of all incentives: one printed twice is one, one that narrows another is its exception."""
    counts: Counter[str] = Counter()
    rewards: list[DraftedReward] = []
    for incentive in draft.incentives:
        if limits_all(incentive):
            continue
        place = id_of_clause(incentive.clause)
        counts[place] += 1
        beside = [one for one in rewards if one.incentive.clause == incentive.clause]
        one = _drafted(incentive, f"reward-{place}-{counts[place]}", columns, beside=beside, place=matches.place)
        twin = next((place for place, other in enumerate(rewards) if _is_same(one, other)), None)
        if twin is None:
            rewards.append(_named(_as_exception(one, rewards), rewards))
        elif incentive.clause != rewards[twin].incentive.clause:
            also_in = dict.fromkeys((*rewards[twin].also_in, incentive.clause))
            rewards[twin] = replace(rewards[twin], also_in=tuple(also_in))
    return rewards


def _tests_and_amounts(rewards: list[DraftedReward]) -> str:
    """All that uses columns, as one text: a column that it does not name is asked for by nothing."""
    texts = [test.test for one in rewards for test in one.tests]
    texts.extend(str(amount) for one in rewards for amount in one.amount.amount)
    texts.extend(str(amount) for one in rewards for asked in one.amount.questions for amount in asked.amounts)
    return "\n".join(texts)


def _drafted(
    incentive: ReadIncentive, id_: str, columns: NewColumns, *, beside: list[DraftedReward], place: PlaceMatch
) -> DraftedReward:
    incentive = _with_recipient(incentive)
    table = table_of(incentive)
    said_before = beside[-1].tests if beside and beside[-1].table == table else ()
    if table != "firm_years":
        tests = _tests_of_table(incentive, table, columns, place)
    else:
        tests = _conditions(
            incentive.recipient, incentive, columns, Setting(incentive, table, columns, said_before).stem
        )
    levels = beside[-1].amount.levels if beside else ()
    further: tuple[Test, ...] = ()
    if incentive.condition and incentive.condition not in incentive.recipient:
        stem = Setting(incentive, table, columns, (*said_before, *tests)).stem
        further = _conditions(incentive.condition, incentive, columns, stem)
    amount = draft_amount(Setting(incentive, table, columns, (*said_before, *tests, *further)), levels)
    tests = _with_amount(incentive, tests, further, amount)
    if not tests and table == "firm_years":
        # Words that name nobody in particular would pay everybody.
        quote = quote_text(incentive.quote.text)
        words = incentive.recipient if has_named_levels(incentive) else f"符合{short_name(quote, 16)}"
        tests = (flag_test(words, quote, table=table, columns=columns),)
    return DraftedReward(incentive, id_, "", table, tests, amount)


def _with_recipient(incentive: ReadIncentive) -> ReadIncentive:
    """Return an incentive whose recipient is read from before the gift, where its own words name nobody."""
    if not _NOBODY.fullmatch(incentive.recipient):
        return incentive
    match = _ADDRESSED.search(quote_text(incentive.quote.text))
    return incentive if match is None else replace(incentive, recipient=match["who"])


def _conditions(words: str, incentive: ReadIncentive, columns: NewColumns, stem: str) -> tuple[Test, ...]:
    """The tests of words without what the amount tells: its levels, its steps."""
    words = words_without_levels(words, incentive)
    if incentive.kind == "step":
        words = _STEPS.sub("", words)
    if has_named_levels(incentive):
        # A title that is one of the levels is not asked of those who hold another.
        for tier in sorted(incentive.tiers, key=lambda one: -len(one.threshold)):
            words = words.replace(tier.threshold, "")
    return read_conditions(words, "firm_years", columns, known_only=_amount_says_who(incentive), before=stem)


def _with_amount(
    incentive: ReadIncentive, tests: tuple[Test, ...], further: tuple[Test, ...], amount: AmountDraft
) -> tuple[Test, ...]:
    """Return the tests of recipient and condition beside those that the amount brings."""
    tests = tuple({one.test: one for one in reversed((*tests, *further))}.values())[::-1]
    if amount.rises_from is not None:
        tests = tuple(_of_last_year(one, *amount.rises_from) for one in tests)
    if amount.test is not None and amount.test not in {one.test for one in tests}:
        tests = (*tests, Test(amount.test, amount.name, is_figure=">" in amount.test))
    of = amount.amount[0].get("of")
    if isinstance(of, str) and " " not in of and (_is_fee(incentive) if tests else "rate" in amount.amount[0]):
        # A relief of a fee is for whoever pays it: the fee itself says who.
        known = tuple(one for one in tests if of not in one.test)
        tests = (*known, Test(f"{of} > 0元", f"有{of}", is_figure=True, column=of))
    return tests


def _amount_says_who(incentive: ReadIncentive) -> bool:
    """Tell amounts that need no yes/no column beside them: things that are counted, named levels, fees.

    Square metres are rented by a firm, and its words say which.
    """
    is_counted = (
        incentive.kind == "per_unit" and bool(incentive.amount) and not re.search("平|㎡", incentive.base or "")
    )
    return is_counted or has_named_levels(incentive) or _is_fee(incentive)


def _of_last_year(test: Test, of: str, last: str) -> Test:
    """Return a bound that a figure rises from as one of the year before."""
    if test.column != of or " < " not in test.test:
        return test
    return replace(test, test=test.test.replace(of, last, 1), name=f"上年{test.name}", column=last)


def _is_fee(incentive: ReadIncentive) -> bool:
    """Tell a fee that is named where the recipient should be."""
    return incentive.base is not None and (
        likeness(incentive.recipient, incentive.base) >= 0.8 or _COST.search(incentive.recipient) is not None
    )


def _tests_of_table(incentive: ReadIncentive, table: str, columns: NewColumns, place: PlaceMatch) -> tuple[Test, ...]:
    """Tests on tables that are not of firms: which place adds the money, what kind of applicant may borrow."""
    if table == "place_years":
        return (Test(f"地区 = '{place.code}'", place.name or ""),) if place.code is not None else ()
    recipient = incentive.recipient
    kind = "个人" if _PERSONS.search(recipient) else "小微企业" if _SMALL.search(recipient) else None
    first = () if kind is None else (Test(f"申请人类型 = '{kind}'", kind),)
    rest = "" if _SMALL.fullmatch(recipient) else recipient
    return (*first, *read_conditions(rest, table, columns)) if rest else first


def _named(one: DraftedReward, others: list[DraftedReward]) -> DraftedReward:
    """Give a reward its name: who gets it and what it is called; an exception has that of its rule."""
    incentive, taken = one.incentive, {other.name for other in others}
    grant = grant_name(incentive)
    levels = levels_name(incentive)
    base = next((other for other in others if other.id == one.base_id), None)
    if base is not None:
        name = exception_name(
            base.name, "、".join(test.name for test in one.tests if not test.is_figure) or one.tests[0].name
        )
    elif one.table == "loans":
        kind = next((test.name for test in one.tests if test.test.startswith("申请人类型")), "")
        name = f"{kind}{shortened(re.sub('支持$', '', incentive.base or '贷款'), 16)}额度"
    elif is_match(incentive) and incentive.base:
        name = f"{shortened(re.sub('^配套', '', incentive.base), 20)}配套"
    elif (step := one.amount.amount[0].get("step")) is not None:
        name = f"{_risen(one)}每上{step}台阶{grant}"
    elif levels is not None:
        name = f"{levels}{grant}"
    else:
        name = recipient_name(incentive.recipient, grant)
        name = recipient_name(incentive.recipient, grant[-2:]) if name in taken and len(grant) >= 6 else name
    return replace(one, name=unused(name, taken))


def _risen(one: DraftedReward) -> str:
    """What rises by steps, without the bound at which they end."""
    of = str(one.amount.amount[0]["of"])
    return of.removeprefix("取小(").partition(",")[0].partition(" - ")[0][-10:]


def _is_same(one: DraftedReward, other: DraftedReward) -> bool:
    """Tell a reward that was printed twice: the same sums for the same people, or the very same tests."""
    mine, theirs = one.incentive, other.incentive
    figures = [(it.kind, it.amount, it.amount_max, it.rate, it.cap, it.tiers) for it in (mine, theirs)]
    if figures[0] != figures[1]:
        return False
    same_words = likeness(short_name(mine.recipient, 60), short_name(theirs.recipient, 60)) >= 0.8
    return (same_words and mine.base == theirs.base) or (
        one.test_texts == other.test_texts and one.amount.amount == other.amount.amount
    )


def _as_exception(one: DraftedReward, rewards: list[DraftedReward]) -> DraftedReward:
    """Make a reward that narrows the one before it in its clause an exception: its amount takes that one's place."""
    beside = [
        other for other in rewards
        if other.incentive.clause == one.incentive.clause and other.table == one.table and other.base_id is None
        and other.incentive.kind == one.incentive.kind and not any(more.base_id == other.id for more in rewards)
    ]  # fmt: skip
    if one.amount.test is not None or not beside:
        return one
    narrows = _NARROWS.match(quote_text(one.incentive.quote.text)) is not None
    for other in reversed(beside):
        further = one.test_texts - other.test_texts
        if further and (one.test_texts > other.test_texts or (narrows and other is beside[-1])):
            return replace(one, base_id=other.id, tests=tuple(test for test in one.tests if test.test in further))
    return one


def _entry(one: DraftedReward, source: str, valid: Entry | None) -> Entry:
    incentive = one.incentive
    who = [test for test in one.tests if not test.is_figure]
    when = [test for test in one.tests if test.is_figure]
    if one.base_id is not None:
        who, when = [], list(one.tests)
    proof = list(dict.fromkeys(_PROOF.findall(quote_text(incentive.quote.text))))
    return {
        "id": one.id,
        "name": one.name,
        "clause": pack_clause(incentive.clause),
        "also_in": [clause for clause in one.also_in if pack_clause(clause)],
        "on": one.table if one.table != "firm_years" else None,
        "exception_to": one.base_id,
        "who": [_condition(test) for test in who],
        "when": [_condition(test) for test in when],
        "amount": _lone(one.amount.amount),
        "pays": _pays(one),
        "questions": [_question_id(one, number) for number, _ in _questions(one)],
        "readings": _readings(one),
        "proof": proof,
        "funding": None if (fund := _FUNDED.search(quote_text(incentive.quote.text))) is None else fund["fund"],
        "valid": valid,
        "source": source,
        "confidence": incentive.confidence.value,
        "note": _note(incentive),
    }


def _lone(amounts: tuple[Entry, ...]) -> Writable:
    """An amount alone is written without a list around it."""
    return amounts[0] if len(amounts) == 1 else list(amounts)


def _condition(test: Test) -> Writable:
    """A test that is its own name is written alone."""
    return {"test": test.test, "name": test.name} if test.name and test.name != test.test.strip('"') else test.test


def _pays(one: DraftedReward) -> str | None:
    if one.table == "loans":
        return "ceiling"
    return "match" if is_match(one.incentive) else None


def _note(incentive: ReadIncentive) -> str:
    stacking = f"；关于重复享受：{incentive.stacking}" if incentive.stacking else ""
    return f"原文：{quote_text(incentive.quote.text)}{stacking}"


def _questions(one: DraftedReward) -> list[tuple[int, Question]]:
    return list(enumerate(one.amount.questions, start=1))


def _question_id(one: DraftedReward, number: int) -> str:
    return f"{one.id}-question-{number}"


def _ruling(one: DraftedReward, number: int, question: Question) -> Entry:
    return {
        "id": _question_id(one, number),
        "question": f"{one.name}：{question.text}",
        "clause": pack_clause(one.incentive.clause),
        "choices": list(question.choices),
    }


def _readings(one: DraftedReward) -> list[Entry]:
    return [
        {"question": _question_id(one, number), "answer": answer, "amount": amount}
        for number, question in _questions(one)
        for answer, amount in zip(question.choices, question.amounts, strict=True)
    ]
