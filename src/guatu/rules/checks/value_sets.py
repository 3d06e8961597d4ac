"""Sets of values (取值范围): what conditions leave of a number, a day or a word, and one value from inside.

Days are counted as whole numbers, so that they are reasoned about like heads and projects.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_ONE, _TWO = Decimal(1), Decimal(2)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The numbers between two ends; None is no end, `low_in` and `high_in` tell whether an end belongs to it."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool = False
    high_in: bool = False

    @property
    def is_empty(self) -> bool:
        """True when no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_in and self.high_in))

    def meet(self, other: "Stretch") -> "Stretch":
        """Return the numbers in both."""
        low, low_in = _higher((self.low, self.low_in), (other.low, other.low_in))
        high, high_in = _lower((self.high, self.high_in), (other.high, other.high_in))
        return Stretch(low, high, low_in, high_in)

    def whole(self) -> "Stretch":
        """Return the stretch with its ends on the whole numbers that lie in it."""
        low, high = self.low, self.high
        if low is not None:
            up = low.to_integral_value(ROUND_CEILING)
            low = up + 1 if up == low and not self.low_in else up
        if high is not None:
            down = high.to_integral_value(ROUND_FLOOR)
            high = down - 1 if down == high and not self.high_in else down
        return Stretch(low, high, low is not None, high is not None)

    def sample(self) -> Decimal:
        """Return a number from inside, an end where one belongs to it."""
        if self.low_in and self.low is not None:
            return self.low
        if self.high_in and self.high is not None:
            return self.high
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / _TWO
        if self.low is not None:
            return _further(self.low)
        return Decimal(0) if self.high is None else -_further(-self.high)


def _further(low: Decimal) -> Decimal:
    """A number above another that reads well: double it, or 0, or 1."""
    return Decimal(0) if low < 0 else low * _TWO or _ONE


def _higher(one: tuple[Decimal | None, bool], other: tuple[Decimal | None, bool]) -> tuple[Decimal | None, bool]:
    if one[0] is None or other[0] is None:
        return other if one[0] is None else one
    if one[0] == other[0]:
        return one[0], one[1] and other[1]
    return max(one, other, key=lambda end: end[0] or Decimal(0))


def _lower(one: tuple[Decimal | None, bool], other: tuple[Decimal | None, bool]) -> tuple[Decimal | None, bool]:
    (low, low_in), (high, high_in) = one, other
    turned = _higher((None if low is None else -low, low_in), (None if high is None else -high, high_in))
    return None if turned[0] is None else -turned[0], turned[1]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A set of numbers: stretches that do not touch each other's inside; `whole` where only whole numbers occur."""

    stretches: tuple[Stretch, ...]
    whole: bool = False

    @classmethod
    def of(cls, stretches: Iterable[Stretch], *, whole: bool) -> "Numbers":
        """Return the numbers of some stretches, without those that are empty."""
        settled = [one.whole() if whole else one for one in stretches]
        return cls(tuple(one for one in settled if not one.is_empty), whole)

    @classmethod
    def meeting(cls, sign: str, mark: Decimal, *, whole: bool) -> "Numbers":
        """Return the numbers that meet a threshold.

        >>> Numbers.meeting(">", Decimal(299), whole=True).sample()
        Decimal('300')
        """
        ways = {
            ">": (Stretch(low=mark),),
            ">=": (Stretch(low=mark, low_in=True),),
            "<": (Stretch(high=mark),),
            "<=": (Stretch(high=mark, high_in=True),),
            "=": (Stretch(mark, mark, low_in=True, high_in=True),),
            "<>": (Stretch(high=mark), Stretch(low=mark)),
        }
        return cls.of(ways[sign], whole=whole)

    @property
    def is_empty(self) -> bool:
        """True when no number is left."""
        return not self.stretches

    def meet(self, other: "ValueSet") -> "ValueSet":
        """Return the numbers in both sets."""
        theirs = other.stretches if isinstance(other, Numbers) else ()
        return Numbers.of((one.meet(two) for one in self.stretches for two in theirs), whole=self.whole)

    def outside(self) -> "ValueSet":
        """Return all other numbers."""
        left: ValueSet = Numbers((Stretch(),), self.whole)
        for one in self.stretches:
            around = []
            if one.low is not None:
                around.append(Stretch(high=one.low, high_in=not one.low_in))
            if one.high is not None:
                around.append(Stretch(low=one.high, low_in=not one.high_in))
            left = left.meet(Numbers.of(around, whole=self.whole))
        return left

    def sample(self) -> Decimal:
        """Return a number of the set; it must not be empty."""
        return self.stretches[0].sample()


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words (or of yes and no): those listed, or with `but` all others.

    `known` are all there are, where they are known; then the set is always a list.
    """

    words: frozenset[str | bool]
    but: bool = False
    known: frozenset[str | bool] | None = None

    @classmethod
    def of(cls, words: Iterable[str | bool], known: frozenset[str | bool] | None = None) -> "Words":
        """Return the set of some words."""
        return cls(frozenset(words), known=known)

    @property
    def is_empty(self) -> bool:
        """True when no word is left."""
        return not self.but and not self.words

    def meet(self, other: "ValueSet") -> "ValueSet":
        """Return the words in both sets."""
        if not isinstance(other, Words):
            return Words(frozenset(), known=self.known)
        if self.but and other.but:
            return Words(self.words | other.words, but=True)
        if self.but or other.but:
            listed, others = (other, self) if self.but else (self, other)
            return Words(listed.words - others.words, known=self.known)
        return Words(self.words & other.words, known=self.known)

    def outside(self) -> "ValueSet":
        """Return all other words."""
        if self.known is not None:
            return Words(self.known - self.words, known=self.known)
        return Words(self.words, but=not self.but)

    def sample(self) -> str | bool | None:
        """Return a word of the set, None where any but those listed will do; it must not be empty."""
        return None if self.but else sorted(self.words, key=str)[0]


ValueSet = Numbers | Words
YES, NO = Words.of((True,), frozenset((True, False))), Words.of((False,), frozenset((True, False)))
