"""What a function of the language is: its words, what it takes, what it gives, and how it is written in SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from guatu.rules.language.atoms import day_operand
from guatu.rules.language.findings import ARGUMENTS
from guatu.rules.language.operand import Fault, Operand
from guatu.rules.language.value_type import Sort, ValueType

Arguments = tuple[Operand, ...]


class Takes(StrEnum):
    """What one argument may be, by the word of the finding."""

    ANY = "任何值"
    NUMBER = "数"
    BARE = "没有单位的数或比率"
    WHOLE = "写明的整数"
    TEXT = "文字"
    DATE = "日期"
    YES_NO = "条件"


@dataclass(frozen=True, slots=True)
class Function:
    """One function (函数), declared once; the page of functions is made from these.

    `emit` writes DuckDB's SQL; another engine gets a map of emitters of its own. `fewest` is how many arguments must be
    given; with `repeats` the last of `takes` may be given again and again.
    """

    name: str
    words: tuple[str, ...]
    signature: str
    takes: tuple[Takes, ...]
    gives: Callable[[Arguments], ValueType | Fault]
    emit: Callable[[Arguments, ValueType], str]
    meaning: str
    example: str
    fewest: int | None = None
    repeats: bool = False

    def call(self, arguments: Arguments, at: int) -> Operand | Fault:
        """Return the function applied to arguments, or what is wrong with them."""
        least = len(self.takes) if self.fewest is None else self.fewest
        if len(arguments) < least or (len(arguments) > len(self.takes) and not self.repeats):
            return self._fault(f"“{self.words[0]}”写了 {len(arguments)} 项。", at)
        settled: list[Operand] = []
        for index, argument in enumerate(arguments):
            takes = self.takes[min(index, len(self.takes) - 1)]
            one = _as_taken(argument, takes)
            if isinstance(one, Fault):
                return one
            if not _is_taken(one, takes):
                sentence = f"“{self.words[0]}”的第 {index + 1} 项要写{takes.value}，现在是{argument.named}。"
                return self._fault(sentence, argument.at)
            settled.append(one)
        value_type = self.gives(tuple(settled))
        if isinstance(value_type, Fault):
            return value_type
        said = f"{self.words[0]}({'，'.join(one.said for one in arguments)})"
        return Operand(self.emit(tuple(settled), value_type), value_type, at, said)

    def _fault(self, sentence: str, at: int) -> Fault:
        return Fault(ARGUMENTS, sentence, f"写法：{self.signature}；例如 {self.example}。", at)


def _as_taken(argument: Operand, takes: Takes) -> Operand | Fault:
    if takes is Takes.DATE and isinstance(argument.constant, str):
        return day_operand(argument.constant, argument.at)
    return argument


def _is_taken(argument: Operand, takes: Takes) -> bool:
    value_type = argument.type
    if takes is Takes.ANY:
        return True
    if takes is Takes.WHOLE:
        size = argument.size
        return size is not None and size == size.to_integral_value() and value_type.dimension == "number"
    if takes is Takes.BARE:
        return value_type.dimension in ("number", "ratio", "count")
    sorts = {Takes.NUMBER: Sort.NUMBER, Takes.TEXT: Sort.TEXT, Takes.DATE: Sort.DATE, Takes.YES_NO: Sort.YES_NO}
    return value_type.sort is sorts[takes]
