"""How awards are said: money in figures and in capitals, why a row is not paid, what a row still waits for."""

from collections.abc import Iterable
from decimal import Decimal

from guatu.pack import RewardGroup
from guatu.report.award_reading import AwardReading
from guatu.report.award_values import ZERO, AwardKind, AwardRow
from guatu.rules import condition_text

_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万")  # every four figures; behind 万亿 the 亿 is said once
_LARGEST = Decimal("1e16")
_TEN_THOUSAND = Decimal(10_000)
_CUT_WORDS = {
    "highest": "就高不重复",
    "once": "已按同一条发过",
    "cap": "一户一年上限已用完",
    "budget": "预算已用完",
}
STATISTICS_REASON = "s"
DECLARE_WORDS = "请自行申报有关数据并附审计报告"  # figures reported for statistics may not be used
_SHOWN = 4  # first and last characters of a masked code


def yuan(amount: Decimal) -> str:
    """Print money to the cent: `12,345.60元`."""
    return f"{amount:,.2f}元"


def ten_thousands(amount: Decimal) -> str:
    """Print money in 万元 with as many decimals as it needs: `1,234.5万元`, never rounded.

    >>> ten_thousands(Decimal("40000.00")), ten_thousands(Decimal("12345.67"))
    ('4万元', '1.234567万元')
    """
    return f"{(amount / _TEN_THOUSAND).normalize():,f}万元"


def capital_money(amount: Decimal) -> str:
    """Write money in capitals (大写) as it stands on a payment order.

    After the rules for filling in bills: 零 once for zeros between figures, 整 where there are no 分.

    >>> capital_money(Decimal("160040.05")), capital_money(Decimal("1680.30")), capital_money(Decimal("0"))
    ('人民币壹拾陆万零肆拾元零伍分', '人民币壹仟陆佰捌拾元叁角整', '人民币零元整')
    """
    if not 0 <= amount < _LARGEST:
        raise ValueError(f"no capitals for {amount}")
    fen = int(amount * 100)
    whole, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    words = f"{_capital_whole(whole)}元" if whole or not fen else ""
    if not jiao and not rest:
        return f"人民币{words}整"
    if jiao:
        words += f"{_CAPITALS[jiao]}角"
    elif whole:
        words += "零"
    return f"人民币{words}{f'{_CAPITALS[rest]}分' if rest else '整'}"


def _capital_whole(number: int) -> str:
    if number == 0:
        return _CAPITALS[0]
    words = ""
    zero = said = False
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if digit == "0":
            zero = True
        else:
            # One 零 stands for any run of zeros between two figures.
            words += (_CAPITALS[0] if zero and words else "") + _CAPITALS[int(digit)] + _PLACES[place % 4]
            zero, said = False, True
        if place % 4 == 0:
            words += _GROUPS[place // 4] if said or (place == 8 and number >= 10**12) else ""
            said = False
    return words


def short_money(amount: Decimal) -> str:
    """Print money as it is spoken of: in 万元 from ten thousand on where two decimals say all, else in 元.

    >>> short_money(Decimal("9000000.00")), short_money(Decimal("79759698.88")), short_money(Decimal("1.10"))
    ('900万元', '79,759,698.88元', '1.10元')
    """
    return ten_thousands(amount) if abs(amount) >= _TEN_THOUSAND and amount % 100 == 0 else yuan(amount)


def masked_code(code: str) -> str:
    """Return a code with its middle hidden, for a public notice: `9153**********801X`."""
    hidden = len(code) - 2 * _SHOWN
    return code if hidden <= 0 else f"{code[:_SHOWN]}{'*' * hidden}{code[-_SHOWN:]}"


def refusal_word(reading: AwardReading, row: AwardRow) -> str:
    """Return in a few words why a row is not paid: 不符合“…”, with the condition's name, or what a group did."""
    if row.outcome == "yes":
        return _CUT_WORDS.get(row.cut, "扣减为零")
    if row.reason == "a0":
        return "金额为零"
    if row.reason.startswith("e"):
        return "属于例外"
    condition = reading.conditions(row.reward).get(row.reason)
    return "条件不符" if condition is None else f"不符合“{condition.name or condition_text(condition.test)}”"


def refusal_sentence(reading: AwardReading, row: AwardRow) -> str:
    """Return why a row is not paid, with what was compared and how far it is."""
    if row.outcome != "yes":
        return row.because
    group = _named(reading.group_behind(row))
    done = {
        "highest": f"{group}只兑现最高的一条，本条不再兑现",
        "once": f"{group}只发一次，已按另一条发给",
        "cap": f"{group}的一户一年上限已由前面的条款用完",
        "budget": f"{group}的预算已经用完",
    }.get(row.cut, f"{group}扣减为零")
    return f"按条款应兑现 {yuan(row.amount or ZERO)}；{done}"


def open_word(row: AwardRow) -> str:
    """Return what kind of thing a row waits for: 口径, 数据, 同组条款, or that its figures may not be used."""
    if row.outcome == "yes":
        return "口径未定" if row.cut == "q" else "同组条款未定"
    if row.reason == STATISTICS_REASON:
        return "统计数不得使用"
    return "口径未定" if row.reason.endswith("q") else "缺数据"


def open_sentence(reading: AwardReading, row: AwardRow) -> str:
    """Return what a row waits for: the question, or what is missing."""
    if row.outcome != "yes":
        return row.because
    owed, group = f"按条款应兑现 {yuan(row.amount or ZERO)}；", reading.group_behind(row)
    if row.cut == "q" and group is not None:
        asked = [one for one in group.questions if one not in reading.book.answers]
        return f"{owed}口径未定：{reading.question_words(asked)}"
    return f"{owed}{_named(group)}里别的条款还没有结果，定下来才能付"


def cut_words(reading: AwardReading, row: AwardRow) -> str:
    """Return what was taken off a row that is still paid, or nothing."""
    if row.kind is not AwardKind.PAID or row.amount is None or row.payable is None or row.amount == row.payable:
        return ""
    less = f"应兑现 {yuan(row.amount)}，按{_named(reading.group_behind(row))}减 {yuan(row.amount - row.payable)}"
    shared = shared_words(reading, row.reward) if row.cut == "budget" else ""
    return f"{less}（{shared}）" if shared else less


def shared_words(reading: AwardReading, reward: str) -> str:
    """Return how a budget is shared out among the clauses of a group: what was asked, the budget, the share of it."""
    found = reading.budgets.get(reward)
    if found is None:
        return ""
    asked, budget = found
    return f"按条款共需 {short_money(asked)}，预算 {short_money(budget)}，按 {budget / asked * 100:.2f}% 兑现"


def paid_before_words(reading: AwardReading, subject: str, rewards: Iterable[str]) -> str:
    """Return what the register of payments says was paid already for the year under some clauses, or nothing."""
    paid = sum((reading.paid_before.get((subject, one), ZERO) for one in rewards), ZERO)
    return f"本年已拨付 {yuan(paid)}，见兑现记录" if paid else ""


def _named(group: RewardGroup | None) -> str:
    return "条款组" if group is None else f"“{group.name}”"
