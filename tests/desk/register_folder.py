"""A folder of registers of four firms, as an office would hand it in."""

from pathlib import Path

FIRMS = ("91532301MA6K00001L", "91532301MA6K00002P", "91532301MA6K00003T", "91532301MA6K00004X")
HEADER = (
    "统一社会信用代码,年度,企业名称,所在县市,规模行业,主营业务收入（万元）,营业收入（万元）,从业人员（人）,"
    "已登记,已转企业,四上在库,已股改,已上市"
)
ROWS = (
    "甲公司,532301,工业,1850,1900,25,是,是,否,否,否",
    "乙公司,532301,工业,2600,2700,301,是,是,是,否,否",
    "丙公司,532322,批发业,1999.99,2000,6,是,是,否,否,否",
    "丁公司,532322,,,,,是,否,否,否,否",
)
TITLES = "统一社会信用代码,称号,级别,认定日期,有效期至,认定文件"
PERIODS = "统一社会信用代码,报告期,口径,营业收入（万元）"
YEAR = 2025


def register_folder(folder: Path, *, titles: bool = True) -> Path:
    """Write the registers of 2025 into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [f"{firm},{YEAR},{rest}" for firm, rest in zip(FIRMS, ROWS, strict=True)]
    (folder / "firm_years.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    periods = [f"{FIRMS[0]},2025-06,累计,1000", f"{FIRMS[2]},2025-06,累计,900"]
    (folder / "firm_periods.csv").write_text("\n".join((PERIODS, *periods)) + "\n", encoding="utf-8")
    if titles:
        held = (
            f"{FIRMS[1]},专精特新中小企业,省级,2023-05-01,2026-04-30,示认1号",
            f"{FIRMS[1]},高新技术企业,国家级,2024-11-01,2027-10-31,示认2号",
        )
        (folder / "titles.csv").write_text("\n".join((TITLES, *held)) + "\n", encoding="utf-8")
    return folder
