"""What must not be paid unseen (兑现前须核对): figures from statistics, wrong credit codes, rows said twice."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from guatu.desk.findings import NO_PLACE, REPEATED_ROWS, STATISTICS_ROWS, WRONG_CODES
from guatu.desk.rule_inputs import RuleInputs
from guatu.domain import Finding, is_credit_code
from guatu.engines import DuckDBEngine
from guatu.query import PAYMENTS, Engine, ParquetFiles, Program, Step, TableSchema, quote
from guatu.report import AwardKind, AwardRow, AwardSum, FirmTotal

PAYMENT_REGISTER = PAYMENTS.name
_MOST_PAYMENTS = 200_000  # pairs of firm and clause: more than a list on paper can say
_NAMED = 3  # firms that a finding names
STATISTICS_REASON = "s"


def statistics_findings(rows: Iterable[AwardRow]) -> Iterator[Finding]:
    """Yield one finding of all rows whose figures were reported for statistics: their clauses are open."""
    found = {row.subject: row.name or row.subject for row in rows if row.reason == STATISTICS_REASON}
    if found:
        sentence = f"有 {len(found)} 户的“数据性质”是统计调查（{_some(found.values())}），全部条款都列入待定。"
        yield STATISTICS_ROWS.at(None, sentence, f"{STATISTICS_ROWS.instead}。")


def code_findings(firms: Iterable[FirmTotal]) -> Iterator[Finding]:
    """Yield one finding of all firms to be paid whose credit code has a wrong check character."""
    found = [
        firm.name or firm.subject for firm in firms if firm.table == "firm_years" and not is_credit_code(firm.subject)
    ]
    if found:
        sentence = f"拨付表里有 {len(found)} 户的统一社会信用代码校验不过（{_some(found)}）。"
        yield WRONG_CODES.at(None, sentence, f"{WRONG_CODES.instead}。")


def place_findings(sums: Iterable[AwardSum]) -> Iterator[Finding]:
    """Yield one finding of all rows to be paid of which the register does not say the county."""
    nowhere = sum(one.rows for one in sums if one.kind is AwardKind.PAID and not one.place)
    if nowhere:
        yield NO_PLACE.at(None, f"拟兑现名单里有 {nowhere} 户次没有填地区。", f"{NO_PLACE.instead}。")


def paid_before(inputs: RuleInputs, engine: Engine | None = None) -> dict[tuple[str, str], Decimal]:
    """Return what the register of payments (兑现记录) has for the year, in 元, by firm and clause.

    Of a register longer than a person could look up nothing is told.
    """
    name = PAYMENT_REGISTER
    if not all(inputs.given.has(name, one) for one in ("firm", "reward", "year", "amount")):
        return {}
    sql = (
        f'SELECT "firm", "reward", CAST(sum("amount") AS DECIMAL(38, 2)) AS "amount" FROM {quote(name)} '
        f'WHERE "year" = {inputs.book.moment.year} GROUP BY "firm", "reward" HAVING sum("amount") > 0 '
        f"LIMIT {_MOST_PAYMENTS + 1}"
    )
    step = Step("paid before", sql, (name,))
    rows = (engine or DuckDBEngine()).run(Program((step,), (step.name,)), inputs.facts).rows(step.name)
    if len(rows) > _MOST_PAYMENTS:
        return {}
    return {(str(row["firm"]), str(row["reward"])): Decimal(str(row["amount"])) for row in rows}


def repeated_findings(inputs: RuleInputs, names: Sequence[str], engine: Engine) -> Iterator[Finding]:
    """Yield a finding for each stored table in which a key stands twice: its firms would be paid or counted twice.

    Tables that people typed were put in order when they were read.
    """
    for name in names:
        table = inputs.table(name)
        if table is None or not isinstance(inputs.facts.tables[name], ParquetFiles):
            continue
        # Stored tables are not put in order when they are read: a code with a space before it is the same firm.
        keys = [_plain(table, one) for one in table.key if inputs.given.has(name, one)]
        named = ", ".join(f"{key} AS {quote(f'key {number}')}" for number, key in enumerate(keys, start=1))
        places = ", ".join(str(number) for number in range(1, len(keys) + 1))
        sql = (
            'SELECT count(*) AS "keys", coalesce(min("key 1"), \'没有填代码的行\') AS "first" '
            f"FROM (SELECT {named} FROM {quote(name)} GROUP BY {places} HAVING count(*) > 1)"
        )
        row = engine.run(Program((Step("repeated", sql, (name,)),), ("repeated",)), inputs.facts).rows("repeated")[0]
        if row["keys"]:
            labels = "、".join(one.label for one in table.columns if one.name in table.key)
            sentence = f"{table.label}里有 {row['keys']} 组行的{labels}相同（如 {row['first']}）。"
            yield REPEATED_ROWS.at(None, sentence, f"{REPEATED_ROWS.instead}。")


def _plain(table: TableSchema, name: str) -> str:
    """SQL of a key column as it is read from typed files: without spaces at the ends, in capitals."""
    column = table.column(name)
    return f"upper(trim({quote(name)}))" if column is not None and column.type == "VARCHAR" else quote(name)


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return "、".join(listed[:_NAMED]) + ("等" if len(listed) > _NAMED else "")
