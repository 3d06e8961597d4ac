"""A run of ladders read (梯度): each firm's standing beside the packs that name what is in it, in words of paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guatu.domain import is_credit_code
from guatu.pack import Condition, Packs, Qualification
from guatu.rules import CLIMB, KEEP, LadderRule, RuleBook, RuleColumn, RungRule

Cells = Mapping[str, object]
UNKNOWN_WORD, MET_WORD, FAILED_WORD = "不知道", "已达", "未达"
STATE_WORDS = {"yes": MET_WORD, "no": FAILED_WORD, "unknown": UNKNOWN_WORD}
NO_RUNG, TOP = "未上梯", "已在最高一级"
_SHOWN_LACKS = 4


@dataclass(frozen=True, slots=True)
class LadderLine:
    """One condition of a standard for one firm: `state` is yes, no or unknown, `share` the distance as a share."""

    firm: str
    rung: int
    purpose: str
    number: int
    state: str
    found: str
    asked: str
    gap: str
    share: float | None
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LadderStanding:
    """One firm on one ladder: the rung (0 none, None unknown), the highest surely held, the lines that concern it."""

    firm: str
    name: str
    place: str
    rung: int | None
    sure: int
    lines: tuple[LadderLine, ...]
    pace: Cells | None

    def of(self, purpose: str) -> tuple[LadderLine, ...]:
        """Return the conditions to climb to the next rung, or to keep the one held."""
        return tuple(one for one in self.lines if one.purpose == purpose)

    def count(self, state: str, purpose: str = CLIMB) -> int:
        """Return how many conditions are met, failed or unknown."""
        return sum(one.state == state for one in self.of(purpose))

    @property
    def nearest(self) -> LadderLine | None:
        """The failed condition that lacks the smallest share of what is asked; one without numbers comes last."""
        failed = [one for one in self.of(CLIMB) if one.state == "no"]
        return min(failed, key=lambda one: (one.share is None, one.share or 0.0, one.number), default=None)


@dataclass(frozen=True)
class LadderReading:
    """One run: packs, compiled ladders, the rows of the ladder programs, titles that run out, and the tables given."""

    packs: Packs
    book: RuleBook
    ladders: tuple[LadderRule, ...]
    rungs: Sequence[Cells]
    conditions: Sequence[Cells]
    paces: Sequence[Cells]
    titles: Sequence[Cells]
    given: frozenset[str]

    @cached_property
    def place_name(self) -> str:
        """The place the packs are about, or nothing where none says."""
        codes = [pack.manifest.place for pack in reversed(self.packs.packs) if pack.manifest.place]
        return self.place(codes[0]).removesuffix("（虚构）") if codes else ""

    def place(self, code: object) -> str:
        """Return the name of a place by its code; a code that no pack names stands as it is."""
        found = self.packs.place_tree().find(str(code)) if code else None
        return str(code or "") if found is None else found.name

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The codes of the places that firms are in, in the order of the packs."""
        order = {one.code: at for at, one in enumerate(self.packs.place_tree())}
        codes = {str(row.get("place") or "") for row in self.rungs}
        return tuple(sorted(codes, key=lambda code: (order.get(code, len(order)), code)))

    @cached_property
    def names(self) -> Mapping[str, tuple[str, str]]:
        """Name and place of each firm by its code."""
        return {
            str(row["firm"]): (str(row.get("name") or row["firm"]), str(row.get("place") or "")) for row in self.rungs
        }

    @cached_property
    def doubtful(self) -> int:
        """How many firms have a credit code with a wrong check character."""
        return sum(not is_credit_code(one) for one in self.names)

    @cached_property
    def _by_ladder(self) -> Mapping[str, tuple[LadderStanding, ...]]:
        lines: dict[tuple[object, object], list[LadderLine]] = {}
        for row in self.conditions:
            lines.setdefault((row["ladder"], row["firm"]), []).append(_line(row))
        paces = {(row["ladder"], row["rung"], row["firm"]): row for row in self.paces}
        order = {code: at for at, code in enumerate(self.places)}
        found: dict[str, list[LadderStanding]] = {one.id: [] for one in self.ladders}
        for row in self.rungs:
            ladder, firm, sure = str(row["ladder"]), str(row["firm"]), int(str(row["sure"]))
            rung = None if row["rung"] is None else int(str(row["rung"]))
            mine = tuple(lines.get((ladder, firm), ()))
            name, place = self.names[firm]
            pace = paces.get((ladder, sure + 1, firm))
            found[ladder].append(LadderStanding(firm, name, place, rung, sure, mine, pace))
        return {key: tuple(sorted(all_of, key=lambda one: _board_order(one, order))) for key, all_of in found.items()}

    def standings(self, ladder: LadderRule) -> tuple[LadderStanding, ...]:
        """Return the firms on a ladder by place, those nearest to their next rung first."""
        return self._by_ladder.get(ladder.id, ())

    def next_rung(self, ladder: LadderRule, standing: LadderStanding) -> RungRule | None:
        """Return the rung above the highest that is surely held, or None at the top."""
        return ladder.rungs[standing.sure] if standing.sure < len(ladder.rungs) else None

    def condition(self, ladder: LadderRule, line: LadderLine) -> tuple[RuleColumn, Condition]:
        """Return the standard of a line and the condition as the pack writes it."""
        rung = ladder.rungs[line.rung - 1]
        standard = next(one for purpose, one in rung.standards() if purpose == line.purpose)
        rule = standard.rule
        if not isinstance(rule, Qualification):
            raise TypeError(f"the standard {rule.id} is no qualification")
        return standard, rule.when[line.number - 1]

    def open_questions(self, standard: RuleColumn) -> tuple[str, ...]:
        """Return the questions of a standard that nobody has answered: until then no firm is sure to meet it."""
        rule = standard.rule
        asked = rule.questions if isinstance(rule, Qualification) else ()
        words = {one.id: one.question for one in self.packs.every(lambda pack: pack.rulings)}
        return tuple(words.get(one, one) for one in asked if one not in self.book.answers)

    def rung_words(self, ladder: LadderRule, standing: LadderStanding) -> str:
        """Return the rung a firm is on, as paper says it; an unknown one with what is sure."""
        sure = ladder.rungs[standing.sure - 1].rung.name if standing.sure else ""
        if standing.rung is None:
            return f"{UNKNOWN_WORD}（至少{sure}）" if sure else UNKNOWN_WORD
        return sure or NO_RUNG

    def nearest_words(self, ladder: LadderRule, standing: LadderStanding) -> str:
        """Return what stands nearest between a firm and its next rung."""
        rung = self.next_rung(ladder, standing)
        if rung is None:
            return ""
        if rung.climb is None:
            return "没有写明条件" if not rung.rung.standards else "当日没有适用的标准"
        line = standing.nearest
        if line is not None:
            return self._named(ladder, line, line.gap)
        unknown = [one for one in standing.of(CLIMB) if one.state == "unknown"]
        if unknown:
            return lacks_words(lack for one in unknown for lack in one.lacks)
        return "条件齐了，口径未定" if self.open_questions(rung.climb) else "条件齐了，可以申报"

    def keep_words(self, ladder: LadderRule, standing: LadderStanding) -> str:
        """Return whether a firm still meets the standard of the rung it holds; blank where there is none."""
        lines = standing.of(KEEP)
        if not lines:
            return ""
        failed = [one for one in lines if one.state == "no"]
        if failed:
            first = self._named(ladder, failed[0], failed[0].gap)
            return first if len(failed) == 1 else f"{len(failed)}条未达，如{first}"
        unknown = standing.count("unknown", KEEP)
        return f"{unknown}条{UNKNOWN_WORD}" if unknown else "全部达到"

    def pace_words(self, ladder: LadderRule, standing: LadderStanding) -> str:
        """Return in which month the mark of the next rung is reached at the present pace; blank where none is set."""
        rung = self.next_rung(ladder, standing)
        if rung is None or rung.pace is None:
            return ""
        if standing.pace is None:
            return "缺月度数据"
        pace, month = standing.pace, int(str(standing.pace["month"]))
        span = "1月" if month == 1 else f"1—{month}月"
        so_far = f"{span}{rung.pace.column.label}{pace['value']}"
        if pace["state"] == "reached":
            return f"{so_far}，已达到{rung.pace.said}"
        if pace["state"] == "crosses":
            return f"{so_far}，按目前进度{pace['crossing']}月达到{rung.pace.said}"
        return f"{so_far}，年内达不到（按目前进度全年{pace['whole']}）"

    def _named(self, ladder: LadderRule, line: LadderLine, words: str) -> str:
        _, condition = self.condition(ladder, line)
        return f"{condition.name or condition.test}：{words}"


def lacks_words(lacks: Iterable[str]) -> str:
    """Return what has to be known first, each once: `缺研发费用、营业收入等7项`."""
    listed = tuple(dict.fromkeys(lacks))
    shown = "、".join(listed[:_SHOWN_LACKS])
    return f"缺{shown}" + (f"等{len(listed)}项" if len(listed) > _SHOWN_LACKS else "") if listed else ""


def _line(row: Cells) -> LadderLine:
    share, lacks = row["share"], row["lacks"]
    return LadderLine(
        str(row["firm"]),
        int(str(row["rung"])),
        str(row["purpose"]),
        int(str(row["number"])),
        str(row["state"]),
        str(row["found"] or ""),
        str(row["asked"] or ""),
        str(row["gap"] or ""),
        float(str(share)) if share is not None else None,
        tuple(map(str, lacks)) if isinstance(lacks, list) else (),
    )


def _board_order(one: LadderStanding, places: Mapping[str, int]) -> tuple[object, ...]:
    """Return the order of a board: by place, those with the least left to do first, those with nothing to meet last."""
    nearest, failed = one.nearest, one.count("no")
    share = nearest.share if nearest is not None and nearest.share is not None else float("inf")
    left = failed + one.count("unknown")
    return places[one.place], not one.of(CLIMB), left, failed, share if failed else 0.0, -one.sure, one.firm
