"""What an expression must refuse, and that nothing an author writes can break the compiler or the database."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.firm_rows import FIRMS, ROW, codes, run_sql

from guatu.query import Measure
from guatu.rules import FUNCTIONS, compile_expression

HOSTILE = [
    ("1; drop table firm_rows", "E006"),
    ("完成率 > 1; 已报", "E006"),
    ("完成率 > 1 -- 注释", "E006"),
    ("完成率 > 1 /* 注释 */", "E006"),
    ("-- 只有注释", "E006"),
    ("(select 1) > 1", "E005"),
    ("select 完成率", "E005"),
    ("delete from firm_rows", "E005"),
    ("update firm_rows set 完成率 = 1", "E005"),
    ("exists(select 1)", "E003"),
    ("完成率 in (select 1)", "E005"),
    ("read_csv('/etc/passwd') is null", "E003"),
    ("getenv('HOME') = ''", "E003"),
    ("pg_sleep(10) is null", "E003"),
    ("sum(营业收入) > 1", "E004"),
    ("求和(营业收入) > 1", "E004"),
    ("max(营业收入) over () > 1", "E004"),
    ("count(*) > 1", "E004"),
    ("random() > 0.5", "E015"),
    ("now() > 报告期", "E015"),
    ("报告期 < current_date", "E015"),
    ("今天() > 报告期", "E015"),
    ("firm_rows.完成率 > 1", "E002"),
    ("*", "E023"),
    ("完成率::int > 1", "E023"),
    ("cast(完成率 as int) > 1", "E003"),
    ("完成率 || 'x' = 'y'", "E023"),
    ("企业 ~ 'x'", "E023"),
    ("项目数 % 2 = 0", "E023"),
    ("项目数 // 2 = 0", "E023"),
    ("项目数 ^ 2 > 1", "E023"),
    ("[1, 2] is null", "E023"),
    ("{'a': 1} is null", "E023"),
    ("$1 > 0", "E023"),
    ("? > 0", "E023"),
    ("@x > 0", "E023"),
    ("x -> x + 1", "E002"),
    ("完成率 > 1_000%", "E022"),
    ("营业收入 > 1e6元", "E022"),
    ("营业收入 > 0x10元", "E007"),
    ("营业收入 > .5万元", "E023"),
    ("营业收入 > 5.万元", "E022"),
    ("营业收入 > 1234567890123456789012345元", "E022"),
    ("营业收入 > 2000 first", "E005"),
    ("营业收入 > 2000万", "E007"),
    ("营业收入 > 2000 as x", "E005"),
    ("营业收入 > 2000万元以上", "E007"),
    ("营业收入 > 二千万元", "E002"),
    ("完成率 > 75%左右", "E008"),
    ("完成率 序时进度", "E008"),
    ("已报 (完成率 > 1)", "E008"),
    ("(完成率 > 1) (已报)", "E008"),
    ("完成率 >", "E001"),
    ("完成率 > > 1", "E023"),
    ("and 已报", "E001"),
    ("(已报", "E001"),
    ("已报)", "E001"),
    ("亮灯 = '红", "E001"),
    ("", "E001"),
    ("   ", "E001"),
    ("亮灯 in ()", "E023"),
    ("亮灯 in 亮灯", "E023"),
    ("(完成率, 序时进度) = (1, 2)", "E023"),
    ("case 亮灯 when '红' then 是 end", "E023"),
    ("case end", "E001"),
    ("已报 is 完成率", "E023"),
    ('亮灯 = "红"', "E002"),
    ("营业收入 > 1,000万元", "E001"),
    ("interval '1' day is null", "E005"),
    ("亮灯 ilike 'x'", "E005"),
    ("已报 and not", "E001"),
    ("四舍五入() > 1", "E017"),
    ("四舍五入(完成率, 1, 2) > 1", "E017"),
    ("(" * 200 + "已报" + ")" * 200, "E013"),
    ("not " * 200 + "已报", "E013"),
    ("- " * 200 + "1 > 0", "E013"),
    ("已报" + " or 已报" * 300, "E013"),
    ("完成率 > 1" + "0" * 5000, "E013"),
    ("如果(" * 20 + "已报" + ", 已报, 已报)" * 20, "E013"),
    ("乘方(" * 20 + "得分" + ", 2)" * 20 + " > 1", "E013"),
    ("\\", "E023"),
    ("`完成率` > 1", "E023"),
    ("完成率 > 1\x00", "E007"),
    ("{{ 完成率 }}", "E023"),
    ("x'41' = 'A'", "E002"),
    ("#0 > 1", "E023"),
    ('"#0" > 1', "E002"),
    ("f0(1) > 1", "E003"),
]


@pytest.mark.parametrize(("text", "code"), HOSTILE, ids=[text[:24] for text, _ in HOSTILE])
def test_what_is_outside_the_language_is_a_finding_with_its_code(text: str, code: str) -> None:
    assert code in codes(text)


def test_a_list_of_many_values_is_allowed_where_a_chain_of_or_is_not() -> None:
    many = ", ".join(f"'{number}'" for number in range(400))
    assert codes(f"企业 in ({many})") == []


def test_findings_are_whole_sentences_with_a_way_out() -> None:
    for text, _ in HOSTILE:
        _, findings = compile_expression(text, FIRMS, None, expect=Measure.YES_NO)
        for finding in findings:
            assert finding.sentence.endswith("）")
            assert finding.way_out.endswith("。")
            assert len(finding.sentence) < 200


_COLUMNS = st.sampled_from([f'"{column.label}"' for column in FIRMS.columns] + list(FIRMS.names[:-1]))
_NUMBERS = st.sampled_from(
    ["0", "1", "15%", "5个百分点", "500万元", "20户", "3‰", "0.0000000001", "999999999999999999", "3年"]
)
_OTHERS = st.sampled_from(["'红'", "'2024-09'", "是", "null", "缺", "'it''s'"])
_LEAVES = st.one_of(_COLUMNS, _NUMBERS, _OTHERS)
_SIGNS = st.sampled_from(["+", "-", "*", "/", ">", ">=", "<", "=", "<>", "and", "或", "like", "is", "，"])


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from([word for function in FUNCTIONS for word in (function.name, *function.words)])
    calls = st.tuples(names, st.lists(inner, min_size=1, max_size=3)).map(lambda one: f"{one[0]}({', '.join(one[1])})")
    return st.one_of(
        st.tuples(inner, _SIGNS, inner).map(lambda one: f"({' '.join(one)})"),
        inner.map(lambda one: f"not {one}"),
        inner.map(lambda one: f"-{one}"),
        calls,
        st.tuples(inner, inner, inner).map(lambda one: f"case when {one[0]} then {one[1]} else {one[2]} end"),
        st.tuples(inner, inner, inner).map(lambda one: f"({one[0]} between {one[1]} and {one[2]})"),
        st.tuples(inner, inner, inner).map(lambda one: f"({one[0]} in ({one[1]}, {one[2]}))"),
    )


SENTENCES = st.recursive(_LEAVES, _grow, max_leaves=6)
ROWS = [
    ROW,
    dict.fromkeys(ROW),
    {
        name: 0 if isinstance(value, (int, float)) and not isinstance(value, bool) else value
        for name, value in ROW.items()
    },
    {**ROW, "employees": -(2**31), "projects": 2**31 - 1, "score": -1e300, "actual": 1e300, "firm": ""},
]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SENTENCES)
def test_whatever_compiles_runs_in_the_database(text: str) -> None:
    expression, findings = compile_expression(text, FIRMS, None)
    assert (expression is None) == bool(findings)
    if expression is not None:
        assert len(run_sql(expression.sql, ROWS)) == len(ROWS)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.one_of(_LEAVES, _SIGNS, st.sampled_from("()（）；;,'“”\"%.#-")), max_size=30).map("".join),
    )
)
def test_no_text_breaks_the_compiler(text: str) -> None:
    expression, findings = compile_expression(text, FIRMS, None, expect=Measure.YES_NO)
    assert (expression is None) == bool(findings)
