"""Amounts (金额): lump, rate, step, items, tiers and scales as exact SQL, with cap, floor and rounding."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from guatu.domain import Span
from guatu.pack import Amount, Scale
from guatu.query import Measure
from guatu.rules.choosing import Edge, all_of, band_edges, banded, cased, values_of
from guatu.rules.findings import BARE_RATE, EMPTY_RULE
from guatu.rules.language.arithmetic import add, as_decimal, multiply
from guatu.rules.language.comparison import alike, as_type, compare
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Fault, Operand, number
from guatu.rules.language.value_type import Digits, Sort, ValueType
from guatu.rules.rule_column import columns_read
from guatu.rules.scope import Scope

_COUNT = ValueType(Sort.NUMBER, "count", Digits(12, 0))
_NOTHING = number(Decimal(0), "money")
_MONEY = number(Decimal(1), "money", said="1元")
_FACTORS = {
    "fen": Decimal(100),
    "jiao": Decimal(10),
    "yuan": Decimal(1),
    "hundred": Decimal("0.01"),
    "thousand": Decimal("0.001"),
    "ten_thousand": Decimal("0.0001"),
}
_ITEMS = frozenset({"people", "firms", "months", "days", "number"})
_ROUNDERS = {"half_up": "round", "down": "floor", "up": "ceil"}


@dataclass(frozen=True, slots=True)
class AmountSql:
    """An amount in 元, rounded, and SQL that tells whether its cap was reached; what both read.

    `most` is the most it can ever be, None where that is not written; `signed` when it may come out below zero.
    """

    value: Operand
    capped: str
    reads: tuple[str, ...]
    most: Decimal | None = None
    signed: bool = True


def amount_sql(
    amounts: Sequence[Amount], scope: Scope, scales: dict[str, Scale], *, rounding: tuple[str, str], span: Span | None
) -> AmountSql | None:
    """Return the amount of the first branch whose conditions hold; `rounding` is (to, by)."""
    cases: list[tuple[str, Operand]] = []
    capped: list[tuple[str, str]] = []
    reads: list[str] = []
    most: list[Decimal | None] = []
    for amount in amounts:
        tests = scope.conditions(amount.if_, amount.span or span)
        maker = _Maker(amount, scope, scales, amount.span or span)
        made = maker.make()
        if tests is None or made is None:
            return None
        value, cap, more = made
        most.append(maker.most())
        reads.extend(scope.take_term_columns())
        test = all_of([one.sql for one in tests])
        cases.append((test, _rounded(value, rounding)))
        capped.append((test, cap))
        reads.extend((*columns_read(tests), *more))
    known = [one for one in most if one is not None]
    bound = max(known, default=None) if len(known) == len(most) else None
    signed = any(one.rate or one.then or one.scale for one in amounts)
    if len(cases) == 1 and cases[0][0] == "TRUE":
        return AmountSql(cases[0][1], capped[0][1], tuple(dict.fromkeys(reads)), bound, bool(signed))
    last = cases.pop()[1] if cases[-1][0] == "TRUE" else _NOTHING
    total = cased(cases, last, scope, "金额")
    if total is None:
        return None
    reached = [f"({test} AND {cap})" for test, cap in capped if cap != "FALSE"]
    cap_sql = f"({' OR '.join(reached)})" if reached else "FALSE"
    return AmountSql(total, cap_sql, tuple(dict.fromkeys(reads)), bound, bool(signed))


def _rounded(value: Operand, rounding: tuple[str, str]) -> Operand:
    """Round an amount to its step: exact amounts in DECIMAL, others through DECIMAL so that both engines agree."""
    factor, rounder = _FACTORS[rounding[0]], _ROUNDERS[rounding[1]]
    digits = value.type.digits
    exact = as_decimal(value) if digits is not None else f"TRY_CAST({value.sql} AS DECIMAL(38, 12))"
    if digits is not None and digits.scale <= 2 and factor == 100:
        return _as_money(exact, digits)
    if rounder == "round" and factor in (100, 10, 1):
        return _as_money(f"round({exact}, {len(str(factor)) - 1})", digits)
    wide = f"CAST({exact} AS DECIMAL(38, {12 if digits is None else max(digits.scale, 2)}))"
    if factor >= 1:
        return _as_money(f"{rounder}({wide} * {factor}) * {1 / factor:f}", digits)
    return _as_money(f"{rounder}({wide} * {factor}) * {int(1 / factor)}", digits)


def _as_money(sql: str, digits: Digits | None) -> Operand:
    money = ValueType(Sort.NUMBER, "money", Digits(16, 2))
    # Every amount of money that occurs fits; what does not, a product gone wild, is missing and not an error.
    cast = "CAST" if digits is not None and digits.whole <= 15 else "TRY_CAST"
    return Operand(f"{cast}({sql} AS DECIMAL(18, 2))", money)


def _counted(items: Operand) -> Operand:
    """A number of people, firms, months or things is how many times an amount is paid."""
    if items.type.dimension not in _ITEMS:
        return items
    return replace(items, type=replace(items.type, dimension="count"))


@dataclass
class _Maker:
    """Makes one branch: its amount before rounding, whether the cap was reached, and the columns it reads."""

    amount: Amount
    scope: Scope
    scales: dict[str, Scale]
    span: Span | None

    def make(self) -> tuple[Operand, str, tuple[str, ...]] | None:
        texts = (self.amount.of, self.amount.above, self.amount.items, self.amount.then)
        wanted = [None, None, None, Measure.MONEY]
        compiled = [
            None if text is None else self.scope.value(text, self.span, expect)
            for text, expect in zip(texts, wanted, strict=True)
        ]
        if any(one is None and text is not None for one, text in zip(compiled, texts, strict=True)):
            return None
        value = self._form(*compiled)
        if value is None:
            return None
        if self._settled(compare(">=", value, _MONEY), value.said) is None:
            return None
        limited = self._limited(value)
        return None if limited is None else (*limited, columns_read(compiled))

    def most(self) -> Decimal | None:
        """Return the most the branch can give: its cap, its lump or its highest tier, written out; else None."""
        amount = self.amount
        if amount.cap or amount.lump:
            limit = self._term("cap" if amount.cap else "lump")
            return None if limit is None else limit.size
        if amount.tiers and amount.take == "highest":
            tiers = [self.scope.term(band.then, self.span, Measure.MONEY) for band in amount.tiers]
            sizes = [one.size for one in tiers if one is not None and one.size is not None]
            return max(sizes) if len(sizes) == len(tiers) else None
        return None

    def _form(
        self, of: Expression | None, above: Expression | None, items: Expression | None, then: Expression | None
    ) -> Operand | None:
        amount = self.amount
        if then is not None:
            return then.operand
        if amount.lump:
            return self._term("lump")
        if items is not None and amount.each:
            each = self._term("each")
            return None if each is None else self._settled(multiply(each, _counted(items.operand)), "items")
        if of is None:
            sentence = "金额没有写按什么算（of），也没有写一次性金额（lump）。"
            self.scope.findings.append(EMPTY_RULE.at(self.span, sentence, "补上 lump，或 rate 和 of。"))
            return None
        if amount.rate:
            return self._share(of.operand)
        if amount.step:
            return self._steps(of.operand, None if above is None else above.operand)
        if amount.scale is not None:
            scale = self.scales.get(amount.scale)
            return None if scale is None else scaled(scale, of.operand, self.scope, self.span)
        return self._tiers(of.operand, None if above is None else above.operand)

    def _term(self, key: str) -> Operand | None:
        return self.scope.money(getattr(self.amount, key), self.span)

    def _settled(self, found: Operand | Fault, text: str) -> Operand | None:
        return self.scope.settle(found, text, self.span)

    def _share(self, of: Operand) -> Operand | None:
        rate = self.scope.term(self.amount.rate, self.span)
        if rate is not None and rate.type.dimension == "number":
            self.scope.findings.append(BARE_RATE.at(self.span, f"比例“{rate.said}”没有单位。", BARE_RATE.instead))
            return None
        return None if rate is None else self._settled(multiply(of, rate), "rate")

    def _steps(self, of: Operand, above: Operand | None) -> Operand | None:
        each, step = self._term("each"), self.scope.term(self.amount.step, self.span)
        if each is None or step is None or self._settled(compare(">=", of, step), "step") is None:
            return None
        if above is not None and self._settled(compare(">=", above, step), "above") is None:
            return None
        # Both sides exact in binary up to 9e15 元: the quotient of a whole number of steps is that whole number.
        passed = f"floor({of.as_double} / NULLIF({step.as_double}, 0))"
        if above is not None:
            passed = f"({passed} - floor({above.as_double} / NULLIF({step.as_double}, 0)))"
        steps = f"CASE WHEN {passed} > 0 THEN {passed} WHEN {passed} <= 0 THEN 0 END"
        count = Operand(f"CAST({steps} AS DECIMAL(12, 0))", _COUNT, said=of.said)
        return self._settled(multiply(each, count), "each")

    def _tiers(self, of: Operand, above: Operand | None) -> Operand | None:
        edges = band_edges(of, self.amount.tiers, "lower", self.scope, self.span)
        values = values_of(edges, self.scope, self.span, Measure.MONEY)
        if values is None:
            return None
        if above is None:
            return banded(of, edges, values, _NOTHING, self.scope)
        passed = [self._passed(of, above, edge) for edge in edges]
        if self.amount.take == "highest":
            cases = [(test, value) for test, value in zip(passed, values, strict=True)]
            return cased(cases[::-1], _NOTHING, self.scope, of.said)
        total: Operand | None = _NOTHING
        for test, value in zip(passed, values, strict=True):
            one = cased([(test, value)], _NOTHING, self.scope, of.said)
            total = None if one is None or total is None else self._settled(add(total, one, "+"), "tiers")
        return total

    def _passed(self, of: Operand, above: Operand, edge: Edge) -> str:
        """SQL that the mark was reached now and not before."""
        if edge.start is None:
            return "FALSE"
        now = self._settled(compare(">=", of, edge.start), "tiers")
        before = self._settled(compare("<", above, edge.start), "above")
        return all_of([one.sql for one in (now, before) if one is not None])

    def _limited(self, value: Operand) -> tuple[Operand, str] | None:
        capped = "FALSE"
        for key, sign in (("floor", "<"), ("cap", ">")):
            if not getattr(self.amount, key):
                continue
            limit = self._term(key)
            beyond = None if limit is None else self._settled(compare(sign, value, limit), key)
            if limit is None or beyond is None:
                return None
            value_type = self.scope.settle_type(alike((value, limit)), value)
            if value_type is None:
                return None
            sql = f"CASE WHEN {beyond.sql} THEN {as_type(limit, value_type)} ELSE {as_type(value, value_type)} END"
            capped = beyond.sql if key == "cap" else capped
            value = Operand(sql, value_type, said=value.said)
        return value, capped


def scaled(scale: Scale, of: Operand, scope: Scope, span: Span | None) -> Operand | None:
    """Return an amount taken through a scale.

    `marginal_rate` (超额累进): each part of the amount at the rate of its bracket; `average_rate` (全额累进): the whole
    amount at the rate of the bracket it falls in; `single_amount` (按档定额): what the bracket says.
    """
    edges = band_edges(of, scale.brackets, scale.edges, scope, span)
    if scale.kind == "single_amount":
        amounts = values_of(edges, scope, span, Measure.MONEY)
        return None if amounts is None else banded(of, edges, amounts, _NOTHING, scope)
    rates = values_of(edges, scope, span, None)
    if rates is None:
        return None
    if scale.kind == "average_rate":
        parts = [scope.settle(multiply(of, rate), scale.name, span) for rate in rates]
        whole = [part for part in parts if part is not None]
        return banded(of, edges, whole, _NOTHING, scope) if len(whole) == len(parts) else None
    return _marginal(of, edges, rates, scope, span)


def _marginal(
    of: Operand, edges: Sequence[Edge], rates: Sequence[Operand], scope: Scope, span: Span | None
) -> Operand | None:
    total: Operand | None = None
    for edge, rate in zip(edges, rates, strict=True):
        start = edge.start or _NOTHING
        top = of.sql if edge.end is None else f"least({of.sql}, {edge.end.sql})"
        inside = f"CASE WHEN {of.sql} > {start.sql} THEN {top} - {start.sql} WHEN {of.sql} IS NOT NULL THEN 0 END"
        part = scope.settle(multiply(Operand(f"({inside})", of.type, said=of.said), rate), of.said, span)
        if part is None:
            return None
        total = part if total is None else scope.settle(add(total, part, "+"), of.said, span)
        if total is None:
            return None
    return total
