-- The five money rules of 2019 by hand: for each firm the outcome, the reason and the amount of every rule, in DECIMAL.
-- A failing condition decides before a missing one; a missing input leaves the row unknown, never 0.
WITH judged AS (
  SELECT firm, year,
    main_revenue AS r, main_revenue_declared_last AS b, main_revenue_peak AS p, strategic AS s, above_scale_industry AS w,
    first_above_scale AS e1, NOT paid_before AS e2,
    main_revenue < 500000000 AS t1, main_revenue >= 500000000 AS f1,
    CASE WHEN main_revenue_declared_last > 0 THEN main_revenue >= main_revenue_declared_last * 1.15 END AS g1,
    main_revenue - main_revenue_declared_last AS more,
    main_revenue - main_revenue_declared_last > 5000000 AS g2,
    national_fairs AS n, provincial_fairs AS v,
    national_fairs + provincial_fairs > 0 AS h1
  FROM register
), summed AS (
  SELECT *,
    CASE WHEN w AND e1 AND e2 THEN CASE WHEN s THEN 150000.00 WHEN NOT s THEN 100000.00 END END AS entry,
    CASE WHEN w AND t1 THEN CAST(greatest(floor(CAST(r AS DOUBLE) / 100000000) - floor(CAST(b AS DOUBLE) / 100000000), 0)
      + CASE WHEN b IS NULL THEN NULL ELSE 0 END AS DECIMAL(12, 0)) * 10000.00 END AS step,
    CASE WHEN w AND f1 THEN CASE
      WHEN p IS NULL THEN CASE WHEN r >= 500000000 THEN NULL ELSE 0.00 END
      WHEN r >= 20000000000 AND p < 20000000000 THEN 2000000.00 WHEN r >= 10000000000 AND p < 10000000000 THEN 1000000.00
      WHEN r >= 5000000000 AND p < 5000000000 THEN 500000.00 WHEN r >= 2000000000 AND p < 2000000000 THEN 200000.00
      WHEN r >= 1000000000 AND p < 1000000000 THEN 100000.00 WHEN r >= 500000000 AND p < 500000000 THEN 50000.00
      ELSE 0.00 END END AS first,
    CASE WHEN w AND g1 AND g2 THEN CASE WHEN s THEN round(least(more * 0.003, 600000), 2)
      WHEN NOT s THEN round(least(more * 0.002, 500000), 2) END END AS growth,
    CASE WHEN w AND g1 AND g2 THEN CASE WHEN s THEN more * 0.003 > 600000 WHEN NOT s THEN more * 0.002 > 500000 END END AS capped,
    CASE WHEN w AND h1 THEN CAST(n AS DECIMAL(10, 0)) * 20000.00 + CAST(v AS DECIMAL(10, 0)) * 10000.00 END AS fair
  FROM judged
)
SELECT firm, year,
  CASE WHEN NOT (w AND e1 AND e2) THEN 'no' WHEN (w AND e1 AND e2) IS NULL OR entry IS NULL THEN 'unknown' ELSE 'yes' END AS "entry-award outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT e1 THEN 'c1' WHEN NOT e2 THEN 'c2' WHEN w IS NULL THEN 'w1?' WHEN e1 IS NULL THEN 'c1?'
    WHEN e2 IS NULL THEN 'c2?' WHEN s IS NULL THEN 'e1?' WHEN s THEN 'e1' ELSE 'ok' END AS "entry-award reason",
  CAST(CASE WHEN NOT (w AND e1 AND e2) THEN 0 ELSE entry END AS DECIMAL(18, 2)) AS "entry-award amount",
  CASE WHEN NOT (w AND t1) THEN 'no' WHEN (w AND t1) IS NULL OR step IS NULL THEN 'unknown' WHEN step = 0 THEN 'no' ELSE 'yes' END AS "step-award outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT t1 THEN 'c1' WHEN w IS NULL THEN 'w1?' WHEN t1 IS NULL THEN 'c1?' WHEN step IS NULL THEN 'a?'
    WHEN step = 0 THEN 'a0' ELSE 'ok' END AS "step-award reason",
  CAST(CASE WHEN NOT (w AND t1) THEN 0 ELSE step END AS DECIMAL(18, 2)) AS "step-award amount",
  CASE WHEN NOT (w AND f1) THEN 'no' WHEN (w AND f1) IS NULL OR first IS NULL THEN 'unknown' WHEN first = 0 THEN 'no' ELSE 'yes' END AS "first-award outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT f1 THEN 'c1' WHEN w IS NULL THEN 'w1?' WHEN f1 IS NULL THEN 'c1?' WHEN first IS NULL THEN 'a?'
    WHEN first = 0 THEN 'a0' ELSE 'ok' END AS "first-award reason",
  CAST(CASE WHEN NOT (w AND f1) THEN 0 ELSE first END AS DECIMAL(18, 2)) AS "first-award amount",
  CASE WHEN NOT (w AND g1 AND g2) THEN 'no' WHEN (w AND g1 AND g2) IS NULL OR growth IS NULL THEN 'unknown' ELSE 'yes' END AS "sales-expansion outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT g1 THEN 'c1' WHEN NOT g2 THEN 'c2' WHEN w IS NULL THEN 'w1?' WHEN g1 IS NULL THEN 'c1?'
    WHEN g2 IS NULL THEN 'c2?' WHEN s IS NULL THEN 'e1?' WHEN s THEN CASE WHEN capped THEN 'e1cap' ELSE 'e1' END
    WHEN capped THEN 'cap' ELSE 'ok' END AS "sales-expansion reason",
  CAST(CASE WHEN NOT (w AND g1 AND g2) THEN 0 ELSE growth END AS DECIMAL(18, 2)) AS "sales-expansion amount",
  CASE WHEN NOT (w AND h1) THEN 'no' WHEN (w AND h1) IS NULL OR fair IS NULL THEN 'unknown' WHEN fair = 0 THEN 'no' ELSE 'yes' END AS "fairs outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT h1 THEN 'c1' WHEN w IS NULL THEN 'w1?' WHEN h1 IS NULL THEN 'c1?' WHEN fair IS NULL THEN 'a?'
    WHEN fair = 0 THEN 'a0' ELSE 'ok' END AS "fairs reason",
  CAST(CASE WHEN NOT (w AND h1) THEN 0 ELSE fair END AS DECIMAL(18, 2)) AS "fairs amount"
FROM summed
