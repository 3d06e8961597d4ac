"""Words: from the author's text to the tokens that sqlglot may parse.

Every column, number, text and function is replaced here by a numbered name, so the parser sees only signs and names
of our own: units are read before it could take them for aliases, and nothing of SQL beyond the subset reaches it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from sqlglot import Token, TokenType
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import TokenError

from guatu.domain import UNITS, nearest
from guatu.query import TableSchema
from guatu.rules.language.atoms import column_operand, day_operand, number_operand, text_operand
from guatu.rules.language.characters import PlainText, to_plain
from guatu.rules.language.findings import (
    AGGREGATE,
    CLOCK,
    COMMENT,
    MISSING_OPERATOR,
    NOT_OFFERED,
    STATEMENT,
    SYNTAX,
    TOO_LARGE,
    UNKNOWN_COLUMN,
    UNKNOWN_FUNCTION,
)
from guatu.rules.language.functions import function_named, function_words
from guatu.rules.language.operand import Fault, Operand, missing, truth
from guatu.rules.language.parameter import Term
from guatu.rules.language.vocabulary import (
    AGGREGATES,
    CLOCKS,
    CONNECTIVES,
    CONSTANTS,
    ENDS,
    GRAMMAR,
    SIGNS,
    STARTS,
    WAY_OUTS,
)

MAX_CHARACTERS, MAX_TOKENS, MAX_DEPTH = 4000, 1000, 24
_WORD = re.compile(r"[^\W\d]\w*( \w+)*")
_JOINTS = re.compile("(并且|而且|或者|且|或)")
_DIALECT = DuckDB()


@dataclass(frozen=True, slots=True)
class Word:
    """One token: its kind, its text, and its first and last character in the plain text."""

    type: TokenType
    text: str
    start: int
    end: int


@dataclass
class Words:
    """What an expression is made of: tokens for the parser, and what its numbered names stand for."""

    plain: PlainText
    tokens: list[Token] = field(default_factory=list)
    operands: list[Operand] = field(default_factory=list)
    calls: list[tuple[str, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_words(text: str, table: TableSchema, parameters: Mapping[str, Term]) -> Words:
    """Return the words of an expression; when there are faults the tokens must not be parsed."""
    words = Words(to_plain(text[:MAX_CHARACTERS]))
    if len(text) > MAX_CHARACTERS:
        words.faults.append(_too_large(f"表达式有 {len(text)} 个字，最多 {MAX_CHARACTERS} 个。"))
        return words
    try:
        found = _DIALECT.tokenize(words.plain.text)
    except TokenError:
        words.faults.append(
            Fault(SYNTAX, "引号没有配对，或有认不出的字符。", "文字前后各写一个引号，例如 亮灯 = '红'。")
        )
        return words
    words.faults.extend(_outside_language(found, words.plain))
    if not words.faults:
        _Reader(words, table, parameters).read(_split(found, table, parameters))
    return words


# Rules are put in order on each day on which they are checked, and most of their words stay the same.
@lru_cache(maxsize=4096)
def names_in(text: str) -> frozenset[str]:
    """Return every word of an expression that may be a name, joined words also in pieces."""
    try:
        found = _DIALECT.tokenize(to_plain(text[:MAX_CHARACTERS]).text)
    except TokenError:
        return frozenset()
    words = {token.text for token in found if token.token_type not in SIGNS}
    pieces = {piece for word in words for piece in _JOINTS.split(word)}
    return frozenset(words | pieces | {piece[1:] for piece in pieces if piece[:1] in ("非", "不")})


def _too_large(sentence: str) -> Fault:
    return Fault(TOO_LARGE, sentence, "拆成几条条件分别写；同一列对许多值时用 in (…)。")


def _outside_language(tokens: list[Token], plain: PlainText) -> list[Fault]:
    if len(tokens) > MAX_TOKENS:
        return [_too_large(f"表达式有 {len(tokens)} 个词，最多 {MAX_TOKENS} 个。")]
    for token in tokens:
        if token.comments:
            return [Fault(COMMENT, "条件里有注释。", "把注释写到说明里；减负数写成 a - (-5)。", plain.place(token.end))]
        if token.token_type is TokenType.SEMICOLON:
            return [Fault(COMMENT, "条件里有分号。", "一条只写一句；几个条件分成几条。", plain.place(token.start))]
    if not tokens and plain.text.strip():
        return [Fault(COMMENT, "条件里只有注释。", "写一句条件，例如 完成率 < 序时进度。")]
    if not tokens:
        return [Fault(SYNTAX, "表达式是空的。", "写一句条件，例如 完成率 < 序时进度。")]
    return []


def _split(tokens: list[Token], table: TableSchema, parameters: Mapping[str, Term]) -> list[Word]:
    """Cut 已报且同比 into 已报 且 同比, but only where every piece is known; 且 alone becomes AND."""
    known = {*table.keys(), *parameters, *CONSTANTS, *function_words(), *UNITS} - {""}
    found: list[Word] = []
    for token in tokens:
        start = token.start
        if token.token_type is not TokenType.VAR or token.text in known:
            found.append(Word(token.token_type, token.text, start, token.end))
            continue
        for piece in _pieces(token.text, known):
            kind = CONNECTIVES.get(piece, TokenType.VAR)
            found.append(Word(kind, piece, start, start + len(piece) - 1))
            start += len(piece)
    return found


def _pieces(text: str, known: set[str]) -> list[str]:
    pieces: list[str] = []
    for piece in filter(None, _JOINTS.split(text)):
        negated = len(piece) > 1 and piece[0] in ("非", "不") and piece not in known
        pieces.extend([piece[0], piece[1:]] if negated else [piece])
    return pieces if all(piece in CONNECTIVES or piece in known for piece in pieces) else [text]


@dataclass
class _Reader:
    """Walks the words once and fills `words`."""

    words: Words
    table: TableSchema
    parameters: Mapping[str, Term]

    def read(self, found: list[Word]) -> None:
        index = 0
        while index < len(found):
            index += self._take(found, index)
        if not self.words.faults:
            self._check_neighbours()
            self._check_depth()

    def _take(self, found: list[Word], index: int) -> int:
        """Take the words that stand for one token; return how many they were."""
        word, following = found[index], found[index + 1 : index + 4]
        next_type = following[0].type if following else None
        at = self.words.plain.place(word.start)
        if word.type is TokenType.NUMBER:
            source = self.words.plain.text[word.start : word.end + 1]
            operand, used = number_operand(source, [(one.type, one.text) for one in following], self.table, at)
            self._operand(word, operand)
            return 1 + used
        if word.type is TokenType.STRING:
            self._operand(word, text_operand(word.text, at))
        elif word.type is TokenType.DATE and next_type is TokenType.STRING:
            self._operand(word, day_operand(following[0].text, at))
            return 2
        elif word.type is not TokenType.IDENTIFIER and next_type is TokenType.L_PAREN and self._is_call(word):
            self._call(word, at)
        elif word.type in SIGNS or word.type in GRAMMAR:
            self._token(word.type, word.text, word)
        elif word.type is TokenType.IDENTIFIER or _WORD.fullmatch(word.text):
            self._name(word, at)
        else:
            self.words.faults.append(_not_offered(word, at))
        return 1

    def _is_call(self, word: Word) -> bool:
        return word.type not in SIGNS and word.type not in GRAMMAR and _WORD.fullmatch(word.text) is not None

    def _token(self, kind: TokenType, text: str, word: Word) -> None:
        self.words.tokens.append(Token(kind, text, 1, word.start + 1, word.start, word.end))

    def _operand(self, word: Word, found: Operand | Fault) -> None:
        if isinstance(found, Fault):
            self.words.faults.append(found)
            return
        self._token(TokenType.IDENTIFIER, f"#{len(self.words.operands)}", word)
        self.words.operands.append(found)

    def _call(self, word: Word, at: int) -> None:
        function = function_named(word.text)
        if function is None:
            self.words.faults.append(self._unknown_call(word.text, at))
            return
        self._token(TokenType.VAR, f"f{len(self.words.calls)}", word)
        self.words.calls.append((function.name, at))

    def _unknown_call(self, name: str, at: int) -> Fault:
        lower = name.lower()
        if lower in AGGREGATES:
            way_out = "用台账里汇总好的列；比较同一行的几个数用 least（取小）、greatest（取大）。"
            return Fault(AGGREGATE, f"“{name}”是汇总函数，这里逐行判断，不能用。", way_out, at)
        if lower in CLOCKS:
            return _clock(name, at)
        if self.table.column(name) is not None:
            sentence = f"“{name}”是列，不是函数，后面不能直接跟括号。"
            return Fault(MISSING_OPERATOR, sentence, "在列名和括号之间写上运算符，例如 * 或 >=。", at)
        guess = nearest(lower, function_words())
        return Fault(UNKNOWN_FUNCTION, f"没有函数“{name}”{guess or '。'}", "可用的函数见表达式函数一览。", at)

    def _name(self, word: Word, at: int) -> None:
        name = word.text
        column = self.table.column(name)
        if name in self.parameters:
            self._operand(word, self.parameters[name].operand(at, name))
        elif column is not None:
            self._operand(word, column_operand(column, at, name))
        elif word.type is TokenType.NULL:
            self._operand(word, missing(at, name))
        elif word.type is not TokenType.IDENTIFIER and name.lower() in CONSTANTS:
            self._operand(word, truth(CONSTANTS[name.lower()], at, name))
        else:
            self.words.faults.append(self._unknown_name(word, at))

    def _unknown_name(self, word: Word, at: int) -> Fault:
        if word.text.lower() in CLOCKS:
            return _clock(word.text, at)
        if word.type not in (TokenType.VAR, TokenType.IDENTIFIER) and word.text.isascii():
            sentence = f"“{word.text}”是数据库语句的词，条件里不能用。"
            return Fault(STATEMENT, sentence, "只写一句判断，例如 完成率 < 序时进度。", at)
        if self.words.tokens and self.words.tokens[-1].token_type in ENDS:
            sentence = f"“{self._said(self.words.tokens[-1])}”后面的“{word.text}”不认识，中间也没有运算符。"
            return Fault(MISSING_OPERATOR, sentence, "不是列名的字请去掉；两个条件之间写“且”或“或”。", at)
        known = [*self.table.keys(), *self.parameters, *CONSTANTS]
        sentence = f"“{self.table.label}”里没有“{word.text}”这一列{nearest(word.text, known) or '。'}"
        labels = "、".join(column.label for column in self.table.columns)
        way_out = f"可用的列：{labels}。"
        if word.type is TokenType.IDENTIFIER:
            way_out = "文字请用单引号，例如 亮灯 = '红'。" + way_out
        return Fault(UNKNOWN_COLUMN, sentence, way_out, at)

    def _check_neighbours(self) -> None:
        tokens = self.words.tokens
        for before, after in pairwise(tokens):
            if before.token_type in ENDS and after.token_type in STARTS:
                at = self.words.plain.place(after.start)
                said = [self._said(before), self._said(after)]
                sentence = f"“{said[0]}”和“{said[1]}”之间没有运算符。"
                way_out = f"写成 {said[0]} >= {said[1]} 这样；两个条件之间写“且”或“或”。"
                self.words.faults.append(Fault(MISSING_OPERATOR, sentence, way_out, at))
                return

    def _said(self, token: Token) -> str:
        if token.token_type is TokenType.IDENTIFIER:
            return self.words.operands[int(token.text[1:])].said
        return self.words.plain.text[token.start : token.end + 1]

    def _check_depth(self) -> None:
        """Count what a parser descends into: brackets, CASE, and signs before a value."""
        open_runs: list[int] = []
        run = 0
        before: TokenType | None = None
        for token in self.words.tokens:
            kind = token.token_type
            if kind in (TokenType.L_PAREN, TokenType.CASE):
                open_runs.append(run + 1)
                run = 0
            elif kind in (TokenType.R_PAREN, TokenType.END):
                run = 0
                if open_runs:
                    open_runs.pop()
            elif kind is TokenType.NOT or (kind in (TokenType.DASH, TokenType.PLUS) and before not in ENDS):
                run += 1
            else:
                run = 0
            if sum(open_runs) + run > MAX_DEPTH:
                self.words.faults.append(_too_large(f"嵌套超过 {MAX_DEPTH} 层。"))
                return
            before = kind


def _clock(name: str, at: int) -> Fault:
    sentence = f"“{name}”每次算都不一样，条件里不能用。"
    return Fault(CLOCK, sentence, "写明日期，例如 '2024-09-30'，或用表里的报告期。", at)


def _not_offered(word: Word, at: int) -> Fault:
    way_out = WAY_OUTS.get(word.type, "只用 + - * / 、比较、且、或、非、括号和登记过的函数。")
    return Fault(NOT_OFFERED, f"不能用“{word.text}”。", way_out, at)
