"""Ranks and grades as SQL (排名、分等), with what vetoes do to grades, and why a unit is not ranked."""

from collections.abc import Iterable, Mapping

from guatu.pack import Grade, Scorecard
from guatu.query import literal, quote
from guatu.scoring.figure_steps import (
    EXCLUDED,
    EXEMPT,
    NO_FIGURES,
    NO_GROUP,
    NO_INDEX,
    OUT_OF_SCOPE,
    SCOPE_UNKNOWN,
    SCREENED,
    TAKING,
)
from guatu.scoring.index_steps import total_sql, unknown_mark
from guatu.scoring.scoring import Standing
from guatu.scoring.sql_words import comparable_sql, number_sql
from guatu.scoring.step_chain import StepChain

_WORDS = {
    OUT_OF_SCOPE: "不在评价范围",
    SCOPE_UNKNOWN: "评价范围里的条件还不清楚",
    NO_GROUP: "分组的列没有填，不知道与谁一起排名",
    SCREENED: "有数的指标太少",
    NO_FIGURES: "一项数都没有",
    NO_INDEX: "下级没有分或权重不知道，算不出总分",
}
_UNSCORED = (NO_FIGURES, NO_INDEX)
# Who has taken part up to the total; those excluded among them.
_SCORED = f'("why" IN (0, {NO_INDEX}) OR "why" >= {EXCLUDED})'


def add_rank_steps(
    chain: StepChain, card: Scorecard, marks: Mapping[str, str], vetoes: Mapping[str, str], kept: Iterable[str]
) -> None:
    """Add the rank within groups, the grade, the standing and the reason of every unit.

    A rank holds all rows at once, so before it everything is left out that can be told again behind it.
    """
    total = total_sql(chain)
    needed = {*kept, "group", "why", "index", "bonus", "deduction", *vetoes.values(), *map(unknown_mark, card.marks)}
    without = [one for one in chain.columns if one not in needed and not one.endswith(" figure")]
    order = f"ORDER BY {comparable_sql(total)} DESC"
    # Who is not ranked stands apart, as if in a group without a name: a single key is sorted faster than two.
    window = f'PARTITION BY CASE WHEN {TAKING} THEN "group" END {order}'
    asked = {"rank": "dense_rank" if card.ties == "dense" else "rank"}
    shares = any(one.to_share is not None for one in card.grades)
    if shares and card.ties == "dense":
        asked["ahead"] = "rank"
    changed = {key: f"CASE WHEN {TAKING} THEN {function}() OVER ({window}) END" for key, function in asked.items()}
    if shares:
        # The same window, so that the rows are sorted once.
        whole = f"{window} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING"
        changed["ranked units"] = f"count(*) OVER ({whole})"
    chain.add("ranks", changed, "在同一组内排名，前 12 位有效数字相同的算同分", without=without)
    _add_grades(chain, card, vetoes, ahead="ahead" if "ahead" in asked else "rank")
    dropped = ["why", "best grade", "ahead", "ranked units", *map(unknown_mark, card.marks)]
    dropped += [one for one in vetoes.values() if one not in kept]
    told = {
        **_told(card),
        "unsettled": _unsettled(card, marks, vetoes),
        "total": f"CASE WHEN {_SCORED} THEN {total} END",
    }
    told |= {one: "0e0" for one in ("bonus", "deduction") if one not in chain.columns}
    chain.add("results", told, "评价结果", without=dropped)


def _unsettled(card: Scorecard, marks: Mapping[str, str], vetoes: Mapping[str, str]) -> str:
    """SQL of the names of marks and vetoes that are not known for a unit that is scored."""
    tests = [(quote(unknown_mark(one)), one.name) for one in card.marks if one.id in marks]
    tests += [(f"{quote(vetoes[one.id])} IS NULL", one.name) for one in card.vetoes if one.id in vetoes]
    named = ", ".join(f"CASE WHEN {test} THEN {literal(name)} END" for test, name in tests)
    return f"CASE WHEN {_SCORED} THEN concat_ws('、', {named}) ELSE '' END" if named else "''"


def _add_grades(chain: StepChain, card: Scorecard, vetoes: Mapping[str, str], ahead: str) -> None:
    """Number the grades from 0, the best first; a veto leaves no better one than its own."""
    total = comparable_sql(total_sql(chain))
    cases = "".join(f" WHEN {_reached(one, total, ahead)} THEN {at}" for at, one in enumerate(card.grades))
    number = f"CASE{cases} ELSE -1 END" if cases else "-1"
    chain.add("graded", {"best grade": f"CASE WHEN {TAKING} THEN {number} END"}, "分等")
    names = [one.name for one in card.grades]
    lines = []
    for veto in card.vetoes:
        name = names[-1] if veto.effect == "last" and names else veto.grade
        if veto.effect in ("last", "at_most") and name in names and veto.id in vetoes:
            lines.append((names.index(name), quote(vetoes[veto.id])))
    # The hardest first: it decides whatever the others say.
    limits = "".join(
        f' WHEN {column} AND "best grade" < {line} THEN {line}' for line, column in sorted(lines, reverse=True)
    )
    if limits:
        changed = {"best grade": f'CASE{limits} ELSE "best grade" END'}
        chain.add("limited", changed, "一票否决：列末等、不得高于")


def _reached(grade: Grade, total: str, ahead: str) -> str:
    tests = []
    if grade.from_ is not None:
        tests.append(f"{total} >= {number_sql(grade.from_)}")
    if grade.to_share is not None:
        over, under = grade.to_share.as_integer_ratio()
        # Rounded half up in whole numbers, as the count of a share is on a sheet.
        count = f'((CAST("ranked units" AS BIGINT) * {2 * over} + {under}) // {2 * under})'
        tests.append(f"{quote(ahead)} <= {count}")
    return " AND ".join(tests) or "TRUE"


def _told(card: Scorecard) -> dict[str, str]:
    standings = "".join(f" WHEN {code} THEN {literal(Standing.UNSCORED)}" for code in _UNSCORED)
    reasons = "".join(f" WHEN {code} THEN {literal(words)}" for code, words in _WORDS.items())
    grades = "".join(f" WHEN {at} THEN {literal(one.name)}" for at, one in enumerate(card.grades))
    exempt_grades = ""
    for at, veto in enumerate(card.vetoes):
        if veto.effect == "exempt":
            standings += f" WHEN {EXEMPT + at} THEN {literal(Standing.EXEMPT)}"
            reasons += f" WHEN {EXEMPT + at} THEN {literal(f'不适合评价：{veto.name}')}"
            exempt_grades += f" WHEN {EXEMPT + at} THEN {literal(veto.grade or '')}" if veto.grade else ""
        if veto.effect == "exclude":
            standings += f" WHEN {EXCLUDED + at} THEN {literal(Standing.EXCLUDED)}"
            reasons += f" WHEN {EXCLUDED + at} THEN {literal(f'取消资格：{veto.name}')}"
    graded = f"CASE \"best grade\"{grades} ELSE '' END" if grades else "''"
    ranked, outside = literal(Standing.RANKED), literal(Standing.OUTSIDE)
    return {
        "standing": f'CASE "why" WHEN 0 THEN {ranked}{standings} ELSE {outside} END',
        "grade": f'CASE "why"{exempt_grades} ELSE {graded} END' if exempt_grades else graded,
        "reason": f"CASE \"why\"{reasons} ELSE '' END",
    }
