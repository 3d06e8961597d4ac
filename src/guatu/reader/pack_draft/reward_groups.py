"""`groups.yaml` of a draft: what limits several rewards together (就高不重复、一户一年的上限)."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from guatu.reader.draft import Draft, ReadIncentive
from guatu.reader.outline import clause_at
from guatu.reader.pack_draft.document_entries import pack_clause
from guatu.reader.pack_draft.drafted_reward import DraftedReward
from guatu.reader.pack_draft.plain import Entry, money_text, quote_text
from guatu.reader.source import PlanText

_HIGHEST = re.compile(
    r"不(?:得|予|能|可)?重复|就高|从高|择高|只(?:能)?享受一次|不(?:得)?(?:同时|叠加)|最高额|最高(?:级别|等次|奖项|标准|等级|档)?(?:给予)?"
    r"(?:奖励|补助|奖补|执行|为准)"
)
# A sentence about the whole plan speaks of one firm or matter and of several policies or clauses.
_SAME = re.compile(
    "同一(?:企业|单位|主体|项目|事项|内容|年度|类|奖|产品)|多项|两项|几项|各项|本(?:政策|措施|方案|意见|办法|细则)"
)
_ELSEWHERE = re.compile("(?:其他|其它|上级|国家|省|市)[^，。；]{0,10}(?:政策|文件|规定)|另有|一事一议")
_SENTENCE = re.compile("[^。；\n]+")
_ALL = re.compile(r"全部|各项|累计|合计|本(?:措施|办法|政策|意见|方案|细则)|(?:支持|奖励|补助|资金)总额")
_EACH_FIRM = re.compile(r"^(?:每|单个|同一|单户)")
_YEARLY = re.compile("每(?:家|户|个)?[^。；，]{0,8}(?:每年|年度|全年)[^。；]*$|每年每[家户][^。；]*$")
ONLY_HIGHEST, ALL_OF_THEM = "是同一事项，只给最高的一项", "是不同事项，各项都给"


def limits_all(incentive: ReadIncentive) -> bool:
    """Tell a ceiling on everything that one firm gets from a reward of its own."""
    if incentive.kind != "cap_only" or incentive.cap is None:
        return False
    return _ALL.search(incentive.base or "") is not None and (
        _EACH_FIRM.search(incentive.recipient) is not None or _EACH_FIRM.search(incentive.quote.text) is not None
    )


def reward_groups(
    draft: Draft,
    plan: PlanText,
    rewards: Sequence[DraftedReward],
    ceilings: Sequence[ReadIncentive],
    valid: Entry | None,
) -> tuple[list[Entry], list[Entry]]:
    """Return the groups, and the questions that they ask: the smaller ones first, the ceiling on everything last."""
    payable = [one for one in rewards if one.table == "firm_years" and one.base_id is None]
    highest = list(_highest(payable))
    groups = [*highest, *_shared_caps(payable)]
    # One that is compared within its clause is not compared a second time.
    compared = {id_ for group in highest for id_ in _ids_of(group)}
    whole, questions = _of_the_whole(draft, plan, [one for one in payable if one.id not in compared])
    groups.extend(whole)
    groups.extend(_ceilings(payable, ceilings))
    for group in groups:
        group["valid"] = valid
    return groups, questions


def _highest(payable: Sequence[DraftedReward]) -> Iterator[Entry]:
    """The highest only, among those rewards of a clause that carry the sentence."""
    number = 0
    for clause in dict.fromkeys(one.incentive.clause for one in payable):
        said: dict[str, list[str]] = {}
        for one in payable:
            words = one.incentive.stacking or ""
            if one.incentive.clause == clause and _HIGHEST.search(words):
                said.setdefault(words, []).append(one.id)
        for words, ids in said.items():
            if len(ids) > 1:
                number += 1
                yield {
                    "id": f"highest-{number}", "name": f"就高不重复（{clause_words(clause)}）", "rewards": ids,
                    "kind": "highest", "clause": pack_clause(clause), "note": f"原文：{quote_text(words)}",
                }  # fmt: skip


def _ids_of(group: Entry) -> list[str]:
    ids = group["rewards"]
    return [str(one) for one in ids] if isinstance(ids, list) else []


def _shared_caps(payable: Sequence[DraftedReward]) -> Iterator[Entry]:
    """One ceiling for a firm's year behind several rewards of a clause: it holds for them together."""
    number = 0
    keyed = sorted(payable, key=_cap_key)
    for (clause, cap, end), together in groupby(keyed, key=_cap_key):
        ids = [one.id for one in together]
        if cap and end and len(ids) > 1:
            number += 1
            yield {
                "id": f"shared-cap-{number}", "name": f"合计上限{cap}（{clause_words(clause)}）", "rewards": ids,
                "kind": "stack", "cap": cap, "clause": pack_clause(clause),
                "note": "原文在几条后面写了同一个上限，按一户一年合计执行。",
            }  # fmt: skip


def _cap_key(one: DraftedReward) -> tuple[str, str, int]:
    """Clause, ceiling and end of the quote, where a ceiling for each firm and year ends the quote; else nothing."""
    incentive = one.incentive
    if incentive.cap is None or _YEARLY.search(quote_text(incentive.quote.text)) is None:
        return incentive.clause, "", 0
    return incentive.clause, money_text(incentive.cap), incentive.quote.end


def _of_the_whole(draft: Draft, plan: PlanText, payable: Sequence[DraftedReward]) -> tuple[list[Entry], list[Entry]]:
    """The highest only among all rewards, where a sentence says so: whether they are one matter is asked."""
    of_rewards = {one.clause for one in draft.incentives}
    for match in _SENTENCE.finditer(plan.clean):
        words = match.group()
        if len(payable) < 2 or not _HIGHEST.search(words) or not _SAME.search(words) or _ELSEWHERE.search(words):
            continue
        clause = clause_at(draft.outline, match.start())
        path = clause.path
        if path in of_rewards:
            continue
        question: Entry = {
            "id": "whole-question-1",
            "question": f"“{quote_text(words)[:60]}”：一户企业一年里符合几条奖补的，算不算同一事项？",
            "clause": pack_clause(path),
            "choices": [ONLY_HIGHEST, ALL_OF_THEM],
        }
        group: Entry = {
            "id": "whole-1", "name": "全文就高不重复", "rewards": [one.id for one in payable], "kind": "highest",
            "questions": ["whole-question-1"],
            "readings": [
                {"question": "whole-question-1", "answer": ONLY_HIGHEST, "kind": "highest"},
                {"question": "whole-question-1", "answer": ALL_OF_THEM, "kind": "stack"},
            ],
            "clause": pack_clause(path), "note": f"原文：{quote_text(words)}",
        }  # fmt: skip
        return [group], [question]
    return [], []


def _ceilings(payable: Sequence[DraftedReward], ceilings: Sequence[ReadIncentive]) -> Iterator[Entry]:
    for number, incentive in enumerate(ceilings, start=1):
        if incentive.cap is not None and payable:
            cap = money_text(incentive.cap)
            yield {
                "id": f"ceiling-{number}", "name": f"一户一年最多{cap}", "rewards": [one.id for one in payable],
                "kind": "stack", "cap": cap, "clause": pack_clause(incentive.clause),
                "note": f"原文：{quote_text(incentive.quote.text)}",
            }  # fmt: skip


def clause_words(clause: str) -> str:
    """Return a clause's path as a name has it."""
    return clause or "正文"
