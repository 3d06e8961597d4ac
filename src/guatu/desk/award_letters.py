"""Which firms get a letter (一次性告知书), and the letters: of one firm all its rows in all lists."""

from collections.abc import Iterable, Sequence

from guatu.desk.award_computation import Award
from guatu.desk.rule_inputs import RuleInputs
from guatu.domain import InvalidValue, nearest
from guatu.engines import DuckDBEngine
from guatu.query import FIRM_YEARS, Program, Step, quote
from guatu.report import AwardKind, AwardReading, AwardRow, FirmLetter, award_letter

MOST_LETTERS = 5_000
_LISTS = (AwardKind.PAID, AwardKind.REFUSED, AwardKind.OPEN)
_TABLE = FIRM_YEARS.name


def chosen_firms(inputs: RuleInputs, keys: Sequence[str]) -> dict[str, str]:
    """Return code and name of the firms of the year that are meant by credit code or full name.

    A key that the register of the year does not know raises InvalidValue.
    """
    if not keys:
        return {}
    if _TABLE not in inputs.facts.tables:
        raise InvalidValue("没有交来企业年度的名册，不能按企业写告知书。")
    year = inputs.book.moment.year
    known = {str(code): str(name or code) for code, name in _firms(inputs, year)}
    chosen: dict[str, str] = {}
    for key in keys:
        code = key.strip().upper()
        found = (
            {code: known[code]} if code in known else {one: name for one, name in known.items() if name == key.strip()}
        )
        if not found:
            hint = nearest(key, known.values()) or "；请写 18 位信用代码或企业全称"
            raise InvalidValue(f"{year} 年度的名册里没有“{key}”{hint}")
        chosen.update(found)
    return chosen


def _firms(inputs: RuleInputs, year: int) -> Iterable[tuple[object, object]]:
    name = 'min("name")' if inputs.given.has(_TABLE, "name") else "NULL"
    sql = f'SELECT "firm", {name} AS "name" FROM {quote(_TABLE)} WHERE "year" = {year} GROUP BY "firm"'
    step = Step("firms of the year", sql, (_TABLE,))
    rows = DuckDBEngine().run(Program((step,), (step.name,), {step.name: ("firm",)}), inputs.facts).rows(step.name)
    return [(row["firm"], row["name"]) for row in rows]


def firm_letters(
    award: Award, reading: AwardReading, firms: dict[str, str], *, every: bool = False
) -> list[FirmLetter]:
    """Return the letters for the chosen firms, or for every firm that stands in a list.

    More than MOST_LETTERS raise InvalidValue.
    """
    rows: dict[str, list[AwardRow]] = {code: [] for code in firms}
    names = dict(firms)
    if firms or every:
        for row in (row for kind in _LISTS for part in award.parts(kind) for row in part):
            if row.table == _TABLE and (every or row.subject in firms):
                rows.setdefault(row.subject, []).append(row)
                names.setdefault(row.subject, row.name or row.subject)
    if len(rows) > MOST_LETTERS:
        raise InvalidValue(
            f"名单里有 {len(rows):,} 户企业，一次最多写 {MOST_LETTERS:,} 份告知书；请用 --letter 指定企业。"
        )
    return [award_letter(reading, code, names[code], found) for code, found in sorted(rows.items())]
