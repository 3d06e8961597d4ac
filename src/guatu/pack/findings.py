"""The codes of mistakes in packs, each with its page: what it looks for, why, an example, what to write instead."""

from guatu.domain import FindingCode, Severity
from guatu.pack.rule_findings import RULE_CODES
from guatu.pack.scorecard_findings import SCORECARD_CODES

BROKEN_YAML = FindingCode(
    "P001",
    "文件写法不合规则",
    why="YAML 靠缩进、冒号和引号分清层次；有一处不对，整个文件就读不出来。",
    example="title: 某方案: 第一部分",
    instead='title: "某方案: 第一部分"',
)
REPEATED_KEY = FindingCode(
    "P002",
    "同一个键写了两次",
    why="同一条目里一个键只能有一个值；写两次时不知道该听哪一个。只读第一个。",
    example="unit: 亿元\nunit: 万元",
    instead="unit: 亿元",
)
REFERENCE_IN_YAML = FindingCode(
    "P003",
    "用了引用或类型标记",
    why="以 &、*、! 开头的值在 YAML 里是引用或类型标记；政策包不用它们，因为读的人看不到真正的值。",
    example="name: *重点产业",
    instead='name: "*重点产业"',
)
SEVERAL_DOCUMENTS = FindingCode(
    "P004",
    "一个文件里有多份内容",
    why="单独一行的 --- 会把文件分成几份，后面几份会被漏掉。",
    example="- id: a\n---\n- id: b",
    instead="- id: a\n- id: b",
)
WRONG_COLON = FindingCode(
    "P005",
    "键后面的冒号写法不对",
    why="键和值之间要用半角冒号加一个空格；写成全角冒号或漏了空格，别的软件会把整行当成文字。",
    example="title：工业攻坚",
    instead="title: 工业攻坚",
)
OLD_ENCODING = FindingCode(
    "P006",
    "文件不是 UTF-8 编码",
    why="GBK 编码的文件能读，但换一台电脑或换一个软件可能变成乱码。",
    example="用旧版记事本存成了“ANSI”",
    instead="另存为时把编码选成“UTF-8”",
    severity=Severity.WARNING,
)
UNKNOWN_ENCODING = FindingCode(
    "P007",
    "认不出文件的编码",
    why="文件既不是 UTF-8 也不是 GBK，或者根本不是文本。",
    example="把 Word 文档改名成了 targets.yaml",
    instead="用记事本或 WPS 另存为文本文件，编码选“UTF-8”",
)
TOO_LARGE = FindingCode(
    "P008",
    "文件太大",
    why="政策包写的是计划，不是数据；超过 5 MB 的多半放错了文件。",
    example="把月度数据放进了 targets.yaml",
    instead="数据放到事实文件夹，政策包里只写计划",
)
WRONG_SHAPE = FindingCode(
    "P009",
    "内容的形状不对",
    why="pack.yaml 是一组“键: 值”；其他文件是列表，每个条目以“- ”开头，里面是“键: 值”。",
    example="id: gdp\nname: 地区生产总值",
    instead="- id: gdp\n  name: 地区生产总值",
)
MISSING_PACK = FindingCode(
    "P010",
    "找不到政策包",
    why="要读的政策包，或者它在 extends 里写的基础政策包，不在那个位置，或者缺 pack.yaml。",
    example="extends: [natoinal]",
    instead="extends: [national]",
)
EXTENDS_CYCLE = FindingCode(
    "P011",
    "政策包互相作为基础",
    why="甲以乙为基础，乙又以甲为基础，分不清先后。",
    example="甲：extends: [乙]；乙：extends: [甲]",
    instead="只在下级政策包里写 extends",
)
SAME_PACK_ID = FindingCode(
    "P012",
    "两个政策包编号相同",
    why="结果里用编号说明数据出自哪个政策包，编号相同就分不清。",
    example="两个文件夹的 pack.yaml 都写 id: zhou-2026",
    instead="给每个政策包一个自己的编号",
)
UNKNOWN_FILE = FindingCode(
    "P013",
    "不认识的文件",
    why="文件名不在政策包的文件之列，里面的内容不会被读到。",
    example="target.yaml",
    instead="targets.yaml",
    severity=Severity.WARNING,
)
NOT_READ_YET = FindingCode(
    "P014",
    "还不读取的内容",
    why="这个文件夹是留给评价体系和流程用的，目前的版本还不读取。",
    example="scorecards/",
    instead="可以先放着；不影响其他内容",
    severity=Severity.WARNING,
)
UNKNOWN_KEY = FindingCode(
    "P020",
    "不认识的键",
    why="键名写错时，它的内容不会起作用。",
    example="suport: [州财政局]",
    instead="support: [州财政局]",
)
MISSING_KEY = FindingCode(
    "P021",
    "缺少必填的键",
    why="少了这个键，条目就说不完整，不能使用。",
    example="- id: gdp\n  name: 地区生产总值",
    instead="- id: gdp\n  name: 地区生产总值\n  unit: 亿元 …",
)
WRONG_VALUE = FindingCode(
    "P022",
    "值不对",
    why="这个键只接受规定的写法；值不对的条目不会被使用。",
    example="value: 15%",
    instead='value: 15\nunit: "%"',
)
REPEATED_ID = FindingCode(
    "P030",
    "编号重复",
    why="同一类条目里编号要唯一，否则后一条会盖住前一条。",
    example="两个目标都写 id: gdp-2026",
    instead="给每个条目一个自己的编号",
)
UNKNOWN_INDICATOR = FindingCode(
    "P031",
    "没有这个指标",
    why="目标、任务、报送要求等用到的指标必须在 indicators.yaml 里登记，才知道单位和口径。",
    example="indicator: gpd",
    instead="indicator: gdp",
)
UNKNOWN_AGENCY = FindingCode(
    "P032",
    "没有这个单位",
    why="牵头、配合、报送的单位必须在 agencies.yaml 里登记，才知道向谁催办。",
    example="lead: [州工信局局]",
    instead="lead: [州工信局]",
)
UNKNOWN_PLACE = FindingCode(
    "P033",
    "没有这个地区",
    why="地区和园区必须在 places.yaml 里登记，才知道数据属于谁。",
    example='place: "532399"',
    instead='place: "532301"',
)
UNKNOWN_CLAUSE = FindingCode(
    "P034",
    "没有这个条款",
    why="条款要能在 pack.yaml 的条款目录里找到，读的人才能对回原文。",
    example="clause: 2#二/(三)",
    instead="clause: 2#二/（三）",
)
UNKNOWN_UNIT = FindingCode(
    "P035",
    "没有登记的计量单位",
    why="不认识的单位不能换算，也不能比较。",
    example="unit: 亿",
    instead="unit: 亿元",
)
TARGET_UNIT = FindingCode(
    "P036",
    "目标的单位与指标对不上",
    why="增速、占比、降幅按百分比写，总量和增量按指标的单位写，倍数按倍写；对不上就无法计算完成情况。",
    example="measure: growth\nunit: 亿元",
    instead='measure: growth\nunit: "%"',
)
TARGET_PERIOD = FindingCode(
    "P037",
    "目标期不在政策包有效期内",
    why="目标期和政策包的有效期没有重合，多半有一个年份写错了。",
    example="政策包 2019 年有效，目标期写 2091",
    instead="period: 2019",
    severity=Severity.WARNING,
)
NEVER_IN_FORCE = FindingCode(
    "P038",
    "条目始终不会生效",
    why="条目的有效期和政策包的有效期没有重合，所以它从不起作用。",
    example="政策包 2019 年有效，条目 valid: {from: 2021-01-01}",
    instead="改正有效期，或者删去该条目",
    severity=Severity.WARNING,
)
NOT_IN_FORCE = FindingCode(
    "P039",
    "条目当日不在有效期",
    why="过期或尚未生效的条目不参加计算。",
    example="valid: {to: 2019-12-31}，计算 2020 年 3 月",
    instead="需要继续执行时，写明新的有效期和依据",
    severity=Severity.NOTE,
)
PLACE_CYCLE = FindingCode(
    "P040",
    "地区的上级绕成了圈",
    why="一个地区不能是自己的上级，否则汇总没有尽头。",
    example="甲的上级是乙，乙的上级是甲",
    instead="只写真正的上级代码",
)
SHARED_NAME = FindingCode(
    "P041",
    "一个名称指两个条目",
    why="数据和文件里按名称找单位、指标、地区；同一名称在同一时期指两个条目，就会张冠李戴。",
    example="州经信委同时是两个单位的别名",
    instead="给别名加上互不重叠的有效期，或者改用全称",
)
INDICATOR_CYCLE = FindingCode(
    "P042",
    "指标互相构成，绕成了圈",
    why="指标不能直接或间接由自己组成或相除得出。",
    example="甲是乙的组成部分，乙又是甲的组成部分",
    instead="total 写上一层的合计指标，ratio 写分子和分母",
)
SCHEDULE_STEPS = FindingCode(
    "P043",
    "序时进度写得不对",
    why="分月累计进度要逐月增加，到目标期最后一个月是 1。",
    example="steps: [[3, 0.3], [6, 0.2]]",
    instead="steps: [[3, 0.2], [6, 0.5], [9, 0.75], [12, 1]]",
)
CONTRADICTION = FindingCode(
    "P044",
    "两个目标不一致",
    why="同一指标、同一地区、同一时期有两个不同的目标。两个都保留，由人来定听哪一个。",
    example="一个文件写增长 10%，另一个写增长 16%",
    instead="请牵头单位出具口径决定，写进 rulings.yaml",
    severity=Severity.WARNING,
)
OPEN_RULING = FindingCode(
    "P045",
    "问题还没有答复",
    why="口径没有定，和它有关的结果只能算作“不能确定”。",
    example="question: 基期是哪一年？",
    instead="answer: 2018 年\ndecided_by: 州工信局",
    severity=Severity.NOTE,
)
DUTY_WITHOUT_DUE = FindingCode(
    "P046",
    "报送要求没有时限",
    why="原文没有写明时限，所以不判定迟报。",
    example="frequency: monthly",
    instead="frequency: monthly\ndue: {day: 3}",
    severity=Severity.NOTE,
)
TARGET_WITHOUT_VALUE = FindingCode(
    "P047",
    "目标没有数值",
    why="没有目标值就无法算进度；原文没有数的，要写明参照什么。",
    example="- id: energy\n  measure: rate_of_completion",
    instead="reference: 省下达目标",
)
UNKNOWN_INDUSTRY = FindingCode(
    "P048",
    "没有这个产业",
    why="指标所属的产业要在 industries.yaml 里登记。",
    example="industry: green-enegy",
    instead="industry: green-energy",
)
UNKNOWN_TAG = FindingCode(
    "P049",
    "没有地区带这个标签",
    why="目标只对带标签的园区，而没有一个地区带这个标签，所以它落不到任何地方。",
    example="tag: boarder",
    instead="tag: border",
    # Not an error: a plan may set tiers of parks before the office has put its parks into them.
    severity=Severity.WARNING,
)
RANGE_REVERSED = FindingCode(
    "P050",
    "目标上限低于目标值",
    why="“3—5 个”写成 value: 3、value_max: 5；上限低于目标值就无法达到。",
    example="value: 5\nvalue_max: 3",
    instead="value: 3\nvalue_max: 5",
)
CALENDAR_DAYS = FindingCode(
    "P051",
    "放假安排对不上",
    why="放假和调休的日子要在所写的年份里，同一天不能又放假又上班。",
    example="year: 2027\nrest_days: [2026-01-01]",
    instead="year: 2027\nrest_days: [2027-01-01]",
)
EMPTY_FILE = FindingCode(
    "P052",
    "文件里没有内容",
    why="空文件等于没有这一类条目；目标文件若是误存成空的，全部目标会不声不响地没有了。",
    example="targets.yaml 是 0 字节，或只有注释",
    instead="补上条目，或删去这个文件。",
    severity=Severity.WARNING,
)

FINDING_CODES: tuple[FindingCode, ...] = (
    BROKEN_YAML,
    REPEATED_KEY,
    REFERENCE_IN_YAML,
    SEVERAL_DOCUMENTS,
    WRONG_COLON,
    OLD_ENCODING,
    UNKNOWN_ENCODING,
    TOO_LARGE,
    WRONG_SHAPE,
    MISSING_PACK,
    EXTENDS_CYCLE,
    SAME_PACK_ID,
    UNKNOWN_FILE,
    NOT_READ_YET,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_VALUE,
    REPEATED_ID,
    UNKNOWN_INDICATOR,
    UNKNOWN_AGENCY,
    UNKNOWN_PLACE,
    UNKNOWN_CLAUSE,
    UNKNOWN_UNIT,
    TARGET_UNIT,
    TARGET_PERIOD,
    NEVER_IN_FORCE,
    NOT_IN_FORCE,
    PLACE_CYCLE,
    SHARED_NAME,
    INDICATOR_CYCLE,
    SCHEDULE_STEPS,
    CONTRADICTION,
    OPEN_RULING,
    DUTY_WITHOUT_DUE,
    TARGET_WITHOUT_VALUE,
    UNKNOWN_INDUSTRY,
    UNKNOWN_TAG,
    RANGE_REVERSED,
    CALENDAR_DAYS,
    EMPTY_FILE,
    *RULE_CODES,
    *SCORECARD_CODES,
)
