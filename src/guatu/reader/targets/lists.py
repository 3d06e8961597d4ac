"""Parallel lists (并列): 甲、乙年均增长5% is two targets, 甲、乙、丙分别达到1、2、3 is three, matched one by one."""

import re

_TAIL_MARK = re.compile(
    r"(?P<last>.+?)(?:等(?P<kind>[^，、等]{0,4}?(?:产业|行业|领域|企业|项目|区域|指标)?)?)(?P<tail>[^等]{2,14})$"
)
# Nouns that a rate can be the rate of, so that each part of a list stands by itself.
_STATISTIC = re.compile(
    r"(?:额|值|量|率|入|数|总额|规模|投资|收入|水平|税金?|利润|贷款|面积|余额|比重|占比|比例|能耗|强度|消费|储蓄|存款|出口|进口|"
    r"人数|户数|主体|工商户|企业|产能|资金)$"
)
_SHARE_TAIL = re.compile(r"(?P<item>.+?)(?P<tail>占.{1,20}(?:比重|比例|份额))$")
_COMMON = re.compile(r"(?:项目|企业|产业|行业|园区|机构|地区|单位|中心|平台|基地|县|市|区|级|类|服务业|制造业|业)$")


def split_subjects(subject: str, *, is_rate: bool, is_each: bool) -> tuple[str, ...]:
    """Return the indicators that share a figure; `is_each` tells 均, 都 or 分别 at the figure.

    >>> split_subjects("营业收入、利润总额", is_rate=True, is_each=False)
    ('营业收入', '利润总额')
    >>> split_subjects("甲项目、乙项目审批用时", is_rate=False, is_each=True)
    ('甲项目审批用时', '乙项目审批用时')
    """
    items = _split(subject, is_each=is_each)
    if len(items) < 2 or not (is_each or is_rate):
        return (subject,)
    if share := _SHARE_TAIL.match(items[-1]):
        tail = share["tail"]
        return tuple(item if item.endswith(tail) else item + tail for item in items)
    if marked := _TAIL_MARK.match(items[-1]):
        tail = f"{marked['kind'] or ''}{marked['tail']}"
        return tuple(f"{item}{tail}" for item in (*items[:-1], marked["last"]))
    if all(_STATISTIC.search(item) for item in items) or (is_each and all(_STATISTIC.search(i) for i in items[:-1])):
        return items
    return _with_tail(items) if is_each else (subject,)


def align(subject: str, count: int) -> tuple[str, ...] | None:
    """Return `count` indicators for a list of as many figures behind 分别, or None where the lists do not fit."""
    items = _split(subject, is_each=True)
    if len(items) != count:
        items = tuple(re.split(r"[、]", subject))
    if len(items) != count or count < 2:
        return None
    if share := _SHARE_TAIL.match(items[-1]):
        return tuple(item if item.endswith(share["tail"]) else item + share["tail"] for item in items)
    if marked := _TAIL_MARK.match(items[-1]):
        tail = f"{marked['kind'] or ''}{marked['tail']}"
        return tuple(f"{item}{tail}" for item in (*items[:-1], marked["last"]))
    return items if all(_STATISTIC.search(item) for item in items[:-1]) else _with_tail(items)


def _split(subject: str, *, is_each: bool) -> tuple[str, ...]:
    parts = _outside_quotes(subject)
    last = parts[-1]
    if is_each or len(parts) > 1:
        halves = re.split(r"以及|和|及", last)
        fits = len(halves) == 2 and all(len(half) >= 2 for half in halves)
        joined_before = any("和" in part for part in parts[:-1])
        if fits and not joined_before and (len(parts) > 1 or is_each or all(map(_STATISTIC.search, halves))):
            parts = [*parts[:-1], *halves]
    return tuple(part for part in parts if part)


def _outside_quotes(subject: str) -> list[str]:
    parts, start, depth = [], 0, 0
    for place, sign in enumerate(subject):
        depth += (sign in "“（《") - (sign in "”）》")
        if sign == "、" and depth == 0:
            parts.append(subject[start:place])
            start = place + 1
    parts.append(subject[start:])
    return parts


def _with_tail(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items, each with what only the last one prints: 甲项目、乙项目审批用时, 用水、用气报装时限."""
    ending = _COMMON.search(items[0])
    last = items[-1]
    if ending is None:
        length = len(items[0])
        is_parallel = last[0] == items[0][0] and all(len(item) == length for item in items[:-1])
        return (*(item + last[length:] for item in items[:-1]), last) if is_parallel else items
    place = last.rfind(ending.group())
    if place < 0 or place + len(ending.group()) == len(last):
        return items
    tail = last[place + len(ending.group()) :]
    return (*(f"{item}{tail}" for item in items[:-1]), last)
