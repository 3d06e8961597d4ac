"""One form for each body's name (单位名称归一), so that 县工信局 and 县工业和信息化局 are found to be the same body.

Only the usual short forms of government bodies are known here. Names stay as they are printed everywhere else.
"""

import re
from collections.abc import Iterable

# Full form and the form it is usually cut to; both are turned into the short one.
_SHORT_FORMS = {
    "工业和信息化": "工信", "工业信息化": "工信", "经济和信息化": "经信", "经济信息化": "经信", "经济信息": "经信",
    "发展和改革": "发改", "发展改革": "发改", "人力资源和社会保障": "人社", "人力资源社会保障": "人社",
    "人力社保": "人社", "住房和城乡建设": "住建", "住房城乡建设": "住建", "住房城市建设": "住建",
    "市场监督管理": "市监", "市场监管": "市监", "自然资源和规划": "资规", "自然资源规划": "资规",
    "文化和旅游": "文旅", "文化旅游": "文旅", "卫生健康": "卫健", "教育体育": "教体", "科学技术": "科技",
    "林业和草原": "林草", "政务服务管理": "政务服务", "医疗保障": "医保", "国有资产监督管理": "国资",
    "国有资产管理": "国资", "交通运输": "交通", "供销合作社": "供销社", "供销合作联社": "供销社",
    "投资促进": "投促", "银行保险监督管理": "银保监", "金融监督管理": "金融监管", "中国人民银行": "人行",
    "退役军人事务": "退役军人", "应急管理": "应急", "城市管理": "城管", "机构编制": "编", "大数据发展管理": "大数据",
    "大数据管理": "大数据", "大数据发展": "大数据", "乡村振兴": "乡村振兴", "行政审批服务": "审批服务",
    "监督管理": "监管", "管理委员会": "管委会", "人民政府": "政府", "委员会": "委", "办公室": "办", "相关": "有关",
    "中心支行": "中支", "高新技术产业开发区": "高新区", "经济技术开发区": "经开区",
}  # fmt: skip
_PATTERN = re.compile("|".join(sorted(_SHORT_FORMS, key=len, reverse=True)))
_LAYOUT = re.compile(r"[\s（）()〔〕\[\]“”\"·]")
_EACH_COUNTY = re.compile(
    r"(?:各|全[省市州]各?|\d+个?|[一二三四五六七八九十]+个?)(?P<levels>[市州县区旗盟、及和]+)(?:级?政府)?"
)
_DEPARTMENTS = re.compile(r"各?(?P<level>[省市州县区])(?:级|直属?|政府)?(?:各)?有关(?P<noun>部门|单位)")
_HOUSED = re.compile(r"[（(][^（）()]*(?:局|委|厅|办|室|处|科|中心|公司|院)[）)]$")
_WORK_GROUP = re.compile("领导小组|工作专班|专班|指挥部|联席会议")
_LEVELS = "省市州县区盟旗"


def body_key(name: str, places: Iterable[str] = ()) -> str:
    """Return the form under which a body is looked up; `places` are the names of the plan's own place.

    >>> body_key("甲州工业和信息化局", ["甲州"]) == body_key("州工信局", ["甲州"])
    True
    """
    # The body in which an office sits is no part of its name: 领导小组办公室（县商务局）.
    plain = _LAYOUT.sub("", _HOUSED.sub("", name) or name)
    for place in places:
        if plain.startswith(place) and plain != place and place[-1] in _LEVELS:
            plain = place[-1] + plain[len(place) :]
            break
    key = _PATTERN.sub(lambda match: _SHORT_FORMS[match.group()], plain)
    if county := _EACH_COUNTY.fullmatch(key):
        return f"各{_level_of(county['levels'])}政府"
    if departments := _DEPARTMENTS.fullmatch(key):
        return f"{departments['level']}级有关{departments['noun']}"
    return key


def is_group(name: str) -> bool:
    """Tell the name of several bodies, 各县市人民政府, 有关部门, from that of one."""
    return re.match(r"各|有关|相关|所有|全体|\d|驻", name) is not None or re.search(r"有关|相关|各", name) is not None


def is_each_county(name: str) -> bool:
    """Tell the group of all governments one step down."""
    return body_key(name).startswith("各") and body_key(name).endswith("级政府")


def is_cut_from(short: str, full: str) -> bool:
    """Tell 商务局 for 县商务局, which lacks the letter of its level, and 领导小组办公室 for that of a named group."""
    if short == full or not full.endswith(short):
        return False
    return (len(full) == len(short) + 1 and full[0] in _LEVELS) or _WORK_GROUP.match(short) is not None


def _level_of(levels: str) -> str:
    """Return the step that a list of levels means: 县、市、区 are counties, 市、州 alone are prefectures."""
    if "县" in levels or "旗" in levels:
        return "县级"
    return "州市级" if any(sign in levels for sign in "市州盟") else "区级"
