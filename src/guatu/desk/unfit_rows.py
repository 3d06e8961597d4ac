"""Rows no ledger can use (对不上的行): tables given whole are not read cell by cell; their keys are compared here."""

from guatu.desk.findings import UNFIT_ROWS
from guatu.domain import Finding
from guatu.ledgers import Plan
from guatu.query import BASES, OBSERVATIONS, Engine, Facts, Program, Step, literal

_SHOWN = 5  # words of one kind that are listed; the rest are counted


def unfit_rows(plan: Plan, facts: Facts, engine: Engine) -> tuple[Finding, ...]:
    """Return a finding for each key of observations (地区、指标、报告期、口径) whose words in the month fit nothing.

    `facts` hold the plan's own tables too. Tables that people typed have no such rows: on reading, each word was
    resolved or its row refused.
    """
    results = engine.run(Program((_step(plan),), ("unfit",), {"unfit": ("key", "word")}), facts)
    words: dict[str, list[str]] = {}
    for row in results.rows("unfit"):
        words.setdefault(str(row["key"]), []).append(f"“{row['word']}”{row['rows']} 行")
    return tuple(_finding(key, found) for key, found in words.items())


def _step(plan: Plan) -> Step:
    bases = ", ".join(literal(word) for word, _ in BASES)
    return Step(
        "unfit",
        f"""
        WITH now AS (
            SELECT place, indicator, period, basis FROM observations
            WHERE period BETWEEN DATE '{plan.month.first}' AND DATE '{plan.month.last_day}'
        )
        SELECT 'place' AS key, coalesce(place, '') AS word, count(*) AS rows FROM now
            WHERE NOT EXISTS (FROM plan_places AS p WHERE p.place = now.place) GROUP BY ALL
        UNION ALL
        SELECT 'indicator', coalesce(indicator, ''), count(*) FROM now
            WHERE NOT EXISTS (FROM plan_indicators AS i WHERE i.indicator = now.indicator) GROUP BY ALL
        UNION ALL
        SELECT 'period', period::VARCHAR, count(*) FROM now WHERE day(period) > 1 GROUP BY ALL
        UNION ALL
        SELECT 'basis', coalesce(basis, ''), count(*) FROM now
            WHERE basis IS NULL OR basis NOT IN ({bases}) GROUP BY ALL
        """,
        ("observations", "plan_places", "plan_indicators"),
        "本月的行里对不上地区、指标、月份、口径的词",
    )


def _finding(key: str, words: list[str]) -> Finding:
    column = OBSERVATIONS.column(key)
    label = column.label if column else key
    more = f"等 {len(words)} 种" if len(words) > _SHOWN else ""
    sentence = f"观测数据的“{label}”一列有对不上的：{'、'.join(words[:_SHOWN])}{more}；这些行没有用。"
    return UNFIT_ROWS.at(None, sentence, UNFIT_ROWS.instead)
