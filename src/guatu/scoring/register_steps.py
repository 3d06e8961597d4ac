"""A scorecard on a whole register as SQL (名册评价): ten million firms in one program, no figure leaving the database.

What the steps give is what `score_sheet` gives for the same figures: points, totals, ranks and grades, in as many
digits as floating point keeps.
"""

from collections.abc import Sequence

from guatu.domain import Finding
from guatu.pack import Imputation, Normalisation, Scorecard
from guatu.query import Step, quote
from guatu.scoring.card_columns import CardColumns
from guatu.scoring.figure_steps import (
    EXEMPT,
    NO_GROUP,
    OUT_OF_SCOPE,
    SCOPE_UNKNOWN,
    TAKING,
    add_figure_steps,
    divisor,
    figure,
)
from guatu.scoring.group_sql import GROUP, GroupSql
from guatu.scoring.index_steps import add_index_steps, add_mark_steps
from guatu.scoring.rank_steps import add_rank_steps
from guatu.scoring.register_card import unfit_parts
from guatu.scoring.step_chain import StepChain


def card_steps(card: Scorecard, source: str, columns: CardColumns) -> tuple[tuple[Step, ...], tuple[Finding, ...]]:
    """Return the steps that score every row of `source` by a card; none where the card asks for what only a sheet has.

    The last step has the columns kept, `group`, `ID figure` with the points of each item and dimension, `index`,
    `bonus`, `deduction`, `total`, `rank` (missing where not ranked), `grade`, `standing` (a word of Standing),
    `reason` and `unsettled`, the names of marks and vetoes that are not known.
    """
    findings = unfit_parts(card)
    if findings:
        return (), findings
    chain = _start(card, source, columns)
    add_figure_steps(chain, card, frozenset(columns.denominators))
    add_index_steps(chain, card)
    add_mark_steps(chain, card, columns.marks, columns.vetoes)
    add_rank_steps(chain, card, columns.marks, columns.vetoes, columns.kept)
    return tuple(chain.steps), ()


def _start(card: Scorecard, source: str, columns: CardColumns) -> StepChain:
    """Name the columns, and take out who is not to be scored: their figures set no yardstick."""
    groups = GroupSql(card)
    made = {figure(one): _double(columns.values.get(one.id)) for one in card.leaves}
    made |= {
        divisor(one): _double(columns.denominators[one.id]) for one in card.leaves if one.id in columns.denominators
    }
    carried = dict.fromkeys((*columns.kept, *_texts(card), *columns.marks.values(), *columns.vetoes.values()))
    selects = [*map(quote, carried), *(f"{sql} AS {quote(name)}" for name, sql in made.items())]
    selects += [f"{groups.text()} AS {quote(GROUP)}", f'{_why(card, groups, columns)} AS "why"']
    sql = f"SELECT {', '.join(selects)}\nFROM {quote(source)}"
    step = Step(f"{card.id} start", sql, (source,), f"{card.name}：评价谁、各项的数")
    chain = StepChain(card.id, [step], (*carried, *made, GROUP, "why"), TAKING)
    rules = {figure(one): groups.applies(one) for one in card.leaves}
    limited = {key: f"CASE WHEN {rule} THEN {quote(key)} END" for key, rule in rules.items() if rule != "TRUE"}
    if limited:
        chain.add("applicable", limited, "只用于有的组的指标，别的组没有数")
    return chain


def _double(column: str | None) -> str:
    return "CAST(NULL AS DOUBLE)" if column is None else f"CAST({quote(column)} AS DOUBLE)"


def _why(card: Scorecard, groups: GroupSql, columns: CardColumns) -> str:
    cases = []
    if columns.scope is not None:
        scope = quote(columns.scope)
        cases += [f"WHEN {scope} IS NULL THEN {SCOPE_UNKNOWN}", f"WHEN NOT {scope} THEN {OUT_OF_SCOPE}"]
    for at, veto in enumerate(card.vetoes):
        if veto.effect == "exempt" and veto.id in columns.vetoes:
            cases.append(f"WHEN {quote(columns.vetoes[veto.id])} THEN {EXEMPT + at}")
    if card.groups:
        cases.append(f"WHEN {groups.text()} = '' THEN {NO_GROUP}")
    return f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"


def _texts(card: Scorecard) -> Sequence[str]:
    """The columns by whose texts units are grouped or compared."""
    hows: list[Imputation | Normalisation | None] = [card.impute, card.normalise]
    hows += [how for item in card.items for how in (item.impute, item.normalise)]
    within = [how.within for how in hows if how is not None and how.within is not None]
    return tuple(dict.fromkeys((*card.groups, *within)))
