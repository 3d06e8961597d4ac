-- A register of industrial firms with what the per-mu evaluation reads. One figure in fifty is missing, some land is zero.
-- `salt` tells the columns apart: each draws numbers of its own from the row's number.
CREATE MACRO chance(i, salt) AS hash(i * 1000 + salt);
CREATE MACRO known(i, salt) AS chance(i, salt + 500) % 50 > 0;
CREATE MACRO part(i, salt, low, high) AS low + chance(i, salt) % 1000 * (high - low) / 1000.0::DOUBLE;
CREATE MACRO money(i, salt, of, low, high) AS
  CASE WHEN known(i, salt) THEN CAST(of * part(i, salt, low, high) AS DECIMAL(14, 2)) END;
COPY (
  SELECT printf('91532300%08dXX', i) AS firm, {year} AS year, s AS above_scale_industry,
    money(i, 1, r, 0.5, 1) AS main_revenue, money(i, 2, r, -0.01, 0.12) AS tax, money(i, 3, r, 0.05, 0.4) AS value_added,
    money(i, 4, r, 0, 0.08) AS rd,
    CASE WHEN known(i, 5) THEN CAST(r / 800000 AS INTEGER) + 3 + CAST(chance(i, 5) % 40 AS INTEGER) END AS employees,
    CASE WHEN chance(i, 6) % 200 = 0 THEN 0 WHEN known(i, 6) THEN 1 + r / 4000000 * part(i, 6, 0.3, 3) END AS land,
    CASE WHEN known(i, 7) THEN r / 40000 * part(i, 7, 0.1, 3) END AS energy,
    CASE WHEN s AND chance(i, 8) % 5 > 0 THEN CAST(chance(i, 8) % 400 AS DOUBLE) / 10 END AS emission,
    CASE WHEN known(i, 9) THEN r / 20 * part(i, 9, 0.1, 2) END AS power,
    CASE WHEN known(i, 10) THEN chance(i, 10) % 100 < 6 END AS young,
    CASE WHEN known(i, 11) THEN chance(i, 11) % 100 < 3 END AS accident,
    CASE WHEN known(i, 12) THEN chance(i, 12) % 100 < 2 END AS cheated,
    CASE WHEN known(i, 13) THEN CAST(chance(i, 13) % 5 AS INTEGER) END AS honours
  FROM (
    SELECT i, 100000 + pow(10.0, 5 + chance(i, 0) % 3000 / 1000.0::DOUBLE) AS r, chance(i, 99) % 10 < 3 AS s
    FROM range({firms}) AS firms(i)
  )
) TO '{path}' (FORMAT parquet);
