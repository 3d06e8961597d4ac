-- The month of the zones by hand: one engineer, one layout, DuckDB. Same rules as guatu's ledgers: the latest vintage
-- known, then the more final status, growth published first, computed where nominal, all six ledgers, lights, ranks.
CREATE TEMP VIEW kinds AS
SELECT printf('i%03d', i) AS indicator,
    CASE WHEN i >= 294 THEN 'rate' WHEN i BETWEEN 1 AND 6 THEN 'flow' WHEN i % 5 = 4 THEN 'stock' ELSE 'flow' END AS kind,
    NOT (i % 5 = 3 AND NOT i BETWEEN 1 AND 6) AS nominal,
    CASE WHEN i BETWEEN 1 AND 6 THEN CASE i % 2 WHEN 0 THEN 'new' ELSE 'traditional' END END AS driver,
    i BETWEEN 1 AND 6 AS is_part
FROM range(300) AS t(i);

CREATE TEMP TABLE f AS
WITH o AS (
    SELECT place, indicator, period, value, growth,
        epoch_ms(vintage) * 8 + CASE status WHEN 'estimate' THEN 1 WHEN 'flash' THEN 2 WHEN 'preliminary' THEN 3
            WHEN 'revised' THEN 4 WHEN 'final' THEN 5 ELSE 0 END AS trust
    FROM read_parquet('{folder}/observations-*.parquet')
    WHERE period BETWEEN DATE '2023-01-01' AND DATE '2024-09-01'
)
SELECT place, indicator,
    [arg_max(value, trust) FILTER (period = DATE '2024-01-01'), arg_max(value, trust) FILTER (period = DATE '2024-02-01'),
     arg_max(value, trust) FILTER (period = DATE '2024-03-01'), arg_max(value, trust) FILTER (period = DATE '2024-04-01'),
     arg_max(value, trust) FILTER (period = DATE '2024-05-01'), arg_max(value, trust) FILTER (period = DATE '2024-06-01'),
     arg_max(value, trust) FILTER (period = DATE '2024-07-01'), arg_max(value, trust) FILTER (period = DATE '2024-08-01'),
     arg_max(value, trust) FILTER (period = DATE '2024-09-01')] AS v,
    [arg_max(value, trust) FILTER (period = DATE '2023-01-01'), arg_max(value, trust) FILTER (period = DATE '2023-02-01'),
     arg_max(value, trust) FILTER (period = DATE '2023-03-01'), arg_max(value, trust) FILTER (period = DATE '2023-04-01'),
     arg_max(value, trust) FILTER (period = DATE '2023-05-01'), arg_max(value, trust) FILTER (period = DATE '2023-06-01'),
     arg_max(value, trust) FILTER (period = DATE '2023-07-01'), arg_max(value, trust) FILTER (period = DATE '2023-08-01'),
     arg_max(value, trust) FILTER (period = DATE '2023-09-01')] AS b,
    arg_max(value, trust) FILTER (period = DATE '2023-12-01') AS base,
    [arg_max(growth, trust) FILTER (period = DATE '2024-01-01'), arg_max(growth, trust) FILTER (period = DATE '2024-02-01'),
     arg_max(growth, trust) FILTER (period = DATE '2024-03-01'), arg_max(growth, trust) FILTER (period = DATE '2024-04-01'),
     arg_max(growth, trust) FILTER (period = DATE '2024-05-01'), arg_max(growth, trust) FILTER (period = DATE '2024-06-01'),
     arg_max(growth, trust) FILTER (period = DATE '2024-07-01'), arg_max(growth, trust) FILTER (period = DATE '2024-08-01'),
     arg_max(growth, trust) FILTER (period = DATE '2024-09-01')] AS p,
    [arg_max(growth, trust) FILTER (period = DATE '2023-12-01'), arg_max(growth, trust) FILTER (period = DATE '2023-11-01'),
     arg_max(growth, trust) FILTER (period = DATE '2023-10-01')] AS q
FROM o GROUP BY place, indicator;

CREATE TEMP TABLE g AS
SELECT f.place, f.indicator, k.kind, k.nominal, k.driver, k.is_part, v, f.v[9] AS actual, f.b[9] AS base_to_date, f.base,
    list_transform(range(1, 10), lambda m: coalesce(p[m], CASE WHEN k.nominal AND b[m] > 0 THEN v[m] / b[m] - 1 END)) AS growths, q
FROM f JOIN kinds AS k USING (indicator);

CREATE TEMP TABLE book AS
SELECT t.target, t.place, t.indicator, t.value AS growth_target, g.* EXCLUDE (place, indicator), growths[9] AS growth,
    CASE WHEN nominal THEN base * (1 + t.value) END AS level,
    CASE WHEN NOT nominal OR actual IS NULL THEN 'growth' WHEN kind = 'stock' THEN 'climb' ELSE 'progress' END AS method
FROM read_parquet('{folder}/targets.parquet') AS t LEFT JOIN g ON t.place = g.place AND t.indicator = g.indicator
WHERE t.first <= DATE '2024-09-01' AND t.last >= DATE '2024-09-01';

CREATE TEMP VIEW months AS
WITH u AS (
    SELECT target, place, indicator, method, level, base, growth_target, m, v[m] AS actual, v[m - 1] AS before, growths[m] AS growth
    FROM book CROSS JOIN range(1, 10) AS t(m)
), d AS (
    SELECT *, CASE method WHEN 'progress' THEN actual / nullif(level, 0) WHEN 'climb' THEN (actual - base) / nullif(level - base, 0) END AS completion
    FROM u
), a AS (
    SELECT *, CASE method WHEN 'growth' THEN growth - growth_target ELSE completion - m / 12 END AS ahead FROM d
)
SELECT *, CASE WHEN ahead IS NULL THEN 'grey' WHEN round(ahead, 9) >= 0 THEN 'green' WHEN round(ahead, 9) >= -0.05 THEN 'yellow' ELSE 'red' END AS light
FROM a;

CREATE TEMP TABLE target_ledger AS
SELECT target, place, indicator, method, growth_target, base, level,
    CASE method WHEN 'progress' THEN level / 4 WHEN 'climb' THEN base + (level - base) / 4 END AS quarter_1,
    CASE method WHEN 'progress' THEN level / 2 WHEN 'climb' THEN base + (level - base) / 2 END AS quarter_2,
    CASE method WHEN 'progress' THEN level * 3 / 4 WHEN 'climb' THEN base + (level - base) * 3 / 4 END AS quarter_3,
    CASE WHEN method <> 'growth' THEN level END AS quarter_4,
    count(*) OVER (PARTITION BY place, indicator) - 1 AS conflicts
FROM book;

CREATE TEMP TABLE support_ledger AS
WITH s AS (
    SELECT place, indicator, count(*) AS supports, sum(amount) FILTER (certainty = 'certain') AS certain,
        sum(amount) FILTER (certainty = 'likely') AS likely, sum(amount) FILTER (certainty = 'possible') AS possible, sum(amount) AS listed
    FROM read_parquet('{folder}/supports.parquet') WHERE year = 2024 GROUP BY place, indicator
)
SELECT target, book.place, book.indicator, base, level, level - base AS required, coalesce(supports, 0) AS supports, certain,
    likely, possible, listed, listed / nullif(level - base, 0) AS coverage, greatest(level - base - coalesce(listed, 0), 0) AS uncovered
FROM book LEFT JOIN s ON book.place = s.place AND book.indicator = s.indicator
WHERE method IN ('progress', 'climb') AND (level > base OR listed IS NOT NULL);

CREATE TEMP TABLE light_history AS SELECT target, place, indicator, m, ahead, light FROM months;

CREATE TEMP TABLE schedule_ledger AS
SELECT n.target, n.place, n.indicator, n.method, n.actual, n.actual - n.before AS month_value, n.level, n.completion,
    0.75 AS schedule, n.growth, n.growth_target, n.ahead, n.light, l.light AS last_light
FROM (SELECT * FROM months WHERE m = 9) AS n JOIN light_history AS l ON n.target = l.target AND n.place = l.place AND l.m = 8;

CREATE TEMP TABLE gap_ledger AS
WITH r AS (
    SELECT place, indicator, growths[9] AS growth,
        list_filter(list_concat(list_reverse(growths), q), lambda x: x IS NOT NULL) AS trail,
        rank() OVER (PARTITION BY indicator ORDER BY round(growths[9], 6) DESC NULLS LAST) AS rank,
        count(growths[9]) OVER (PARTITION BY indicator) AS ranked
    FROM g
)
SELECT b.target, b.place, b.indicator, b.actual, b.level, CASE WHEN method <> 'growth' THEN greatest(level - actual, 0) END AS gap,
    CASE WHEN method <> 'growth' THEN greatest(level - actual, 0) / 3 END AS required_monthly, b.base, b.base_to_date, b.growth,
    b.growth_target, b.growth - b.growth_target AS growth_gap,
    CASE WHEN method = 'progress' AND actual < level THEN (level - actual) / nullif(base - base_to_date, 0) - 1 END AS required_growth,
    r.rank, r.ranked, trail[2] AS last_growth,
    CASE WHEN trail[1] < trail[2] THEN 1 + CASE WHEN trail[2] < trail[3] THEN 1 + CASE WHEN trail[3] < trail[4] THEN 1 ELSE 0 END ELSE 0 END ELSE 0 END AS falling
FROM book AS b LEFT JOIN r ON b.place = r.place AND b.indicator = r.indicator;

CREATE TEMP TABLE driver_ledger AS
WITH parts AS (
    SELECT place, driver, actual, base_to_date, sum(base_to_date) OVER (PARTITION BY place) AS base_sum FROM g WHERE is_part
)
SELECT parts.place, any_value(t.actual) AS actual, sum(parts.actual) / nullif(sum(parts.base_to_date), 0) - 1 AS growth,
    sum((parts.actual - parts.base_to_date) / nullif(base_sum, 0)) FILTER (driver = 'new') AS new_pull,
    sum((parts.actual - parts.base_to_date) / nullif(base_sum, 0)) FILTER (driver = 'traditional') AS traditional_pull,
    any_value(t.actual) - sum(parts.actual) AS difference
FROM parts LEFT JOIN (SELECT place, actual FROM g WHERE indicator = 'i000') AS t USING (place) GROUP BY parts.place;

CREATE TEMP TABLE quality_ledger AS
WITH made AS (
    SELECT o.place, printf('i%03d', i + 280) AS indicator, o.actual / nullif(u.actual, 0) AS value, o.base_to_date / nullif(u.base_to_date, 0) AS last_year
    FROM range(14, 20) AS t(i) JOIN g AS o ON o.indicator = printf('i%03d', i) JOIN g AS u ON u.indicator = printf('i%03d', i + 6) AND u.place = o.place
)
SELECT m.place, m.indicator, coalesce(own.actual, m.value) AS value, coalesce(own.base_to_date, m.last_year) AS last_year
FROM made AS m LEFT JOIN g AS own USING (place, indicator) WHERE coalesce(own.actual, m.value) IS NOT NULL;
