"""Ascii ids for what a plan names in Chinese: the English words that are known, and a mark made from the name.

The same name gives the same id in every run, so that a draft can be made again and compared.
"""

import re
from hashlib import sha1

from guatu.reader.numerals import han_number

# What plans count, and who answers: one Chinese word, one English one, as in the glossary. Longer words first win.
_WORDS = {
    "规模以上": "above_scale", "规上": "above_scale", "增加值": "va", "生产总值": "gdp", "总产值": "output",
    "产值": "output", "营业收入": "revenue", "销售收入": "sales", "收入": "income", "固定资产投资": "fai",
    "基础设施": "infrastructure", "投资": "investment", "进出口": "trade", "出口": "exports", "外资": "fdi",
    "零售": "retail", "税收": "tax", "税金": "tax", "利润": "profit", "研发": "rnd", "融资": "financing",
    "贷款": "loans", "资金": "funds", "基金": "fund", "企业": "firms", "市场主体": "entities",
    "个体工商户": "self_employed",
    "高新技术": "hightech", "专精特新": "sme", "小巨人": "little_giants", "中小企业": "smes", "民营": "private",
    "园区": "parks", "开发区": "zones", "产业链": "chains", "集群": "clusters", "平台": "platforms", "基地": "bases",
    "中心": "centres", "项目": "projects", "产品": "products", "专利": "patents", "标准": "standards", "品牌": "brands",
    "人才": "talents", "就业": "jobs", "培训": "training", "示范": "pilot", "工厂": "plants", "车间": "workshops",
    "能耗": "energy", "用电": "power", "排放": "emissions", "面积": "area", "时间": "time", "时限": "time_limit",
    "覆盖": "coverage", "满意": "satisfaction", "比重": "share", "占比": "share", "强度": "intensity", "新增": "new",
    "培育": "bred", "工业": "industry", "农业": "agriculture", "服务业": "services", "数字经济": "digital",
    "电子商务": "ecommerce", "旅游": "tourism", "物流": "logistics", "科技": "technology", "创新": "innovation",
    "发展改革": "development-reform", "发展和改革": "development-reform", "信息化": "it", "财政": "finance",
    "商务": "commerce", "统计": "statistics", "税务": "tax-office", "自然资源": "natural-resources",
    "生态环境": "ecology", "住房": "housing", "交通": "transport", "水务": "water", "水利": "water",
    "文化": "culture", "卫生健康": "health", "教育": "education", "体育": "sports", "应急": "emergency",
    "市场监": "market-regulation", "政务服务": "government-services", "人力资源": "human-resources",
    "人社": "human-resources",
    "金融": "finance-office", "银行": "bank", "海关": "customs", "供电": "power-grid", "电网": "power-grid",
    "公安": "police", "司法": "justice", "民政": "civil-affairs", "审计": "audit", "国资": "state-assets",
    "林业": "forestry", "林草": "forestry", "气象": "weather", "邮政": "post", "医疗保障": "health-insurance",
    "医保": "health-insurance", "知识产权": "ip", "药品": "drugs", "人民政府": "government", "管委会": "committee",
    "办公室": "office", "领导小组": "leading-group", "部门": "departments", "单位": "units", "督查": "inspection",
}  # fmt: skip
_PATTERN = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_HAN_NUMBER = re.compile(r"[零〇一二三四五六七八九十百]+")
_MOST_WORDS = 3


def id_of_name(name: str, joint: str = "-") -> str:
    """Return an id with a mark of six digits, `new_plants_3f0a1c`; `joint` stands between words.

    >>> id_of_name("新增绿色工厂", "_").startswith("new_plants_")
    True
    """
    words = dict.fromkeys(_WORDS[match] for match in _PATTERN.findall(name))
    chosen = [re.sub("[-_]", joint, word) for word in list(words)[:_MOST_WORDS]] or ["item"]
    return joint.join((*chosen, mark_of(name)))


def mark_of(name: str, length: int = 6) -> str:
    """Return a few digits that stand for a name."""
    return sha1(name.encode("utf-8"), usedforsecurity=False).hexdigest()[:length]


def id_of_clause(clause: str) -> str:
    """Return a clause's path in digits: `2#二/（三）` is `2-2-3`; the text before the first label is `0`.

    >>> id_of_clause("附件/第十二条/1")
    'annex-12-1'
    """
    pieces = re.split(r"[#/]", clause.replace("附件", "annex").replace("附则", "rules"))
    return "-".join(filter(None, (_ascii(piece) for piece in pieces))) or "0"


def _ascii(piece: str) -> str:
    numbered = _HAN_NUMBER.sub(lambda match: str(han_number(match.group())), piece)
    return "-".join(re.findall(r"[a-z0-9]+", numbered.lower()))
