"""Vocabulary: the words and signs that mean something by themselves, and those that are refused with a reason."""

from sqlglot import TokenType

CONSTANTS = {"是": True, "否": False, "true": True, "false": False}
CONNECTIVES = {
    "且": TokenType.AND,
    "并且": TokenType.AND,
    "而且": TokenType.AND,
    "或": TokenType.OR,
    "或者": TokenType.OR,
    "非": TokenType.NOT,
    "不": TokenType.NOT,
}
# fmt: off
AGGREGATES = frozenset({
    "sum", "count", "avg", "mean", "min", "max", "median", "mode", "stddev", "variance", "any_value", "list",
    "array_agg", "string_agg", "first", "last", "row_number", "rank", "lag", "lead",
    "合计", "求和", "汇总", "计数", "平均", "平均值", "最大值", "最小值",
})
CLOCKS = frozenset({
    "now", "today", "random", "uuid", "current_date", "current_time", "current_timestamp", "localtime",
    "localtimestamp", "get_current_timestamp", "今天", "现在", "当前日期", "随机数",
})
SIGNS = frozenset({
    TokenType.EQ, TokenType.NEQ, TokenType.GT, TokenType.GTE, TokenType.LT, TokenType.LTE,
    TokenType.PLUS, TokenType.DASH, TokenType.STAR, TokenType.SLASH,
    TokenType.COMMA, TokenType.L_PAREN, TokenType.R_PAREN,
})
GRAMMAR = frozenset({
    TokenType.AND, TokenType.OR, TokenType.NOT, TokenType.IN, TokenType.BETWEEN, TokenType.LIKE, TokenType.IS,
    TokenType.CASE, TokenType.WHEN, TokenType.THEN, TokenType.ELSE, TokenType.END,
})
# fmt: on
# Tokens that can end a value, and those that can start one: an end before a start lacks an operator.
ENDS = frozenset({TokenType.IDENTIFIER, TokenType.R_PAREN, TokenType.END})
STARTS = frozenset({TokenType.IDENTIFIER, TokenType.VAR, TokenType.L_PAREN, TokenType.CASE})
WAY_OUTS = {
    TokenType.MOD: "% 只能跟在数字后面；求余数写 余数(a, b)。",
    TokenType.DOT: "列名前不写表名；小数点前写 0，例如 0.5。",
    TokenType.CARET: "乘方写 乘方(a, 2)。",
    TokenType.DSTAR: "乘方写 乘方(a, 2)。",
    TokenType.DPIPE: "接起文字写 连接(a, b)。",
    TokenType.DIV: "除法写 a / b，取整写 向下取整(a / b)。",
}
