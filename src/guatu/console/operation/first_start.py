"""What must be there before Django reads its settings: the workspace's folders, its secret, its settings file."""

from datetime import datetime
from pathlib import Path

from guatu.console.workspace import SETTINGS_FILE, Workspace, make_workspace, read_workspace
from guatu.domain import InvalidValue

DEMO_OPTION = "--demo"
# The demonstration opens on the morning after the holiday notice; see console/demo.py for the month that is played.
DEMO_START = "2024-10-08T08:30"
_DEMO_SETTINGS = """# 演示站点：数据全部虚构。正式使用请另建工作区，不要在这里改。
site_name = "示例州挂图作战平台（演示）"
demo = true
# 演示的站点时钟从这一刻走起；删去这一行就用机器的时钟。
demo_start = "{start} at {real}"
# 演示账号不要求第二因素，口令不过期；正式站点请用默认值。
second_factor_for = []
password_days = 0
"""
_SETTINGS = """# 站点设置。每一项都有默认值，去掉行首的 # 再改。改后重新启动。
# database = "postgresql://guatu:口令@127.0.0.1:5432/guatu"   # 留空用工作区里的 SQLite
# hosts = ["127.0.0.1", "localhost", "10.1.2.3"]              # 允许用哪些主机名或地址访问
# https = true                                                # 前面有证书时打开
# site_name = "××州挂图作战平台"
# deadline_hour = 17                                          # 报送日几点截止
# grace_hours = 0                                             # 宽限几小时
"""


def prepare(folder: Path, *, is_demo: bool) -> Workspace:
    """Make a workspace ready for its site; a demonstration is only made in a new or an empty folder."""
    is_new = not (folder / SETTINGS_FILE).exists()
    if is_demo and is_new and folder.is_dir() and any(folder.iterdir()):
        raise InvalidValue(f"“{folder}”里已有东西；演示站点请用新的或空的文件夹")
    workspace = make_workspace(folder)
    if is_new:
        real = datetime.now().astimezone().isoformat(timespec="seconds")
        text = _DEMO_SETTINGS.format(start=DEMO_START, real=real) if is_demo else _SETTINGS
        (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")
        return read_workspace(folder)
    if is_demo and not workspace.flag("demo"):
        raise InvalidValue(f"“{folder}”是正式站点的工作区，不能当演示站点启动")
    return workspace
