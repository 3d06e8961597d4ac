"""The command `guatu`. A verb's module is imported when the verb is called, so that `guatu --help` answers at once."""

import gc
import importlib
import sys

import click

from guatu import __version__
from guatu.cli.usage import told_in_chinese

# Each verb with the module it lives in and the line that `guatu --help` prints.
VERBS: dict[str, tuple[str, str]] = {
    "read": ("guatu.cli.read", "读方案：文件读成政策包草案、核对表和任务分工表"),
    "month": ("guatu.cli.month", "运行一个月：六本账、预警、挂图、月通报"),
    "award": ("guatu.cli.award", "兑现奖补：拟兑现、不予兑现、待定名单，拨付表，公示，告知书"),
    "whatif": ("guatu.cli.whatif", "试算：改一个数，多花多少钱，谁多得、谁少得"),
    "classify": ("guatu.cli.classify", "分类、资格和评分：每个企业、地区、项目各是什么"),
    "forecast": ("guatu.cli.forecast", "预测全年：按目前走势全年多少、能不能完成目标，以前预测得准不准"),
    "ladder": ("guatu.cli.ladder", "梯度培育看板：各企业在哪一级、下一级差什么"),
    "match": ("guatu.cli.match", "园区匹配：项目去哪个园区，为什么不去别的"),
    "score": ("guatu.cli.score", "评价打分：园区和地区的排名、成绩单、位次有多稳"),
    "split": ("guatu.cli.split", "目标分解：州的目标分到县、季、月，说明理由、约束和敏感性"),
    "size": ("guatu.cli.size", "以荷定源测算：费用最低的光伏、风电、储能"),
    "check": ("guatu.cli.check", "检查政策包，列出问题和办法"),
    "test": ("guatu.cli.test", "运行政策包里的用例"),
    "compare": ("guatu.cli.compare", "比较两个版本的政策包"),
    "sample": ("guatu.cli.sample", "生成一个虚构州的演示数据"),
    "schema": ("guatu.cli.schema", "写出政策包的 JSON Schema，供编辑器提示"),
    "explain": ("guatu.cli.explain", "说明一户一条为什么给、为什么不给；或一个月的全部计算步骤"),
    "serve": ("guatu.cli.serve", "启动站点：填报、审核、催报、六本账、通报，多人一起用"),
    "backup": ("guatu.cli.backup", "备份站点，不用停"),
    "restore": ("guatu.cli.restore", "把备份恢复到新的文件夹"),
    "doctor": ("guatu.cli.doctor", "给站点体检，说明怎么办"),
    "demo": ("guatu.cli.demo", "用自带数据演示：虚构州和楚雄公开数据"),
}


class _Verbs(click.Group):
    """A group that knows its verbs by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = importlib.import_module(VERBS[cmd_name][0]).command
        return command if isinstance(command, click.Command) else None

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        with told_in_chinese():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with told_in_chinese():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, line) for name, (_, line) in VERBS.items()])


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="guatu")
def guatu() -> None:
    """挂图 guatu：把行动计划当作程序来运行。计划写成政策包，月度数据放进文件夹，六本账、挂图和月通报就出来。"""


def main() -> None:
    """Run the command; a mistake of the caller ends with code 2 and one sentence, never a traceback."""
    # One short run whose values live to its end: collecting garbage in between costs a tenth of the time for nothing.
    gc.disable()
    try:
        guatu(standalone_mode=True)
    except BrokenPipeError:
        # The reader of our output went away (for instance `guatu explain | head`).
        sys.stderr.close()
        sys.exit(0)
