"""The table of forecasts (预测): what was foretold in a month, kept to be shown beside targets and judged later."""

from guatu.query.schema import Column, Measure, TableSchema

FORECAST_MEASURES = (("level", "总量"), ("growth", "增速"))
FORECAST_METHODS = (
    ("naive", "上年同期法"),
    ("carried", "同期增速法"),
    ("smoothed", "阻尼平滑法"),
    ("combined", "组合"),
    ("given", "人工给定"),
)
_FIGURE = "总量用指标单位，增速为小数"

FORECASTS = TableSchema(
    "forecasts",
    "预测",
    (
        Column("place", "地区", "VARCHAR", required=True, aliases=("地区代码",), meaning="地区或园区代码"),
        Column("indicator", "指标", "VARCHAR", required=True, aliases=("指标编号",), meaning="指标编号"),
        Column(
            "measure",
            "预测什么",
            "VARCHAR",
            required=True,
            choices=FORECAST_MEASURES,
            meaning="总量还是增速",
        ),
        Column(
            "period",
            "预测到",
            "DATE",
            Measure.DATE,
            "预测的是1月至该月累计，时点指标为该月末；12月即全年",
            required=True,
        ),
        Column("made_on", "数据截至", "DATE", Measure.DATE, "用到哪个月为止的数", required=True),
        Column("method", "方法", "VARCHAR", required=True, choices=FORECAST_METHODS, meaning="用哪种方法；各账用组合"),
        Column("value", "预测值", "DOUBLE", Measure.NUMBER, _FIGURE, required=True),
        Column("low80", "八成下限", "DOUBLE", Measure.NUMBER, f"80%区间的下限，{_FIGURE}"),
        Column("high80", "八成上限", "DOUBLE", Measure.NUMBER, f"80%区间的上限，{_FIGURE}"),
        Column("low95", "九成五下限", "DOUBLE", Measure.NUMBER, f"95%区间的下限，{_FIGURE}"),
        Column("high95", "九成五上限", "DOUBLE", Measure.NUMBER, f"95%区间的上限，{_FIGURE}"),
        Column("origins", "回测次数", "INTEGER", Measure.COUNT, "误差是从过去几个时点试出来的"),
        Column("scale", "同期误差", "DOUBLE", Measure.NUMBER, f"“与上年同期一样”平均错多少，{_FIGURE}"),
        Column("target", "目标编号", "VARCHAR", meaning="完成可能性是对哪个目标的"),
        Column("probability", "完成可能性", "DOUBLE", Measure.RATIO, "按目前进度完成该目标的可能性"),
    ),
    key=("place", "indicator", "measure", "period", "made_on", "method", "target"),
)
