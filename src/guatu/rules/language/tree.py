"""The tree: from what sqlglot parsed to one typed operand. Only the kinds of node listed here are let through."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlglot import exp

from guatu.rules.language.arithmetic import add, divide, multiply, negate
from guatu.rules.language.comparison import alike, as_type, compare, one_of, within
from guatu.rules.language.findings import NOT_OFFERED, SYNTAX, TOO_LARGE, UNLIKE
from guatu.rules.language.functions import function_named
from guatu.rules.language.operand import Fault, Operand, Quotient, joined
from guatu.rules.language.value_type import YES_NO, Sort
from guatu.rules.language.words import Words

MAX_LEVELS, MAX_SQL = 120, 20_000
_SIGNS: dict[type[exp.Expr], str] = {
    exp.GT: ">",
    exp.GTE: ">=",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.EQ: "=",
    exp.NEQ: "<>",
}
_ARITHMETIC: dict[type[exp.Expr], Callable[[Operand, Operand], Operand | Fault]] = {
    exp.Add: lambda left, right: add(left, right, "+"),
    exp.Sub: lambda left, right: add(left, right, "-"),
    exp.Mul: multiply,
    exp.Div: divide,
}


def is_too_deep(tree: exp.Expr) -> bool:
    """Tell whether a tree has more levels than recursion should meet; a long chain of `or` is deep too."""
    level: list[exp.Expr] = [tree]
    for _ in range(MAX_LEVELS):
        level = [child for node in level for child in node.iter_expressions()]
        if not level:
            return False
    return True


@dataclass
class TreeReader:
    """Compiles nodes bottom-up and collects what is wrong; a part with a fault gives None."""

    words: Words
    faults: list[Fault]

    def operand(self, node: exp.Expr | None) -> Operand | None:
        """Return a node as an operand, or None after noting why it is none."""
        if isinstance(node, exp.Paren):
            return self.operand(node.this)
        if isinstance(node, exp.Column):
            return self._atom(node)
        return self._checked(self._compound(node))

    def _checked(self, found: Operand | Fault | None) -> Operand | None:
        if isinstance(found, Operand) and len(found.sql) > MAX_SQL:
            found = Fault(TOO_LARGE, "这句条件展开后太长。", "拆成几条条件分别写。", found.at)
        if isinstance(found, Fault):
            self.faults.append(found)
            return None
        return found

    def _atom(self, node: exp.Column) -> Operand | None:
        name = node.name
        if len(node.parts) == 1 and name.startswith("#") and name[1:].isdigit():
            return self.words.operands[int(name[1:])]
        return self._checked(_not_offered(node))

    def _compound(self, node: exp.Expr | None) -> Operand | Fault | None:
        kind = type(node)
        if isinstance(node, exp.Binary) and (kind in _SIGNS or kind in _ARITHMETIC):
            pair = self._all(node.this, node.expression)
            if pair is None:
                return None
            return compare(_SIGNS[kind], *pair) if kind in _SIGNS else _ARITHMETIC[kind](*pair)
        readers: dict[type, Callable[..., Operand | Fault | None]] = {
            exp.And: self._connected,
            exp.Or: self._connected,
            exp.Not: self._not,
            exp.Neg: self._negated,
            exp.Is: self._is,
            exp.In: self._in,
            exp.Between: self._between,
            exp.Like: self._like,
            exp.Case: self._case,
            exp.Anonymous: self._call,
        }
        reader = readers.get(kind)
        return _not_offered(node) if reader is None else reader(node)

    def _all(self, *nodes: exp.Expr | None) -> tuple[Operand, ...] | None:
        """Read every node, so that each mistake is found, and return all or nothing."""
        operands = [self.operand(node) for node in nodes]
        found = tuple(one for one in operands if one is not None)
        return found if len(found) == len(operands) else None

    def _condition(self, node: exp.Expr | None) -> Operand | Fault | None:
        found = self.operand(node)
        if found is None or found.type.sort is Sort.YES_NO:
            return found
        way_out = f"写完整的判断，例如 有({found.said})，或与某个值比较。"
        return self._checked(Fault(UNLIKE, f"{found.named}不是条件。", way_out, found.at))

    def _connected(self, node: exp.And | exp.Or) -> Operand | None:
        word, said = ("AND", " 且 ") if isinstance(node, exp.And) else ("OR", " 或 ")
        left, right = self._condition(node.this), self._condition(node.expression)
        if not isinstance(left, Operand) or not isinstance(right, Operand):
            return None
        found = joined(f"({left.sql} {word} {right.sql})", YES_NO, said, left, right)
        if word == "OR":
            return replace(found, either=(*(left.either or (left,)), *(right.either or (right,))))
        return replace(found, parts=(*(left.parts or (left,)), *(right.parts or (right,))))

    def _not(self, node: exp.Not) -> Operand | None:
        found = self._condition(node.this)
        if not isinstance(found, Operand):
            return None
        return Operand(f"(NOT {found.sql})", YES_NO, found.at, f"非 {found.said}", denied=found)

    def _negated(self, node: exp.Neg) -> Operand | Fault | None:
        found = self.operand(node.this)
        return None if found is None else negate(found)

    def _is(self, node: exp.Is) -> Operand | Fault | None:
        pair = self._all(node.this, node.expression)
        if pair is None:
            return None
        found, state = pair
        if state.type.sort is Sort.NULL or (isinstance(state.constant, bool) and found.type.sort is Sort.YES_NO):
            return joined(f"({found.sql} IS {state.sql})", YES_NO, " is ", found, state)
        return Fault(NOT_OFFERED, f"is 后面不能写“{state.said}”。", "is 后面只写 null；比较写 = 或 >=。", state.at)

    def _in(self, node: exp.In) -> Operand | Fault | None:
        if not node.expressions or node.args.get("query") or node.args.get("unnest") or node.args.get("field"):
            return Fault(NOT_OFFERED, "in 后面的括号里没有列出值。", "写成 亮灯 in ('黄', '红')。")
        found = self._all(node.this, *node.expressions)
        return None if found is None else one_of(found[0], found[1:])

    def _between(self, node: exp.Between) -> Operand | Fault | None:
        found = self._all(node.this, node.args.get("low"), node.args.get("high"))
        return None if found is None else within(*found)

    def _like(self, node: exp.Like) -> Operand | Fault | None:
        found = self._all(node.this, node.expression)
        if found is None:
            return None
        for one in found:
            if one.type.sort is not Sort.TEXT:
                return Fault(UNLIKE, f"{one.named}不能用 like。", "like 只比文字，例如 行业 like 'C%'。", one.at)
        word = "NOT LIKE" if node.args.get("negate") else "LIKE"
        return joined(f"({found[0].sql} {word} {found[1].sql})", YES_NO, f" {word.lower()} ", *found)

    def _case(self, node: exp.Case) -> Operand | Fault | None:
        if node.args.get("this") is not None:
            return Fault(NOT_OFFERED, "case 后面要直接写 when。", "写成 case when 亮灯 = '红' then … else … end。")
        branches = [branch for branch in node.args["ifs"] if isinstance(branch, exp.If)]
        conditions = [self._condition(branch.this) for branch in branches]
        default = node.args.get("default")
        values = self._all(*(branch.args["true"] for branch in branches), *([default] if default is not None else []))
        tests = [one for one in conditions if isinstance(one, Operand)]
        if values is None or len(tests) != len(branches):
            return None
        value_type = alike(values)
        if isinstance(value_type, Fault):
            return value_type
        parts: list[str] = []
        for test, value in zip(tests, values, strict=False):
            # Where it is unknown whether a branch holds, it is unknown which value holds.
            parts.append(f"WHEN {test.sql} THEN {as_type(value, value_type)} WHEN {test.sql} IS NULL THEN NULL")
        last = "" if default is None else f" ELSE {as_type(values[-1], value_type)}"
        return Operand(f"CASE {' '.join(parts)}{last} END", value_type, tests[0].at, "case … end")

    def _call(self, node: exp.Anonymous) -> Operand | Fault | None:
        name, at = self.words.calls[int(str(node.this)[1:])]
        function = function_named(name)
        arguments = self._all(*node.expressions)
        if arguments is None or function is None:
            return None
        found = function.call(arguments, at)
        if function.name == "growth" and isinstance(found, Operand) and all(one.is_exact for one in arguments):
            return replace(found, quotient=Quotient(arguments[0], arguments[1], is_growth=True))
        return found


def _not_offered(node: exp.Expr | None) -> Fault:
    if node is None:
        return Fault(SYNTAX, "有一处少了一个值。", "运算符两边都要有列或数。")
    way_out = "只用列、数、加减乘除、比较、且、或、非、括号、case 和登记过的函数。"
    return Fault(NOT_OFFERED, f"条件里有不能用的写法（{node.key}）。", way_out)
