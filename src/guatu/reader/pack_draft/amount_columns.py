"""The columns that amounts are reckoned from (金额的基数): the sum a rate is of, the things paid one by one."""

import re
from dataclasses import dataclass
from decimal import Decimal

from guatu.reader.draft import ReadIncentive
from guatu.reader.pack_draft.new_columns import NewColumns
from guatu.reader.pack_draft.reward_conditions import Test, plain_words, short_name

# 增长部分 alone is that of the figure in the condition.
_INCREMENT = re.compile(
    r"的?(?:较上一?年度?|比上年|同比)?(?:的?(?:增长|增量|新增|增加|超出|超过|净增)(?:的)?部分?$|增[长加]?额$|增量$|增幅$)"
)
_EXCESS = re.compile(
    r"(?P<stem>.+?)(?:较|比)上一?年度?(?:同比)?(?:增长|增加)(?:超过|高于)?(?P<rate>\d+(?:\.\d+)?%)(?:以上)?的?(?:增长|增量|超出)?部分$"
)
# A share of a rate or of a tariff is no sum before somebody says of what.
NO_MONEY = re.compile(r"(?:利率|费率|标准|价格|单价|门槛|比例)$")
_EACH = re.compile("每(?:新?(?:设立|增加|新增|引进|培养|建成))?[一1]?[个家项件名人](?P<what>[一-鿿]{2,10})")
_GIFT = re.compile("补助|奖励|资助|补贴|支持|给予")
_TIME = re.compile(r"天|日|月|年|夜|晚")
_UNIT_WORD = re.compile(r"[人名件个项户家亩次台套辆场期平间块座张篇吨艘架头只所处班]")
_MEASURES = {"人": "people", "名": "people"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What an amount is drafted from: the incentive, the table of its rows, the columns, the tests said before it."""

    incentive: ReadIncentive
    table: str
    columns: NewColumns
    tests: tuple[Test, ...] = ()

    @property
    def stem(self) -> str:
        """The figure of money that the conditions speak of last: 主营业务收入."""
        said = (one.stem for one in reversed(self.tests) if one.is_figure and one.stem and not one.test.endswith("人"))
        return next(said, "")

    def money(self, words: str, meaning: str = "") -> str:
        """Return the column of a sum of money in the plan's words."""
        return self.columns.figure(words, self.table, "money", meaning or f"{words}，按原文的口径填")

    def known_money(self, words: str) -> str | None:
        """Return the column of a sum of money that loaded packs have; funds of places are called in many ways."""
        found = self.columns.find(words, self.table, "money")
        if found is None and self.table == "place_years":
            return next((one for one in self.columns.sums("place_years") if _abbreviates(one, words)), None)
        return found


def _abbreviates(name: str, words: str) -> bool:
    """Tell a shorter name of the same fund: 省级风险补偿资金 for 省中小企业贷款风险补偿资金."""
    signs = iter(words)
    return name[-4:] == words[-4:] and all(sign in signs for sign in name.replace("级", ""))


def base_column(base: str, setting: Setting, *, is_increment: bool = False) -> str:
    """Return the column, or the difference of two, that a rate is taken of."""
    base = re.sub(r"^(?:其|上述|该|配套|按)(?=..)", "", plain_words(base))
    base = re.sub("^(?:每[家户个]|单个|单家)", "", base)
    if len(setting.stem) >= 4 and base.endswith(setting.stem):
        base = setting.stem
    if excess := _EXCESS.fullmatch(base):
        stem = re.sub("^当?年度?(?:对)?", "", excess["stem"])
        return f"{setting.money(stem)} - {setting.money(f'上年{stem}', f'上年的{stem}')} * {_above(excess['rate'])}"
    if (known := setting.known_money(base)) is not None:
        return known
    if is_increment or _INCREMENT.search(base):
        return increment_of(_INCREMENT.sub("", base).rstrip("的") or setting.stem or base, base, setting)
    return setting.money(base)


def increment_of(stem: str, base: str, setting: Setting) -> str:
    """Return what a figure grew by against the year before: a known column, a difference of two, or a new column."""
    if (known := setting.known_money(f"{stem}增长额")) is not None:
        return known
    pair = setting.columns.pair(stem, setting.table)
    return f"{pair[0]} - {pair[1]}" if pair else setting.money(f"{stem}增长额", f"{stem}比上年增加的数（原文：{base}）")


def _above(rate: str) -> str:
    """Return 8% as what last year is taken times: 108%."""
    return f"{100 + Decimal(rate.removesuffix('%')):f}%"


def count_column(words: str, setting: Setting) -> tuple[str, str]:
    """Return the column of how many there are, and its test: 件数, 人数, and 人天数 where each day is paid."""
    incentive = setting.incentive
    counted = re.sub(r"每|设立|新增|引进|、|/|·|•|，|\s", "", incentive.base or "件")
    unit = "".join(dict.fromkeys(_UNIT_WORD.findall(counted))) or "件"
    time = "".join(dict.fromkeys(_TIME.findall(counted.replace("年度", "年"))))
    if "平" in unit or "㎡" in counted:
        measure, unit, least = "number", "平方米", "> 0"
    elif (time and time != "年") or unit == "亩":
        measure, least = "number", "> 0"
    else:
        measure = _MEASURES.get(unit[0], "count")
        least = ">= 1人" if measure == "people" else ">= 1个"
    ending = f"{unit}{'' if time == '年' else time}数"
    noun = _counted_words(words, incentive.base or "", unit)
    name = f"{noun.removesuffix('数')}{'' if noun.endswith(('人数', ending)) else ending}"
    said = "，".join(dict.fromkeys(filter(None, (words, incentive.condition))))
    meaning = f"{said}：有多少，按{ending.removesuffix('数')}计（原文：{incentive.base or '每件'}）"
    column = setting.columns.figure(name, setting.table, measure, meaning)
    return column, f"{column} {least}"


def _counted_words(words: str, base: str, unit: str) -> str:
    """Return what is counted: 在境外每设立一个分支机构 counts what stands behind the number."""
    each = _EACH.search(base) or _EACH.search(words)
    if each is not None and _GIFT.search(each["what"]):
        words, each = words.partition("每")[0] or words, None
    words = words if each is None else each["what"]
    return short_name(words, (17 if words[0].isdigit() else 19) - len(unit))
