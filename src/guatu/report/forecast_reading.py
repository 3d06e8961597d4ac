"""A forecast read (预测): places and indicators by name, in the order of paper, each with its targets."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from guatu.allocation import Aim, Note, Record, Subject, YearForecast, chance_word
from guatu.domain import Level, Period
from guatu.pack import Indicator, Packs
from guatu.query import Results
from guatu.report.reading import Reading, plain_name
from guatu.report.requirement import requirement_words

Key = tuple[str, str, str]


@dataclass(frozen=True)
class ForecastReading:
    """What was foretold on the figures of a month, beside the packs that name what is in it.

    `month` lies in the year foretold, `made_on` is the latest month whose figures were used. `aims` are the rows of the
    targets; `unknown` says what was not foretold and why; `records` how earlier forecasts did.
    """

    packs: Packs
    month: Period
    made_on: Period
    place_code: str
    forecasts: tuple[YearForecast, ...]
    chances: Mapping[Key, tuple[tuple[Aim, float | None], ...]]
    aims: tuple[Mapping[str, object], ...]
    records: tuple[Record, ...]
    unknown: tuple[Note, ...]

    @cached_property
    def names(self) -> Reading:
        """The names and orders of places and indicators."""
        return Reading(Results({}), self.packs, self.month, self.place_code or None)

    @property
    def year(self) -> int:
        """The year that is foretold."""
        return self.month.last.year

    @property
    def unknown_count(self) -> int:
        """How many series were not foretold."""
        return len({note.subject for note in self.unknown})

    @cached_property
    def asked(self) -> "ForecastReading":
        """What a reader asks first: of the forecasts those with a target, without the parks."""
        places = self.names.place
        return replace(
            self,
            forecasts=tuple(
                one
                for one in self.forecasts
                if self.aims_of(one) and places(one.history.subject.place).level is not Level.PARK
            ),
        )

    def series_name(self, subject: Subject) -> str:
        """Return what a series is called: `甲子市社会消费品零售总额`, of growth with 增速."""
        place = plain_name(self.names.place(subject.place))
        return f"{place}{self.names.indicator(subject.indicator).name}{'增速' if subject.measure == 'growth' else ''}"

    def of_measure(self, measure: str) -> tuple[tuple[Indicator, tuple[YearForecast, ...]], ...]:
        """Return the forecasts of levels or of growth: indicators in pack order, places in that of paper."""
        groups: dict[str, list[YearForecast]] = {}
        for one in self.forecasts:
            if one.history.subject.measure == measure:
                groups.setdefault(one.history.subject.indicator, []).append(one)
        names = self.names
        indicators = sorted(map(names.indicator, groups), key=lambda one: (names.indicator_order(one), one.id))

        def order(one: YearForecast) -> tuple[int, str]:
            return names.place_order(names.place(one.history.subject.place))

        return tuple((one, tuple(sorted(groups[one.id], key=order))) for one in indicators)

    def aims_of(self, one: YearForecast) -> tuple[tuple[Aim, float | None], ...]:
        """Return the targets a forecast is held against, with the chance of each."""
        subject = one.history.subject
        return self.chances.get((subject.place, subject.indicator, subject.measure), ())

    def requirement(self, aim: Aim) -> str:
        """Return what a target asks for, in the words of plans."""
        return self._requirements.get((aim.target, aim.place), "")

    @cached_property
    def _requirements(self) -> Mapping[tuple[str, str], str]:
        return {
            (str(row["target"]), str(row["place"])): requirement_words(row, self.names.indicator(row["indicator"]))
            for row in self.aims
        }

    def chance_counts(self) -> tuple[tuple[str, int], ...]:
        """Return how many targets have which word of the scale, the most certain first; those without a chance last."""
        every = [chance for each in self.chances.values() for _, chance in each]
        known = sorted((chance for chance in every if chance is not None), reverse=True)
        counts = Counter(chance_word(chance) for chance in known)
        unknown = len(every) - len(known)
        return (*counts.items(), *((("说不出", unknown),) if unknown else ()))
