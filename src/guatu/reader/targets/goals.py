"""Commitment or achievement (目标与成绩): what shall be, and what has been, told apart by text, clause and phrase."""

import re

from guatu.reader.draft import DocumentFacts
from guatu.reader.sentences import Sentence

_PLAN = re.compile(
    r"(?:方案|计划|措施|举措|意见|规划|要点|办法|规定|细则|通知|分工|纲要|政策|任务书|条例|决定|指引|指南|部署|安排|清单|工作报告|行动|工程|"
    r"目标|任务|倡议|决议|目录|表|若干条|十条|\d+条)[”》]?(?:（[^（）]{1,20}）|\(.*\))*$"
)
_REPORT = re.compile(
    r"答复|复函|公报|工作总结|总结报告|情况的?(?:报告|通报|汇报)|简报|新闻|综述|调研报告|述职|回复|解读|纪实"
)
_DONE_CLAUSE = re.compile(
    r"成效|成绩|工作开展情况|进展情况|完成情况|工作回顾|发展现状|基本现状|现状|存在的?(?:主要)?(?:问题|困难|不足)|发展基础|基本情况|发展背景|编制背景|"
    r"面临形势|现实基础|工作情况|主要做法|典型做法|取得的|过去.年|回顾"
)
_DONE = re.compile(
    r"已(?!有[^，]{0,8}基础上)|达到了|实现了|完成了|取得了?|建成了|截至目前|截至20\d\d年|截止|目前|近年来|以来|上一?年度?(?!水平|同期|平均|末?的?基础)|去年(?!同期|水平)|"
    r"[今去]年1[—\-至]\d{1,2}月|1[—\-至]\d{1,2}月|位居全|荣获|获得[^，]{0,14}(?:称号|肯定|表彰)|成功(?!率|申报率)|先后|"
    r"共计[^，]{0,6}了|同比(?:增长|提高|下降|增加)(?![^，]*(?:以上|左右|力争))|较“?十[二三四五]五"
)
_AIM = re.compile(
    r"力争|确保|争取|(?:^|[，；])到?年[底末]|到20\d\d年|20\d\d年(?:底|末)?前|年内|全年|年底前|目标|每年(?:新增|培育|安排|引进)|下一步|将(?:力争|实现|达到)|计划|“?十[四五六]五”?末"
)
_FUTURE = re.compile(r"(?:到|力争|20\d\d[—\-至])(20\d\d)年")


def is_report(facts: DocumentFacts) -> bool:
    """Tell a text that reports (news, replies, bulletins) from one that plans, by its title.

    A text without a title is taken for a plan: its sentences decide.
    """
    title = facts.title
    if title is None:
        return False
    return (
        _REPORT.search(title) is not None or _PLAN.search(title.replace("（试行）", "").replace("（暂行）", "")) is None
    )


# 夯实发展基础 and 解决存在的问题 are work still to be done.
_TO_DO = re.compile(
    r"夯实|筑牢|打牢|打好|筑实|厚植|巩固|强化|加强|优化|提升|改善|补齐|解决|着力|推动|推进|增强|完善|健全"
)


def is_done_clause(title: str | None) -> bool:
    """Tell a clause whose heading speaks of results or of the present state: 工作成效, 存在问题."""
    return title is not None and _DONE_CLAUSE.search(title) is not None and _TO_DO.match(title) is None


def is_achieved(phrase: str, sentence: str, *, year: int | None, period: str | None) -> bool:
    """Tell a result already reached: 已建成, 2023年达到 in a plan of 2024; a goal's words undo a mark before them."""
    if period is not None and year is not None and int(period[-4:]) < year:
        return True
    done = _DONE.search(phrase)
    if done is not None and done.group().startswith("同比") and period is not None and year is not None:
        # 2026年…同比增长20% in a plan of that year cannot be a result yet; an earlier year was told above.
        return False
    if done is not None:
        return _AIM.search(phrase) is None or re.search(r"已经?[建达实完获]|了[，。]?$", phrase) is not None
    opening = sentence[: max(sentence.find(phrase), 0)]
    return _DONE.search(opening) is not None and _AIM.search(sentence) is None


def is_open_aim(sentence: Sentence, *, year: int | None) -> bool:
    """Tell a sentence that states a goal in so many words: what counts even in a report."""
    found = _FUTURE.search(sentence.text)
    return found is not None and (year is None or int(found[1]) > year) and _DONE.search(sentence.text) is None
