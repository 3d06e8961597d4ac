"""The rules on one table (一张表上的规则), compiled: what may be asked of them, and what rests on what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from guatu.query import TableSchema
from guatu.rules.groups import GroupRule
from guatu.rules.language.parameter import Term
from guatu.rules.rewards import RewardRule
from guatu.rules.rule_column import Gathering, RuleColumn
from guatu.rules.scope import Compiled


@dataclass(frozen=True)
class TableRules:
    """The rules on one table: made columns in the order they are made, rewards, and groups of rewards.

    `terms` are the names that an expression on the table may use beside the table's own columns.
    `compiled` is what was compiled with them, by its words.
    """

    table: TableSchema
    columns: tuple[RuleColumn, ...]
    rewards: tuple[RewardRule, ...]
    groups: tuple[GroupRule, ...]
    terms: Mapping[str, Term] = field(default_factory=dict, repr=False)
    compiled: Compiled = field(default_factory=dict, compare=False, repr=False)

    def column(self, key: str) -> RuleColumn | None:
        """Return a made column by its id or name, or None."""
        return next((one for one in self.columns if key in (one.name, one.column.label)), None)

    def reward(self, key: str) -> RewardRule | None:
        """Return a reward by its id or name, or None."""
        return next((one for one in self.rewards if key in (one.id, one.reward.name)), None)

    def behind(self, names: Iterable[str]) -> tuple[RuleColumn, ...]:
        """Return every made column that some columns rest on, themselves among them, in the order they are made."""
        made = {one.name: one for one in self.columns}
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in made and name not in found:
                found.add(name)
                waiting.extend(made[name].reads)
        return tuple(one for one in self.columns if one.name in found)

    def gatherings_behind(self, names: Iterable[str]) -> tuple[tuple[str, Gathering], ...]:
        """Return what must be gathered from related tables before some columns can be made."""
        return tuple(gathering for one in self.behind(names) for gathering in one.gatherings)

    def base_columns(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the columns of the table that some columns are made of, through all that was made on the way."""
        wanted = tuple(names)
        found = set(wanted)
        for one in self.behind(wanted):
            found.update(one.reads)
            found.update(here for _, gathering in one.gatherings for _, here in gathering.pairs)
        return tuple(name for name in self.table.names if name in found)
