"""What a figure is the figure of (指标名称): the words of a phrase without verbs of goal, periods and connectives."""

import re

from guatu.reader.targets.vocabulary import DOING, DOING_START, FILLER, FILLERS_END, FILLERS_START

_PERIOD = re.compile(
    r"^(?:到|至|截至|在|自|预计到)?(?:(?:20)?\d\d(?:年|[—\-~至到]{1,2}(?:20\d\d)年)(?:至20\d\d年)?(?:底前|底|末|年底|年末|前|期间|度|起|以前)?|"
    r"“?十[三四五六七]五”?(?:末|期间|时期|以来)?|[三五1-9两]年内|未来[三五1-9]年|期末|届时|年底前?|年末)[，、：]?"
)
_CAUSE = re.compile(
    r"^(?:推动|促进|实现|确保|保障|使得?|让|将|把|引导|鼓励|努力|完成|带动|保持|做到|力促|推进|加快|提升|健全|通过|对|按照|在|从|"
    r"坚持|实行|严格|切实|全面|深化|鼓励和?支持|组织)"
)
_SCOPE = re.compile(r"^(?:我|全)(?:市|省|州|县|区|盟|旗|域|系统)(?:的|范围内)?(?=.{2})")
_TRAIL = re.compile(
    rf"(?:[，、；：（]|的|力争|(?:{FILLER.replace('计划|', '')})|"
    r"年均|年平均|分别|均|要|应|须|也|已|比例?为|在|到|得到|实现|按|由|从|可以?|每人每年|以|于)+$"
)
# 综合排名在同类县中前移: among whom it is measured.
_AMONG = re.compile(r"(?<=.{2})在[^，、]{2,12}中(?:的(?:排名|位次))?$")
_FROM = re.compile(r"(?:由|从)[^，]{0,10}\d[^，]*$")
_INNER = re.compile(r"(?<=.{2})(?:完成|实现|累计|力争|预计)(?=.{2})")
_BARE = re.compile(
    r"^(?:其|工业|实现|其中)?(?:增加值|总?产值|营业总?收入|主营业务收入|销售收入|收入|投资额?|税收|利润|规模|总量|数量|占比|比重|覆盖率|产量|面积|"
    r"总额|总数|额度|交易额|销售额|占.{1,14}比重|占.{1,14}比例|占.{1,14}的比重|增速|户数|人数|存栏|出栏|贷款余额|余额)$"
)
_TOPIC_TRAIL = re.compile(
    r"(?:产业|行业)?(?:健康|高质量|快速|集群|融合)?(?:发展|建设|工作|壮大|转型升级|升级|进程|步伐|力度|进一步提升|占比进一步提升|比重进一步提升|稳步提升|占比.*|比重.*)$"
)
_ADVERB = re.compile(
    rf"^(?:(?:{FILLER}|做大做强|做强做优|做优做强|抓好|抓实|打好|扎实|深入|深度|坚定|不断|全面|壮大|加强|强化|提高|促进|加大|优化|巩固|聚焦|围绕|"
    r"大力|切实|高标准|高质量|高水平|加速|推动|推进|进一步)+)"
)
# What a long bracket adds is no part of a name; a short one is: 示范基地（园区）.
_ASIDE = re.compile(r"（[^（）]{9,}）")
_LONGEST = 60


def clean_subject(text: str) -> str:
    """Return the noun in front of a figure: 力争到2028年全市互联网投资 is 互联网投资."""
    words = _FROM.sub("", text)
    previous = None
    while previous != words:
        previous = words
        words = _PERIOD.sub("", words)
        words = FILLERS_START.sub("", words)
        words = _TRAIL.sub("", _AMONG.sub("", words))
        shorter = _SCOPE.sub("", words)
        words = shorter if len(shorter) >= 2 else words
    caused = _CAUSE.sub("", words)
    words = caused if len(caused) >= 2 and not _BARE.match(caused) else words
    return _balanced(_INNER.sub("", FILLERS_START.sub("", _ASIDE.sub("", words))))[-_LONGEST:]


def clean_object(text: str) -> str:
    """Return the noun behind a figure: 家以上 of 20家以上高新技术企业、 is gone already; trailing marks go here."""
    words = re.sub(r"^（[^（）]*）", "", text).strip("，、；：。的 ")
    words = re.sub(r"(?:和|及|以及|与|并)$", "", words)
    words = re.sub(r"^(?:左右|以上|以内|以下|多|余|上下|的)+的?", "", words)
    return _balanced(_ASIDE.sub("", words))[:_LONGEST]


def split_verb(text: str) -> tuple[str, str]:
    """Return the verb of doing that opens a text and the rest: 新认定省级中心 is (新认定, 省级中心)."""
    words = FILLERS_START.sub("", _PERIOD.sub("", FILLERS_START.sub("", text)))
    match = DOING_START.match(words)
    if match is None or len(words) - match.end() < 2:
        return "", words
    return match.group(), words[match.end() :]


def last_verb(text: str) -> tuple[str, str] | None:
    """Return the last verb of doing inside a text and what follows it, or None: 力争在全市培育龙头企业."""
    found = None
    for match in _VERBS.finditer(text):
        is_named = text.count("“", 0, match.start()) > text.count("”", 0, match.start())
        if len(text) - match.end() >= 2 and not is_named and not _is_noun_part(text, match):
            found = match
    return None if found is None else (found.group(), text[found.end() :])


_VERBS = re.compile(DOING)
# 服务业, 孵化基地, 播种面积, 上市企业: verbs that are the first half of a noun.
_NOUN_HALF = re.compile(
    r"业(?![务主态])|商(?![业贸务标品场])|者|员|量|率|站|点|区(?!域)|团|所|院(?!士)|额|力|品(?![牌种])|线(?![上下])|面积|机构|平台|中心|基地|企业|公司|项目|园区|人员|载体|专家|体系|能力|工程|类|型|性|费|"
    r"贷款|资金|专项|场所|事项|示范|单位|装备|设备|技术|标准|队伍|人才|组织|工作|档案|管理|用地|成果|产品|条件|环境|水平|数(?![字据])|方案"
)
_NOUN_VERB = re.compile(
    r"上市|挂牌|服务|孵化|建设|出口|进口|运营|营运|设计|研发|开发|改造|检测|检查|生产|应用|推广|培训|治理|保障|发展|转化|交易|养殖|播种|种植|整治|"
    r"配置|设置|供应|评估|认证|办理|扶持|承接|转移|清理|处置|开工|投产|入库|评审|覆盖|突破|安置|落地|整合|收购|销售|制定|启动|验收|备案|创建|支持"
)


def _is_noun_part(text: str, match: re.Match[str]) -> bool:
    return _NOUN_VERB.fullmatch(match.group()) is not None and _NOUN_HALF.match(text, match.end()) is not None


def is_bare(subject: str) -> bool:
    """Tell a noun that names no thing of its own: 增加值, 占比; it needs the topic of the phrase before."""
    return _BARE.match(subject) is not None


_STEM = re.compile(r"(?P<stem>.{2,}?)(?:种植|播种|建设|养殖|改造)?(?:面积|规模|数量|总数|存栏|产能)$")


def stem_of(subject: str) -> str:
    """Return the thing whose size a subject is: 粮食播种面积 is of 粮食, so that 产量 behind it is 粮食产量."""
    match = _STEM.fullmatch(subject)
    return match["stem"] if match else ""


def topic_of(phrase: str) -> str:
    """Return what a phrase without a figure is about: 加快推进先进装备制造业发展 is about 先进装备制造业."""
    words = _PERIOD.sub("", phrase)
    words = _ADVERB.sub("", FILLERS_START.sub("", words))
    words = FILLERS_END.sub("", _TOPIC_TRAIL.sub("", words))
    return words if 2 <= len(words) <= 30 else ""


def _balanced(text: str) -> str:
    """Return the text without brackets and quotation marks that lack their other half."""
    for opening, closing in ("（）", "“”", "《》"):
        if text.count(opening) != text.count(closing):
            if text.endswith(opening) or text.startswith(closing):
                text = text.strip(opening + closing)
            elif opening in text and closing not in text and opening != "“":
                text = text[: text.index(opening)] if text.index(opening) >= 2 else text.replace(opening, "")
    return text.strip("，、；：。 ")
