"""The scope of a rule: the names it may use on one table, and the findings of what is written with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from guatu.domain import Finding, Span
from guatu.pack import Condition, DatedTerm
from guatu.query import Column, Measure, TableSchema, quote
from guatu.rules.findings import NAME_TAKEN, NEGATIVE_MONEY, NO_TERM
from guatu.rules.language.expression import Expression, compile_expression
from guatu.rules.language.operand import Fault, Operand, Quotient
from guatu.rules.language.parameter import Made, Term
from guatu.rules.language.value_type import Sort, ValueType
from guatu.rules.moment import Moment

Compiled = dict[tuple[str, Measure | None], Expression]
_MEASURES = {
    "money": (Measure.MONEY, "元"),
    "ratio": (Measure.RATIO, ""),
    "points": (Measure.POINTS, ""),
    "people": (Measure.PEOPLE, "人"),
    "area_mu": (Measure.AREA, "亩"),
    "count": (Measure.COUNT, ""),
}
_SORTS = {Sort.TEXT: Measure.TEXT, Sort.DATE: Measure.DATE, Sort.YES_NO: Measure.YES_NO}


@dataclass
class Scope:
    """What may be called by name on a table; findings gather as things are compiled.

    `compiled` keeps what was compiled: names are only added and never change, so the same words mean the same again.
    """

    table: TableSchema
    moment: Moment
    terms: dict[str, Term] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    compiled: Compiled = field(default_factory=dict, repr=False)
    term_columns: dict[str, None] = field(default_factory=dict, repr=False)

    def value(self, text: str, span: Span | None, expect: Measure | None = None) -> Expression | None:
        """Return an expression over the table, or None with findings."""
        known = self.compiled.get((text, expect))
        if known is not None:
            return replace(known, span=span)
        expression, found = compile_expression(text, self.table, span, parameters=self.terms, expect=expect)
        self.findings.extend(found)
        if expression is not None:
            self.compiled[text, expect] = expression
        return expression

    def conditions(self, conditions: Iterable[Condition], span: Span | None) -> tuple[Expression, ...] | None:
        """Return the conditions compiled, or None when one of them has a mistake."""
        found = [self.value(one.test, one.span or span, Measure.YES_NO) for one in conditions]
        compiled = tuple(one for one in found if one is not None)
        return compiled if len(compiled) == len(found) else None

    def term(self, terms: Sequence[DatedTerm], span: Span | None, expect: Measure | None = None) -> Operand | None:
        """Return the term in effect at the moment, or None with a finding."""
        chosen = self.moment.choose(terms)
        if chosen is None:
            days = "、".join(str(term.effective or term.published or "") for term in terms)
            sentence = f"{self.moment.day} 还没有生效的数（{days}）。"
            self.findings.append(NO_TERM.at(span, sentence, NO_TERM.instead))
            return None
        found = self.value(chosen.value, chosen.span or span, expect)
        if found is None:
            return None
        self.term_columns.update(dict.fromkeys(found.columns))
        return found.operand

    def take_term_columns(self) -> tuple[str, ...]:
        """Return the columns that terms have read since the last call: a rate may be a column, too."""
        taken = tuple(self.term_columns)
        self.term_columns.clear()
        return taken

    def money(self, terms: Sequence[DatedTerm], span: Span | None) -> Operand | None:
        """Return an amount of money in effect, or None with a finding; a negative one is a slip of the hand."""
        found = self.term(terms, span, Measure.MONEY)
        if found is not None and found.size is not None and found.size < 0:
            self.findings.append(NEGATIVE_MONEY.at(span, f"“{found.said}”是负数。", NEGATIVE_MONEY.instead))
            return None
        return found

    def settle(self, found: Operand | Fault, text: str, span: Span | None) -> Operand | None:
        """Return an operand, or None after noting what is wrong with the text it came from."""
        if isinstance(found, Fault):
            self.findings.append(found.finding(text, span))
            return None
        return found

    def settle_type(self, found: ValueType | Fault, of: Operand, span: Span | None = None) -> ValueType | None:
        """Return the type that several values share, or None after noting why they share none."""
        if isinstance(found, Fault):
            self.findings.append(found.finding(of.said, span))
            return None
        return found

    def add(self, names: Iterable[str], term: Term, span: Span | None) -> None:
        """Let a term be called by some names; a name that is taken is a finding and stays what it was."""
        for name in dict.fromkeys(names):
            if self.table.column(name) is not None or name in self.terms:
                sentence = f"“{name}”在{self.table.label}里已经有了。"
                self.findings.append(NAME_TAKEN.at(span, sentence, NAME_TAKEN.instead))
            else:
                self.terms[name] = term


def made_column(key: str, label: str, value_type: ValueType, quotient: Quotient | None = None) -> tuple[Column, Made]:
    """Return the column that a rule makes, and the term by which later rules call it."""
    measure, unit = _MEASURES.get(value_type.dimension, (Measure.NUMBER, ""))
    column = Column(key, label, "", _SORTS.get(value_type.sort, measure), unit=unit)
    return column, Made(Operand(quote(key), value_type, said=label, column=column, quotient=quotient))
