-- A register of firms with every column that the bundled rules read. One figure in fifty is missing, bases may be zero.
-- `salt` tells the columns apart: each draws numbers of its own from the row's number.
CREATE MACRO chance(i, salt) AS hash(i * 1000 + salt);
CREATE MACRO drawn(i, salt, below) AS CAST(chance(i, salt) % below AS INTEGER);
CREATE MACRO known(i, salt) AS chance(i, salt + 500) % 50 > 0;
CREATE MACRO yes(i, salt, percent) AS CASE WHEN known(i, salt) THEN chance(i, salt) % 100 < percent END;
CREATE MACRO counted(i, salt, below, less) AS CASE WHEN known(i, salt) THEN greatest(drawn(i, salt, below) - less, 0) END;
CREATE MACRO graded(i, salt, most) AS CASE WHEN known(i, salt) THEN CAST(drawn(i, salt, most + 2) AS DOUBLE) END;
-- A rate between two bounds with one decimal of a percent, so that some firms stand on an edge.
CREATE MACRO rated(i, salt, low, high) AS
  CASE WHEN known(i, salt) THEN (low * 1000 + drawn(i, salt, (high - low) * 1000 + 1)) / 1000.0::DOUBLE END;
CREATE MACRO money(i, salt, of, low, high) AS
  CASE WHEN known(i, salt) THEN CAST(of * (low + chance(i, salt) % 1000 * (high - low) / 1000.0::DOUBLE) AS DECIMAL(14, 2)) END;
CREATE MACRO based(i, salt, of, low, high) AS
  CASE WHEN chance(i, salt + 250) % 100 = 0 THEN 0 ELSE money(i, salt, of, low, high) END;
CREATE MACRO picked(i, salt, words) AS CASE WHEN known(i, salt) THEN words[1 + drawn(i, salt, len(words))] END;
COPY (
  SELECT printf('91532300%08dXX', i) AS firm, {year} AS year,
    based(i, 1, r, 1, 1) AS revenue,
    based(i, 2, r, 0.7, 1.4) AS revenue_last, based(i, 3, r, 0.6, 1.3) AS revenue_before_last,
    money(i, 4, r, 0.5, 1) AS main_revenue, based(i, 5, r, 0.5, 1.2) AS main_revenue_declared_last,
    based(i, 6, r, 0.5, 1.2) AS "main-revenue-reported-last", money(i, 7, r, 0.4, 1.5) AS main_revenue_peak,
    money(i, 8, r, 0.3, 1.8) AS goods_sales, money(i, 9, r, 0.3, 1.8) AS turnover,
    money(i, 10, r, 0.8, 1.2) AS total_operating_income, money(i, 11, r, 0.2, 1) AS revenue_to_last_month,
    money(i, 12, r, 0.2, 2.5) AS assets, money(i, 13, r, 0, 0.12) AS rd, money(i, 14, r, 0, 0.12) AS rd_last,
    money(i, 15, r, 0.02, 0.3) AS rd_three_years, rated(i, 16, 0.4, 1) AS rd_domestic_share,
    picked(i, 17, ['占销售收入', '占成本费用', NULL]) AS rd_metric,
    based(i, 18, r, 0.6, 1.1) AS sales, based(i, 19, r, 0.6, 1.2) AS sales_last, based(i, 20, r, 0.4, 1.1) AS sales_before_last,
    based(i, 21, r, 1.5, 3.3) AS sales_three_years, based(i, 22, r, 0.1, 1.1) AS total_cost,
    based(i, 23, r, 0.9, 1.3) AS total_income, money(i, 24, r, 0.4, 1.1) AS hitech_income,
    money(i, 25, r, -0.1, 0.2) AS net_profit, money(i, 26, r, -0.1, 1.2) AS net_assets,
    based(i, 27, r, -0.1, 1.1) AS net_assets_last, based(i, 28, r, -0.1, 1) AS net_assets_before_last,
    rated(i, 29, 0.2, 1) AS leverage, rated(i, 30, -0.1, 0.3) AS main_growth_two_years,
    money(i, 31, 100000000, 0, 1) AS equity_two_years, money(i, 32, 100000000, 0, 1.2) AS equity_three_years,
    CASE WHEN known(i, 33) THEN CAST(r / 800000 AS INTEGER) + drawn(i, 33, 40) END AS employees,
    CASE WHEN known(i, 34) THEN CAST(r / 900000 AS INTEGER) + drawn(i, 34, 30) END AS staff,
    CASE WHEN known(i, 35) THEN CAST((r / 900000 + 15) * (chance(i, 35) % 50) / 100 AS INTEGER) END AS tech_staff,
    CASE WHEN known(i, 36) THEN CAST((r / 900000 + 15) * (chance(i, 36) % 70) / 100 AS INTEGER) END AS rd_staff,
    picked(i, 37, ['农、林、牧、渔业', '工业', '工业', '工业', '建筑业', '批发业', '零售业', '交通运输业', '仓储业', '邮政业', '住宿业', '餐饮业',
      '信息传输业', '软件和信息技术服务业', '房地产开发经营', '物业管理', '租赁和商务服务业', '其他未列明行业']) AS size_industry,
    picked(i, 38, ['交通运输、仓储和邮政业', '信息传输、软件和信息技术服务业', '水利、环境和公共设施管理业', '卫生', '租赁和商务服务业', '科学研究和技术服务业',
      '教育', '物业管理', '房地产中介服务', '房地产租赁经营', '其他房地产业', '居民服务、修理和其他服务业', '文化、体育和娱乐业', '社会工作']) AS service_section,
    CASE WHEN known(i, 39) THEN DATE '2018-06-01' + drawn(i, 39, 300) END AS opened_on,
    CASE WHEN known(i, 40) THEN DATE '2010-01-01' + drawn(i, 40, 3400) END AS registered_on,
    picked(i, 41, ['电子信息', '新材料', '先进制造与自动化', '资源与环境', '不属于']) AS hitech_field,
    picked(i, 42, ['国家级', '省级', '市级', '市级以下', '未建立']) AS institution_level,
    picked(i, 43, ['一级', '二级', '三级以上']) AS digital_level,
    yes(i, 44, 70) AS above_scale_industry, yes(i, 45, 40) AS first_above_scale, yes(i, 46, 25) AS strategic,
    CASE WHEN chance(i, 47) % 20 = 0 THEN chance(i, 48) % 2 = 0 END AS merged,
    yes(i, 49, 60) AS construction_qualified, yes(i, 50, 60) AS develops_real_estate, yes(i, 51, 97) AS resident,
    yes(i, 52, 4) AS abnormal_listed, yes(i, 53, 3) AS dishonest_listed, yes(i, 54, 5) AS incident_two_years,
    yes(i, 55, 4) AS incident_one_year, yes(i, 56, 4) AS risk_three_years, yes(i, 57, 8) AS related_risk,
    yes(i, 58, 30) AS first_time, yes(i, 59, 5) AS restricted_product, yes(i, 60, 90) AS rd_accounts,
    yes(i, 61, 90) AS deduction_industry, yes(i, 62, 60) AS rd_institution, yes(i, 63, 15) AS institution_provincial,
    counted(i, 64, 6, 4) AS ip_first, counted(i, 65, 9, 2) AS ip_second, counted(i, 66, 8, 6) AS product_ip_high,
    counted(i, 67, 6, 4) AS product_ip_own, counted(i, 68, 6, 3) AS product_ip_first, counted(i, 69, 6, 3) AS product_ip_second,
    counted(i, 70, 5, 2) AS applied_ip_first, counted(i, 71, 8, 2) AS giant_ip_first, counted(i, 72, 4, 1) AS core_systems,
    yes(i, 73, 90) AS core_ip, yes(i, 74, 80) AS own_research_ip,
    CASE WHEN known(i, 75) THEN drawn(i, 75, 19) / 3.0::DOUBLE END AS conversions,
    graded(i, 76, 8) AS grade_advancement, graded(i, 77, 8) AS grade_support, graded(i, 78, 8) AS grade_quantity,
    graded(i, 79, 6) AS grade_acquisition, graded(i, 80, 2) AS grade_standards, graded(i, 81, 30) AS grade_conversion,
    graded(i, 82, 6) AS grade_rd_system, graded(i, 83, 6) AS grade_institution, graded(i, 84, 4) AS grade_incentive,
    graded(i, 85, 4) AS grade_talent, graded(i, 86, 10) AS grade_net_assets, graded(i, 87, 10) AS grade_sales,
    graded(i, 88, 12) AS niche_years, rated(i, 89, 0, 0.4) AS niche_share, graded(i, 90, 10) AS domestic_rank,
    graded(i, 91, 4) AS quality_items, graded(i, 92, 15) AS provincial_points, graded(i, 93, 99) AS platform_score,
    graded(i, 94, 99) AS platform_score_last,
    yes(i, 95, 60) AS market_leading, yes(i, 96, 80) AS own_brand, yes(i, 97, 40) AS emerging_product, yes(i, 98, 30) AS fills_gap,
    yes(i, 99, 40) AS supports_leaders, yes(i, 100, 60) AS chain_key, yes(i, 101, 60) AS giant_field_2022,
    yes(i, 102, 60) AS giant_field_2026, yes(i, 103, 80) AS certified, yes(i, 104, 50) AS foundation_passed,
    yes(i, 105, 3) AS single_champion, yes(i, 106, 3) AS giant_shareholding, yes(i, 107, 3) AS similar_in_group,
    yes(i, 108, 5) AS national_award_five_years, yes(i, 109, 5) AS standard_five_years, yes(i, 110, 5) AS award_three_years,
    yes(i, 111, 5) AS ranked_award_three_years, yes(i, 112, 5) AS provincial_award_three_years,
    yes(i, 113, 4) AS national_award_three_years, yes(i, 114, 4) AS maker_500, yes(i, 115, 3) AS maker_50,
    -- What is gathered from titles, events and payments, as columns.
    chance(i, 116) % 4 = 0 AS "valid-high-tech", chance(i, 117) % 4 = 0 AS "valid-tech-sme", chance(i, 118) % 4 = 0 AS "valid-innovative",
    chance(i, 119) % 4 = 0 AS "valid-specialised", chance(i, 120) % 20 = 0 AS "valid-little-giant",
    chance(i, 121) % 20 = 0 AS "valid-demonstration", chance(i, 122) % 4 = 0 AS "entry-award-paid",
    greatest(drawn(i, 123, 12) - 9, 0) AS "national-fairs", greatest(drawn(i, 124, 12) - 8, 0) AS "provincial-fairs",
    chance(i, 125) % 40 = 0 AS "tech-centre-national-new", chance(i, 126) % 30 = 0 AS "tech-centre-provincial-new",
    chance(i, 127) % 20 = 0 AS "tech-centre-prefecture-new"
  FROM (SELECT i, CAST(1000000 * pow(30000, (chance(i, 0) % 1000000) / 1000000.0) AS DECIMAL(14, 2)) AS r FROM range({firms}) AS firms(i))
) TO '{path}' (FORMAT parquet)
