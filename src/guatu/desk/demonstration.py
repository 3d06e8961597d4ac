"""The demonstration (演示): the main job on data that comes with guatu, fictional and published."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guatu.desk.award_files import AwardReport, AwardRequest, run_award
from guatu.desk.bundled_facts import find_facts
from guatu.desk.month_files import MonthReport, MonthRequest, run_month
from guatu.desk.sample_folder import make_sample
from guatu.domain import Period

_SEED = 1


@dataclass(frozen=True)
class DemoRun:
    """One month of the demonstration: which packs, which facts, where its files go."""

    title: str
    month: Period
    pack: str
    facts: str
    folder: str

    def command_line(self, folder: Path) -> str:
        """Return the command that does the same by hand."""
        facts = self.facts if self.facts.startswith("published/") else folder / self.facts
        return f"guatu month {self.month} --packs {self.pack} --facts {facts} --out {folder / self.folder}"


DEMO_RUNS = (
    DemoRun("一、示例州（虚构），2024年9月", Period.month(2024, 9), "example", "示例数据", "示例州-2024-09"),
    DemoRun(
        "二、楚雄开发区到位资金，2018年10月（公开数据，缺的留空）",
        Period.month(2018, 10),
        "chuxiong-2019",
        "published/chuxiong",
        "楚雄-2018-10",
    ),
    DemoRun(
        "三、楚雄州 2019 年五个方案的全部目标，2019年12月（公开数据，缺的留空）",
        Period.month(2019, 12),
        "chuxiong-2019",
        "published/chuxiong",
        "楚雄-2019-12",
    ),
)


def make_demo(run: DemoRun, folder: Path, version: str, watch: Callable[[str], None]) -> MonthReport:
    """Do one run of the demonstration; the fictional prefecture's data is made first."""
    facts = folder / run.facts
    if run.facts.startswith("published/"):
        facts = find_facts(run.facts)
    else:
        watch("生成虚构州数据")
        make_sample(facts, _SEED)
    return run_month(MonthRequest(run.month, (run.pack,), facts, folder / run.folder), version, watch)


@dataclass(frozen=True)
class DemoAward:
    """The awards of the demonstration: a year of the fictional prefecture whose data the first run made."""

    title: str
    year: int
    pack: str
    facts: str
    folder: str

    def command_line(self, folder: Path) -> str:
        """Return the command that does the same by hand."""
        facts, out = folder / self.facts, folder / self.folder
        return f"guatu award {self.year} --packs {self.pack} --facts {facts} --out {out}"


DEMO_AWARD = DemoAward("四、示例州 2024 年奖补兑现（虚构）", 2024, "example", "示例数据", "示例州-兑现-2024")


def make_demo_award(folder: Path, version: str, watch: Callable[[str], None]) -> AwardReport:
    """Award the fictional prefecture's year on the data that the demonstration has made."""
    award = DEMO_AWARD
    request = AwardRequest(award.year, (award.pack,), folder / award.facts, folder / award.folder)
    return run_award(request, version, watch)
