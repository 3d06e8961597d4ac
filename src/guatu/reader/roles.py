"""Who does what in a responsibility note: 牵头 leads, 配合 supports, 负责 and 责任单位 carry, 完成时限 is a deadline.

A note gives parts by labels (牵头单位：…；责任单位：…) or by verbs (甲局牵头，乙局配合), or only names bodies.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from guatu.reader.agencies import is_body, is_named, split_names


class Part(StrEnum):
    """What a group of bodies has to do; `TIME` and `PERSON` are labels that name no body."""

    LEAD = "lead"
    CARRY = "carry"
    SUPPORT = "support"
    TIME = "time"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies with one part in the work, in the order of the note; `verb` is the word that gives it, or empty."""

    part: Part
    names: tuple[str, ...]
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """What a note says: its groups, and the words that may hold a deadline."""

    groups: tuple[Group, ...]
    timing: str


_LEAD = "牵头|主办|主责|第一责任|首要责任|总牵头|主要责任"
_CARRY = "责任|落实|实施|承办|负责|完成|主管|执行|承担|推进|任务|工作|分工|责任落实|兑现|受理|政策解释"
_SUPPORT = "配合|协办|协助|协同|参与|参加|支持|指导|会办|协作|联动|监督|监管|督导|督办"
_ROLE = rf"(?:{_LEAD}|{_CARRY}|{_SUPPORT})"
_NOUN = "单位|部门|处室|科室|股室|机构|主体|区县|县区|地区|方"
_PERSON = "(?:[省市县区州厅局委]级?)?领导|人员|人|同志|负责人"
_TIME = (
    r"(?:计划|任务|工作|办理|推进|整改|建设|拟)?(?:完成|办结|落实|推进|实施|时间|达标)?"
    r"(?:时限|期限|时间要求|时间节点|完成时间|时间|时间安排|进度要求|进度安排|时序)(?:要求)?"
)
# 牵头单位： 市级责任部门： 牵头（责任）单位： 责任单位及完成时限： 责任领导： 完成时限：
ROLE_LABEL = re.compile(
    rf"(?P<label>(?:[省市区县州厅局部委镇乡]{{1,2}}[级直]|主要|主体|具体|其[他它]|共同|各)?"
    rf"(?:(?P<role>{_ROLE})(?:(?:[和及、与/]|以及|（)(?:{_ROLE})）?)?(?:(?P<noun>{_NOUN})|(?P<person>{_PERSON}))"
    rf"(?:(?:[和及、与]|以及|（)(?:{_ROLE})?(?:{_NOUN}|{_TIME})）?)?|(?P<time>{_TIME})"
    r"|(?P<leader>(?:分管|包保|包联|联系|挂钩|负责)?[省市县区州]级?领导)))[：:]"
)
_WITHOUT_NOUN = re.compile(r"(?:^|(?<=[；，。]))(?P<role>牵头|主办|责任|配合|协办|负责)[：:]")
_DIVIDED = (
    r"(?:各?(?:根据|按照?|依据?|依照|结合)?(?:各自)?(?:的)?(?:工作|部门)?"
    r"(?:职责|职能|权限|任务)+(?:分工|范围)?(?:内)?|按?分工)"
)
_MANNER = rf"(?:{_DIVIDED})?(?:共同|分别|分头|协同|联合|具体|主要|统筹|积极|密切|协调|配合)?"
# What may follow a verb of part: 负责组织落实, 牵头负责, 配合组织实施.
_DOING = r"(?:负责|负责抓)?(?:组织|统筹|具体)?(?:落实|实施|推进|推动)?"
_VERB = re.compile(
    rf"(?P<verb>(?P<lead>(?:{_DIVIDED})?(?:共同|联合|统筹|分别|负责|总)?(?:牵头|主办|主抓)(?:组织|抓总|办理)?{_DOING})"
    rf"|(?P<support>{_MANNER}(?:积极|共同|做好)?(?:配合|协办|协助|参与|参加|支持|指导|会商|会办)(?:做好)?{_DOING}(?:工作)?)"
    rf"|(?P<carry>{_MANNER}(?:组织)?(?:负责|落实|实施|承办|推进|抓好|抓落实|做好|办理|执行|统筹){_DOING}(?:工作)?)"
    rf"|(?P<divided>{_DIVIDED}))(?=$|[、，；。）]|会同|并|和[^谐平]|按)"
)
_TOGETHER = re.compile(r"会同|联合(?=[省市区县州])|，?并?商(?=[省市区县州])|协同(?=[省市区县州])")
_CUT = re.compile(r"[，；。\n]")
_REMARK = re.compile(r"(?:下同|以下|为牵头|逗号|分号|简称|排在|列在|不再|上同|排名|含)")
_REMARK_TAIL = re.compile(r"。(?=.)|[，；]以下(?=各|政策|任务|措施|工作|均|所有)")
_LOCAL = re.compile(
    r"^(?:各|有关|相关|\d+个?)?(?:地区?|[省市州县区盟旗镇乡街道]|设区市|开发区|园区|功能区|（[^）]*）|〔[^〕]*〕|、)+(?:人民)?(?:政府|管委会|党委)?"
)
_BY_WHEN = re.compile(r"[^、]*(?:[年月]|季度)[^、]*(?:前|底|内|完成)")
_SHARE = re.compile(r"^(?:责任|任务|职责|部门|工作)分工[：:]")
_OWN_VERB = re.compile(r"^(?:组织)?(?:落实|实施|抓落实|抓好落实)")


def read_roles(text: str) -> Roles:
    """Return the groups of a note's text, and what remains as a possible deadline.

    >>> [(group.part.value, group.names) for group in read_roles("甲局牵头，乙局、丙局配合").groups]
    [('lead', ('甲局',)), ('support', ('乙局', '丙局'))]
    """
    text = _without_remarks(text)
    groups: list[Group] = []
    timing: list[str] = []
    for part, content in _sections(text):
        if part is Part.TIME:
            timing.append(content)
            continue
        # Persons end at the semicolon; bodies without a label may follow: 责任领导：张三；县商务局牵头.
        is_person = part is Part.PERSON
        found, rest = _by_verbs(content.partition("；")[2], Part.CARRY) if is_person else _by_verbs(content, part)
        groups.extend(found)
        timing.extend(rest)
    return Roles(tuple(_with_local_tail(groups)), "，".join(timing))


def read_names(text: str) -> tuple[str, ...]:
    """Return the bodies of a note that gives no parts; empty when words other than bodies stand in it."""
    if _VERB.search(text):
        return ()
    names = tuple(name for name in split_names(_without_remarks(text)) if not _BY_WHEN.fullmatch(name))
    return names if all(is_named(name) for name in names) else ()


def has_named_parts(text: str) -> bool:
    """Tell a note that gives parts by verbs to bodies and to nothing else: 甲局牵头，乙局配合."""
    text = _without_remarks(text)
    if not _VERB.search(text):
        return False
    groups, rest = _by_verbs(text, Part.CARRY)
    names = [name for group in groups for name in group.names]
    has_verb = any(group.verb for group in groups)
    return has_verb and bool(names) and all(map(is_body, names)) and all(_is_timing(one) for one in rest)


def _sections(text: str) -> list[tuple[Part, str]]:
    """Return the stretches behind each label; what stands before the first label carries the work."""
    labels = [(match.start(), match.end(), _part(match)) for match in ROLE_LABEL.finditer(text)]
    if not labels:
        labels = [(match.start(), match.end(), _part_of(match["role"])) for match in _WITHOUT_NOUN.finditer(text)]
    if not labels:
        return [(Part.CARRY, text)]
    sections = [(Part.CARRY, text[: labels[0][0]])] if text[: labels[0][0]].strip("，；、") else []
    ends = [start for start, _, _ in labels[1:]] + [len(text)]
    sections.extend((part, text[end:stop]) for (_, end, part), stop in zip(labels, ends, strict=True))
    return sections


def _part(match: "re.Match[str]") -> Part:
    if match["time"]:
        return Part.TIME
    if match["person"] or match["leader"]:
        return Part.PERSON
    return _part_of(match["role"])


def _part_of(role: str) -> Part:
    if re.fullmatch(_LEAD, role):
        return Part.LEAD
    return Part.SUPPORT if re.fullmatch(_SUPPORT, role) else Part.CARRY


def _by_verbs(content: str, default: Part) -> tuple[list[Group], list[str]]:
    """Return groups by the verbs behind their names; names without a verb wait for the next one."""
    groups: list[Group] = []
    rest: list[str] = []
    waiting: list[str] = []
    for segment in _segments(content):
        place = 0
        for match in _VERB.finditer(segment):
            names, others = _bodies(segment[place : match.start()])
            rest.extend(others)
            if waiting and names and _OWN_VERB.match(match["verb"]) and all(_LOCAL.fullmatch(one) for one in names):
                groups.append(Group(default, tuple(waiting)))
                waiting = []
            part = _verb_part(match, default)
            if waiting or names:
                groups.append(Group(part, (*waiting, *names), match["verb"]))
            waiting, place = [], match.end()
        names, others = _bodies(segment[place:])
        waiting.extend(names)
        rest.extend(others)
    if waiting:
        groups.append(Group(default, tuple(waiting)))
    return groups, rest


def _segments(content: str) -> list[str]:
    """Cut at commas and semicolons outside inner brackets."""
    flat = re.sub(r"（[^（）]*）|〔[^〔〕]*〕", lambda match: "_" * len(match.group()), content)
    segments, start = [], 0
    for match in _CUT.finditer(flat):
        segments.append(content[start : match.start()])
        start = match.end()
    return [one for one in (*segments, content[start:]) if one]


def _verb_part(match: "re.Match[str]", default: Part) -> Part:
    if match["lead"]:
        return Part.LEAD
    if match["support"]:
        return Part.SUPPORT
    return default


def _bodies(stretch: str) -> tuple[list[str], list[str]]:
    """Return the names in a stretch, and what is none: a deadline or a remark."""
    stretch = _TOGETHER.sub("、", stretch).strip("，；、。由")
    names: list[str] = []
    others: list[str] = []
    for name in split_names(stretch):
        (names if is_named(name) else others).append(name)
    return names, others


def _without_remarks(text: str) -> str:
    """Drop what explains the note itself: 责任分工：, （逗号前为牵头单位，下同）, 以下各项均需各县落实."""
    text = _REMARK_TAIL.split(_SHARE.sub("", text))[0]
    return re.sub(r"（[^（）]*）", lambda match: "" if _REMARK.search(match.group()) else match.group(), text)


def _is_timing(words: str) -> bool:
    return re.search(r"[年月季底]|完成|坚持|持续|长期|时限", words) is not None


def _with_local_tail(groups: list[Group]) -> list[Group]:
    """Let local governments that only carry out (…，各县区落实) support the group before them."""
    if len(groups) < 2 or any(group.part is Part.LEAD for group in groups):
        return groups
    tail = groups[-1]
    if tail.part is Part.CARRY and _OWN_VERB.match(tail.verb) and all(_LOCAL.fullmatch(one) for one in tail.names):
        return [*groups[:-1], Group(Part.SUPPORT, tail.names, tail.verb)]
    return groups
