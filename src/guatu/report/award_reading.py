"""A run of awards read: rows and sums beside the packs that name what is in them, in the order of paper.

A code that no pack names is printed as it stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from guatu.domain import Place, is_credit_code
from guatu.pack import Condition, Document, Packs, Reward, RewardGroup, Ruling, split_clause
from guatu.report.award_values import ZERO, AwardCount, AwardKind, AwardRow, AwardSum, FirmTotal, LongList
from guatu.rules import RewardRule, RuleBook, TableRules, as_read

_FIRM_TABLES = ("firm_years",)


@dataclass(frozen=True)
class AwardReading:
    """One run: the packs and compiled rules, the rows of each list, and the sums that the database made of all rows.

    A list in `long` has no rows here: it stands in a file of its own. `doubts` counts the findings by
    severity in words (`错误3处、提醒5处`), `given` the tables that were handed in. `paid_before` is what the register
    of payments has for the year, in 元, by code of the firm and id of the clause.
    """

    packs: Packs
    book: RuleBook
    year: int
    rows: Mapping[AwardKind, tuple[AwardRow, ...]]
    counts: tuple[AwardCount, ...]
    sums: tuple[AwardSum, ...]
    firms: tuple[FirmTotal, ...]
    given: frozenset[str]
    long: Mapping[str, LongList]
    doubts: str = ""
    paid_before: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    @cached_property
    def clauses(self) -> Mapping[str, RewardRule]:
        """Every compiled clause by its id, in the order of the packs."""
        return {one.id: one for one in self.book.rewards}

    @cached_property
    def tables(self) -> Mapping[str, TableRules]:
        """The rules of the table each clause is on, by the clause's id."""
        return {one.id: rules for rules in self.book.tables for one in rules.rewards}

    @cached_property
    def paying(self) -> tuple[RewardRule, ...]:
        """The clauses that pay out, without ceilings and matches."""
        return tuple(one for one in self.clauses.values() if one.pays)

    @cached_property
    def questions(self) -> Mapping[str, Ruling]:
        """Every question of the packs by its id."""
        return {one.id: one for one in self.packs.every(lambda pack: pack.rulings)}

    @cached_property
    def place_name(self) -> str:
        """The place the packs are about, or nothing where none says."""
        codes = [pack.manifest.place for pack in reversed(self.packs.packs) if pack.manifest.place]
        return self.place(codes[0]) if codes else ""

    @cached_property
    def title(self) -> str:
        """What every title begins with: `楚雄州2019年度奖补`."""
        return f"{self.place_name.removesuffix('（虚构）')}{self.year}年度奖补"

    @cached_property
    def is_fictional(self) -> bool:
        """True when a pack is made up."""
        return any(pack.manifest.fictional for pack in self.packs.packs)

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        return {one.code: one for one in self.packs.place_tree()}

    @cached_property
    def _industries(self) -> Mapping[str, str]:
        groupings = (one for pack in self.packs.packs for one in pack.industries)
        return {industry.id: industry.name for grouping in groupings for industry in grouping.industries}

    def place(self, code: str | None) -> str:
        """Return the name of a place."""
        if not code:
            return ""
        found = self._places.get(code)
        return code if found is None else found.name

    def industry(self, code: str | None) -> str:
        """Return the name of an industry."""
        return "" if not code else self._industries.get(code, code)

    def name(self, row: AwardRow | FirmTotal) -> str:
        """Return what a row is called: a firm's or project's name, a place's name, else its code."""
        if row.name:
            return row.name
        return self.place(row.subject) if row.table == "place_years" else row.subject

    def is_doubtful(self, row: AwardRow | FirmTotal) -> bool:
        """Tell whether a row stands for a firm whose credit code has a wrong check character."""
        return row.table in _FIRM_TABLES and not is_credit_code(row.subject)

    def clause_name(self, reward: str) -> str:
        """Return the name of a clause."""
        found = self.clauses.get(reward)
        return reward if found is None else found.reward.name

    def conditions(self, reward: str) -> Mapping[str, Condition]:
        """Return a clause's conditions by the codes of reasons, as the answers given so far read them."""
        return self._conditions[reward]

    @cached_property
    def _conditions(self) -> Mapping[str, Mapping[str, Condition]]:
        return {one.id: self._conditions_of(one) for one in self.clauses.values()}

    def _conditions_of(self, rule: RewardRule) -> Mapping[str, Condition]:
        read = as_read(rule.reward, {**self.book.answers, **dict(rule.variants[0].answers)})
        who = {f"w{number}": one for number, one in enumerate(read.who, start=1)}
        return who | {f"c{number}": one for number, one in enumerate(read.when, start=1)}

    def group_behind(self, row: AwardRow) -> RewardGroup | None:
        """Return the group (条款组) that cut a row or holds it up, or None where it may be one of several."""
        rules = self.tables.get(row.reward)
        mine = [one for one in (() if rules is None else rules.groups) if row.reward in one.members]
        fitting = {
            "budget": [one for one in mine if one.budget is not None],
            "cap": [one for one in mine if one.cap is not None],
            "highest": [one for one in mine if "highest" in one.kinds],
            "once": [one for one in mine if "once" in one.kinds],
            "q": [one for one in mine if len(one.kinds) > 1],
        }.get(row.cut, [one for one in mine if one.budget is None])
        return fitting[0].group if len(fitting) == 1 else None

    @cached_property
    def budgets(self) -> Mapping[str, tuple[Decimal, Decimal]]:
        """What clauses asked together and the budget they share in proportion, in 元, by clause.

        Only where no other group took anything off before: then the amounts of the clauses are what was shared out.
        """
        found: dict[str, tuple[Decimal, Decimal]] = {}
        for group in (one for rules in self.book.tables for one in rules.groups):
            mine = [one for one in self.counts if one.reward in group.members and one.outcome == "yes"]
            asked = sum((one.amount for one in mine), ZERO)
            budget = None if group.budget is None else group.budget.size
            plain = all(one.cut in ("", "budget") for one in mine)
            if budget is not None and group.group.over == "proportional" and plain and asked > budget:
                found |= dict.fromkeys(group.members, (asked, budget))
        return found

    def document(self, reward: Reward, clause: str | None = None) -> Document | None:
        """Return the document a clause stands in, or None where no pack lists it."""
        number, path = split_clause(clause or reward.clause or "")
        packs = sorted(self.packs.packs, key=lambda pack: all(one.id != reward.id for one in pack.rewards))
        for one in (document for pack in packs for document in pack.manifest.documents):
            if one.number == number and (number is not None or any(clause.path == path for clause in one.clauses)):
                return one
        return None

    def cited(self, reward: Reward, clause: str | None = None) -> str:
        """Return where a clause, or another clause that says the same, stands: `《…实施方案》二（三）`."""
        _, path = split_clause(clause or reward.clause or "")
        document = self.document(reward, clause)
        return path.replace("/", "") if document is None else f"《{document.title}》{path.replace('/', '')}"

    def documents(self, rewards: Iterable[Reward]) -> tuple[Document, ...]:
        """Return the documents of some clauses, each once."""
        found = (self.document(one) for one in rewards)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def question_words(self, asked: Iterable[str]) -> str:
        """Return open questions in words."""
        return "；".join(self.questions[one].question.rstrip("。；") if one in self.questions else one for one in asked)

    def total(self, kind: AwardKind) -> tuple[int, Decimal]:
        """Return how many rows a list has and what they pay together, in 元."""
        sums = [one for one in self.sums if one.kind is kind]
        return sum(one.rows for one in sums), sum((one.payable for one in sums), ZERO)
