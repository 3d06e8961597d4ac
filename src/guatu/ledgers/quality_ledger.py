"""质量效益账: margin, tax, productivity, intensity, per-mu figures, each against last year."""

from guatu.query import Step


def quality_ledger_step() -> Step:
    """Return the step of the ledger of quality: a published rate first, else the quotient of its two parts."""
    return Step(
        "quality_ledger",
        """
        WITH parts AS (
            SELECT coalesce(o.place, own.place) AS place, i.indicator, i.direction, i.scale,
                o.actual AS over, u.actual AS under, o.base_to_date AS over_base, u.base_to_date AS under_base,
                own.actual AS published, own.base_to_date AS published_base
            FROM plan_indicators AS i
            LEFT JOIN figures AS o ON o.indicator = i.over
            LEFT JOIN figures AS u ON u.indicator = i.under AND u.place = o.place
            LEFT JOIN figures AS own ON own.indicator = i.indicator AND (o.place IS NULL OR own.place = o.place)
            WHERE i.quality
        ), worked AS (
            SELECT *, coalesce(published, over / nullif(under, 0) * scale) AS value,
                coalesce(published_base, over_base / nullif(under_base, 0) * scale) AS last_year
            FROM parts
        )
        SELECT w.place, w.indicator, w.over, w.under, w.value, w.last_year, w.value - w.last_year AS change,
            CASE w.direction WHEN 'up' THEN w.value >= w.last_year WHEN 'down' THEN w.value <= w.last_year END AS better
        FROM worked AS w JOIN plan_places AS p ON w.place = p.place
        WHERE p.inside AND (w.value IS NOT NULL OR w.last_year IS NOT NULL)
        """,
        ("plan_indicators", "figures", "plan_places"),
        "质量效益账：比率与上年同期比",
    )
