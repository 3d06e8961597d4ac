"""Figures that stand side by side: 5万元、10万元、20万元, 国家级100万元、省级50万元, 一个月免收、两个月减半."""

import re
from dataclasses import dataclass, replace

from guatu.reader.incentives.figures import Figure
from guatu.reader.incentives.roles import Role, role_of
from guatu.reader.incentives.vocabulary import CEILING, GIFT, GIVE

_STOPS = "，；：。！？"
_OPENING, _CLOSING = "（〔", "）〕"
_PER = r"(?:(?:/|每|·|•)[^\d，。；、：（）]{1,6}?){0,3}"
_TAIL = rf"{_PER}(?:以上|以下|以内|及以上|左右)*(?:的标准)?"
_PURE = re.compile(rf"{_TAIL}(?:[、，]|和|与|及|或|以及|或者)+(?:再|每[^，、]{{1,3}})?")
_LABEL = re.compile(rf"{_TAIL}(?:的?(?:{GIFT}))?、(?:和)?(?P<label>[^，。；、]{{1,24}})")
_PARALLEL = tuple(f"分别{word}" for word in ("", "给予", "予以", "按", "奖励", "补助", "资助", "一次性给予"))
_SHORT_LABEL = re.compile(rf"{_TAIL}(?:的?(?:{GIFT}))?[，和](?P<label>[^，。；、\d]{{1,12}})")
_LEVEL = re.compile(
    rf"{_TAIL}(?:的?(?:一次性)?(?:{GIFT}))*(?:返还|标准)?[、，（](?P<label>[^，。；、：]{{1,14}}?)(?:，)?(?:每[人件亩个])?(?:给予|一次性|按照?|最高|不超过|(?:{GIVE})+|{GIFT}|标准|为)+"
)
_NOT_A_LEVEL = re.compile(
    "[的对在属获被达符经如再并其另增以]|首次|新|通过|单|每[户家]|最高|同时|后|但|还|由|从|连续|给予|期|年度|每年|累计|合计|总|全年|一年"
)
_TIME = (
    r"(?:第[一二三四五六\d]+(?:[、至到—\-]第?[一二三四五六\d]+)?年|前[一二三四五\d两]+年|后[一二三四五\d两]+年|首年|次年|后续|其后|此后|剩余|其余|第[一二三四五\d]+个?月|"
    r"[\d一两二三四五六]+个月|季度|\d{4}年|\d+月|第[一二三四五]+、|以后年度|期满)"
)
_STAGE = re.compile(rf"{_TAIL}[^。；]{{0,12}}?[，、；](?:[^。；]{{0,6}}?){_TIME}[^。；]{{0,24}}")
_STAGE_WORD = re.compile(r"[^。；，、]{0,14}[，、](?:再)?")
_STAGE_BEFORE = re.compile(
    rf"^(?:其中)?(?:{_TIME}[、和至])*{_TIME}[^，。；、\d]{{0,6}}(?:为|按|给予|是|补助|奖励|补贴)$"
)
# A level names a degree (省级, 三星, 一等奖); a body of its own is paid by its own rule.
_BODY = re.compile(
    r"(?:中心|工作站|示范区|园区?|基地|平台|企业|机构|单位|县|市|区|街道|乡镇|村|站|院|所)(?:（[^（）]*）)?$"
)
_DEGREE = re.compile(
    r"级|等奖|等次|星|类|档|[A-E一二三四五](?:[A-E]|$)|优秀|良好|合格|大型|中型|小型|小微|中小|规[上下]"
)
_FRESH = re.compile(
    r"；|[，、](?:对(?!单|每|同一)|其中|属于?|如|若|符合|获得?|被|首次|新(?!增部分))|的，|"
    r"的(?:分别|一次性|再|可|另)?(?:给予|予以|按|奖励|补助|补贴)|(?<!给予)(?<!予以)(?<!单个)(?<!每个)(?<!单家)(?<!每家)(?<!单户)(?<!每户)(?:企业|单位|机构|项目|个人|平台|园区|基地)，?(?:给予|予以|按|分别)"
)


_UNIT = re.compile(r"每([^年月天日\d，。；])")
# 的补贴 directly behind a figure still belongs to it.
_GIFT_TAIL = re.compile(rf"{_TAIL}(?:的)?[^，；、。]{{0,10}}?(?:{GIFT})+(?=[，；、。）]|$)")


@dataclass(frozen=True, slots=True)
class Run:
    """One figure, or several that are read as parallel; all have one role."""

    figures: tuple[Figure, ...]
    role: Role

    @property
    def start(self) -> int:
        """Where its first figure begins."""
        return self.figures[0].start

    @property
    def end(self) -> int:
        """Where its last figure ends."""
        return self.figures[-1].end

    @property
    def is_money(self) -> bool:
        """True for sums, false for rates."""
        return self.figures[0].is_money


def phrase_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch between commas (or brackets) in which a figure stands."""
    depth, first = 0, start
    while first > 0:
        sign = text[first - 1]
        if sign in _CLOSING:
            depth += 1
        elif sign in _OPENING:
            if depth == 0:
                break
            depth -= 1
        elif sign in _STOPS and depth == 0:
            break
        first -= 1
    depth, last = 0, end
    while last < len(text):
        sign = text[last]
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            if depth == 0:
                break
            depth -= 1
        elif sign in _STOPS and depth == 0:
            break
        last += 1
    return first, last


def find_runs(text: str, figures: tuple[Figure, ...], *, is_listed: bool = False) -> tuple[Run, ...]:
    """Return the figures of a sentence with their roles, parallel ones together; `is_listed` as in `role_of`.

    >>> from guatu.reader.incentives.figures import find_figures
    >>> text = "营收首次达到1亿元、5亿元的，分别奖励5万元、20万元"
    >>> [(run.role.value, len(run.figures)) for run in find_runs(text, find_figures(text))]
    [('other', 2), ('grant', 2)]
    """
    runs: list[Run] = []
    for figure in _without_ranges(text, figures):
        role = role_of(text, figure, phrase_around(text, figure.start, figure.end), is_listed=is_listed)
        last = runs[-1] if runs else None
        if role is Role.UNKNOWN and last is not None and _goes_on(text, last, figure):
            role = Role.GRANT
        if last is not None and _is_parallel(text, last, figure, role):
            joint = role if last.role is Role.UNKNOWN else last.role
            runs[-1] = Run((*last.figures, figure), joint)
        else:
            runs.append(Run((figure,), role))
    return tuple(runs)


def _without_ranges(text: str, figures: tuple[Figure, ...]) -> list[Figure]:
    """Return the figures with 不低于30%、不高于50% as one range."""
    kept: list[Figure] = []
    for figure in figures:
        last = kept[-1] if kept else None
        if (
            last is not None
            and (last.comparator, figure.comparator) == (">=", "<=")
            and last.is_money is figure.is_money
            and last.value_max is None
            and text[last.outer_end : figure.outer_start] in ("、", "，", "且", "，且", "但")
        ):
            kept[-1] = replace(last, end=figure.end, outer_end=figure.outer_end, value_max=figure.value)
        else:
            kept.append(figure)
    return kept


def names_new_recipient(gap: str) -> bool:
    """Tell whether the words between two figures turn to somebody else (对…, 其中…, …的，)."""
    gift = _GIFT_TAIL.match(gap)
    return bool(_FRESH.search(gap, gift.end() if gift else 0))


def _goes_on(text: str, run: Run, figure: Figure) -> bool:
    """Tell a stage of the gift before it that repeats no word of giving: …，其中第一年为80%、第二年为60%."""
    if run.role is not Role.GRANT or run.is_money is not figure.is_money:
        return False
    return bool(_STAGE_BEFORE.match(text[phrase_around(text, figure.start, figure.end)[0] : figure.start]))


def _is_parallel(text: str, run: Run, figure: Figure, role: Role) -> bool:
    if run.is_money is not figure.is_money:
        return False
    gap = text[run.end : figure.start]
    if _counts_otherwise(text, run, gap):
        return False
    if Role.OTHER in (role, run.role) and role is not run.role and not (_PURE.fullmatch(gap) and role is Role.UNKNOWN):
        return False
    if _PURE.fullmatch(gap):
        return "，" not in gap or role is run.role
    if run.role is Role.GRANT and role is Role.CAP and text[: run.start].endswith(_PARALLEL):
        return _PURE.fullmatch(re.sub(rf"(?:{CEILING})$", "", gap)) is not None
    if run.role is Role.CAP and role is Role.CAP:
        level = _LEVEL.fullmatch(gap)
        return level is not None and not _NOT_A_LEVEL.search(level["label"])
    if re.search(CEILING, gap) or {role, run.role} == {Role.CAP, Role.GRANT}:
        return False
    return _is_labelled(text, run, figure, role)


def _counts_otherwise(text: str, run: Run, gap: str) -> bool:
    """Tell a sum by another unit than the one before it: 公交车每辆补助3万元，充电桩每个补助1000元."""
    first = _UNIT.findall(text[phrase_around(text, run.start, run.end)[0] : run.start])
    second = _UNIT.findall(gap)
    return bool(first and second) and first[-1] != second[-1]


def _is_labelled(text: str, run: Run, figure: Figure, role: Role) -> bool:
    """Tell figures that each follow a label of their own: 国家级100万元、省级50万元."""
    gap = text[run.end : figure.start]
    if label := _LABEL.fullmatch(gap):
        return not label["label"].startswith("对")
    if _is_stage(run, figure, gap, role) or _is_level(run, gap, role):
        return True
    short = _SHORT_LABEL.fullmatch(gap)
    return short is not None and not re.search(rf"{GIVE}|其中|自[缴筹付担]|对|的|单|每|按", short["label"])


def _is_level(run: Run, gap: str, role: Role) -> bool:
    """Tell levels that each repeat the verb: 市级奖励2万元，省级奖励5万元."""
    if run.role is not Role.GRANT or not (role is Role.GRANT or (role is Role.UNKNOWN and gap.endswith(("为", "按")))):
        return False
    level = _LEVEL.fullmatch(gap)
    if level is None or _NOT_A_LEVEL.search(level["label"]):
        return False
    return not _BODY.search(level["label"]) or bool(_DEGREE.search(level["label"]))


def _is_stage(run: Run, figure: Figure, gap: str, role: Role) -> bool:
    """Tell yearly or monthly stages of one gift: 前三年按100%、后两年按50%; 免收一个月房租，后续减半."""
    if (
        role is not Role.GRANT
        or run.role is not Role.GRANT
        or "对" in gap
        or "其中" in gap
        or re.search("的，|同比|增长", gap)
    ):
        return False
    if _STAGE.fullmatch(gap):
        return True
    return bool(run.figures[-1].span and figure.is_word and _STAGE_WORD.fullmatch(gap))
