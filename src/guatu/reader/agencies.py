"""The bodies (单位) that a note names, one by one, as they are printed: 甲局、乙局和丙县人民政府 names three.

A body is told by how its name ends, never by a list of names. What the bodies have to do is read in `tasks`.
"""

import re

_ENDINGS = (
    "局|委|厅|办|处|科|院|部|府|会|室|署|(?<![试暂执现进实施运推发平履举流通])行|社|协|联|所|站|队|组|司|校|系|区|县|市|州|盟|旗|镇|乡|街道|屯|库|馆|台|场|港|"
    "中心|公司|集团|海关|关|单位|部门|机构|企业|大学|中学|小学|学校|专班|运营商|分局|处室|科室|工会|供电|电网|邮政|烟草|"
    "税务|银行|银保监|人行|消防|法制|纪检|机关|系统|党组|支部|窗口|平台|协作区|园|基地|主体|人民银行|编办|团体|组织|地方|"
    "各地|盐业|铁塔|电信|移动|联通|石油|石化|保险|媒体|高校|院校|村|社区|示范区|片区|团|厂|矿|各级|基金|大厅|大队|总队|支队|股|全省"
)
_BODY_END = re.compile(rf"(?:{_ENDINGS})(?:（[^（）]{{1,20}}）|〔[^〔〕]{{1,20}}〕)?$")
# Endings of offices that no other word shares: only behind these is a lost 、 restored.
_OFFICE = "局|委|厅|办|处|中心|公司|管委会|办公室|人民政府|支行|分行"
_LOST_MARK = re.compile(rf"(?<=[一-鿿]{{3}})(?P<end>{_OFFICE})(?=(?P<level>[省市区县州])(?![场区级直属内外]))")
_SENTENCE_WORDS = re.compile(
    r"以下|下同|按职责|落实到|不再|均需|均为|为牵头|为主|逗号|分号|上述|以及时|按照|根据|进行|提供|符合|超过|不得|应当|必须|可以|详见|见附|例如|简称|指的|包括|"
    r"不含|^含|其中|(?:单位|部门|机构|主体)为|完成时|时限|年底|长期|持续|每年|[0-9]月|万元|%|[0-9]年|电话|已经|如果|等等|但是|[。？！《]"
)
# A place that stands alone in a list of places before one 人民政府.
_PLACE = re.compile(r"[一-鿿]{1,12}(?:（[一-鿿]{1,8}）)?(?:县|市|区|州|旗|盟)")
_GENERIC = re.compile(r"^(?:各|有关|相关|所有|全|本|其他|\d)")
_EACH_PLACE = re.compile(
    r"(?:有关|相关|全[省市州区县])?各(?:地区?|设区|省辖|有关|相关)?[省市州县区盟旗镇乡街道地级自治]*(?:（[^（）]{1,14}）|〔[^〔〕]{1,14}〕)?"
)
# 县财政局及各市、县政府: the places begin behind the conjunction.
_BEFORE_PLACE = re.compile(r".*(?:以及|[和及与])(?=各)")
_PLACE_GOES_ON = re.compile(
    r"[省市州县区盟旗镇乡街](?:（|〔|人民政府$|政府$|级|州|区|市|县|乡|镇|道|党|自治|$)|直管市|自治县|街道"
)
_GOVERNMENT = re.compile(r"(?:人民政府|政府|管委会)$")
_GROUP = re.compile(r"(?P<named>.+?(?<![高中初平同对均])?)等(?P<group>[^等]{0,24})$")
_AND = re.compile(r"以及|[和及与]")
_EDGES = "、，；：。 由—-"


def split_names(stretch: str) -> tuple[str, ...]:
    """Return the bodies of a list in order, once each; 等 is dropped, the group behind it is a body of its own.

    >>> split_names("县商务局、县财政局等有关部门，甲县、乙县人民政府")
    ('县商务局', '县财政局', '有关部门', '甲县人民政府', '乙县人民政府')
    """
    pieces = _with_shared_tail(_with_joined_places(_cut(stretch)))
    names: list[str] = []
    for piece in pieces:
        for name in _named(piece):
            if name and name not in names:
                names.append(name)
    return tuple(names)


def is_body(name: str) -> bool:
    """Tell the name of a body from other words in a note: 县商务局 is one, 长期坚持 is not."""
    return 2 <= len(name) <= 45 and _SENTENCE_WORDS.search(name) is None and _BODY_END.search(name) is not None


def is_named(name: str) -> bool:
    """Tell what may be a body where only bodies are expected, behind a label: no sentence, no date."""
    return is_body(name) or (2 <= len(name) <= 45 and not name[0].isdigit() and _SENTENCE_WORDS.search(name) is None)


def _cut(stretch: str) -> list[str]:
    """Cut at 、，； that stand outside inner brackets and quotation marks: “双随机、一公开”联席会议 is one body."""
    pieces, start, depth = [], 0, 0
    for place, sign in enumerate(stretch):
        if sign in "（〔“":
            depth += 1
        elif sign in "）〕”":
            depth = max(depth - 1, 0)
        elif sign in "、，；。\n" and depth == 0:
            pieces.append(stretch[start:place])
            start = place + 1
    pieces.append(stretch[start:])
    return [piece.strip(_EDGES) for piece in pieces if piece.strip(_EDGES)]


def _with_joined_places(pieces: list[str]) -> list[str]:
    """Join what 、 separates inside one name: 各市、县（区）人民政府."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _is_each_place(_BEFORE_PLACE.sub("", joined[-1])) and _PLACE_GOES_ON.match(piece):
            joined[-1] = f"{joined[-1]}、{piece}"
        else:
            joined.append(piece)
    return joined


def _is_each_place(name: str) -> bool:
    return all(
        _EACH_PLACE.fullmatch(part if number == 0 else f"各{part}") is not None
        for number, part in enumerate(re.split(r"、(?![^（〔]*[）〕])", name))
    )


def _with_shared_tail(pieces: list[str]) -> list[str]:
    """Give each place of a list the government that is printed once behind the last: 甲县、乙县人民政府."""
    shared = list(pieces)
    for place in range(len(pieces) - 2, -1, -1):
        tail = _GOVERNMENT.search(shared[place + 1])
        bare = _PLACE.fullmatch(pieces[place]) and not _GENERIC.match(pieces[place])
        if tail and bare and not _GENERIC.match(shared[place + 1]):
            shared[place] = f"{pieces[place]}{tail.group()}"
    return shared


def _named(piece: str) -> list[str]:
    """Return the bodies in one piece of a list: before and behind 等, 和 and lost marks."""
    match = _GROUP.fullmatch(piece)
    if match and is_body(match["named"]):
        group = match["group"].strip(_EDGES)
        # 等部门 only says what kind of bodies was named; 等有关部门 adds those that were not.
        rest = _named(group) if len(group) >= 2 and group not in ("部门", "单位", "机构") else []
        return [*_named(match["named"]), *rest]
    for joint in _AND.finditer(piece):
        left, right = piece[: joint.start()], piece[joint.end() :]
        if _is_whole(left) and _is_whole(right):
            return [*_named(left), *_named(right)]
    for lost in _LOST_MARK.finditer(piece):
        left, right = piece[: lost.end()], piece[lost.end() :]
        if left[0] == lost["level"] and is_body(right) and len(right) >= 4:
            return [*_named(left), *_named(right)]
    return [piece]


def _is_whole(part: str) -> bool:
    """Tell a body that could stand alone on a side of 和: more than a bare 单位, and no phrase with 的."""
    is_group = len(part) >= 2 and part[0] == "各"
    return (len(part) >= 4 or is_group) and "的" not in part and not part.startswith(("相关", "有关")) and is_body(part)
