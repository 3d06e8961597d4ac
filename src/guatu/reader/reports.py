"""Phrases of reporting (报送、反馈、通报): who reports, what, and to whom, in the words of one phrase."""

import re

from guatu.reader.agencies import is_body, split_names

_ENDING = "局|办|厅|委|府|室|处|部|中心|会|组|科|院|站|公司|专班|部门|单位|政|党|县|市|省|区|州|镇|企|人大"
_VERB = re.compile(
    r"报送|上报|编报|汇报|填报|抄送|抄报|抄告|报备|反馈|回复|答复|晾晒|提交|递交|送交|呈报|呈送|发送|推送|函告|函送|上传|报告(?!厅|制度|会|期|书)|"
    r"通报(?!表扬|批评|表彰|嘉奖|曝光|奖励|约谈)|"
    r"(?<![申预举情海日简公晚快汇填上播月年多登呈通合警汇电编专])报(?:给|至|到|由)?"
    rf"(?![告名废酬考价销关道装建批请表税业检纸刊验案警国社修单损备经送])(?=[^，。；]{{0,36}}?(?:{_ENDING}))"
)
# 总结报告 is a paper, 报告工作 is the act.
_PAPER = re.compile(
    r"(?:专题|总结|年度|工作|调研|评估|审计|情况|分析|自查|自评|阶段性?|书面|形成|监测|研究|财务|验收|检测|运行|述职|"
    r"整改|认定|鉴定|检验|论证|可行性|审核|考核|评价|督查|核查|绩效|测评|诊断|统计|分析|履职|普查|年|季|月|的|份)$"
)
# What only happens when something happens (事件触发), and what firms apply for.
_EVENT = re.compile(r"及时|随时|立即|第一时间|如有|如遇|发现|发生|突发|必要时|定期|不定期|适时")
_FIRM = re.compile(
    r"(?:企业|纳税人|申请人|申报人|申报单位|申请单位|申报主体|项目单位|建设单位|投资者|当事人|经营者|工商户|市场主体|经营主体|用户|个人|中标人|投标人)$"
)
_MODAL = re.compile(
    r"要|应|须|需|必须|将|于|每|按|在|对|向|围绕|根据|结合|牵头|负责|认真|及时|分别|汇总|定期|统一|编制|组织|会同|均|可|报|反馈|通报|提交|收到|接到|"
    r"建立|制定|明确|做好|加强|加大|严格|通过|指导|落实|开展|实行|形成|研究|切实|进一步|安排|指定|确定|具体|作为|以|把|从|有|抓|联系|联络|工作|进展|贯彻|上|本|情况|名单|方案|实施|总结|自查|数据|台账|材料|全面|充分|主动|积极|"
    r"自(?=\d|[印即今本下]|上年)|从(?=\d)|正式|印发|确定|确认|每|填|上传|发送|履行|压实|强化|推动|推进|完善|依托|依据|采取|参照|聚焦|共同|联合|至少|半年|月|年|季度|逐|汇报|抄送|填报|上报|、?审核|收集|梳理|审|同时|$"
)
_NOT_IN_NAME = re.compile(
    r"[向将把每由给]|牵头(?!单位|部门|处室|科室|机构|局|责任)|会同|根据|围绕|加强|推动|报送|做好|完善|严格|及时|不|为(?!民)|汇总|形成|纳入|比照|参照|成立|依据|正式|"
    r"按照|对(?!外|口|台|接)|进行|实行|督促|对照|负责|交由|指定|授权|委托|通过|接受|下发|印发|召开|开展|采取|并(?!购)"
)
_NOT_FIRST = re.compile(
    r"^(?:请|同时|其中|各自|对|按|形成|建立|明确|实行|确保|开展|落实|认真|实施|支持|鼓励|推进|积极|进一步|坚持|充分|加快|依托|强化|督促|指导|组织|协调|统筹|引导|"
    r"配合|定期|经|并|及|等|以|与|在|于|从|是|同意|要求|通过|抓|健全|制定|构建|发挥|提高|提升|深化|优化|打造|推行|用|纳入|报|交|受|其|该|此|上级)"
)
_NAME_START = re.compile(
    r"(?:底|末|日|月|年|份|内)?(?:之前|以前|前)|每个?季度?|每个?月|每半年|每年|按月|按季度?|并?由|请|其中|同时"
)
_AS_PERSON = re.compile(r"(?:作为|为|担任)(?P<who>[^，。；、]{0,8}(?:联络员|联系人|信息员|专员|负责人|报送员|报告员))")
# A time with all that is printed in it: 于每季度最后一个月25日前, 2028年10月底前.
_TIME = (
    r"(?:于|在)?(?:每个?|次|按|(?:19|20)\d\d年|\d{1,2}月)"
    r"[每个季度半年月日号底末初前之以内第一二三四五六七八九十最后首旬中上下\d]*"
)
_TIME_AT_END = re.compile(rf"(?:{_TIME}|于|在|收到[^，]*)$")
_ADVERBS = re.compile(
    r"^(?:进行|予以|全面|书面|统一|一并|分别|汇总|集中|专题|如实|准确|按时|及时|一次|1次)+|"
    r"(?:及时|汇总后?|一并|分别|统一|书面|同时|一同|定期|审核后|梳理后|如期|按时|按要求|以书面形式|进行|形成|并|，|经[^，]{1,12}后|盖章后|签字后|通过[^，]{2,14})+$"
)
_OFFICE = re.compile(
    r"(?:局|办|厅|委|府|室|处|部|中心|会|组|科|院|站|公司|专班|部门|单位|党|政|人大|政协|机构|机关|平台|系统|申请人|申报人|当事人|企业)"
    r"(?:（[^（）]{1,20}）)?$"
)
_TO_END = re.compile(r"备案|审核|审定|审批|审议|汇总|研究|备查|统筹|批准|同意|核定|审查|存档|进行|（联系")
_WITHOUT_OFFICE = ("通报", "晾晒", "填报", "上传", "编报")
_DEALS_ON = re.compile(r"(?:审核|初审|复审|审查|复核|汇总|核实|核查|核定|评审|认定|审定|审批)(?:后|$)")
_PRODUCED = re.compile(
    r"(?:编制提出|形成|编制|提出|撰写|填写|整理|制定|梳理|汇总|总结|调度|确定|明确)(?P<what>[^，。；]{2,60}?)(?:，|；|并)?$"
)
_DEALT_WITH = re.compile(r"对(?P<what>[^，。；]{2,60}?)(?:进行|予以|开展|实行)[^，。；]*$")
_TAKEN = re.compile(r"(?:将|把)(?P<what>[^，。；]{2,80})$")
_TOPIC = re.compile(r"[^，。；]{2,40}(?:情况|名单|总结|方案|报告|材料|台账|数据|进展|清单|报表|信息)$")
_NOT_DONE = re.compile(
    r"(?:未|不|免|逾期|无需|漏|迟|拒)(?:予|再|得|按[时要求期规定]{1,3}|及时|如期)?(?:报|提交|反馈|填)"
)


def read_subject(words: str) -> str | None:
    """Return the body that acts in a phrase, as printed: at its start, behind a time or behind 由.

    >>> read_subject("各镇、县直有关部门每月5日前将上月进展报县工信局")
    '各镇、县直有关部门'
    """
    if person := _AS_PERSON.search(words):
        return person["who"]
    starts = [0, *(match.end() for match in _NAME_START.finditer(words))]
    for start in starts:
        if name := _name_at(words, start):
            return name
    return None


def find_verb(words: str) -> "re.Match[str] | None":
    """Return the verb of reporting in a phrase; a paper that is called a report (总结报告) is none."""
    matches = list(_VERB.finditer(words))
    for match in matches:
        is_paper = _PAPER.search(words[: match.start()]) and "向" not in words[: match.start()]
        if match.group() != "报告" or not (is_paper or match is not matches[-1]):
            return match
    return None


def is_firm(name: str) -> bool:
    """Tell firms and applicants, whose papers are applications and no duty of an office."""
    return _FIRM.search(name) is not None


def is_event(words: str) -> bool:
    """Tell a report that is due only when something happens, or 定期 without a rhythm."""
    return _EVENT.search(words) is not None


def is_refused(words: str) -> bool:
    """Tell a phrase about reports that were not made (未按时报送) or need not be."""
    return _NOT_DONE.search(words) is not None


def next_actor(words: str, verb: "re.Match[str]", to: str | None) -> str | None:
    """Return the office that goes on with a report: in 提交县局审核 it is 县局 that acts in the next phrase."""
    return to if to and _DEALS_ON.search(words, verb.end()) else None


def read_content(words: str, verb: "re.Match[str]", phrase_before: str = "") -> tuple[str | None, str | None]:
    """Return what is reported and to whom.

    The object may stand at the end of the phrase before: 编制资金计划，于每年9月报甲局.
    """
    before, after = words[: verb.start()], words[verb.end() :]
    is_taken = _TAKEN.search(before) is not None
    is_shown = verb.group() in _WITHOUT_OFFICE and not is_taken
    to, rest = (None, after) if is_shown else _addressee_behind(after)
    for match in reversed(list(re.finditer("向", before))):
        named = re.sub(r"(?:专题|书面|全面|定期|及时|统一|作出?|进行)+$", "", before[match.end() :])
        if 2 <= len(named) <= 50:
            to, rest, before = named, after, before[: match.start()]
            break
    what = _object(before, rest, verb.group())
    if what is None and (made := _PRODUCED.search(phrase_before)):
        what = _plain(made["what"])
    return what, to


def _name_at(words: str, start: int) -> str | None:
    """Return the longest run of bodies from a place that ends before a word of doing."""
    best = None
    for match in _MODAL.finditer(words, start + 2):
        name = words[start : match.start()]
        if len(name) > 45 or _NOT_IN_NAME.search(name):
            break
        is_named = not _NOT_FIRST.match(name) and not _VERB.search(name)
        if is_named and is_body(name) and all(map(is_body, split_names(name))):
            best = name
    return best


def _addressee_behind(after: str) -> tuple[str | None, str]:
    """Return the office that a report goes to, printed behind the verb, and the words behind it."""
    after = re.sub("^[至给到由]", "", after)
    end = _TO_END.search(after)
    words = after[: end.start()] if end else after
    for length in range(len(words), 1, -1):
        if _OFFICE.search(words[:length]) and is_body(words[:length]) and not _NOT_FIRST.match(words):
            return words[:length], words[length:]
    return None, after


def _object(before: str, rest: str, verb: str) -> str | None:
    """Return what is reported: taken by 将, dealt with by 对, behind the verb, just produced, or the act itself."""
    if match := _DEALT_WITH.search(before):
        return match["what"]
    if (match := _TAKEN.search(before)) and len(what := _plain(match["what"])) >= 2:
        return what
    if not rest.startswith("并") and len(what := _plain(re.split(r"[，。；（]", rest)[0])) >= 2:
        return what
    if match := _PRODUCED.search(re.sub(r"(?:后|及时|并)+$", "", before)):
        return _plain(match["what"])
    if match := _TOPIC.search(re.sub(r"[请应要须]+$", "", _plain(before))):
        return match.group()
    tail = re.split(_TIME, before)[-1] if re.search(_TIME, before) else ""
    return f"{tail}{verb}" if len(tail) >= 2 and verb in ("通报", "反馈") else None


def _plain(words: str) -> str:
    """Drop times and adverbs from both ends."""
    before = None
    while before != words:
        before, words = words, _ADVERBS.sub("", _TIME_AT_END.sub("", words)).strip("、，的")
    return words
