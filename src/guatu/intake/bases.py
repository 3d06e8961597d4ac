"""The basis (口径) of a figure: as written, as the period's wording proves, as the indicator's kind implies."""

from guatu.intake import findings
from guatu.intake.periods import ReportPeriod
from guatu.intake.unreadable import Unreadable
from guatu.pack import Kind
from guatu.query import BASES

_WORDS = dict(BASES)


def settle_basis(written: str | None, report: ReportPeriod, kind: Kind | None) -> str:
    """Return the basis of a row whose own column says `written`; a contradiction or a doubt raises Unreadable.

    `kind` is None for a row of a firm, which has figures of several kinds.
    """
    if written is not None:
        _refuse_contradiction(written, report)
        _refuse_stock(written, kind)
        return written
    if kind is Kind.STOCK:
        return "stock"
    if report.basis is not None:
        return report.basis
    if report.period.months > 1:
        raise Unreadable(
            findings.BAD_PERIOD, f"“{report.period}”是单独一季的数。", "请报 1 月起的累计，如 2024年1-9月。"
        )
    if report.month.month == 1:
        return "cumulative"  # of January both are one number
    sentence = f"报告期 {report.period} 没有说是累计还是当月。"
    raise Unreadable(findings.BASIS_UNKNOWN, sentence, findings.BASIS_UNKNOWN.instead)


def basis_of_slot(basis: str, kind: Kind | None) -> str:
    """Return the basis of a column headed 累计 or 当月; a stock under 累计 is the number at the end of the period."""
    return "stock" if kind is Kind.STOCK and basis == "cumulative" else basis


def _refuse_stock(written: str, kind: Kind | None) -> None:
    if written == "stock" and kind is Kind.FLOW:
        sentence = "这个指标是一段时间里发生的数，没有时点数，口径却写的是“时点”。"
        raise Unreadable(findings.BASIS_CONTRADICTS, sentence, "把口径改成累计或当月。")


def _refuse_contradiction(written: str, report: ReportPeriod) -> None:
    months = report.period.months
    wrong = (
        (written == "month" and (report.basis in ("cumulative", "year") or months > 1))
        or (written == "cumulative" and report.basis == "month")
        or (written == "year" and (report.month.month != 12 or report.basis == "month"))
    )
    if wrong:
        said = _WORDS.get(report.basis or "", "")
        words = f"{report.period.words}{said if report.basis != 'year' else ''}"
        sentence = f"口径写的是“{_WORDS[written]}”，报告期是{words}。"
        raise Unreadable(findings.BASIS_CONTRADICTS, sentence, findings.BASIS_CONTRADICTS.instead)
