-- The per-mu evaluation as a database engineer would write it: missing items give their weight to the others, firms above
-- scale without emission data get the average of those that have it, classes by share of the ranking among alike firms.
WITH ratios AS (
  SELECT firm, above_scale_industry AS above, young, accident, cheated, honours,
    CASE WHEN land > 0 THEN tax::DOUBLE / 1e4 / land END AS tax_mu,
    CASE WHEN above_scale_industry AND land > 0 THEN value_added::DOUBLE / 1e4 / land END AS value_mu,
    CASE WHEN above_scale_industry AND energy > 0 THEN value_added::DOUBLE / 1e4 / energy END AS value_energy,
    CASE WHEN above_scale_industry AND emission > 0 THEN value_added::DOUBLE / 1e4 / emission END AS value_emission,
    CASE WHEN above_scale_industry AND employees > 0 THEN value_added::DOUBLE / 1e4 / employees END AS labour,
    CASE WHEN above_scale_industry AND main_revenue > 0 THEN rd::DOUBLE * 100 / main_revenue::DOUBLE END AS rd,
    CASE WHEN NOT above_scale_industry AND power > 0 THEN tax::DOUBLE / power END AS tax_power
  FROM register
), taking AS (
  SELECT *, young IS NOT TRUE AND above IS NOT NULL AND coalesce(tax_mu, value_mu, value_energy, value_emission, labour, rd, tax_power) IS NOT NULL AS taken
  FROM ratios
), points AS (
  SELECT firm, above, young, accident, cheated, honours, taken,
    CASE WHEN taken AND above THEN least(greatest(tax_mu / 24.097, CASE WHEN tax_mu IS NOT NULL THEN 0 END), CASE WHEN tax_mu IS NOT NULL THEN 1.5::DOUBLE END) * 100 END AS tax,
    CASE WHEN taken AND value_mu IS NOT NULL THEN least(greatest(value_mu / 136.16, 0), 1.5::DOUBLE) * 100 END AS value,
    CASE WHEN taken AND value_energy IS NOT NULL THEN least(greatest(value_energy / 2.694, 0), 1.5::DOUBLE) * 100 END AS energy,
    CASE WHEN taken AND above THEN least(greatest(coalesce(value_emission, average) / 4929.81, 0), 1.5::DOUBLE) * 100 END AS emission,
    CASE WHEN taken AND labour IS NOT NULL THEN least(greatest(labour / 18.14, 0), 1.5::DOUBLE) * 100 END AS labour,
    CASE WHEN taken AND rd IS NOT NULL THEN least(greatest(rd / 3.02, 0), 1.5::DOUBLE) * 100 END AS rd,
    CASE WHEN taken AND NOT above AND tax_mu IS NOT NULL THEN least(greatest(tax_mu / 11.5932, 0), 1.5::DOUBLE) * 100 END AS small_tax,
    CASE WHEN taken AND tax_power IS NOT NULL THEN least(greatest(tax_power / 0.2352, 0), 1.5::DOUBLE) * 100 END AS power
  FROM taking CROSS JOIN (SELECT avg(value_emission) AS average FROM taking WHERE taken)
), scored AS (
  SELECT *,
    (coalesce(tax * 30, 0) + coalesce(value * 20, 0) + coalesce(energy * 20, 0) + coalesce(emission * 10, 0) + coalesce(labour * 10, 0)
      + coalesce(rd * 10, 0) + coalesce(small_tax * 50, 0) + coalesce(power * 50, 0))
    / nullif(CASE WHEN tax IS NULL THEN 0 ELSE 30 END + CASE WHEN value IS NULL THEN 0 ELSE 20 END
      + CASE WHEN energy IS NULL THEN 0 ELSE 20 END + CASE WHEN emission IS NULL THEN 0 ELSE 10 END
      + CASE WHEN labour IS NULL THEN 0 ELSE 10 END + CASE WHEN rd IS NULL THEN 0 ELSE 10 END
      + CASE WHEN small_tax IS NULL THEN 0 ELSE 50 END + CASE WHEN power IS NULL THEN 0 ELSE 50 END, 0) AS index,
    least(coalesce(honours, 0) * 2.0::DOUBLE, 5) AS bonus
  FROM points
), ranked AS (
  SELECT *, index + bonus AS total,
    CASE WHEN taken THEN rank() OVER (PARTITION BY taken, above ORDER BY round(index + bonus, 9) DESC) END AS rank,
    count(*) OVER (PARTITION BY taken, above) AS firms
  FROM scored
)
SELECT firm, tax, value, energy, emission, labour, rd, small_tax, power, index, bonus, total, rank,
  CASE WHEN young THEN '不评价' WHEN NOT taken THEN ''
    WHEN cheated THEN 'D'
    WHEN rank <= floor(firms * 0.2 + 0.5) THEN CASE WHEN accident THEN 'C' ELSE 'A' END
    WHEN rank <= floor(firms * 0.6 + 0.5) THEN CASE WHEN accident THEN 'C' ELSE 'B' END
    WHEN rank <= floor(firms * 0.95 + 0.5) THEN 'C' ELSE 'D' END AS grade,
  CASE WHEN young THEN 'exempt' WHEN above IS NULL THEN 'outside' WHEN NOT taken THEN 'unscored' ELSE 'ranked' END AS standing,
  CASE WHEN young THEN '不适合评价：投产不足两年' WHEN above IS NULL THEN '分组的列没有填，不知道与谁一起排名'
    WHEN NOT taken THEN '一项数都没有' ELSE '' END AS reason,
  concat_ws('、', CASE WHEN taken AND honours IS NULL THEN '荣誉加分' END, CASE WHEN taken AND young IS NULL THEN '投产不足两年' END,
    CASE WHEN taken AND accident IS NULL THEN '较大以上事故' END, CASE WHEN taken AND cheated IS NULL THEN '数据造假' END) AS unsettled
FROM ranked
