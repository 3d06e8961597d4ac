"""Groups in SQL (分组): the group of a unit, whom an item counts for, and the weight it has there."""

from dataclasses import dataclass

from guatu.pack import Scorecard, ScoreItem
from guatu.scoring.sql_words import number_sql, one_of_sql, text_sql

GROUP = "group"
NO_WEIGHT = "CAST(NULL AS DOUBLE)"


@dataclass(frozen=True)
class GroupSql:
    """SQL about the groups of a card; its group columns are in the rows under the names the card calls them by."""

    card: Scorecard

    def text(self) -> str:
        """The group of a unit: the texts of the group columns joined by ·; the empty text where there is none."""
        parts = [text_sql(one) for one in self.card.groups]
        if len(parts) == 1:
            return parts[0]
        return f"concat_ws('·', {', '.join(f'''nullif({one}, '')''' for one in parts)})" if parts else "''"

    def applies(self, item: ScoreItem) -> str:
        """SQL that an item counts for a unit, its parents' limits included; TRUE where it counts for everybody."""
        tests: list[str] = []
        one: ScoreItem | None = item
        seen: set[str] = set()
        while one is not None and one.id not in seen:
            seen.add(one.id)
            if one.only:
                tests.append(self._belongs(one.only))
            one = None if one.parent is None else self.card.item(one.parent)
        return " AND ".join(tests) or "TRUE"

    def weight(self, item: ScoreItem) -> str:
        """SQL of the weight that the card gives to an item; missing where it gives none."""
        weight = NO_WEIGHT if item.weight is None else number_sql(item.weight)
        for one in item.weights:
            own = NO_WEIGHT if one.weight is None else number_sql(one.weight)
            weight = f"CASE WHEN {self._belongs((one.group,))} THEN {own} ELSE {weight} END"
        return weight

    def _belongs(self, names: tuple[str, ...]) -> str:
        """SQL that a unit is in a group of one of some names: the whole name, or the text of one group column."""
        columns = ['"group"', *(text_sql(one) for one in self.card.groups if len(self.card.groups) > 1)]
        tests = [one_of_sql(one, names) for one in columns]
        return tests[0] if len(tests) == 1 else f"({' OR '.join(tests)})"
