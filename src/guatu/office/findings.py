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
NOT_A_PLAN_FILE = FindingCode(
    "O016",
    "这种文件不能当政策文件读",
    "政策文件只读有文字的文件：docx、pdf、txt、html、md，以及装有 LibreOffice 时的 doc、wps、rtf、odt。",
    "把表格、图片或压缩包交给读文件的命令。",
    "用 WPS 打开，另存为 docx；或把正文粘贴到 txt 文件里。",
)
READ_AS_IS = FindingCode(
    "O017",
    "扩展名与内容不符，按内容读",
    "改过扩展名的文件按它真正的类型读。",
    "内容是 PDF 的“方案.docx”。",
    "核对读出的是不是要读的文件；请把扩展名改回来。",
    Severity.NOTE,
)
PICTURE_SCAN = FindingCode(
    "O018",
    "扫描件，没有文字",
    "整篇是扫描的图片，里面没有文字可读；图片里的字不猜。",
    "盖章后扫描成的 PDF。",
    "用 WPS 的“PDF 转 Word”（文字识别）转成 docx 并校对；或向来文单位要电子版，把正文粘贴到 txt 文件里。",
)
PICTURE_PAGES = FindingCode(
    "O019",
    "有几页是图片，没有读",
    "这些页里没有文字，上面的内容没有读到。",
    "正文是文字、附件是扫描件的 PDF。",
    "核对这些页上有没有目标、任务；有就识别成文字后另读。",
    Severity.WARNING,
)
GARBLED_TEXT = FindingCode(
    "O020",
    "文字层是乱码",
    "有的 PDF 不带字的对照表，看得见的字复制出来是乱码。",
    "从 PDF 复制一段，粘贴出来是方框或怪字。",
    "用 WPS 的“PDF 转 Word”（文字识别）转成 docx 并校对；或找原来的 Word 文件。",
)
NEEDS_LIBREOFFICE = FindingCode(
    "O021",
    "旧格式，本机不能读",
    "doc、wps、rtf、odt 要借 LibreOffice 转换，本机没有装。",
    "没有装 LibreOffice 的电脑上的 .doc。",
    "用 WPS 或 Word 打开，另存为 docx 后再读。",
)
NOT_CONVERTED = FindingCode(
    "O022",
    "旧格式没有转换成",
    "LibreOffice 打不开这个文件，或在规定时间内没有转完。",
    "下载中断的 .doc；加了密码的 .doc。",
    "用 WPS 或 Word 打开检查，另存为 docx 后再读。",
)
TOO_LARGE = FindingCode(
    "O023",
    "文件太大，没有读",
    "一份政策文件远小于这个上限；超出的多半是别的东西，或几百份合在了一起。",
    "200 兆字节的 txt。",
    "只留要读的文件，拆成几份后再读。",
)
LOST_SIGNS = FindingCode(
    "O024",
    "有几个字认不出",
    "个别字节不成字，读成了“\ufffd”，别的字照常读。",
    "从旧系统导出的 txt 里夹着几个坏字。",
    "核对这几处；要紧的请在原文件里改正后再读。",
    Severity.WARNING,
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
    NOT_A_PLAN_FILE,
    READ_AS_IS,
    PICTURE_SCAN,
    PICTURE_PAGES,
    GARBLED_TEXT,
    NEEDS_LIBREOFFICE,
    NOT_CONVERTED,
    TOO_LARGE,
    LOST_SIGNS,
)
