"""From the rows of a table to a sheet: what is not a finite number is missing, and stays so."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np

from guatu.domain import InvalidValue
from guatu.pack import Scorecard
from guatu.scoring.card_columns import CardColumns
from guatu.scoring.quotients import quotients
from guatu.scoring.sheet import Floats, Sheet

Row = Mapping[str, object]


def sheet_from_rows(
    card: Scorecard,
    columns: CardColumns,
    rows: Sequence[Row],
    before_rows: Sequence[Row] = (),
    *,
    unit: str,
    name: str,
) -> Sheet:
    """Return the sheet of a card from rows of this year and of last year; all rows are taken, whatever their scope.

    `unit` and `name` are columns too. A unit that stands twice raises InvalidValue: two rows cannot both be its
    figures.
    """
    units = tuple(_text(row.get(unit)) for row in rows)
    twice = [one for one, count in Counter(units).items() if count > 1]
    if twice:
        raise InvalidValue(f"“{twice[0]}”在评价数据里有两行，不知道用哪一行的数")
    items = tuple(item.id for item in card.leaves)
    values, per = columns.values, columns.denominators
    divided = tuple(item in per for item in items)
    current = _matrix(rows, [values.get(item) for item in items])
    bottom = _matrix(rows, [per.get(item) for item in items]) if per else None
    return Sheet(
        units,
        tuple(_text(row.get(name)) or code for row, code in zip(rows, units, strict=True)),
        items,
        current,
        denominators=bottom,
        divided=frozenset(item for item, is_divided in zip(items, divided, strict=True) if is_divided),
        before=_before(
            before_rows, units, unit, [values.get(item) for item in items], [per.get(item) for item in items]
        ),
        columns={column: tuple(_text(row.get(column)) for row in rows) for column in columns.kept},
        marks={mark: _matrix(rows, [column])[:, 0] for mark, column in columns.marks.items()},
        vetoes={veto: _matrix(rows, [column])[:, 0] for veto, column in columns.vetoes.items()},
    )


def _before(
    rows: Sequence[Row], units: tuple[str, ...], unit: str, values: list[str | None], per: list[str | None]
) -> Floats | None:
    if not rows:
        return None
    top = quotients(
        _matrix(rows, values), _matrix(rows, per), np.array([one is not None for one in per], dtype=np.bool_)
    )
    place = {_text(row.get(unit)): at for at, row in enumerate(rows)}
    found = np.full((len(units), len(values)), np.nan)
    for at, code in enumerate(units):
        if code in place:
            found[at] = top[place[code]]
    return found


def _matrix(rows: Sequence[Row], columns: Sequence[str | None]) -> Floats:
    found = np.full((len(rows), len(columns)), np.nan)
    for at, column in enumerate(columns):
        if column is not None:
            found[:, at] = [_number(row.get(column)) for row in rows]
    found[~np.isfinite(found)] = np.nan
    return found


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float | Decimal) else float("nan")


def _text(value: object) -> str:
    return "" if value is None else str(value)
