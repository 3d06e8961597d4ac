"""What can be wrong with a review workbook (核对表) that comes back edited."""

from guatu.domain import FindingCode, Severity

OTHER_TEXT = FindingCode(
    "X050",
    "核对表不是这份文件的",
    "核对表里记着它是由哪份原文读出来的；换了原文，编号和原文位置都对不上，不能写回。",
    "用甲方案的核对表去改乙方案。",
    "请用读这份文件时生成的核对表；原文改过的，请重新读一遍再核对。",
)
OTHER_READING = FindingCode(
    "X051",
    "核对表是另一版程序读出的",
    "同一份原文，新版程序读出的条目可能不同，编号对不上；这时各行按表里写的内容逐格采用。",
    "升级程序以后，再交回升级前的核对表。",
    "请再生成一份核对表，看一遍条目是否齐全。",
    Severity.WARNING,
)
LOST_SHEET = FindingCode(
    "X052",
    "核对表缺少工作表或栏目",
    "表或栏目被删掉、改名后，认不出哪些格是什么。",
    "把“目标”表改名为“Sheet2”，或删掉“目标值”一栏。",
    "请恢复原来的表名和表头；不用的行逐行选“不采用”。",
)
UNDECIDED = FindingCode(
    "X053",
    "还有待定的条目",
    "待定的条目不进入政策包。",
    "“采用”一栏留着“待定”。",
    "请在“采用”一栏选“采用”或“不采用”，再写回一次。",
    Severity.WARNING,
)
DELETED_ROWS = FindingCode(
    "X054",
    "有的行被删掉了",
    "删掉的行按“不采用”处理。",
    "在“目标”表里整行删除。",
    "要找回来的，请照原文在表末空行补写一行；以后不要的选“不采用”就行，不用删。",
    Severity.NOTE,
)
WRONG_CELL = FindingCode(
    "X055",
    "这一格填得不对",
    "认不出填的是什么。改好以前什么都不写出，原来写出的也不动。",
    "“目标期”填“明年底”，“单位”填“亿远”。",
    "请照提示改正这一格，存盘后再写回一次。",
)
LEFT_OUT = FindingCode(
    "X056",
    "新补的行不完整，没有采用",
    "缺少必填的内容，成不了一个条目。补全以前什么都不写出，原来写出的也不动。",
    "新补的目标没有写指标名称。",
    "请补全这一行；不要的请整行删去。",
)
WRONG_NUMBER = FindingCode(
    "X057",
    "编号重复或不存在",
    "同一编号只能用一次；复制出来的行按新补的条目处理。",
    "复制“目标-003”一行，改成另一个目标，没有清空编号。",
    "新补的行请把“编号”留空。",
    Severity.NOTE,
)
QUOTE_NOT_FOUND = FindingCode(
    "X058",
    "原文里找不到这句话",
    "新补的条目可以不写原文；写了就要与原文一致，才能标出位置。",
    "“原文”一栏写的是概括的话。",
    "请从原文复制一句粘贴到“原文”一栏，或把它留空。",
    Severity.NOTE,
)

REVIEW_CODES = (
    OTHER_TEXT,
    OTHER_READING,
    LOST_SHEET,
    UNDECIDED,
    DELETED_ROWS,
    WRONG_CELL,
    LEFT_OUT,
    WRONG_NUMBER,
    QUOTE_NOT_FOUND,
)
