"""The columns that rewards ask for (奖补用到的列): found among those that are known, else declared in the draft.

A declared yes/no column is named by the plan's own words; a clerk fills it from a list, so that no condition is lost.
"""

import re
from dataclasses import dataclass, field

from guatu.reader.identifiers import id_of_name
from guatu.reader.known_columns import KnownColumn
from guatu.reader.pack_draft.plain import Entry
from guatu.reader.pack_draft.reward_names import shortened

LONGEST_NAME = 20
_UNITS = {"money": "元", "people": "人", "count": "个", "ratio": "%", "area": "亩"}
_NO_NAME = re.compile(r"[^\w]|_")
_ASIDE = re.compile(r"（[^（）]{3,}）")
# A figure may be called with 额 or without: 设备投资 and 设备投资额 are one column.
_SUM = re.compile("(?:总金额|总额|金额|额|总数)$")
_UNSAID_SUM = re.compile("(?:投资|投入|采购|交易|融资|销售|购置|支出)$")
# Who it is said of goes first where a name is too long: 通过验收的绿色工厂的企业.
_LAST_NOUN = re.compile(r"的?(?:民营|工业)?(?:企业|单位|机构)$")
_CALLED = {"规模以上": "规上", "当年": "", "全年": "", "本年度": ""}


@dataclass
class NewColumns:
    """Columns by name: `known` of loaded packs, and those declared so far, in the order in which they were asked."""

    known: tuple[KnownColumn, ...]
    declared: dict[tuple[str, str], Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name = {(one.table, word): one for one in reversed(self.known) for word in (*one.aliases, one.name)}
        self._taken = {word for _, word in self._by_name}
        self._figures: dict[tuple[str, str, str], str] = {}

    def find(self, name: str, table: str, *measures: str) -> str | None:
        """Return the known name of a column, by name or alias, of one of some measures."""
        for word in _spellings(name):
            found = self._by_name.get((table, word))
            if found is not None and found.measure in measures:
                return found.name
        return None

    def flags(self, table: str) -> tuple[KnownColumn, ...]:
        """Return the known yes/no columns of a table, the longest name first."""
        found = (one for one in self.known if one.table == table and one.measure == "yes_no")
        return tuple(sorted(found, key=lambda one: -len(one.name)))

    def sums(self, table: str) -> tuple[str, ...]:
        """Return the names of the known sums of money of a table."""
        return tuple(one.name for one in self.known if one.table == table and one.measure == "money")

    def flag(self, words: str, table: str, meaning: str) -> str:
        """Return a yes/no column for a condition in the plan's words: a known one, or one declared for it."""
        return self.find(column_name(words), table, "yes_no") or self._declare(words, table, "yes_no", meaning)

    def figure(self, words: str, table: str, measure: str, meaning: str) -> str:
        """Return a column of figures for the plan's words: a known one, one declared before, or one declared for it."""
        found = self.find(column_name(words), table, measure)
        if found is not None:
            return found
        if measure == "money" and _UNSAID_SUM.search(words):
            words = f"{words}额"
        key = (table, measure, figure_key(words) if measure == "money" else f"{words}：{meaning}")
        if key not in self._figures:
            name = column_name(words, is_figure=True)
            self._figures[key] = self._declare(name, table, measure, meaning)
        return self._figures[key]

    def own_figure(self, words: str, table: str, meaning: str) -> str:
        """Return a column of money that one rule has for itself, whatever it is called elsewhere."""
        return self._declare(column_name(words, is_figure=True), table, "money", meaning)

    def pair(self, stem: str, table: str) -> tuple[str, str] | None:
        """Return the column of a figure and that of the year before, where both are known."""
        own = self.find(stem, table, "money")
        last = None if own is None else self.find(f"上年{own}", table, "money")
        return None if own is None or last is None else (own, last)

    def entries(self, used: str) -> list[Entry]:
        """Return `columns.yaml`: the declared columns whose names stand in a text of rules."""
        return [entry for (_, name), entry in self.declared.items() if name in used]

    def _declare(self, words: str, table: str, measure: str, meaning: str) -> str:
        name = column_name(words)
        for number in range(2, 100):
            entry = self.declared.get((table, name))
            if entry is None and name not in self._taken:
                break
            if entry is not None and entry["measure"] == measure and entry["meaning"] == meaning:
                return name
            name = f"{column_name(words)[: LONGEST_NAME - 2]}{number}"
        self._taken.add(name)
        self.declared[(table, name)] = {
            "id": f"c_{id_of_name(f'{table}{name}', '_')}",
            "name": name,
            "on": table,
            "measure": measure,
            "unit": _UNITS.get(measure),
            "meaning": meaning,
        }
        return name


def column_name(words: str, *, is_figure: bool = False) -> str:
    """Return words as a name that conditions may use: no signs, at most twenty characters, no digit in front.

    >>> column_name("新认定的“绿色工厂”、绿色园区")
    '新认定的绿色工厂绿色园区'
    """
    plain = re.sub(r"(\d+(?:\.\d+)?)%", r"百分之\1", _ASIDE.sub("", words))
    plain = re.sub(r"(?<=\d)\.(?=\d)", "点", plain)
    name = _NO_NAME.sub("", plain)
    if not name or name[0].isdigit():
        plain = f"符合{plain}"
        name = _NO_NAME.sub("", plain)
    if len(name) > LONGEST_NAME and not is_figure:
        plain = _LAST_NOUN.sub("", plain)
        name = _NO_NAME.sub("", plain)
    if len(name) > LONGEST_NAME:
        name = _NO_NAME.sub("", shortened(plain, LONGEST_NAME, is_figure=is_figure))
    return name


def figure_key(words: str) -> str:
    """Return what two names of one figure share: no asides, no 额 behind.

    >>> figure_key("设备投资额") == figure_key("设备投资")
    True
    """
    return _SUM.sub("", _NO_NAME.sub("", _ASIDE.sub("", words)))


def _spellings(name: str) -> tuple[str, ...]:
    """Return a name and how packs may call the same: 规模以上 is 规上, 年主营业务收入 is 主营业务收入."""
    plain = name
    for word, same in _CALLED.items():
        plain = plain.replace(word, same)
    bare = re.sub(r"^(?:上一?年度|年度?|实际|实缴)(?=..)", "", plain)
    increments = (
        re.sub(r"(?:增长部分|增量部分|新增部分|增加部分|增量|增加额|净增额)$", "增长额", one) for one in (plain, bare)
    )
    totals = (re.sub(r"(?<=收入|投资|利润|费用)(?:总额|金额|额)$", "", one) for one in (plain, bare))
    return tuple(dict.fromkeys((name, plain, bare, *increments, *totals)))
