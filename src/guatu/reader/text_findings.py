"""What is to be said of a text as a whole before anybody trusts its draft."""

from guatu.domain import FindingCode, Severity

NOT_CHINESE = FindingCode(
    "X020",
    "不是中文文件",
    "读取的规则只认中文公文。别的文字读不出目标和任务，硬读会造出没有的内容。",
    "交来的是一份英文报告",
    "请交中文文件；译文可以先存成 Word 或文本再读",
    Severity.WARNING,
)
NOTHING_READ = FindingCode(
    "X021",
    "没有读出任何条目",
    "文件里没有带数的目标、责任分工、带金额的政策和定期报送。新闻、答复、统计公报本来如此；如果是方案，可能是交错了文件。",
    "一篇会议报道",
    "请核对文件；确实是方案的，可以在核对表里手工加行",
    Severity.WARNING,
)
NO_LABELS = FindingCode(
    "X022",
    "没有条款序号",
    "全文没有“一、”“（一）”“1.”“第一条”这样的序号，各条目只能都记在全文名下，指不出是哪一条。",
    "一段没有分条的文字",
    "请在核对表的“条款”一列补上，或用带序号的原文件重读",
    Severity.NOTE,
)
SEVERAL_PLANS = FindingCode(
    "X023",
    "一个文件里有几个方案",
    "条款前加了方案的次序，如 2#二/（三）；通知本身不算。分得对不对要看一眼。",
    "一个通知印发了五个方案",
    "请在核对表“文件”页核对各方案的标题",
    Severity.NOTE,
)
TEXT_CODES = (NOT_CHINESE, NOTHING_READ, NO_LABELS, SEVERAL_PLANS)
