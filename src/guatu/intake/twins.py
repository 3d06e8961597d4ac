"""Likely twins (疑似同一户): one code under two names, and two codes under one name. Nothing is merged."""

from collections.abc import Sequence

from guatu.intake import findings
from guatu.intake.core_names import CoreName, NameCutter, plain_name
from guatu.intake.finding_log import FindingLog
from guatu.intake.names import NameBook
from guatu.intake.rows import Row

# A core of one sign, or none, is a name cut short and says nothing.
_SHORTEST_CORE = 2
# So few signs of a code are a slip of the hand.
_SLIP = 2


def warn_of_twins(rows: Sequence[Row], book: NameBook, log: FindingLog) -> None:
    """Warn of each firm code with a second name, and of each name whose core another code has; rows have both."""
    named = [one for one in map(_named, rows) if one is not None]
    firsts: dict[str, _Named] = {}
    renamed: set[str] = set()
    for code, name, row in named:
        first = firsts.setdefault(code, (code, name, row))
        if plain_name(first[1]) != plain_name(name) and code not in renamed:
            renamed.add(code)
            sentence = f"{code} 在这里叫“{name}”，在 {_where(first[2])} 叫“{first[1]}”，像是改过名。"
            log.add(findings.RENAMED, row.draft.span(row.index, "name"), sentence, findings.RENAMED.instead)
    _warn_of_cores(named, NameCutter(book.tree), log)


_Named = tuple[str, str, Row]


def _named(row: Row) -> _Named | None:
    names = row.draft.schema.names
    code, name = row.values[names.index("firm")], row.values[names.index("name")]
    return (code, name, row) if isinstance(code, str) and isinstance(name, str) else None


def _warn_of_cores(named: Sequence[_Named], cutter: NameCutter, log: FindingLog) -> None:
    alike: dict[str, dict[str, tuple[CoreName, _Named]]] = {}
    for code, name, row in named:
        cut = cutter.cut(name)
        if len(cut.core) >= _SHORTEST_CORE:
            alike.setdefault(cut.core, {}).setdefault(code, (cut, (code, name, row)))
    for by_code in alike.values():
        seen: list[tuple[CoreName, _Named]] = []
        for cut, one in by_code.values():
            twin = next((other for before, other in seen if cutter.may_be_one(before, cut)), None)
            if twin is not None:
                _warn_of_twin(one, twin, log)
            seen.append((cut, one))


def _warn_of_twin(one: _Named, twin: _Named, log: FindingLog) -> None:
    code, name, row = one
    apart = sum(a != b for a, b in zip(code, twin[0], strict=False)) + abs(len(code) - len(twin[0]))
    slip = f"；两个代码只差 {apart} 位，像是写错" if apart <= _SLIP else ""
    sentence = (
        f"“{name}”（{code}）与 {_where(twin[2])} 的“{twin[1]}”（{twin[0]}）名称相近、代码不同，可能是同一户{slip}。"
    )
    log.add(findings.TWIN, row.draft.span(row.index, "name"), sentence, findings.TWIN.instead)


def _where(row: Row) -> str:
    return str(row.draft.layout.sheet.span(row.draft.rows[row.index]))
