"""A chain of SQL steps over the same rows: each changes or adds columns, and may look at all rows together first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guatu.query import Step, quote
from guatu.scoring.sql_words import text_sql

Asked = Mapping[str | None, Mapping[str, str]]


@dataclass
class StepChain:
    """Steps so far and the columns of the last one; `taking` is SQL of the rows that count when all are looked at."""

    prefix: str
    steps: list[Step]
    columns: tuple[str, ...]
    taking: str

    @property
    def source(self) -> str:
        """The name of the last step."""
        return self.steps[-1].name

    def add(
        self,
        name: str,
        changed: Mapping[str, str],
        because: str,
        *,
        asked: Asked | None = None,
        without: Iterable[str] = (),
    ) -> None:
        """Add a step with some columns changed, added or left out.

        `asked` are aggregates over the rows that count, by the column within whose texts they are taken (None: over
        all of them); they are gathered in steps of their own and joined, so that no row has to wait for another.
        """
        before, needs, joins = self.source, [self.source], []
        for number, (within, gathered) in enumerate((asked or {}).items(), start=1):
            step = self._gathering(f"{name} of all {number}", before, within, gathered)
            self.steps.append(step)
            needs.append(step.name)
            alias = f"g{number}"
            joined = f"JOIN {quote(step.name)} AS {alias}"
            on = f'LEFT {joined} ON {text_sql(within)} = {alias}."within"' if within else f"CROSS {joined}"
            joins.append(on)
        left_out = {*changed, *without}
        kept = [f"r.{quote(one)}" for one in self.columns if one not in left_out]
        made = [f"{sql} AS {quote(one)}" for one, sql in changed.items()]
        sql = "\n".join((f"SELECT {', '.join((*kept, *made))}", f"FROM {quote(before)} AS r", *joins))
        self.columns = (*(one for one in self.columns if one not in left_out), *changed)
        self.steps.append(Step(f"{self.prefix} {name}", sql, tuple(needs), because))

    def _gathering(self, name: str, source: str, within: str | None, gathered: Mapping[str, str]) -> Step:
        selects = [f"{sql} AS {quote(one)}" for one, sql in gathered.items()]
        where = "全部"
        if within:
            selects.insert(0, f'{text_sql(within)} AS "within"')
            where = f"同一“{within}”之内"
        sql = f"SELECT {', '.join(selects)}\nFROM {quote(source)}\nWHERE {self.taking}"
        sql += "\nGROUP BY 1" if within else ""
        return Step(f"{self.prefix} {name}", sql, (source,), f"{where}参加评价的：平均、最高、最低")
