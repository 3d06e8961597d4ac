"""The codes of mistakes that show when a month is run."""

from guatu.domain import FindingCode, Severity

FAILED_CHECK = FindingCode(
    "M001",
    "数据校验未通过",
    "政策包里的校验规则对这个数不成立；可能是报错了，也可能确有其事，要由填报单位说明。",
    "同比 = 1200%，而规则要求不超过 1000%",
    "请填报单位核实：有误的重报一个新版本，无误的写明原因；不要直接改数",
    Severity.WARNING,
)
LEDGERS_DIFFER = FindingCode(
    "M002",
    "勾稽不符",
    "两本账里本应相等的数不相等，多半是下级数据或目标分解之和与本级不一致。",
    "全州完成数 92.0，各县市合计 92.2",
    "见 ledgers.xlsx 的“勾稽核对”表，逐行核对后由填报单位更正",
    Severity.WARNING,
)
NO_OBSERVATIONS = FindingCode(
    "M003",
    "没有观测数据",
    "事实文件夹里没有能用的观测数据，除目标以外各账都是空白。",
    "文件夹里只有 targets.csv",
    "放入 observations.csv（或 观测数据.xlsx）再运行",
)
UNKNOWN_PLACE = FindingCode(
    "M004",
    "不知道是哪个地区的月报",
    "月报要围绕一个地区：政策包里要写 place，或用 --place 指定。",
    "pack.yaml 没有 place",
    "在 pack.yaml 写上 place，或加 --place 532300",
)

NO_FACTS = FindingCode(
    "M005",
    "没有这个数据文件夹",
    "数据放在一个文件夹里，写错路径就什么都读不到。",
    "--facts 写成了不存在的路径",
    "检查路径；文件夹里放 观测数据.csv（或 xlsx）等文件",
)
EMPTY_FACTS = FindingCode(
    "M006",
    "数据文件夹是空的",
    "文件夹里没有能读的表格文件。",
    "文件夹里只有 README.md",
    "放入 观测数据.csv（列：地区、指标、报告期、口径、数值、同比），或各县市报来的 xlsx",
)
UNFIT_PARQUET = FindingCode(
    "M007",
    "Parquet 文件不合格式",
    "Parquet 文件不经逐格检查，直接交给数据库，列名和类型必须与事实表一致。",
    "observations.parquet 的 period 一列是文字",
    "按事实表的列名和类型重新导出，或改交 csv、xlsx",
)
MIXED_FACTS = FindingCode(
    "M008",
    "同一张事实表有两种文件",
    "表格文件和 Parquet 文件不能合成一张表，合起来会重复。",
    "既有 observations.csv，又有 observations.parquet",
    "留一种，另一种移出文件夹",
)
UNREAD_FOLDER = FindingCode(
    "M009",
    "子文件夹没有读",
    "只读数据文件夹本身和以事实表命名的子文件夹。",
    "文件放在 2024 子文件夹里",
    "把要读的文件移到上一层",
    Severity.WARNING,
)
NOT_VALID_THEN = FindingCode(
    "M010",
    "政策包不管这个月",
    "计划有起止时间；起止时间以外的月份，它的目标和报送要求都不算，各账里没有它们的行。",
    "用 2019 年的政策包运行 2018 年 10 月",
    "换用管这个月的政策包；计划确实延用的，改 pack.yaml 的 valid",
    Severity.WARNING,
)
UNFIT_ROWS = FindingCode(
    "M011",
    "有的行对不上，没有用",
    "Parquet 文件和程序给的表不经逐格对照，要写代码和编号；写名称、月末日期的行与任何目标都对不上，等于没有报。",
    "place 一列写“甲子市”，period 一列写 2024-09-30",
    "地区写代码，指标写编号，报告期写当月 1 日，口径写 cumulative、month、stock、year；或改交 csv、xlsx",
    # Not an error: a table of the whole province may well hold places that these packs do not know.
    Severity.WARNING,
)
UNKNOWN_HOLIDAYS = FindingCode(
    "M012",
    "不知道这一年的放假安排",
    "报送时限遇休息日顺延；没有这一年的放假和调休安排，只能按周一至周五推算。",
    "2027 年的放假安排尚未公布，而报送时限在 2027 年",
    "国务院办公厅公布后，在政策包里写 calendar.yaml；在此之前请自行核对应报日期",
    Severity.WARNING,
)
NO_REGISTER = FindingCode(
    "M013",
    "缺一张名册",
    "规则要用的名册没有交来；有没有、有多少都不知道，用它的条款只能得“不知道”，不能当作没有。",
    "没有交 资质称号.xlsx，而条款要看企业有没有有效的称号",
    "把这张名册放进数据文件夹；确实一行也没有的，放一张只有表头的表",
    Severity.WARNING,
)
NO_ROWS_OF_YEAR = FindingCode(
    "M014",
    "名册里没有这一年的行",
    "规则逐年运行，一行是一个企业（或地区）的一年；没有这一年的行，就一户也不列出。",
    "运行 2019 年，而企业年度里只有 2017、2018 年",
    "核对年度；把这一年的名册放进数据文件夹",
)
NOT_VALID_ON_DAY = FindingCode(
    "M015",
    "政策包不管这一天",
    "计划有起止时间；在起止时间以外按它兑现或认定，要有延用的依据。",
    "用 2019 年的政策包运行 2021 年",
    "换用管这一天的政策包，或用 --day 写明申请日；计划确实延用的，改 pack.yaml 的 valid",
    Severity.WARNING,
)
NO_LADDERS = FindingCode(
    "M016",
    "没有可算的梯度",
    "梯度写在政策包的 ladders.yaml 里，在有效期以内才算；一个也没有，就没有看板可写。",
    "guatu ladder 2019 --packs chuxiong-2019",
    "加上写有梯度的政策包，如 --packs chuxiong-2019,national-enterprise",
)
NO_CLASSES = FindingCode(
    "M017",
    "没有可分类的名册",
    "分类、资格和评分写在政策包里，用在一张名册上；没有这样的条目，或没有交它要用的名册，就没有结果可写。",
    "只交了观测数据，而分类用在企业年度上",
    "交上企业年度（firm_years）等名册，并用写有分类的政策包，如 national-enterprise",
)
STATISTICS_ROWS = FindingCode(
    "M020",
    "有统计调查的数",
    "统计调查取得的单个企业资料，不得用作兑现的依据（统计法）；这些行全部列入待定。",
    "“数据性质”一列写着 统计调查",
    "请企业自行申报并附审计报告，“数据性质”改写 企业申报；不得把统计报表的数改名使用",
    Severity.WARNING,
)
WRONG_CODES = FindingCode(
    "M021",
    "拨付对象的信用代码校验不过",
    "代码错一位就可能付给别人；金额照算，付款前必须核对。",
    "91532301MA6K00001X 的末位与前 17 位对不上",
    "对照营业执照改正名册后重新运行；核对以前不要拨付",
    Severity.WARNING,
)
REPEATED_ROWS = FindingCode(
    "M022",
    "名册里有重复的行",
    "同一企业同一年度有两行，会算两次、付两次；取哪一行不能由程序猜。",
    "firm_years.parquet 里同一个信用代码、同一年度有两行",
    "在导出名册的系统里去掉重复的行，再运行；没有改好以前不写名单",
)
NO_AWARDS = FindingCode(
    "M023",
    "没有写出名单",
    "没有一条在期的条款遇到一行这一年的名册，写出来的空名单会被当成“没有企业符合条件”。",
    "用 2019 年的政策包运行 2031 年",
    "核对年度、政策包和数据文件夹；名册放 企业年度（firm_years）等表",
)
NO_PLACE = FindingCode(
    "M024",
    "拟兑现的没有填地区",
    "金额照算，汇总里列作“未填地区”；按县市的合计因此少算，钱由哪一级拨付也不知道。",
    "企业年度里这一行的“地区”是空的",
    "在名册里补填地区后重新运行",
    Severity.WARNING,
)
EDITED_BY_HAND = FindingCode(
    "M025",
    "文件夹里有人改过或放进的文件",
    "再写一遍会盖掉别人的修改和同名的文件，核对表里填的也会丢。",
    "核对表填了一半，又对同一个文件夹读了一遍",
    "用 guatu read --apply 核对表 写回修改；要从头再读，请换一个文件夹",
)
NO_READING = FindingCode(
    "M026",
    "核对表旁边没有读取时留下的文件",
    "写回修改要用读取时存下的原文 plan.txt 和运行清单 run.json，核对表要放在原来的文件夹里。",
    "只把 review.xlsx 拷到了桌面",
    "把 review.xlsx 放回读取时写出的文件夹，再运行",
)
NO_PLANS = FindingCode(
    "M027",
    "文件夹里没有能读的文件",
    "能读的是 docx、pdf、txt、html、md，装有 LibreOffice 时还有 doc、wps。",
    "文件夹里只有图片",
    "把方案文件放进文件夹；图片扫描件请先识别成文字",
)
PLAN_NOT_WRITTEN = FindingCode(
    "M028",
    "读出的没有写成",
    "整批读取时，有一个文件的结果写不到它的文件夹里；别的文件照常读。",
    "文件名太长，或者结果文件夹里有同名的文件挡着",
    "照说明改名或移开挡着的文件，再读一遍",
)
PLAN_STOPPED = FindingCode(
    "M029",
    "读到一半被中止",
    "读这个文件的进程被系统或别人结束了，多半是内存不够；别的文件照常读。",
    "整批读取时内存用完",
    "关掉别的程序，或加 --jobs 1，再读一遍；单独读这一个文件",
)
NO_TARGETS_TO_DIVIDE = FindingCode(
    "M030",
    "没有可以分解的目标",
    "要分解的是政策包里本地区当年的增速、总量、个数目标。",
    "政策包只有2026年的目标",
    "换一个年度，或在政策包的 targets.yaml 写上当年的目标",
)
UNREAD_SETTING = FindingCode(
    "M031",
    "设置里的一格读不懂",
    "分解设置和调整表里的数只写数字，是否只写“是”“否”；读不懂的没有采用，按没有填处理。",
    "下限写成“适当提高”",
    "只填数字（增速填 6.5，不带文字），没有要求请留空",
    Severity.WARNING,
)
UNKNOWN_SETTING = FindingCode(
    "M032",
    "设置里的目标、地区或指标对不上",
    "编号被改过，或者拿了别的年度、别的政策包的设置来用。",
    "目标编号多打了一个字",
    "用这一次写出的分解设置来改；不用的行可以删掉",
    Severity.WARNING,
)
BROKEN_HISTORY = FindingCode(
    "M033",
    "历史数据有断点",
    "总量的变化和公布的增速差得太多，多半是统计范围变了；这一年没有计入近年增速。",
    "上年总量多了五成，公布增速只有 6%",
    "补报可比口径的往年数，或在分解设置填写“自报能力”",
    Severity.WARNING,
)
SCOPE_UNKNOWN = FindingCode(
    "M034",
    "不知道在不在评价范围内",
    "评价范围的条件要用的数没有报，放进来、放出去都可能评错，所以先不评分。",
    "办法只评“经开区”，而园区类型一格空着",
    "补填范围条件要用的列后再算一遍",
    Severity.WARNING,
)
NO_SCORED_UNITS = FindingCode(
    "M035",
    "没有评价对象",
    "这一年的名册里没有一个在评价范围内的单位，写出来的空排名会被当成评过了。",
    "评 2026 年，而名册里只有 2025 年",
    "核对年度、评价范围和数据文件夹；名册放 地区年度（place_years）或 企业年度（firm_years）",
)

FINDING_CODES = (
    FAILED_CHECK,
    LEDGERS_DIFFER,
    NO_OBSERVATIONS,
    UNKNOWN_PLACE,
    NO_FACTS,
    EMPTY_FACTS,
    UNFIT_PARQUET,
    MIXED_FACTS,
    UNREAD_FOLDER,
    NOT_VALID_THEN,
    UNFIT_ROWS,
    UNKNOWN_HOLIDAYS,
    NO_REGISTER,
    NO_ROWS_OF_YEAR,
    NOT_VALID_ON_DAY,
    NO_LADDERS,
    NO_CLASSES,
    STATISTICS_ROWS,
    WRONG_CODES,
    REPEATED_ROWS,
    NO_AWARDS,
    NO_PLACE,
    EDITED_BY_HAND,
    NO_READING,
    NO_PLANS,
    PLAN_NOT_WRITTEN,
    PLAN_STOPPED,
    NO_TARGETS_TO_DIVIDE,
    UNREAD_SETTING,
    UNKNOWN_SETTING,
    BROKEN_HISTORY,
    SCOPE_UNKNOWN,
    NO_SCORED_UNITS,
)
