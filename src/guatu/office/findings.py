"""What can be wrong with a file that is handed in (O codes)."""

from guatu.domain import FindingCode, Severity

UNKNOWN_TYPE = FindingCode(
    "O001",
    "这种文件不读",
    "只读表格文件：csv、txt、tsv、xlsx、xlsm、xls、et，以及 SQLite 数据库：sqlite、sqlite3、db。",
    "把 Word 或 PDF 放进数据文件夹。",
    "用 WPS 表格另存为 xlsx 或 csv；不是数据的文件请移出文件夹。",
    Severity.WARNING,
)
WRONG_TYPE = FindingCode(
    "O002",
    "文件内容与扩展名不符",
    "改过扩展名的文件可能是别的东西，不打开。",
    "把 xlsx 改名成 csv。",
    "用 WPS 表格打开，另存为 xlsx 或 csv。",
)
EMPTY_FILE = FindingCode(
    "O003", "空文件", "文件里没有内容。", "0 字节的 csv。", "重新导出这个文件；不用的文件请删去。", Severity.WARNING
)
UNREADABLE = FindingCode(
    "O004",
    "文件打不开",
    "文件损坏，或没有读取权限。",
    "下载中断的 xlsx。",
    "用 WPS 表格打开检查，另存一份再试。",
)
ENCRYPTED = FindingCode(
    "O005", "文件加了密码", "没有密码不能读。", "设置了打开密码的 xlsx。", "在 WPS 表格里去掉密码后另存。"
)
UNSAFE = FindingCode(
    "O006",
    "文件不安全，没有打开",
    "解压后极大或使用区域极大的文件会拖垮机器。",
    "最后一格在 XFD1048576 的空表。",
    "把有数的区域复制到新工作簿，另存为 xlsx。",
)
TOO_SLOW = FindingCode(
    "O007",
    "读这个文件超出时间或内存",
    "文件太大或构造异常，读取被中止。",
    "几百兆字节的工作簿。",
    "拆成几个文件，或另存为 csv。",
)
BAD_ENCODING = FindingCode(
    "O008",
    "文字编码不对",
    "有的字节认不出是什么字，读进来会是乱码。",
    "一半 UTF-8、一半 GBK 的 csv。",
    "用 WPS 表格打开，另存为 UTF-8 的 csv 或 xlsx。",
)
BAD_QUOTES = FindingCode(
    "O009",
    "csv 的引号没有配对",
    "引号不配对时，后面的行会连成一格。",
    '备注里单独写了一个 "。',
    "补上引号，或另存为 xlsx。",
)
MACROS = FindingCode(
    "O010",
    "文件里有宏",
    "宏不会运行，只读单元格里的数。",
    "xlsm 工作簿。",
    "建议另存为 xlsx 再报送。",
    Severity.WARNING,
)
EXTERNAL_LINKS = FindingCode(
    "O011",
    "文件引用了别的工作簿",
    "引用的数是上次打开时存下的，可能已经过时。",
    "公式里有 [其他.xlsx]。",
    "把引用的数粘贴为数值后再报送。",
    Severity.WARNING,
)
HIDDEN_SHEET = FindingCode(
    "O012",
    "有隐藏的工作表",
    "看不见的表不读，以免读进旧数。",
    "工作簿里藏着去年的表。",
    "要读就取消隐藏；不用的请删去。",
    Severity.NOTE,
)
NOT_COMPUTED = FindingCode(
    "O013",
    "公式没有存下结果",
    "由程序生成、没有用表格软件打开保存过的公式没有数值。",
    "=SUM(B2:B9) 的格里没有缓存数。",
    "用 WPS 表格打开，保存一次。",
)
NO_FACT_TABLE = FindingCode(
    "O014",
    "数据库里没有事实表",
    "数据库里只读以事实表命名的表和视图，别的表不知道是什么。",
    "数据库里只有 accounts、submissions。",
    "建一个以事实表命名的视图，如 CREATE VIEW firm_years AS SELECT …。",
    Severity.WARNING,
)
LOCKED = FindingCode(
    "O015",
    "数据库正被占用",
    "别的程序正在写这个数据库，读出来的可能是半截的数。",
    "后台正在导入名册。",
    "等它写完再读；或用备份出来的一份。",
)

FINDING_CODES = (
    UNKNOWN_TYPE,
    WRONG_TYPE,
    EMPTY_FILE,
    UNREADABLE,
    ENCRYPTED,
    UNSAFE,
    TOO_SLOW,
    BAD_ENCODING,
    BAD_QUOTES,
    MACROS,
    EXTERNAL_LINKS,
    HIDDEN_SHEET,
    NOT_COMPUTED,
    NO_FACT_TABLE,
    LOCKED,
)
