"""Projects (项目) and their monthly reports: what was invested since the start, and how far the building is."""

from dataclasses import dataclass

from guatu.sample.catalogue import INDUSTRIES
from guatu.sample.draw import Draw
from guatu.sample.economy import MONTHS
from guatu.sample.observations import month_period
from guatu.sample.places import COUNTIES, NAMES, PARKS
from guatu.sample.values import Row, Sheet

PROJECTS_FILE, PROJECT_MONTHS_FILE = "projects.csv", "project_months.csv"
PROJECTS = 60
_LEADERS = ("州领导甲", "州领导乙", "州领导丙", "州领导丁", "州领导戊", "州领导己")
_WORKS = ("生产线", "扩建工程", "配套园", "技术改造", "二期工程")
_PROGRESS = ((200, "土建施工"), (550, "主体施工"), (850, "设备安装"), (1000, "调试"))
_SOURCE = "示例州重大项目库（虚构）"


@dataclass(frozen=True, slots=True)
class Project:
    """A project; months are counted from January 2021, `started` is None before work began; money in 万元."""

    code: str
    name: str
    county: str
    park: str
    industry: str
    investment: int
    started: int | None
    duration: int
    leader: str
    land: int  # 亩
    revenue: int  # 万元 a year, of last year where it produces, else what it is to become

    @property
    def finished(self) -> int | None:
        """The month it went into production, None when it has not within the sample."""
        if self.started is None or self.started + self.duration >= MONTHS:
            return None
        return self.started + self.duration

    @property
    def stage(self) -> str:
        """The stage at the end of 2024."""
        if self.started is None:
            return "签约" if self.duration % 2 else "谋划"
        if self.finished is not None:
            return "投产"
        return "开工" if self.started >= MONTHS - 4 else "在建"

    def invested(self, month: int) -> int:
        """Return the investment since the start up to a month, in 万元."""
        if self.started is None or month < self.started:
            return 0
        return self.investment * min(month - self.started + 1, self.duration) // self.duration


def make_projects(draw: Draw, sites: Draw) -> tuple[Sheet, Sheet]:
    """Return the list of projects and their monthly reports; `sites` draws what a project needs and promises."""
    projects = [_project(number, draw, sites) for number in range(PROJECTS)]
    return (
        Sheet(
            PROJECTS_FILE,
            (
                "项目代码",
                "项目名称",
                "地区",
                "园区",
                "行业",
                "阶段",
                "总投资（万元）",
                "用地面积（亩）",
                "年营业收入（万元）",
                "开工月份",
                "投产月份",
                "包保领导",
                "来源",
            ),
            tuple(_project_row(project) for project in projects),
            "utf-8-sig",
        ),
        Sheet(
            PROJECT_MONTHS_FILE,
            ("项目代码", "报告期", "累计完成投资（万元）", "形象进度", "来源"),
            tuple(row for project in projects for row in _month_rows(project)),
            "utf-8-sig",
        ),
    )


def _project(number: int, draw: Draw, sites: Draw) -> Project:
    county = COUNTIES[number % len(COUNTIES)]
    parks = [park.code for park in PARKS if park.county == county.code]
    key, name, _ = INDUSTRIES[draw.between(0, len(INDUSTRIES) - 1)]
    started = draw.between(8, MONTHS + 5)
    park = parks[draw.between(0, len(parks) - 1)] if parks and draw.between(1, 10) > 3 else ""
    investment = draw.between(30, 180) * draw.between(50, 900)
    return Project(
        code=f"24{number % 12 + 1:02d}-{county.code}-04-01-{100_000 + number * 7919 % 900_000:06d}",
        name=f"示例{county.short}{name}{_WORKS[number % len(_WORKS)]}项目",
        county=county.code,
        park=park,
        industry=key,
        investment=investment,
        started=started if started < MONTHS else None,
        duration=draw.between(9, 26),
        leader=_LEADERS[number % len(_LEADERS)],
        # 120万元 to 480万元 are invested on a 亩, and bring in 0.6 to 1.8 times themselves a year.
        land=max(investment // sites.between(120, 480), 8),
        revenue=investment * sites.between(600, 1800) // 1000,
    )


def _project_row(project: Project) -> Row:
    return (
        project.code,
        project.name,
        NAMES[project.county],
        NAMES.get(project.park, ""),
        project.industry,
        project.stage,
        str(project.investment),
        str(project.land),
        str(project.revenue),
        "" if project.started is None else str(month_period(project.started)),
        "" if project.finished is None else str(month_period(project.finished)),
        project.leader,
        _SOURCE,
    )


def _month_rows(project: Project) -> list[Row]:
    if project.started is None:
        return []
    last = MONTHS - 1 if project.finished is None else project.finished
    rows: list[Row] = []
    for month in range(max(project.started, 12), last + 1):
        invested = project.invested(month)
        if month % 12 == 0:  # January comes with February
            continue
        share = invested * 1000 // project.investment
        word = "投产" if month == project.finished else next(word for limit, word in _PROGRESS if share <= limit)
        rows.append((project.code, str(month_period(month)), str(invested), word, _SOURCE))
    return rows
