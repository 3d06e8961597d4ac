-- All rules of two bundled packs on firms, by hand: one wide query, for 30 June 2019, in DECIMAL where money is compared.
-- A missing input leaves unknown what it could change; a rate is known only over a base above zero and is met as a product.
-- Scores that cannot exceed their most need no cap. Every level names what the next ones use more than once.
WITH based AS (
  SELECT *,
    CASE WHEN revenue > 0 THEN revenue END AS rv, CASE WHEN revenue_last > 0 THEN revenue_last END AS rv_last,
    CASE WHEN revenue_before_last > 0 THEN revenue_before_last END AS rv_before, CASE WHEN staff > 0 THEN staff END AS st,
    CASE WHEN sales > 0 THEN sales END AS sl, CASE WHEN sales_three_years > 0 THEN sales_three_years END AS sl3,
    CASE WHEN total_cost > 0 THEN total_cost END AS tc, CASE WHEN total_income > 0 THEN total_income END AS ti,
    rd + rd_last AS rd_two,
    coalesce(main_revenue_declared_last, "main-revenue-reported-last") AS "main-revenue-last",
    coalesce(merged, FALSE) AS "merger-firm",
    CASE WHEN size_industry IN ('工业', '建筑业') THEN main_revenue
      WHEN size_industry IN ('批发业', '零售业') THEN coalesce(main_revenue, goods_sales)
      WHEN size_industry IN ('住宿业', '餐饮业') THEN coalesce(main_revenue, turnover)
      WHEN size_industry = '农、林、牧、渔业' THEN total_operating_income
      WHEN size_industry IS NOT NULL THEN revenue END AS "size-revenue",
    CASE WHEN service_section IN ('交通运输、仓储和邮政业', '信息传输、软件和信息技术服务业', '水利、环境和公共设施管理业', '卫生') THEN 20000000
      WHEN service_section IN ('租赁和商务服务业', '科学研究和技术服务业', '教育', '物业管理', '房地产中介服务', '房地产租赁经营', '其他房地产业') THEN 10000000
      WHEN service_section IN ('居民服务、修理和其他服务业', '文化、体育和娱乐业', '社会工作') THEN 5000000 END AS "service-threshold",
    630 AS "application-month-day",
    CASE WHEN net_assets_last = 0 THEN 0::DOUBLE
      WHEN net_assets_last > 0 THEN CASE
        WHEN net_assets_before_last = 0 THEN net_assets::DOUBLE / net_assets_last::DOUBLE - 1
        WHEN net_assets_before_last > 0 THEN ((net_assets_last::DOUBLE / net_assets_before_last::DOUBLE - 1)
          + (net_assets::DOUBLE / net_assets_last::DOUBLE - 1)) / 2::DOUBLE END END AS "net-assets-growth",
    CASE WHEN sales_last = 0 THEN 0::DOUBLE
      WHEN sales_last > 0 THEN CASE
        WHEN sales_before_last = 0 THEN sales::DOUBLE / sales_last::DOUBLE - 1
        WHEN sales_before_last > 0 THEN ((sales_last::DOUBLE / sales_before_last::DOUBLE - 1)
          + (sales::DOUBLE / sales_last::DOUBLE - 1)) / 2::DOUBLE END END AS "sales-growth-average"
  FROM register
), derived AS (
  SELECT *,
    round("net-assets-growth", 9) AS net_growth, round("sales-growth-average", 9) AS sales_growth,
    CASE WHEN "main-revenue-last" > 0 THEN "main-revenue-last" END AS ml,
    main_revenue - "main-revenue-last" AS "main-revenue-increase",
    CASE WHEN "main-revenue-last" > 0 THEN main_revenue::DOUBLE / "main-revenue-last"::DOUBLE - 1 END AS "main-revenue-growth",
    CASE WHEN main_revenue_peak IS NOT NULL
      THEN greatest(main_revenue_peak, coalesce("main-revenue-last", main_revenue_peak)) END AS "main-revenue-peak-before",
    rd >= rv * 0.03 AS rd3, rd_last >= rv_last * 0.03 AS rd3_last,
    -- One of three lines is missed by as much as is known, or it is not the lowest class.
    CASE size_industry
      WHEN '农、林、牧、渔业' THEN CASE WHEN "size-revenue" >= 200000000 THEN '大型' WHEN "size-revenue" >= 5000000 THEN '中型'
        WHEN "size-revenue" >= 500000 THEN '小型' WHEN "size-revenue" < 500000 THEN '微型' END
      WHEN '工业' THEN CASE WHEN employees >= 1000 AND "size-revenue" >= 400000000 THEN '大型'
        WHEN employees >= 300 AND "size-revenue" >= 20000000 THEN '中型' WHEN employees >= 20 AND "size-revenue" >= 3000000 THEN '小型'
        WHEN employees < 20 OR "size-revenue" < 3000000 THEN '微型' END
      WHEN '建筑业' THEN CASE WHEN "size-revenue" >= 800000000 AND assets >= 800000000 THEN '大型'
        WHEN "size-revenue" >= 60000000 AND assets >= 50000000 THEN '中型' WHEN "size-revenue" >= 3000000 AND assets >= 3000000 THEN '小型'
        WHEN "size-revenue" < 3000000 OR assets < 3000000 THEN '微型' END
      WHEN '批发业' THEN CASE WHEN employees >= 200 AND "size-revenue" >= 400000000 THEN '大型'
        WHEN employees >= 20 AND "size-revenue" >= 50000000 THEN '中型' WHEN employees >= 5 AND "size-revenue" >= 10000000 THEN '小型'
        WHEN employees < 5 OR "size-revenue" < 10000000 THEN '微型' END
      WHEN '零售业' THEN CASE WHEN employees >= 300 AND "size-revenue" >= 200000000 THEN '大型'
        WHEN employees >= 50 AND "size-revenue" >= 5000000 THEN '中型' WHEN employees >= 10 AND "size-revenue" >= 1000000 THEN '小型'
        WHEN employees < 10 OR "size-revenue" < 1000000 THEN '微型' END
      WHEN '交通运输业' THEN CASE WHEN employees >= 1000 AND "size-revenue" >= 300000000 THEN '大型'
        WHEN employees >= 300 AND "size-revenue" >= 30000000 THEN '中型' WHEN employees >= 20 AND "size-revenue" >= 2000000 THEN '小型'
        WHEN employees < 20 OR "size-revenue" < 2000000 THEN '微型' END
      WHEN '仓储业' THEN CASE WHEN employees >= 200 AND "size-revenue" >= 300000000 THEN '大型'
        WHEN employees >= 100 AND "size-revenue" >= 10000000 THEN '中型' WHEN employees >= 20 AND "size-revenue" >= 1000000 THEN '小型'
        WHEN employees < 20 OR "size-revenue" < 1000000 THEN '微型' END
      WHEN '邮政业' THEN CASE WHEN employees >= 1000 AND "size-revenue" >= 300000000 THEN '大型'
        WHEN employees >= 300 AND "size-revenue" >= 20000000 THEN '中型' WHEN employees >= 20 AND "size-revenue" >= 1000000 THEN '小型'
        WHEN employees < 20 OR "size-revenue" < 1000000 THEN '微型' END
      WHEN '住宿业' THEN CASE WHEN employees >= 300 AND "size-revenue" >= 100000000 THEN '大型'
        WHEN employees >= 100 AND "size-revenue" >= 20000000 THEN '中型' WHEN employees >= 10 AND "size-revenue" >= 1000000 THEN '小型'
        WHEN employees < 10 OR "size-revenue" < 1000000 THEN '微型' END
      WHEN '餐饮业' THEN CASE WHEN employees >= 300 AND "size-revenue" >= 100000000 THEN '大型'
        WHEN employees >= 100 AND "size-revenue" >= 20000000 THEN '中型' WHEN employees >= 10 AND "size-revenue" >= 1000000 THEN '小型'
        WHEN employees < 10 OR "size-revenue" < 1000000 THEN '微型' END
      WHEN '信息传输业' THEN CASE WHEN employees >= 2000 AND "size-revenue" >= 1000000000 THEN '大型'
        WHEN employees >= 100 AND "size-revenue" >= 10000000 THEN '中型' WHEN employees >= 10 AND "size-revenue" >= 1000000 THEN '小型'
        WHEN employees < 10 OR "size-revenue" < 1000000 THEN '微型' END
      WHEN '软件和信息技术服务业' THEN CASE WHEN employees >= 300 AND "size-revenue" >= 100000000 THEN '大型'
        WHEN employees >= 100 AND "size-revenue" >= 10000000 THEN '中型' WHEN employees >= 10 AND "size-revenue" >= 500000 THEN '小型'
        WHEN employees < 10 OR "size-revenue" < 500000 THEN '微型' END
      WHEN '房地产开发经营' THEN CASE WHEN "size-revenue" >= 2000000000 AND assets >= 100000000 THEN '大型'
        WHEN "size-revenue" >= 10000000 AND assets >= 50000000 THEN '中型' WHEN "size-revenue" >= 1000000 AND assets >= 20000000 THEN '小型'
        WHEN "size-revenue" < 1000000 OR assets < 20000000 THEN '微型' END
      WHEN '物业管理' THEN CASE WHEN employees >= 1000 AND "size-revenue" >= 50000000 THEN '大型'
        WHEN employees >= 300 AND "size-revenue" >= 10000000 THEN '中型' WHEN employees >= 100 AND "size-revenue" >= 5000000 THEN '小型'
        WHEN employees < 100 OR "size-revenue" < 5000000 THEN '微型' END
      WHEN '租赁和商务服务业' THEN CASE WHEN employees >= 300 AND assets >= 1200000000 THEN '大型'
        WHEN employees >= 100 AND assets >= 80000000 THEN '中型' WHEN employees >= 10 AND assets >= 1000000 THEN '小型'
        WHEN employees < 10 OR assets < 1000000 THEN '微型' END
      WHEN '其他未列明行业' THEN CASE WHEN employees >= 300 THEN '大型' WHEN employees >= 100 THEN '中型' WHEN employees >= 10 THEN '小型'
        WHEN employees < 10 THEN '微型' END
      ELSE CASE WHEN size_industry IS NOT NULL THEN '微型' END END AS "size-class",
    CASE WHEN DATE '2019-01-01' - opened_on < 92 THEN '8月批' WHEN opened_on IS NOT NULL THEN '年度第一批' END AS "entry-batch",
    size_industry = '工业' AND main_revenue >= 20000000 AS "above-scale-industry",
    size_industry = '批发业' AND main_revenue >= 20000000 AS "above-limit-wholesale",
    size_industry = '零售业' AND main_revenue >= 5000000 AS "above-limit-retail",
    size_industry IN ('住宿业', '餐饮业') AND main_revenue >= 2000000 AS "above-limit-hotel-catering",
    (size_industry IS NULL OR size_industry NOT IN ('农、林、牧、渔业', '工业', '建筑业', '批发业', '零售业', '住宿业', '餐饮业', '房地产开发经营'))
      AND revenue >= "service-threshold" AS "above-scale-services",
    size_industry = '建筑业' AND construction_qualified AS "registered-construction",
    size_industry = '房地产开发经营' AND develops_real_estate AS "registered-real-estate",
    size_industry = '工业' AND revenue_to_last_month >= 20000000 AS "annual-entry",
    -- 高企 scores that graders give, and the bands that figures set.
    CASE WHEN grade_advancement > 8 THEN 8 ELSE grade_advancement END AS "hnte-advancement",
    CASE WHEN grade_support > 8 THEN 8 ELSE grade_support END AS "hnte-support",
    CASE WHEN ip_first >= 1 THEN 7 WHEN ip_first IS NULL THEN NULL WHEN ip_second >= 5 THEN 5 WHEN ip_second >= 3 THEN 3
      WHEN ip_second >= 1 THEN 1 WHEN ip_second < 1 THEN 0 END AS "hnte-quantity-low",
    CASE WHEN ip_first >= 1 THEN 8 WHEN ip_first IS NULL THEN NULL WHEN ip_second >= 5 THEN 6 WHEN ip_second >= 3 THEN 4
      WHEN ip_second >= 1 THEN 2 WHEN ip_second < 1 THEN 0 END AS "hnte-quantity-high",
    CASE WHEN own_research_ip THEN CASE WHEN grade_acquisition > 6 THEN 6 ELSE grade_acquisition END
      WHEN NOT own_research_ip THEN CASE WHEN grade_acquisition > 3 THEN 3 ELSE grade_acquisition END END AS "hnte-acquisition",
    CASE WHEN grade_standards > 2 THEN 2 ELSE grade_standards END AS "hnte-standards",
    CASE WHEN conversions < 1 THEN 0 WHEN conversions < 2 THEN 1 WHEN conversions < 3 THEN 7 WHEN conversions < 4 THEN 13
      WHEN conversions < 5 THEN 19 WHEN conversions >= 5 THEN 25 END AS "hnte-conversion-low",
    CASE WHEN conversions < 1 THEN 0 WHEN conversions < 2 THEN 6 WHEN conversions < 3 THEN 12 WHEN conversions < 4 THEN 18
      WHEN conversions < 5 THEN 24 WHEN conversions >= 5 THEN 30 END AS "hnte-conversion-high",
    CASE WHEN grade_rd_system > 6 THEN 6 ELSE grade_rd_system END AS "hnte-rd-system",
    CASE WHEN grade_institution > 6 THEN 6 ELSE grade_institution END AS "hnte-institution",
    CASE WHEN grade_incentive > 4 THEN 4 ELSE grade_incentive END AS "hnte-incentive",
    CASE WHEN grade_talent > 4 THEN 4 ELSE grade_talent END AS "hnte-talent",
    -- 创新型 and 专精特新 of 2022.
    CASE WHEN product_ip_high >= 1 THEN 20 WHEN product_ip_high IS NULL THEN NULL WHEN product_ip_own >= 1 THEN 15
      WHEN product_ip_own IS NULL THEN NULL WHEN product_ip_first >= 1 THEN 10 WHEN product_ip_first IS NULL THEN NULL
      WHEN product_ip_second >= 1 THEN 5 WHEN product_ip_second < 1 THEN 0 END AS "innovative-ip",
    CASE WHEN rd < rv * 0.01 THEN 0 WHEN rd < rv * 0.02 THEN 5 WHEN rd < rv * 0.03 THEN 10 WHEN rd < rv * 0.05 THEN 15
      WHEN rd >= rv * 0.05 THEN 20 END AS "innovative-rd",
    CASE WHEN leverage <= 0.55::DOUBLE THEN 10 WHEN leverage <= 0.75::DOUBLE THEN 5 WHEN leverage > 0.75::DOUBLE THEN 0 END AS "innovative-leverage",
    CASE WHEN emerging_product THEN 10 WHEN NOT emerging_product THEN 5 END AS "innovative-field",
    CASE WHEN main_revenue < rv * 0.5 THEN 0 WHEN main_revenue < rv * 0.55 THEN 5 WHEN main_revenue < rv * 0.6 THEN 10
      WHEN main_revenue < rv * 0.7 THEN 15 WHEN main_revenue >= rv * 0.7 THEN 20 END AS "innovative-main-share",
    CASE WHEN main_revenue < rv * 0.6 THEN 0 WHEN main_revenue < rv * 0.7 THEN 1 WHEN main_revenue < rv * 0.8 THEN 3
      WHEN main_revenue >= rv * 0.8 THEN 5 END AS "specialised-main-share",
    CASE WHEN main_growth_two_years < 0 THEN 0 WHEN main_growth_two_years < 0.04::DOUBLE THEN 2 WHEN main_growth_two_years < 0.06::DOUBLE THEN 4
      WHEN main_growth_two_years < 0.08::DOUBLE THEN 6 WHEN main_growth_two_years < 0.1::DOUBLE THEN 8
      WHEN main_growth_two_years >= 0.1::DOUBLE THEN 10 END AS "specialised-main-growth",
    CASE WHEN niche_years < 2 THEN 0 WHEN niche_years < 4 THEN 1 WHEN niche_years < 6 THEN 2 WHEN niche_years < 8 THEN 3
      WHEN niche_years < 10 THEN 4 WHEN niche_years >= 10 THEN 5 END AS "specialised-years",
    CASE WHEN fills_gap THEN 5 WHEN fills_gap IS NULL THEN NULL WHEN supports_leaders THEN 3 WHEN NOT supports_leaders THEN 0 END AS "specialised-field",
    CASE digital_level WHEN '三级以上' THEN 5 WHEN '二级' THEN 3 WHEN '一级' THEN 0 END AS "specialised-digital",
    CASE WHEN quality_items * 3 > 5 THEN 5 ELSE quality_items * 3 END AS "specialised-quality",
    CASE WHEN net_profit < rv * 0.02 THEN 0 WHEN net_profit < rv * 0.04 THEN 2 WHEN net_profit < rv * 0.06 THEN 4
      WHEN net_profit < rv * 0.08 THEN 6 WHEN net_profit < rv * 0.1 THEN 8 WHEN net_profit >= rv * 0.1 THEN 10 END AS "specialised-margin",
    CASE WHEN leverage <= 0.5::DOUBLE THEN 5 WHEN leverage <= 0.6::DOUBLE THEN 3 WHEN leverage <= 0.7::DOUBLE THEN 1
      WHEN leverage > 0.7::DOUBLE THEN 0 END AS "specialised-leverage",
    CASE WHEN provincial_points > 15 THEN 15 ELSE provincial_points END AS "specialised-distinctive",
    CASE WHEN product_ip_high >= 1 THEN 10 WHEN product_ip_high IS NULL THEN NULL WHEN product_ip_own >= 1 THEN 8
      WHEN product_ip_own IS NULL THEN NULL WHEN product_ip_first >= 1 THEN 6 WHEN product_ip_first IS NULL THEN NULL
      WHEN product_ip_second >= 1 THEN 2 WHEN product_ip_second < 1 THEN 0 END AS "specialised-ip",
    CASE WHEN rd >= 5000000 OR rd >= rv * 0.1 THEN 10 WHEN rv IS NULL THEN NULL WHEN rd >= 4000000 OR rd >= rv * 0.08 THEN 8
      WHEN rd >= 3000000 OR rd >= rv * 0.06 THEN 6 WHEN rd >= 2000000 OR rd >= rv * 0.04 THEN 4
      WHEN rd >= 1000000 OR rd >= rv * 0.03 THEN 2 WHEN rd IS NOT NULL THEN 0 END AS "specialised-rd",
    CASE WHEN rd_staff < st * 0.05 THEN 0 WHEN rd_staff < st * 0.1 THEN 1 WHEN rd_staff < st * 0.2 THEN 3
      WHEN rd_staff >= st * 0.2 THEN 5 END AS "specialised-rd-staff",
    CASE institution_level WHEN '国家级' THEN 10 WHEN '省级' THEN 8 WHEN '市级' THEN 4 WHEN '市级以下' THEN 2
      WHEN '未建立' THEN 0 END AS "specialised-institution",
    -- 科技型中小企业.
    CASE WHEN tech_staff < st * 0.1 THEN 0 WHEN tech_staff < st * 0.15 THEN 4 WHEN tech_staff < st * 0.2 THEN 8
      WHEN tech_staff < st * 0.25 THEN 12 WHEN tech_staff < st * 0.3 THEN 16 WHEN tech_staff >= st * 0.3 THEN 20 END AS "tech-sme-staff",
    CASE WHEN rd < sl * 0.02 THEN 0 WHEN rd < sl * 0.03 THEN 10 WHEN rd < sl * 0.04 THEN 20 WHEN rd < sl * 0.05 THEN 30
      WHEN rd < sl * 0.06 THEN 40 WHEN rd >= sl * 0.06 THEN 50 END AS "tech-sme-rd-by-sales",
    CASE WHEN rd < tc * 0.1 THEN 0 WHEN rd < tc * 0.15 THEN 10 WHEN rd < tc * 0.2 THEN 20 WHEN rd < tc * 0.25 THEN 30
      WHEN rd < tc * 0.3 THEN 40 WHEN rd >= tc * 0.3 THEN 50 END AS "tech-sme-rd-by-cost",
    CASE WHEN ip_first >= 1 THEN 30 WHEN ip_first IS NULL THEN NULL WHEN ip_second >= 4 THEN 24 WHEN ip_second >= 3 THEN 18
      WHEN ip_second >= 2 THEN 12 WHEN ip_second >= 1 THEN 6 WHEN ip_second < 1 THEN 0 END AS "tech-sme-results",
    award_three_years OR "valid-high-tech" OR "valid-demonstration" OR institution_provincial OR equity_three_years >= 5000000 AS "innovative-direct",
    ranked_award_three_years OR rd_two >= 20000000 OR equity_two_years >= 60000000 OR maker_500 AS "specialised-direct",
    foundation_passed AS "foundation-2026",
    "valid-high-tech" OR national_award_five_years OR institution_provincial OR standard_five_years AS "tech-sme-direct",
    staff <= 5 OR ip_first + ip_second = 0 OR rd < 100000 OR related_risk OR first_time AS "tech-sme-site-check"
  FROM based
), banded AS (
  SELECT *,
    "size-class" IN ('中型', '小型', '微型') AS "small-or-medium",
    "above-scale-industry" OR "above-limit-wholesale" OR "above-limit-retail" OR "above-limit-hotel-catering" OR "above-scale-services"
      OR "registered-construction" OR "registered-real-estate" AS "four-above",
    CASE WHEN grade_quantity IS NOT NULL AND "hnte-quantity-low" IS NOT NULL
      THEN least(greatest(grade_quantity, "hnte-quantity-low"), "hnte-quantity-high") END AS "hnte-quantity",
    CASE WHEN grade_conversion IS NOT NULL AND "hnte-conversion-low" IS NOT NULL
      THEN least(greatest(grade_conversion, "hnte-conversion-low"), "hnte-conversion-high") END AS "hnte-conversion",
    "hnte-rd-system" + "hnte-institution" + "hnte-incentive" + "hnte-talent" AS "hnte-organisation",
    CASE WHEN net_growth >= 0.35::DOUBLE THEN 9 WHEN net_growth >= 0.25::DOUBLE THEN 7 WHEN net_growth >= 0.15::DOUBLE THEN 5
      WHEN net_growth >= 0.05::DOUBLE THEN 3 WHEN net_growth > 0 THEN 1 WHEN net_growth <= 0 THEN 0 END AS "hnte-net-assets-low",
    CASE WHEN net_growth >= 0.35::DOUBLE THEN 10 WHEN net_growth >= 0.25::DOUBLE THEN 8 WHEN net_growth >= 0.15::DOUBLE THEN 6
      WHEN net_growth >= 0.05::DOUBLE THEN 4 WHEN net_growth > 0 THEN 2 WHEN net_growth <= 0 THEN 0 END AS "hnte-net-assets-high",
    CASE WHEN sales_growth >= 0.35::DOUBLE THEN 9 WHEN sales_growth >= 0.25::DOUBLE THEN 7 WHEN sales_growth >= 0.15::DOUBLE THEN 5
      WHEN sales_growth >= 0.05::DOUBLE THEN 3 WHEN sales_growth > 0 THEN 1 WHEN sales_growth <= 0 THEN 0 END AS "hnte-sales-low",
    CASE WHEN sales_growth >= 0.35::DOUBLE THEN 10 WHEN sales_growth >= 0.25::DOUBLE THEN 8 WHEN sales_growth >= 0.15::DOUBLE THEN 6
      WHEN sales_growth >= 0.05::DOUBLE THEN 4 WHEN sales_growth > 0 THEN 2 WHEN sales_growth <= 0 THEN 0 END AS "hnte-sales-high",
    "innovative-ip" + "innovative-rd" AS "innovative-ability",
    CASE WHEN main_revenue < ml THEN 0 WHEN main_revenue < ml * 1.05 THEN 5 WHEN main_revenue < ml * 1.1 THEN 10
      WHEN main_revenue < ml * 1.15 THEN 15 WHEN main_revenue >= ml * 1.15 THEN 20 END AS "innovative-main-growth",
    "innovative-field" + "innovative-main-share" AS "innovative-speciality",
    "specialised-main-share" + "specialised-main-growth" + "specialised-years" + "specialised-field" AS "specialised-speciality",
    "specialised-digital" + "specialised-quality" + "specialised-margin" + "specialised-leverage" AS "specialised-refinement",
    "specialised-ip" + "specialised-rd" + "specialised-rd-staff" + "specialised-institution" AS "specialised-innovation",
    CASE rd_metric WHEN '占销售收入' THEN "tech-sme-rd-by-sales" WHEN '占成本费用' THEN "tech-sme-rd-by-cost"
      ELSE CASE WHEN "tech-sme-rd-by-sales" IS NOT NULL AND "tech-sme-rd-by-cost" IS NOT NULL
        THEN greatest("tech-sme-rd-by-sales", "tech-sme-rd-by-cost") END END AS "tech-sme-rd",
    (revenue >= 100000000 AND rd3 AND rd3_last
      OR revenue >= 50000000 AND rd >= rv * 0.06 AND rd_last >= rv_last * 0.06
      OR revenue < 50000000 AND equity_two_years >= 80000000 AND rd_two >= 30000000 AND rd_staff >= st * 0.5)
      AND rd_institution AND product_ip_first >= 2 OR national_award_three_years OR maker_50 AS "little-giant-innovation",
    resident AND NOT abnormal_listed AND NOT dishonest_listed AND NOT risk_three_years AND ("valid-innovative" OR "valid-tech-sme")
      AND niche_years >= 3 AND (revenue >= 15000000 OR equity_two_years >= 20000000) AND main_revenue >= rv * 0.8
      AND leverage <= 0.8::DOUBLE AND rd >= 1000000 AND rd_last >= 1000000 AND rd3 AND rd3_last
      AND (applied_ip_first >= 1 OR provincial_award_three_years OR institution_provincial) AND market_leading AS special_2026,
    "valid-specialised" AND niche_years >= 3 AND revenue >= 50000000 AND main_revenue >= rv * 0.9 AND leverage <= 0.75::DOUBLE
      AND rd_two >= 12000000 AND rd3 AND rd3_last AND (giant_ip_first >= 4 OR national_award_three_years)
      AND (niche_share >= 0.1::DOUBLE OR domestic_rank <= 3) AND giant_field_2026 AND NOT single_champion
      AND NOT giant_shareholding AND NOT similar_in_group AS giant_2026,
    -- Whether each condition of a reward holds, and the amount that its formula gives.
    above_scale_industry AS w, first_above_scale AS w2, NOT "entry-award-paid" AS c1,
    "main-revenue-last" < 500000000 AS below5, main_revenue >= 500000000 AS from5,
    main_revenue >= ml * 1.15 AS grown, "main-revenue-increase" > 5000000 AS more,
    "national-fairs" >= 1 AS fair1, "provincial-fairs" >= 1 AS fair2,
    "tech-centre-national-new" OR "tech-centre-provincial-new" OR "tech-centre-prefecture-new" AS centre
  FROM derived
), summed AS (
  SELECT *,
    CASE WHEN grade_net_assets IS NOT NULL AND "hnte-net-assets-low" IS NOT NULL
      THEN least(greatest(grade_net_assets, "hnte-net-assets-low"), "hnte-net-assets-high") END AS "hnte-net-assets",
    CASE WHEN grade_sales IS NOT NULL AND "hnte-sales-low" IS NOT NULL
      THEN least(greatest(grade_sales, "hnte-sales-low"), "hnte-sales-high") END AS "hnte-sales",
    "hnte-advancement" + "hnte-support" + "hnte-quantity" + "hnte-acquisition" + "hnte-standards" AS ip_points,
    "innovative-main-growth" + "innovative-leverage" AS "innovative-growth",
    "specialised-speciality" + "specialised-refinement" + "specialised-distinctive" + "specialised-innovation" AS "specialised-total",
    "tech-sme-staff" + "tech-sme-rd" + "tech-sme-results" AS "tech-sme-total",
    niche_years >= 3 AND main_revenue >= rv * 0.7 AND main_growth_two_years >= 0.05::DOUBLE AND core_systems >= 1 AND certified
      AND leverage <= 0.7::DOUBLE AND niche_share >= 0.1::DOUBLE AND own_brand AND "little-giant-innovation" AND chain_key
      AND giant_field_2022 AS "little-giant-2022",
    w AND w2 AND c1 AS entry_holds,
    CASE WHEN w AND w2 AND c1 THEN CASE WHEN strategic THEN 150000.00 WHEN NOT strategic THEN 100000.00 END END AS entry,
    w AND below5 AS step_holds,
    CASE WHEN w AND below5 THEN CAST(greatest(floor(least(main_revenue, 500000000)::DOUBLE / 100000000)
      - floor("main-revenue-last"::DOUBLE / 100000000), 0) + CASE WHEN main_revenue IS NULL THEN NULL ELSE 0 END AS DECIMAL(12, 0))
      * 10000.00 END AS step,
    w AND from5 AS first_holds,
    CASE WHEN w AND from5 AND "main-revenue-peak-before" IS NOT NULL THEN CASE
      WHEN main_revenue >= 20000000000 AND "main-revenue-peak-before" < 20000000000 THEN 2000000.00
      WHEN main_revenue >= 10000000000 AND "main-revenue-peak-before" < 10000000000 THEN 1000000.00
      WHEN main_revenue >= 5000000000 AND "main-revenue-peak-before" < 5000000000 THEN 500000.00
      WHEN main_revenue >= 2000000000 AND "main-revenue-peak-before" < 2000000000 THEN 200000.00
      WHEN main_revenue >= 1000000000 AND "main-revenue-peak-before" < 1000000000 THEN 100000.00
      WHEN "main-revenue-peak-before" < 500000000 THEN 50000.00 ELSE 0.00 END END AS first,
    w AND grown AND more AS growth_holds,
    CASE WHEN w AND grown AND more THEN CASE WHEN strategic THEN round(least("main-revenue-increase" * 0.003, 600000), 2)
      WHEN NOT strategic THEN round(least("main-revenue-increase" * 0.002, 500000), 2) END END AS growth,
    CASE WHEN strategic THEN "main-revenue-increase" * 0.003 > 600000
      WHEN NOT strategic THEN "main-revenue-increase" * 0.002 > 500000 END AS capped,
    w AND fair1 AS fair1_holds, w AND fair2 AS fair2_holds
  FROM banded
), totals AS (
  SELECT *,
    CASE WHEN ip_points > 30 THEN 30 ELSE ip_points END AS "hnte-ip",
    "hnte-net-assets" + "hnte-sales" AS "hnte-growth",
    "innovative-ability" + "innovative-growth" + "innovative-speciality" AS "innovative-total"
  FROM summed
), all_totals AS (
  SELECT *,
    "hnte-ip" + "hnte-conversion" + "hnte-organisation" + "hnte-growth" AS "hnte-total",
    "hnte-ip" + "hnte-conversion" + "hnte-organisation" + coalesce("hnte-net-assets", "hnte-net-assets-low")
      + coalesce("hnte-sales", "hnte-sales-low") AS "hnte-total-low",
    "hnte-ip" + "hnte-conversion" + "hnte-organisation" + coalesce("hnte-net-assets", "hnte-net-assets-high")
      + coalesce("hnte-sales", "hnte-sales-high") AS "hnte-total-high"
  FROM totals
)
SELECT firm, year,
  "size-revenue", "service-threshold", "application-month-day", "net-assets-growth", "sales-growth-average", "merger-firm",
  "main-revenue-last", "main-revenue-increase", "main-revenue-growth", "main-revenue-peak-before", "size-class", "entry-batch",
  "hnte-advancement", "hnte-support", "hnte-quantity-low", "hnte-quantity-high", "hnte-quantity", "hnte-acquisition", "hnte-standards",
  "hnte-ip", "hnte-conversion-low", "hnte-conversion-high", "hnte-conversion", "hnte-rd-system", "hnte-institution", "hnte-incentive",
  "hnte-talent", "hnte-organisation", "hnte-net-assets-low", "hnte-net-assets-high", "hnte-net-assets", "hnte-sales-low",
  "hnte-sales-high", "hnte-sales", "hnte-growth", "hnte-total", "hnte-total-low", "hnte-total-high",
  "innovative-ip", "innovative-rd", "innovative-ability", "innovative-main-growth", "innovative-leverage", "innovative-growth",
  "innovative-field", "innovative-main-share", "innovative-speciality", "innovative-total",
  "specialised-main-share", "specialised-main-growth", "specialised-years", "specialised-field", "specialised-speciality",
  "specialised-digital", "specialised-quality", "specialised-margin", "specialised-leverage", "specialised-refinement",
  "specialised-distinctive", "specialised-ip", "specialised-rd", "specialised-rd-staff", "specialised-institution",
  "specialised-innovation", "specialised-total",
  "tech-sme-staff", "tech-sme-rd-by-sales", "tech-sme-rd-by-cost", "tech-sme-rd", "tech-sme-results", "tech-sme-total",
  "above-scale-industry", "above-limit-wholesale", "above-limit-retail", "above-limit-hotel-catering", "above-scale-services",
  "registered-construction", "registered-real-estate", "four-above", "annual-entry",
  DATE '2019-06-30' - registered_on >= 365 AND core_ip AND hitech_field <> '不属于' AND tech_staff >= st * 0.1
    AND (sales > 50000000 OR rd_three_years >= sl3 * 0.05) AND (sales <= 50000000 OR sales > 200000000 OR rd_three_years >= sl3 * 0.04)
    AND (sales <= 200000000 OR rd_three_years >= sl3 * 0.03) AND rd_domestic_share >= 0.6::DOUBLE AND hitech_income >= ti * 0.6
    AND ("hnte-total-low" > 70 OR "hnte-total-high" > 70 AND "hnte-total" > 70) AND NOT incident_one_year AS "high-tech",
  "small-or-medium", "innovative-direct",
  "small-or-medium" AND ("innovative-total" >= 60 AND "innovative-ability" >= 20 AND "innovative-growth" >= 15
    AND "innovative-speciality" >= 15 OR "innovative-direct") AS "innovative-2022",
  "specialised-direct",
  "small-or-medium" AND niche_years >= 2 AND rd >= 1000000 AND rd3 AND (revenue >= 10000000 OR equity_two_years >= 20000000)
    AND ("specialised-total" >= 60 OR "specialised-direct") AS "specialised-2022",
  "little-giant-innovation", "little-giant-2022", "little-giant-2022" AS "little-giant-2022-review", "foundation-2026",
  "small-or-medium" AND special_2026 AND platform_score >= 50 AS "specialised-2026",
  "small-or-medium" AND special_2026 AND (platform_score >= 50 OR platform_score_last >= 50) AS "specialised-2026-review",
  giant_2026 AND revenue >= rv_before * 1.1025 AND platform_score >= 60 AS "little-giant-2026",
  giant_2026 AND (platform_score >= 60 OR platform_score_last >= 60) AS "little-giant-2026-review",
  "tech-sme-direct",
  resident AND staff <= 500 AND sales <= 200000000 AND assets <= 200000000 AND NOT restricted_product AND NOT incident_two_years
    AND NOT abnormal_listed AND NOT dishonest_listed AND rd_accounts AND deduction_industry
    AND ("tech-sme-total" >= 60 AND "tech-sme-staff" > 0 OR "tech-sme-direct") AS "tech-sme",
  "tech-sme-site-check",
  CASE WHEN NOT entry_holds THEN 'no' WHEN entry IS NULL THEN 'unknown' ELSE 'yes' END AS "entry-award outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT w2 THEN 'w2' WHEN NOT c1 THEN 'c1' WHEN w IS NULL THEN 'w1?' WHEN w2 IS NULL THEN 'w2?'
    WHEN c1 IS NULL THEN 'c1?' WHEN strategic IS NULL THEN 'e1?' WHEN strategic THEN 'e1' ELSE 'ok' END AS "entry-award reason",
  CAST(CASE WHEN NOT entry_holds THEN 0 ELSE entry END AS DECIMAL(18, 2)) AS "entry-award amount",
  CASE WHEN NOT step_holds OR step = 0 THEN 'no' WHEN step IS NULL THEN 'unknown' ELSE 'yes' END AS "step-award outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT below5 THEN 'c1' WHEN w IS NULL THEN 'w1?' WHEN below5 IS NULL THEN 'c1?'
    WHEN step IS NULL THEN 'a?' WHEN step = 0 THEN 'a0' ELSE 'ok' END AS "step-award reason",
  CAST(CASE WHEN NOT step_holds THEN 0 ELSE step END AS DECIMAL(18, 2)) AS "step-award amount",
  CASE WHEN NOT first_holds OR first = 0 THEN 'no' WHEN first IS NULL THEN 'unknown' ELSE 'yes' END AS "first-award outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT from5 THEN 'c1' WHEN w IS NULL THEN 'w1?' WHEN from5 IS NULL THEN 'c1?'
    WHEN first IS NULL THEN 'a?' WHEN first = 0 THEN 'a0' ELSE 'ok' END AS "first-award reason",
  CAST(CASE WHEN NOT first_holds THEN 0 ELSE first END AS DECIMAL(18, 2)) AS "first-award amount",
  CASE WHEN NOT growth_holds THEN 'no' WHEN growth IS NULL THEN 'unknown' ELSE 'yes' END AS "sales-expansion outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT grown THEN 'c1' WHEN NOT more THEN 'c2' WHEN w IS NULL THEN 'w1?' WHEN grown IS NULL THEN 'c1?'
    WHEN more IS NULL THEN 'c2?'
    WHEN "merger-firm" THEN CASE WHEN strategic IS NULL THEN 'e2?' WHEN strategic THEN CASE WHEN capped THEN 'e3cap' ELSE 'e3' END
      WHEN capped THEN 'e2cap' ELSE 'e2' END
    WHEN strategic IS NULL THEN 'e1?' WHEN strategic THEN CASE WHEN capped THEN 'e1cap' ELSE 'e1' END
    WHEN capped THEN 'cap' ELSE 'ok' END AS "sales-expansion reason",
  CAST(CASE WHEN NOT growth_holds THEN 0 ELSE growth END AS DECIMAL(18, 2)) AS "sales-expansion amount",
  CASE WHEN NOT fair1_holds THEN 'no' WHEN fair1_holds IS NULL THEN 'unknown' ELSE 'yes' END AS "fair-national outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT fair1 THEN 'w2' WHEN w IS NULL THEN 'w1?' WHEN fair1 IS NULL THEN 'w2?' ELSE 'ok' END AS "fair-national reason",
  CAST(CASE WHEN NOT fair1_holds THEN 0 WHEN fair1_holds THEN "national-fairs" * 20000.00 END AS DECIMAL(18, 2)) AS "fair-national amount",
  CASE WHEN NOT fair2_holds THEN 'no' WHEN fair2_holds IS NULL THEN 'unknown' ELSE 'yes' END AS "fair-provincial outcome",
  CASE WHEN NOT w THEN 'w1' WHEN NOT fair2 THEN 'w2' WHEN w IS NULL THEN 'w1?' WHEN fair2 IS NULL THEN 'w2?' ELSE 'ok' END AS "fair-provincial reason",
  CAST(CASE WHEN NOT fair2_holds THEN 0 WHEN fair2_holds THEN "provincial-fairs" * 10000.00 END AS DECIMAL(18, 2)) AS "fair-provincial amount",
  CASE WHEN NOT centre THEN 'no' WHEN centre IS NULL THEN 'unknown' ELSE 'yes' END AS "tech-centre outcome",
  CASE WHEN NOT centre THEN 'w1' WHEN centre IS NULL THEN 'w1?' ELSE 'ok' END AS "tech-centre reason",
  CAST(CASE WHEN NOT centre THEN 0 WHEN centre THEN CASE WHEN "tech-centre-national-new" THEN 1000000 ELSE 0 END
    + CASE WHEN "tech-centre-provincial-new" THEN 500000 ELSE 0 END
    + CASE WHEN "tech-centre-prefecture-new" THEN 100000 ELSE 0 END END AS DECIMAL(18, 2)) AS "tech-centre amount"
FROM all_totals
