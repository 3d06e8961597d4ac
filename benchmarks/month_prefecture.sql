-- The prefecture's month by hand, for the layout of the sample and no other: no cell is checked, the GBK file and the
-- wide file are left out, units are taken on trust.
CREATE TABLE o AS
SELECT place, indicator, strptime(period, '%Y-%m')::DATE AS period, basis, try_cast(value AS DOUBLE) AS value,
    try_cast(growth AS DOUBLE) AS growth, try_cast(vintage AS DATE) AS vintage, status
FROM read_csv('{facts}/observations-prefecture.csv', all_varchar = true)
UNION ALL
SELECT "地区", "指标", make_date(regexp_extract("报告期", '(\d{4})', 1)::INTEGER,
        coalesce(try_cast(regexp_extract("报告期", '(\d{1,2})月', 1) AS INTEGER), 12), 1),
    CASE "口径" WHEN '累计' THEN 'cumulative' WHEN '时点' THEN 'stock' WHEN '全年' THEN 'year' ELSE 'month' END,
    try_cast(replace("数值", ',', '') AS DOUBLE) / CASE "计量单位" WHEN '万元' THEN 10000 ELSE 1 END,
    try_cast("同比增速（%）" AS DOUBLE) / 100, try_cast("报送日期" AS DATE), "数据状态"
FROM read_csv(['{facts}/observations-counties.csv', '{facts}/observations-parks.csv'], all_varchar = true)
WHERE try_cast(regexp_extract("报告期", '(\d{4})', 1) AS INTEGER) IS NOT NULL
    AND coalesce(try_cast(regexp_extract("报告期", '(\d{1,2})月', 1) AS INTEGER), 12) BETWEEN 1 AND 12;

CREATE TABLE f AS
SELECT place, indicator,
    arg_max(value, vintage) FILTER (period = DATE '2024-09-01') AS a, arg_max(value, vintage) FILTER (period = DATE '2023-09-01') AS b,
    arg_max(value, vintage) FILTER (period = DATE '2023-12-01') AS l, arg_max(growth, vintage) FILTER (period = DATE '2024-09-01') AS g,
    arg_max(growth, vintage) FILTER (period = DATE '2024-08-01') AS g_before, arg_max(value, vintage) FILTER (period = DATE '2024-08-01') AS a_before
FROM o GROUP BY ALL;

CREATE TABLE book AS
SELECT t.target, t.place, t.indicator, t.measure, t.value::DOUBLE AS value, f.* EXCLUDE (place, indicator),
    CASE WHEN t.measure = 'growth' THEN f.l * (1 + t.value::DOUBLE) ELSE t.value::DOUBLE END AS level, t.lead
FROM read_csv('{facts}/targets.csv', all_varchar = true) AS t LEFT JOIN f USING (place, indicator);

CREATE TABLE target_ledger AS SELECT target, place, indicator, value, l, level, level / 4 AS q1, level / 2 AS q2, level * 0.75 AS q3, lead FROM book;
CREATE TABLE support_ledger AS
SELECT b.target, b.place, level - l AS required, sum("支撑量"::DOUBLE) AS listed
FROM book AS b LEFT JOIN read_csv('{facts}/supports.csv', all_varchar = true) AS s ON s."地区" = b.place GROUP BY ALL;
CREATE TABLE schedule_ledger AS
SELECT target, place, indicator, a, a - a_before AS month, level, a / level AS done, 0.75 AS due, a / level - 0.75 AS ahead,
    CASE WHEN a / level - 0.75 >= 0 THEN '绿' WHEN a / level - 0.75 >= -0.05 THEN '黄' WHEN a IS NULL THEN '灰' ELSE '红' END AS light FROM book;
CREATE TABLE gap_ledger AS
SELECT target, place, indicator, level - a AS gap, (level - a) / 3 AS monthly, (level - a) / (l - b) - 1 AS required_growth, g, g_before,
    rank() OVER (PARTITION BY indicator ORDER BY g DESC NULLS LAST) AS rank FROM book;
CREATE TABLE driver_ledger AS
WITH firms AS (
    SELECT p."统一社会信用代码" AS firm, x."地区" AS place,
        max(try_cast("工业总产值（千元）" AS DOUBLE)) FILTER ("报告期" LIKE '2024%9%') AS a, max(try_cast("工业总产值（千元）" AS DOUBLE)) FILTER ("报告期" LIKE '2023%9%') AS b
    FROM read_csv('{facts}/firm_periods.csv', all_varchar = true) AS p JOIN read_csv('{facts}/firms.csv', all_varchar = true) AS x USING ("统一社会信用代码")
    WHERE "口径" = '累计' GROUP BY ALL
)
SELECT place, sum(a) / sum(b) - 1 AS growth, count_if(a > b) AS grown, count_if(a < b) AS shrunk, count_if(b IS NULL) AS entered FROM firms GROUP BY place;
CREATE TABLE quality_ledger AS
SELECT p.place, p.a / r.a AS margin, p.b / r.b AS margin_before FROM f AS p JOIN f AS r ON p.place = r.place
WHERE p.indicator = 'industrial_profit' AND r.indicator = 'industrial_revenue';
