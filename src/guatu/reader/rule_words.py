"""The rules of the grammars in words for people: which wording of a sentence an item was read from (读法).

The name of a rule is for those who mend the grammar. Its words stand in the review and on the page, where they tell
an official what to look at when an item is not sure.
"""

from collections.abc import Mapping

# By kind, as the draft names it; `share` means one thing of targets and another of incentives.
RULE_WORDS: Mapping[str, Mapping[str, str]] = {
    "targets": {
        "amount": "动词后面是金额",
        "breakthrough": "写着“零的突破”",
        "completion": "完成百分之几",
        "count-before": "先写事物，后写个数",
        "count-behind": "先写个数，后写事物",
        "count-done-to": "对多少个对象做一件事",
        "count-listed": "并列的几项，共用一个动词",
        "count-marked": "只有事物和个数，没有动词",
        "count-meant": "“力争”“确保”后面的个数",
        "count-named": "动词是引号里的叫法",
        "count-part": "“其中”的一部分",
        "coverage": "写着“全覆盖”",
        "fund": "安排多少资金",
        "growth": "增长多少",
        "index": "指数、分值达到多少",
        "level": "达到、不少于多少",
        "level-listed": "并列的几项，共用“达到”",
        "margin": "比什么水平高出多少个百分点",
        "multiple": "写着“翻番”或几倍",
        "part": "“其中”某个地方、某一年的数",
        "part-of-count": "括号里的分项",
        "rank": "写着第几位、前几名",
        "reduction": "下降、压减多少",
        "service-limit": "办事限多少时间",
        "share": "比重、比率是多少",
        "share-behind": "先写百分数，后写事物",
        "share-of": "一部分占全部的百分之几",
        "time-limit": "时间压缩到、不超过多少",
        "yardstick": "只写比什么水平，没有数",
    },
    "tasks": {
        "bare-names": "括号里只有单位名称",
        "labelled-bracket": "括号里写着“责任单位”等",
        "labelled-run": "另起一句写着“责任单位”等",
        "table-row": "表格里写着责任单位的一行",
        "role-verbs": "写着“牵头”“配合”“负责”",
        "unclosed-bracket": "“责任单位”的括号没有写完",
        "unmarked-run": "“责任单位”后面没有冒号",
    },
    "incentives": {
        "ceiling": "只写了最高多少",
        "levels": "分几档，各给多少",
        "relief": "全额、免除或减半",
        "share": "按百分之几给",
        "share of growth": "按增长部分的百分之几给",
        "sum": "给一笔定额",
        "sum per step": "每上一个台阶给多少",
        "sum per unit": "每个、每件给多少",
    },
    "duties": {
        "rhythm-before": "报送时间写在前面",
        "rhythm-in-phrase": "同一句写明报送时间",
        "stage-of-clause": "时间是所在阶段的",
    },
}


def rule_words(kind: str, rule: str) -> str:
    """Return what the review says of a rule; one without words, as that of an item a person wrote, stays as it is.

    >>> rule_words("targets", "count-behind"), rule_words("targets", "人工补充")
    ('先写个数，后写事物', '人工补充')
    """
    return RULE_WORDS[kind].get(rule, rule)
