"""质量效益账: margin, tax, productivity, intensity, per-mu figures, each against last year."""

from guatu.query import Step


def quality_ledger_step() -> Step:
    """Return the step of the ledger of quality: each rate beside its two parts and last year's rate."""
    return Step(
        "quality_ledger",
        """
        SELECT f.place, f.indicator, o.actual AS over, u.actual AS under, f.actual AS value,
            f.base_to_date AS last_year, f.actual - f.base_to_date AS change,
            CASE f.direction WHEN 'up' THEN f.actual >= f.base_to_date
                WHEN 'down' THEN f.actual <= f.base_to_date END AS better
        FROM figures AS f JOIN plan_indicators AS i ON f.indicator = i.indicator
        JOIN plan_places AS p ON f.place = p.place
        LEFT JOIN figures AS o ON o.indicator = i.over AND o.place = f.place
        LEFT JOIN figures AS u ON u.indicator = i.under AND u.place = f.place
        WHERE i.quality AND p.inside AND (f.actual IS NOT NULL OR f.base_to_date IS NOT NULL)
        """,
        ("figures", "plan_indicators", "plan_places"),
        "质量效益账：比率与上年同期比",
    )
