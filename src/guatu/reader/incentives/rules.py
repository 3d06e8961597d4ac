"""Rules of one sentence: figures that are given, the ceiling that belongs to them, and the words they stand in."""

import re
from dataclasses import dataclass, replace

from guatu.reader.incentives.exclusions import is_excluded, passing_stretches
from guatu.reader.incentives.figures import Figure, find_figures
from guatu.reader.incentives.roles import Role
from guatu.reader.incentives.runs import Run, find_runs, names_new_recipient, phrase_around
from guatu.reader.incentives.vocabulary import CEILING, GIFT, GIVE, LOAN

_WORTH_READING = re.compile(r"[\d%‰半全额免折一二三四五六七八九十百千万]")
_GIVES = re.compile(rf"{GIVE}|{GIFT}|{LOAN}|{CEILING}|支持|收取|免收|免租|全免|减半|折|标准|免缴|额度|执行")
_NOTE = re.compile(
    r"[（〔](?:牵头|责任|配合|主办|协办|完成时限|落实)[^（）〔〕]*(?:[（〔][^（）〔〕]*[）〕][^（）〔〕]*)*[）〕]?|[（〔][^（）〔〕]*(?:牵头|负责|配合)[）〕]"
)
_TOTAL = re.compile(r"总额|累计|合计|总计")
_PIECE = re.compile(r"每(?![家户年个企])|单次|单人|单件")
_WHOLE = 100
# 元: nobody is given more by one rule; such sums are what a province spends.
_MOST = 1_000_000_000
_AWARD_BEFORE = re.compile(
    r"(?:奖励|奖补|补助|补贴|资助|扶持|支持|奖金)(?:总额|资金|金额|经费|额度?|款)?的?[^，。；\d]{0,10}$|应(?:奖|补)[^，。；\d]{0,6}$"
)
_STAGES_FOLLOW = re.compile(r"其中[，：]?(?:第|前|首|\d{4}年)[^，。；]{0,12}$")
_OWN_LIMIT = re.compile(
    r"^(?:以上|上述|但|且|原则上)?(?:(?:对)?(?:单户|单个|单家|单一|单项|单笔|每家|每户|每个|每人|每名|每项|每年|同一|年度|累计|合计|总计|全年|总额|一年|最高|最多|不超过|补助总额|补助资金|奖励资金|补贴资金|奖励总额|补贴总额|补助金额|奖励金额|补贴金额|以上各项|上述各项|以上奖励|上述奖励|以上政策|上述政策))"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A gift as the sentence states it: parallel figures or one, and a ceiling; `start` is where its words begin.

    `total` is the stated sum of its levels: 奖励100万元，其中备案40万元、上市60万元.
    """

    text: str
    start: int
    grants: tuple[Figure, ...]
    cap: Figure | None = None
    total: Figure | None = None

    @property
    def is_cap_only(self) -> bool:
        """True when only a ceiling is given."""
        return not self.grants

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What is given and the ceiling, in the order of the text."""
        found = [*self.grants, *(one for one in (self.cap, self.total) if one is not None)]
        return tuple(sorted(found, key=lambda one: one.start))

    @property
    def end(self) -> int:
        """Where the last figure's phrase ends: its gift is named behind it."""
        last = self.figures[-1]
        return phrase_around(self.text, last.start, last.end)[1]

    @property
    def words(self) -> str:
        """The words from the rule's beginning to its first figure."""
        return self.text[self.start : self.figures[0].start]

    @property
    def given(self) -> str:
        """The words of what is given: from the first such figure to the end of the last."""
        return self.text[self.grants[0].start : self.grants[-1].end]


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """What a sentence gives, and a ceiling that stands alone and limits what was given before it."""

    rules: tuple[Rule, ...]
    limit: Figure | None = None


def find_rules(text: str, *, is_listed: bool = False) -> SentenceRules:
    """Return the rules of one sentence, in order; `is_listed` when it stands below a heading that announces gifts.

    >>> found = find_rules("对首次上市的企业奖励100万元，对挂牌的企业按费用的50%补助，最高30万元")
    >>> [(len(rule.grants), None if rule.cap is None else str(rule.cap.value)) for rule in found.rules]
    [(1, None), (1, '300000')]
    """
    if not _WORTH_READING.search(text) or not (is_listed or _GIVES.search(text)):
        return SentenceRules(())
    words = _NOTE.sub(lambda match: "，" * len(match.group()), text)
    passing = passing_stretches(words)
    figures = tuple(one for one in find_figures(words) if not any(first <= one.start < last for first, last in passing))
    rules: list[Rule] = []
    limit: Figure | None = None
    for run in find_runs(words, figures, is_listed=is_listed):
        if run.role is Role.CAP and run.is_money:
            rules, stray = _with_cap(words, rules, run)
            limit = limit or stray
        elif run.role is Role.GRANT or (run.role is Role.UNKNOWN and rules and _sums_up(rules[-1], run)):
            rules = _with_grant(words, rules, run)
    return SentenceRules(tuple(rules), limit)


def _with_cap(text: str, rules: list[Rule], run: Run) -> tuple[list[Rule], Figure | None]:
    """Give a ceiling to the rule before it, make it a rule, or hand it back as a limit of earlier sentences."""
    figure = run.figures[0]
    last = rules[-1] if rules else None
    if last is not None and not names_new_recipient(text[last.figures[-1].end : run.start]):
        if len(run.figures) == 1 and (last.cap is None or _limits_more(text, last.cap, figure)):
            rules = [*rules[:-1], replace(last, cap=figure)]
        return rules, None
    start = _start(text, rules, run)
    if is_excluded(text, run.start, run.end, start=start, is_money=True):
        return rules, None
    if last is None and _OWN_LIMIT.match(text[start : run.start].lstrip("，")):
        return rules, figure
    if len(run.figures) > 1:
        return [*rules, Rule(text, start, run.figures)], None
    return [*rules, Rule(text, start, (), figure)], None


def _with_grant(text: str, rules: list[Rule], run: Run) -> list[Rule]:
    start = _start(text, rules, run)
    if is_excluded(text, run.start, run.end, start=start, is_money=run.is_money) or _is_payment(text, run):
        return rules
    last = rules[-1] if rules else None
    if last is not None and last.is_cap_only and last.cap is not None:
        gap = text[last.cap.end : run.start]
        if not names_new_recipient(gap) and "，" not in gap[:-1]:
            return [*rules[:-1], replace(last, grants=run.figures)]
    if last is not None and _tells_stages(text, last, run):
        return [*rules[:-1], replace(last, grants=run.figures)]
    if last is not None and run.is_money and _sums_up(last, run):
        return [*rules[:-1], replace(last, grants=run.figures, total=last.grants[0])]
    return [*rules, Rule(text, start, run.figures)]


def _limits_more(text: str, cap: Figure, figure: Figure) -> bool:
    """Tell a second ceiling that limits the whole where the first limits a piece: 每团最高5万元，总额不超过50万元."""
    piece = text[phrase_around(text, cap.start, cap.end)[0] : cap.start]
    return figure.value > cap.value and bool(_PIECE.search(piece) and _TOTAL.search(text[cap.end : figure.start]))


def _is_payment(text: str, run: Run) -> bool:
    """Tell how money is spent: a budget too large for one recipient, or an award paid out in shares of the whole."""
    if run.is_money:
        return any(one.value > _MOST for one in run.figures)
    if len(run.figures) < 2 or sum(one.value for one in run.figures) != _WHOLE:
        return False
    return bool(_AWARD_BEFORE.search(text[: run.start]))


def _tells_stages(text: str, rule: Rule, run: Run) -> bool:
    """Tell stages that spell out the single rate before them: 按不高于80%奖补，其中第一年为80%，第二年为60%."""
    if len(rule.grants) != 1 or rule.grants[0].is_money or run.is_money or len(run.figures) < 2:
        return False
    return bool(_STAGES_FOLLOW.search(text[rule.grants[0].end : run.start]))


def _sums_up(rule: Rule, run: Run) -> bool:
    """Tell whether parallel sums are the parts of the single sum before them."""
    if len(rule.grants) != 1 or not rule.grants[0].is_money or len(run.figures) < 2:
        return False
    return sum(one.value for one in run.figures) == rule.grants[0].value


_OPENING_WORD = re.compile(r"(?:^|[，：])(?:其中，?)?(对(?!单|每|同一|应|接|外|标|口|照|比)|针对|对于)")


def _start(text: str, rules: list[Rule], run: Run) -> int:
    """Return where a rule's words begin: behind the rule before it, at the last 对… that is not an aside."""
    floor = rules[-1].end if rules else 0
    if floor > run.start:
        floor = rules[-1].figures[-1].end
    while floor < run.start and text[floor] in "，；、：。 ）":
        floor += 1
    opening = None
    for match in _OPENING_WORD.finditer(text, floor, run.start):
        opening = match.start(1)
    return floor if opening is None else opening
