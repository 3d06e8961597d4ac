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
from guatu.reader.pack_draft.document_entries import pack_clause
from guatu.reader.pack_draft.new_columns import NewColumns
from guatu.reader.pack_draft.plain import Entry, Writable, money_text, quote_text, validity_entry
from guatu.reader.pack_draft.reward_amounts import AmountDraft, Question, draft_amount, is_match, table_of
from guatu.reader.pack_draft.reward_conditions import Test, read_conditions, short_name

_NARROWS = re.compile(r"^(?:对?其中|对?属于?(?!地)|如属)")
_HIGHEST = re.compile(r"不(?:得|予|能|可)?重复|就高|从高|择高|只(?:能)?享受一次|不(?:得)?(?:同时|叠加)")
_ALL = re.compile(r"全部|各项|累计|合计|本(?:措施|办法|政策|意见|方案|细则)|(?:支持|奖励|补助|资金)总额")
_EACH_FIRM = re.compile(r"^(?:每|单个|同一|单户)")
_GIVEN = re.compile("奖补|奖励|补助|补贴|贴息|资助|减免|免收|补偿|配套|返还|担保|贷款|支持")
_PROOF = re.compile(r"(?:凭|提供|提交|以)([^，。；、]{2,18}?(?:证明|证书|文件|报告|合同|发票|批复|凭证))")
_PERSONS = re.compile("人员|毕业生|军人|个人|妇女|农民|青年|学生|创业者|人才$")
_SMALL = re.compile("(?:符合条件的?)?小微企业")
_LEVELLED = re.compile(r"[^，、]{0,16}首次?达到相应[^，、的]*的?|相应(?:台阶|营收|标准|级别)的?")


@dataclass(frozen=True, slots=True)
class DraftedReward:
    """An incentive on its way to a rule. `base_id` is the rule that it is an exception to."""

    incentive: ReadIncentive
    id: str
    name: str
    table: str
    tests: tuple[Test, ...]
    amount: AmountDraft
    also_in: tuple[str, ...] = ()
    base_id: str | None = None

    @property
    def test_texts(self) -> frozenset[str]:
        """Its tests, whatever they are called."""
        return frozenset(test.test for test in self.tests)


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


def draft_rewards(draft: Draft, matches: Matches, source: str) -> DraftedRewards:
    """Return the rules of a draft's incentives; `source` is the document they come from."""
    columns = NewColumns(matches.columns)
    counts: Counter[str] = Counter()
    rewards: list[DraftedReward] = []
    ceilings: list[ReadIncentive] = []
    for incentive in draft.incentives:
        if _limits_all(incentive):
            ceilings.append(incentive)
            continue
        counts[id_of_clause(incentive.clause)] += 1
        one = _drafted(
            incentive,
            counts[id_of_clause(incentive.clause)],
            columns,
            taken={other.name for other in rewards},
            place=matches.place,
        )
        twin = next((place for place, other in enumerate(rewards) if _is_same(one, other)), None)
        if twin is None:
            rewards.append(_as_exception(one, rewards))
        elif one.incentive.clause != rewards[twin].incentive.clause:
            also_in = dict.fromkeys((*rewards[twin].also_in, one.incentive.clause))
            rewards[twin] = replace(rewards[twin], also_in=tuple(also_in))
    valid = validity_entry(draft.document)
    files: dict[str, list[Entry]] = {}
    for one in rewards:
        name = f"rewards/{id_of_clause(one.incentive.clause)}.yaml"
        files.setdefault(name, []).append(_entry(one, source, valid))
    return DraftedRewards(
        tuple((name, tuple(entries)) for name, entries in files.items()),
        tuple(columns.entries()),
        tuple(_ruling(one, number, asked) for one in rewards for number, asked in _questions(one)),
        tuple(_groups(rewards, ceilings, valid)),
        tuple(rewards),
    )


def _drafted(
    incentive: ReadIncentive, count: int, columns: NewColumns, *, taken: set[str], place: PlaceMatch
) -> DraftedReward:
    table = table_of(incentive)
    amount = draft_amount(incentive, table, columns)
    # The levels of a tiered incentive are told by its amount, not once more by its recipient's words.
    is_named = amount.test is not None and ">=" not in amount.test
    words = _LEVELLED.sub("", incentive.recipient) if amount.test else incentive.recipient
    tests = (
        _tests_of_table(incentive, table, columns, place)
        if table != "firm_years"
        else read_conditions(words, table, columns, figures_only=is_named)
    )
    if incentive.condition and incentive.condition not in incentive.recipient:
        tests = tuple(dict.fromkeys((*tests, *read_conditions(incentive.condition, table, columns))))
    if amount.test is not None:
        tests = (*tests, Test(amount.test, short_name(incentive.recipient, 20), is_figure=">=" in amount.test))
    if tests and (paid := _fee(incentive, amount)) is not None:
        # A relief of a fee is for whoever pays it: the fee itself says who.
        tests = (Test(f"{paid} > 0元", incentive.recipient, is_figure=True, column=paid),)
    if not tests and table == "firm_years":
        # Words that name nobody in particular would pay everybody.
        column = columns.flag(f"符合{short_name(quote_text(incentive.quote.text), 16)}", table, incentive.recipient)
        tests = (Test(column, incentive.recipient, column=column),)
    return DraftedReward(
        incentive, f"reward-{id_of_clause(incentive.clause)}-{count}", _name(incentive, taken), table, tests, amount
    )


def _fee(incentive: ReadIncentive, amount: AmountDraft) -> str | None:
    """Return the column of a fee that is named where the recipient should be."""
    of = amount.amount[0].get("of")
    is_fee = incentive.base is not None and likeness(incentive.recipient, incentive.base) >= 0.8
    return of if is_fee and isinstance(of, str) and " " not in of else None


def _tests_of_table(incentive: ReadIncentive, table: str, columns: NewColumns, place: PlaceMatch) -> tuple[Test, ...]:
    """Tests on tables that are not of firms: which place adds the money, what kind of applicant may borrow."""
    if table == "place_years":
        return (Test(f"地区 = '{place.code}'", place.name or ""),) if place.code is not None else ()
    recipient = incentive.recipient
    kind = "个人" if _PERSONS.search(recipient) else "小微企业" if _SMALL.search(recipient) else None
    first = () if kind is None else (Test(f"申请人类型 = '{kind}'", kind),)
    rest = "" if _SMALL.fullmatch(recipient) else recipient
    return (*first, *read_conditions(rest, table, columns)) if rest else first


def _name(incentive: ReadIncentive, taken: set[str]) -> str:
    given = _GIVEN.findall(quote_text(incentive.quote.text))
    stem = f"{short_name(incentive.recipient, 24)}{given[-1] if given else '奖补'}"
    return next(name for name in (stem, *(f"{stem}{number}" for number in range(2, 999))) if name not in taken)


def _limits_all(incentive: ReadIncentive) -> bool:
    """Tell a ceiling on everything that one firm gets from a reward of its own."""
    if incentive.kind != "cap_only" or incentive.cap is None:
        return False
    return _ALL.search(incentive.base or "") is not None and (
        _EACH_FIRM.search(incentive.recipient) is not None or _EACH_FIRM.search(incentive.quote.text) is not None
    )


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
        "valid": valid,
        "source": source,
        "confidence": incentive.confidence.value,
        "note": _note(incentive),
    }


def _lone(amounts: tuple[Entry, ...]) -> Writable:
    """An amount alone is written without a list around it."""
    return amounts[0] if len(amounts) == 1 else list(amounts)


def _condition(test: Test) -> Entry:
    return {"test": test.test, "name": test.name or test.test}


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


def _groups(rewards: list[DraftedReward], ceilings: list[ReadIncentive], valid: Entry | None) -> list[Entry]:
    """The highest only, where a clause says so of its rewards; a cap on all of them, where one is printed."""
    groups: list[Entry] = []
    of_firms = [one for one in rewards if one.table == "firm_years" and one.base_id is None]
    for clause in dict.fromkeys(one.incentive.clause for one in of_firms):
        here = [one for one in of_firms if one.incentive.clause == clause]
        said = next((one.incentive.stacking for one in here if _HIGHEST.search(one.incentive.stacking or "")), None)
        if said is not None and len(here) > 1:
            ids = [one.id for one in here]
            groups.append({
                "id": f"highest-{len(groups) + 1}", "name": f"不重复享受{len(groups) + 1}",
                "rewards": ids, "kind": "highest", "clause": pack_clause(clause), "valid": valid,
                "note": f"原文：{said}",
            })  # fmt: skip
    for number, incentive in enumerate(ceilings, start=1):
        if incentive.cap is not None and of_firms:
            groups.append({
                "id": f"ceiling-{number}", "name": f"一户一年的上限{number}", "rewards": [one.id for one in of_firms],
                "kind": "stack", "cap": money_text(incentive.cap), "clause": pack_clause(incentive.clause),
                "valid": valid, "note": f"原文：{quote_text(incentive.quote.text)}",
            })  # fmt: skip
    return groups
