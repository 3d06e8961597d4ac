"""Who gets it (奖补对象): the words before the gift, with what makes them eligible."""

import re
from dataclasses import dataclass, replace

from guatu.reader.incentives.parties import ACTOR, ends_in_actor, ends_in_party, head_noun, party_of_clause
from guatu.reader.incentives.vocabulary import GIFT, GIVE

_TO = re.compile(
    r"(?:^|[，：；]|财政|资金|期间|继续|(?:鼓励|支持|引导)[^，。；对为]{0,12})(?:针对|对于|对(?!单个|单户|单家|每个|每户|每家|同一|应|外|标|接))"
    r"|(?:^|[，：；])向(?=[^，]*(?:发放|提供|给予|投放))"
)
_TIME = r"(?:第|前|后|首|近)?[一二两三四五六七八九十\d]+年[内度间]?"
_ACT = (
    "推进|推动|加快|加强|打造|促进|做好|落实|破解|引导(?!基金)|完善|优化|强化|深化|扩大|培育|"
    "壮大|降低|吸引|扶持|健全|提升|减轻|稳定|发挥|建立|鼓励|支持"
)
_ASIDE = re.compile(
    rf"(?:经(?!营)[^，的]{{0,24}}|可|按照?[^，]*|参照[^，]*|在[^，]{{0,30}}(?:后|期间|基础上|范围内|阶段|时)|(?:根据|结合|依据|视)[^，]*|每年(?:组织|开展|进行)[^，]*|"
    rf"自[^，]*起|从(?![业事])[^，]*|由[^，]*|每年|其中|即|一次性|分别|最高.*|年[^，的]{{0,10}}|除[^，]*外|"
    rf"(?:各?[省市县区州本][、和]?)+级?财政.*|(?:各级|当地|[省市县区])?(?:人民)?政府|审核.*|原则上.*|\d{{4}}年[^，的]*(?:至|到|—)[^，的]*(?:[月日年底末]|期间)|连续{_TIME}|分[^，]{{1,3}}(?:阶段|年|期|次)|单[个户家].*|每[个户家人名].*|期限.*|(?:其中)?{_TIME}|"
    rf"(?:大力|积极|继续|进一步|持续)*(?:{_ACT})(?![^，]*的[^，]*(?:{ACTOR})$).*)"
)
# Where the giving begins: the words from here on no longer say who.
_STRONG = re.compile(
    rf"(?:可以|可|将|再|各|额外|继续|的|，)*(?:给予|予以|按照?(?!期|规定|时|要求)|分别|一次性|最高|不超过|每(?!家|户)[^，]{{1,6}}(?:{GIVE})|(?<![未已正])可享受|(?<![未已正])享受(?![^，]*的)"
    rf"|可申请|发放|全额|减半|免收|免除|免租|(?:继续)?实[行施](?!的)[^，]{{0,6}}$|继续执行|(?:{GIFT})(?:比例|标准|额度)|择优|分阶段)"
)
_PLAIN = re.compile(rf"(?:{GIVE}|支持)(?:标准|金额|额度|比例)?(?:为|按)?[^，。；、]{{0,6}}$")
_BEFORE_SUM = rf"(?=(?:{GIFT})?(?:一次性|最高|不超过|不低于|每|合计|各|总|{_TIME}|$))"
_DIRECT = re.compile(
    rf"(?:给予|予以|奖励|补助|补贴|返还)(?P<who>(?:(?!{GIFT}|展位|投资|实际|不超过|最高|每|标准|比例|金额)[^，。；、\d一]){{2,24}}?){_BEFORE_SUM}"
)
# 给予承办单位, 奖励管理团队, 给企业: the one who is paid is named behind the giving.
_GRANTEE = re.compile(
    rf"(?:给予|予以|奖励|补助|补贴|返还|资助|给(?!予))(?P<who>(?!每)(?:(?!{GIFT})[^，。；\d其]){{2,30}}?){_BEFORE_SUM}"
)
# A share of a cost is given to an unnamed firm: 给予企业采购成本10%的补助
_GRANTEE_OF_SHARE = re.compile(r"(?:给予|给)(?P<who>企业|单位|机构|个人)[^，。；\d的]{2,10}$")
_BUILT = re.compile(
    r"(?:鼓励|支持|引导|推进|推动|加强|加快)(?P<what>[^，。；]{3,24}?)(?:的?建设|创建|培育|发展)+，(?:对|针对|对于)?$"
)
_PLACED = re.compile(r"(?:位于|地处)[^的]+$")
_TURNS = re.compile(r"(?:对|针对|对于)$")
_ANYBODY = ("企业", "单位", "机构", "个人", "项目单位", "相关企业")
# Behind 按…: a share of somebody's growth goes to that body.
_OWNER_OF_BASE = re.compile(rf"(?:按照?|返还)(?P<who>[^，的\d]{{0,10}}?(?:{ACTOR}|银行|金融机构))")
# Who is helped, when nobody is named as paid: 支持小微企业绿色转型，最高支持50万元
_AIDED = re.compile(
    rf"(?:支持|帮助|扶持|为|向|降低)(?P<who>(?![^，。；]{{0,10}}(?:银行|金融机构))[^，。；的\d为向]{{0,8}}?(?:{ACTOR}))"
)
_GRANTEE_BEHIND = re.compile(
    rf"(?:的?(?:比例|标准|额度))?，?(?:可|分别|一次性)?(?:给予|对|奖励|补助|返还给?)(?P<who>(?:(?!{GIFT}|给予)[^，。；\d其]){{2,30}}?)(?:(?:进行|给予|予以|一次性|最高)*(?:{GIFT})|最高|一次性)"
)
_OWNER_BEHIND = re.compile(
    rf"(?:收取|征收|计收|免除|减免|返还|补贴|补助|缴纳|退还)*(?P<who>[^，的。；、\d]{{2,16}}?(?:业|{ACTOR}))的"
)
_PAYER = re.compile(
    rf"(?P<who>.{{2,}}(?:业|{ACTOR}))(?:的|委托的|(?:实际)?(?:缴纳|支付|发生|承担)的)?(?P<fee>[^，的]{{0,24}}(?:费用?|租金|房租|利息|保费|电价|水价|成本))"
)
_COUNTED_END = re.compile(
    r"，?(?:每(?:一)?[家户个件项人名亩]|(?<![每\d])亩均?|单(?:品种|件|台|场)|可以?|将|再|另|的|单[家户个])+$"
)
_FEE_END = re.compile(
    r"，其?[^，]{0,40}(?:费用?|租金|房租|利息|保费|价款|贡献(?:额|度|额度)?|增量部分|(?:增长|增加|新增|超出|超过)[^，]{0,8}部分)$"
)
_FEE_ALONE = re.compile(r"[^，的]{0,14}(?:费用?|租金|房租|利息|保费)")
_LEVEL = re.compile(r"[^，的]{0,6}(?:级|等奖|等次|类)")
_PER_ACT = re.compile(r"(?<=.)每[^，每\d]{1,6}[\d一]+[^，]*$")
_GIVER_END = re.compile(r"由[^，的]{0,8}财政$")
_THRESHOLD = re.compile(r"(?:首次|年度)*(?P<verb>突破|达到?|超过|满|在)?\d")
_MEASURE = re.compile(r"(?P<noun>[^，\d]{2,24}?)(?:首次|年度)*(?:突破|达到?|超过|满|在|为)?\d")
_CLAUSE_START = re.compile(r"认定|获|被|评|通过|列入|入选|成功|创建|首次|新|达|在|对|向|经")
_SHORT = 24
_TRIM = "，、：；的 "


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is paid, in the text's own words: `condition` is what must hold besides.

    `is_condition` when the words only say what must hold (复核合格的) and leave the party to earlier sentences.
    """

    who: str
    condition: str | None = None
    is_condition: bool = False


def find_recipient(words: str, after: str = "", *, lead: str = "") -> Recipient | None:
    """Return the recipient of a rule: `words` run from its beginning to its first figure, `after` from there on.

    `lead` is what the sentence says before it: 支持服务站建设，对验收合格的给予….

    >>> find_recipient("对新认定的众创空间，经评审后，一次性给予").who
    '新认定的众创空间'
    >>> find_recipient("对获评金奖项目的，给予承办单位")
    Recipient(who='获评金奖项目的承办单位', condition=None, is_condition=False)
    """
    opened = 0
    for match in _TO.finditer(words):
        opened = match.end()
    named = _without_giving(words[opened:])
    if grantee := _grantee(words, after):
        return _paid_for(named, grantee)
    if named:
        if not ends_in_party(named) and (party := party_of_clause(named)):
            return Recipient(*party)
        return _named(named, f"{lead}{words[:opened]}")
    if owner := _OWNER_BEHIND.match(after):
        return Recipient(owner["who"])
    if direct := _DIRECT.search(words):
        return Recipient(direct["who"].strip(_TRIM))
    encouraged = re.search(r"(?:鼓励|支持|引导)(?P<clause>[^，。；]+)", words)
    party = party_of_clause(encouraged["clause"]) if encouraged else None
    if party:
        return Recipient(*party)
    owner = _OWNER_OF_BASE.search(words)
    if owner and owner["who"]:
        return Recipient(owner["who"].removeprefix("其"))
    aided = _AIDED.search(words)
    return Recipient(aided["who"]) if aided else None


def _named(named: str, lead: str) -> Recipient:
    """Return the recipient that is named, with what the lead builds where it only says what must hold.

    Words behind 对 turn to somebody new; only others are left to the sentences before them.
    """
    if _PLACED.match(named):
        return Recipient(named, is_condition=True)
    if ends_in_party(named):
        return Recipient(named)
    built = _BUILT.search(lead)
    if built and ends_in_party(built["what"]):
        return Recipient(f"{named}的{head_noun(built['what'])}")
    return Recipient(named, is_condition=not _TURNS.search(lead))


def find_addressee(text: str) -> Recipient | None:
    """Return whom a sentence without any figure is about: 对入驻大厦的机构给予支持。"""
    match = re.search(
        rf"(?:^|，)对(?P<who>[^，。；]{{2,60}}?)(?:，|(?:分[档类]|继续|优先)?(?:给予|实行|进行|按|{GIFT}))", text
    )
    if match and ends_in_party(match["who"]):
        return Recipient(match["who"])
    party = party_of_clause(text.split("，", 1)[0]) if re.search(rf"支持|{GIFT}", text) else None
    return Recipient(*party) if party else None


def with_earlier(own: Recipient | None, earlier: Recipient | None) -> Recipient | None:
    """Return the recipient with what it leaves to the sentences before it: the party, or what is measured.

    >>> with_earlier(Recipient("次年复核合格", is_condition=True), Recipient("新认定的绿色工厂")).who
    '次年复核合格的绿色工厂'
    """
    if own is None or earlier is None:
        return own or earlier
    who = own.who
    if who.startswith("其") and not who.startswith("其他"):
        return replace(own, who=f"{earlier.who}{who[1:]}")
    if who.startswith("属"):
        head = earlier.who if len(earlier.who) <= _SHORT else head_noun(earlier.who)
        return Recipient(f"{who}的{head}", condition=earlier.who if head != earlier.who else None)
    if _THRESHOLD.match(who) and (measure := _MEASURE.match(earlier.who)):
        return replace(own, who=f"{measure['noun']}{who}")
    if own.is_condition and _FEE_ALONE.fullmatch(who):
        return earlier
    head = head_noun(earlier.who)
    if own.is_condition and ends_in_party(head) and not _CLAUSE_START.match(head) and len(head) <= 16:
        return Recipient(f"{who}的{head}", condition=own.condition)
    return own


def _grantee(words: str, after: str) -> str | None:
    """Return who is named behind the giving, before the figure or behind it."""
    phrase = words.rsplit("，", 1)[-1]
    for match in (_GRANTEE.search(phrase), _GRANTEE_BEHIND.match(after), _GRANTEE_OF_SHARE.search(phrase)):
        if match and ends_in_actor(match["who"]):
            return match["who"].strip(_TRIM)
    return None


def _paid_for(named: str | None, grantee: str) -> Recipient:
    """Join who is paid to what it is paid for; long words stay as the condition."""
    if named is None:
        return Recipient(grantee)
    if any(ends_in_party(part) for part in named.split("，")) and (
        grantee in (*_ANYBODY, named) or named.endswith(grantee[-2:])
    ):
        return Recipient(named)
    if len(named) <= _SHORT and "，" not in named:
        return Recipient(f"{named}的{grantee}")
    return Recipient(grantee, condition=named)


def _without_giving(words: str) -> str | None:
    """Cut asides and the giving off the end of a stretch."""
    kept: list[str] = []
    phrases = words.split("，")
    for place, phrase in enumerate(phrases):
        giving = _STRONG.search(phrase) or (_PLAIN.search(phrase) if place == len(phrases) - 1 else None)
        head = (phrase if giving is None else phrase[: giving.start()]).strip(_TRIM)
        is_named = "的" in head and ends_in_party(head)
        if not is_named and (_ASIDE.fullmatch(head) or _ASIDE.fullmatch(phrase)):
            if kept:
                break
        elif head := re.sub("^(?:其中|即)，?", "", head):
            kept.append(head)
        if giving is not None:
            break
    if len(kept) > 1 and _LEVEL.fullmatch(kept[-1]):
        kept.pop()
    found = _COUNTED_END.sub("", "，".join(kept).strip(_TRIM)).strip(_TRIM)
    found = _GIVER_END.sub("", found)
    if (owner := _PER_ACT.sub("", found)) != found and ends_in_party(owner):
        found = owner
    found = re.sub("^(?:对(?=单个)|凡是?(?=[^，]{2}))", "", found)
    if (shorter := _FEE_END.sub("", found)) != found and ends_in_party(shorter):
        found = shorter
    if payer := _PAYER.fullmatch(found):
        found = payer["who"]
    return found or None
