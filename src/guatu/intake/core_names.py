"""The core of a firm's name (字号): what is left without region, form of company, brackets and blanks."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from guatu.domain import Level, PlaceTree

# 分公司 is no form of company but another establishment, and stays.
_FORM = re.compile(
    r"(?<!分)(?:股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司|责任公司|集团公司|总公司|公司|集团|总厂|厂)$"
)
_BRACKETS = re.compile(r"[(\[【〔](.*?)[)\]】〕]")
_IDLE = re.compile(r"[\s·•.,、\-_“”\"'‘’]")
_LEVELS = re.compile(r"(?:自治州|自治县|自治区|省|州|市|县|区)$")
# Words for the whole of a place, which no firm is named by.
_WHOLES = frozenset(("全国", "全省", "全州", "全市", "全县"))


@dataclass(frozen=True, slots=True)
class CoreName:
    """The core of a name and the code of the lowest place the name said, if any."""

    core: str
    place: str | None = None


class NameCutter:
    """Cuts names of firms to their cores; a name is cut once."""

    def __init__(self, tree: PlaceTree) -> None:
        self._tree = tree
        self._places = _place_words(tree)
        words = sorted(self._places, key=lambda word: (-len(word), word))
        self._region = re.compile("|".join(map(re.escape, words))) if words else None
        self._known: dict[str, CoreName] = {}

    def cut(self, name: str) -> CoreName:
        """Return the core of a name.

        A name that is nothing but region and form of company has an empty core.
        """
        if name not in self._known:
            self._known[name] = self._cut(plain_name(name))
        return self._known[name]

    def may_be_one(self, one: CoreName, other: CoreName) -> bool:
        """Tell whether the places two names say leave open that they are of one firm: 甲县供销 and 乙县供销 do not."""
        if one.place is None or other.place is None:
            return True
        return one.place in self._above(other.place) or other.place in self._above(one.place)

    def _above(self, code: str) -> set[str]:
        found: set[str] = set()
        place = self._tree.find(code)
        while place is not None and place.code not in found:
            found.add(place.code)
            place = self._tree.find(place.parent) if place.parent else None
        return found

    def _cut(self, plain: str) -> CoreName:
        said: list[str] = []

        def in_brackets(match: re.Match[str]) -> str:
            code = self._places.get(match[1])
            said.extend([code] if code else [])
            return "" if code else match[1]

        rest = _BRACKETS.sub(in_brackets, plain)
        while self._region is not None and (match := self._region.match(rest)) is not None and match.end() < len(rest):
            said.append(self._places[match[0]])
            rest = rest[match.end() :]
        shorter = _FORM.sub("", rest)
        while shorter != rest:
            rest, shorter = shorter, _FORM.sub("", shorter)
        return CoreName(rest, max(said, key=lambda code: len(self._above(code)), default=None))


def plain_name(name: str) -> str:
    """Return a name in half-width signs and capitals, without blanks and idle signs."""
    return _IDLE.sub("", unicodedata.normalize("NFKC", name)).upper()


def _place_words(tree: PlaceTree) -> Mapping[str, str]:
    """Return every word a name may begin with for a place: its names, and those without 省, 州, 市, 县, 区."""
    words: dict[str, str] = {}
    for place in tree:
        for name in (place.name, *place.aliases):
            plain = _BRACKETS.sub("", plain_name(name))
            # 高新区 without 区 would be the beginning of 高新投资.
            for word in (plain, plain if place.level is Level.PARK else _LEVELS.sub("", plain)):
                if len(word) > 1 and word not in _WHOLES and not word.isascii():
                    words.setdefault(word, place.code)
    return words
