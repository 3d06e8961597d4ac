"""What must not be paid unseen (兑现前须核对): figures from statistics, wrong credit codes, rows said twice."""

from collections.abc import Iterable, Iterator, Sequence

from guatu.desk.findings import REPEATED_ROWS, STATISTICS_ROWS, WRONG_CODES
from guatu.desk.rule_inputs import RuleInputs
from guatu.domain import Finding, is_credit_code
from guatu.query import Engine, ParquetFiles, Program, Step, quote
from guatu.report import AwardRow, FirmTotal

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


def repeated_findings(inputs: RuleInputs, names: Sequence[str], engine: Engine) -> Iterator[Finding]:
    """Yield a finding for each stored table in which a key stands twice: its firms would be paid or counted twice.

    Tables that people typed were put in order when they were read.
    """
    for name in names:
        table = inputs.table(name)
        if table is None or not isinstance(inputs.facts.tables[name], ParquetFiles):
            continue
        keys = [quote(one) for one in table.key if inputs.given.has(name, one)]
        sql = (
            f'SELECT count(*) AS "keys", min({keys[0]}) AS "first" FROM (SELECT {", ".join(keys)} FROM {quote(name)} '
            f"GROUP BY {', '.join(keys)} HAVING count(*) > 1)"
        )
        row = engine.run(Program((Step("repeated", sql, (name,)),), ("repeated",)), inputs.facts).rows("repeated")[0]
        if row["keys"]:
            labels = "、".join(one.label for one in table.columns if one.name in table.key)
            sentence = f"{table.label}里有 {row['keys']} 组行的{labels}相同（如 {row['first']}）。"
            yield REPEATED_ROWS.at(None, sentence, f"{REPEATED_ROWS.instead}。")


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return "、".join(listed[:_NAMED]) + ("等" if len(listed) > _NAMED else "")
