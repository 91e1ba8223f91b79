"""Figures: numbers bound to the measures that they are of. Words with their numbers in, figures out; no days and no councils.

A number belongs to the measure that is named nearest to it, if nothing but light words stands between (light_words.py):
right behind it (`412 children in care`), before it (`the number of children in care now stands at 412`), or where one
of its figures stands already, with another time or place (`compared with 388 the year before`). What else the clause
says of the number must be light too. Negative evidence comes first: differences, bounds, ages, wholes are no figures.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from linking import figure_signs as signs
from linking.light_words import are_contrast, are_light, words_in
from linking.measures import CONCEPTS, IN_TIME, MEASURES, SOME_PLANS, Named, Unit, named
from linking.numbers import cardinal
from linking.prose import Prose, Span


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number of the text: its span with the sign of a share, its value, and what kind of number it is (`None`: no figure)."""

    start: int
    end: int
    share_end: int
    value: int | float
    unit: Unit | None

    @property
    def is_broken(self) -> bool:
        """Whether it is a bare number that counts nothing: nobody has 18.2 children in care."""
        return self.unit is Unit.COUNT and self.value != int(self.value)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of a known measure: the span of its number in `smooth`, its value, and the measure that it is part of.

    `of` is the whole where the same words tell it; `area` is whose it is where it is not the council's own. `named` says that the measure leads up to the number, which is
    no sample then; `chained` that the number only stands beside one of its measure, whose day is not its own; `says_so`
    that a verb says of how many it is so. `said_to` is where the words end that bind it; `opening` is
    where a capital opens a sentence that names no measure: it is told of a council, or of another thing.
    """

    measure: str
    part_of: str | None
    value: int | float
    start: int
    end: int
    unit: Unit
    said_to: int
    of: int | float | None = None
    area: str | None = None
    named: bool = False
    chained: bool = False
    says_so: bool = False
    opening: int | None = None


# How far from a number its measure may be named, or another figure of it stand.
_WINDOW = 150
# Two figures of one measure are seldom further apart, for one council or two.
_FAR_APART = 16
_NEAR_ENOUGH = 3
# `over 16`: an age.
_OLDEST = 60
_HEADING = 80
# A sentence of a word or two is a label: `Vacancies. 26.4%`.
_LABEL = 32
_MOST_CASES = 60
# No ten thousand children have a thousand of anything that is told.
_MOST_RATE = 1000


def place(prose: Prose, words: str, numbers: Sequence[Number]) -> Iterator[Figure]:
    """The figures among the numbers of a text, in order; `words` is its flow with dates and sums blotted out."""
    told: list[Figure] = []
    by_sentence: dict[Span, list[Number]] = {}
    for number in numbers:
        by_sentence.setdefault(prose.sentence_at(number.start), []).append(number)
    for sentence, some in by_sentence.items():
        reader = _Reader(
            words=words,
            sentence=sentence,
            told=_near(told, sentence),
            above=prose.sentences_before(sentence[0], 1),
        )
        for figure in reader.figures(some):
            told.append(figure)
            yield figure


def _near(told: Sequence[Figure], sentence: Span) -> Sequence[Figure]:
    """The last figures that stand near enough before a sentence to be told on in it."""
    return [one for one in told[-6:] if sentence[0] - one.said_to < 2 * _WINDOW]


class _Reader:
    """One sentence with its numbers, read from left to right; what was told before it is known."""

    def __init__(self, *, words: str, sentence: Span, told: Sequence[Figure], above: Sequence[Span]) -> None:
        self.words = words
        self.above = above
        self.sentence = sentence
        self.told = list(told)
        self.named = named(words, *sentence)
        self.named_above = named(words, *above[-1]) if above and not self.named else ()

    def figures(self, numbers: Sequence[Number]) -> Iterator[Figure]:
        """The figures of the sentence."""
        start, end = self.sentence
        if not (self.named or self.told or self.named_above):
            return
        numbers = [
            self._as_share(one)
            for one in numbers
            if not any(each.start <= one.start < each.end for each in self.named) and self._may_be_figure(one)
        ]
        if self._are_told_again(numbers):
            yield from self._again(numbers)
            return
        if self._is_crossed(numbers):
            return
        last_end = start
        for at, number in enumerate(numbers):
            next_start = numbers[at + 1].start if at + 1 < len(numbers) else end
            is_blocked = self._is_blocked(number)
            figure = self._part(number) if is_blocked else self._bound(number, last_end, next_start)
            if figure or not is_blocked:
                last_end = number.share_end
            if figure:
                self.told.append(figure)
                yield figure

    def _as_share(self, number: Number) -> Number:
        """A bare number as a share, where words before it call it one: `the percentage of plans ... had risen from 11.8 to 48.5`."""
        words, start = self.words, max(self.sentence[0], number.start - _WINDOW)
        if (
            number.unit is not Unit.COUNT
            or number.value > 100
            or not signs.STANDS_BARE.match(words, number.end)
        ):
            return number
        return (
            replace(number, unit=Unit.PERCENT)
            if signs.SHARE_SAID.search(words, start, number.start)
            else number
        )

    def _bound(self, number: Number, last_end: int, next_start: int) -> Figure | None:
        """The figure that a number is, by the first way in which it is bound; other numbers end at `last_end` and begin at `next_start`."""
        return (
            self._behind(number, next_start)
            or self._before(number, last_end)
            or self._its_rate(number)
            or self._listed(number)
            or self._beside(number)
            or self._under(number)
            or self._ahead(number)
        )

    def _are_told_again(self, numbers: Sequence[Number]) -> bool:
        """Whether the sentence goes through the figures of the one before: `The year before they were 301 and 152 respectively.`"""
        return (
            len(numbers) > 1
            and not self.named
            and "respectively" in self.words[slice(*self.sentence)]
            and [one.unit for one in self._of_sentence_above()] == [number.unit for number in numbers]
        )

    def _is_crossed(self, numbers: Sequence[Number]) -> bool:
        """Whether several measures are named first and their numbers follow: `vacancies and turnover were 22% and 15% respectively`."""
        return (
            "respectively" in self.words[slice(*self.sentence)]
            and len(numbers) > 1
            and sum(one.end <= numbers[0].start for one in self.named) > 1
        )

    def _again(self, numbers: Sequence[Number]) -> Iterator[Figure]:
        for number, last in zip(numbers, self._of_sentence_above(), strict=True):
            yield self._made(number, last.measure, said_to=number.share_end, named=True, chained=True)

    def _of_sentence(self) -> list[Figure]:
        return [one for one in self.told if one.start >= self.sentence[0]]

    def _of_sentence_above(self) -> list[Figure]:
        return [one for one in self.told if self.above and one.start >= self.above[-1][0]]

    def _may_be_figure(self, number: Number) -> bool:
        """Not an age, a length of time, a paragraph; those stand between a measure and its number as light words do."""
        words, start = self.words, number.start
        near = max(0, start - 24)
        return not (
            number.unit is None
            or (number.value <= 1 and number.unit is Unit.COUNT)
            or (number.value <= 10 and signs.IN_SO_MANY.search(words, near, start))
            or (number.share_end == number.end and signs.YEAR.fullmatch(words, start, number.end))
            or (number.share_end == number.end and signs.MEASURED_AFTER.match(words, number.end))
            or (signs.NAMES_BEFORE.search(words, near, start) and number.unit is Unit.COUNT)
            or signs.DIFFERENCE_BEFORE.search(words, max(0, start - 70), start)
            or signs.DIFFERENCE_AFTER.match(words, number.share_end)
        )

    def _is_blocked(self, number: Number) -> bool:
        """Whether a number is a bound, an end of a range, or the whole or the part that is told of another."""
        words, start, end = self.words, number.start, number.share_end
        near = max(self.sentence[0], start - 40)
        return bool(
            (signs.BOUND_BEFORE.search(words, near, start) and not self._is_known_of_others(number))
            or (
                number.value <= _OLDEST and number.unit is Unit.COUNT and words.endswith("over ", near, start)
            )
            or (signs.RANGE_END.search(words, near, start) and not signs.FROM_SOME.search(words, near, start))
            or (signs.BETWEEN.search(words, near, start) and words.startswith((" and ", " to "), end))
            or (signs.RANGE_BEGIN.match(words, end) and not signs.FROM.search(words, near, start))
            or (number.unit is Unit.COUNT and signs.PART_OF.match(words, end))
        )

    def _is_known_of_others(self, number: Number) -> bool:
        """`remained above the 13.8% recorded across England`: what is gone beyond is a figure itself."""
        return self.words.endswith("the ", 0, number.start) and bool(
            signs.KNOWN_OF_OTHERS.match(self.words, number.share_end)
        )

    def _behind(self, number: Number, next_start: int) -> Figure | None:
        """`412 children in care`, `83% of assessments were completed within 45 days`."""
        words, end = self.words, number.share_end
        if brackets := signs.BRACKETS.match(words, end):
            end = brackets.end()
            next_start = self.sentence[1] if next_start < end else next_start
        if people := signs.PEOPLE.match(words, end):
            end = people.end()
        stop = min(self.sentence[1], end + _WINDOW, next_start)
        named = next(
            (one for one in self.named if end <= one.start < stop and self._has(one, number.unit)), None
        )
        if number.unit is Unit.PERCENT and (figure := self._in_time_behind(number, end)):
            return figure
        if named is None:
            return None
        if self._is_aside(number, end):
            end += 1
        elif words.startswith(" (", end) and not words.startswith(")", named.end - 1):
            end += len(" (")
        if self._is_of_some(number, named):
            return None
        is_whose = number.unit is Unit.PERCENT and self._is_of_those(number, named)
        if not is_whose and signs.PARTS.search(words, end, named.start):
            return None
        if (
            signs.SOME_BEFORE.search(words, max(0, number.start - 30), number.start)
            and number.unit is Unit.COUNT
        ):
            return None
        if words.startswith(":", named.end) or words.endswith(" for", named.start, named.end):
            return None
        if signs.NOT_BEFORE.search(words, end, named.start):
            return None
        is_whole = signs.WHOLE_OF.search(words, max(0, number.start - 40), number.start)
        is_average = Unit.AVERAGE in CONCEPTS[named.concept].measures
        if number.unit is not Unit.PERCENT and not (is_whole or is_average or self._is_all(named)):
            return None
        if is_whole and signs.SAMPLE.match(words, named.end):
            return None
        if not is_whose and not are_light(words_in(words, end, named.start)):
            return None
        measure = self._measure(named.concept, number, named.start)
        if number.unit is Unit.COUNT and signs.OF_SO_MANY.match(words, named.end):
            measure = CONCEPTS[named.concept].measures.get(Unit.RATE)
        if measure is None:
            return None
        start = max(self.sentence[0], number.start - 60)
        is_all = bool(signs.THERE_ARE.search(words, start, number.start))
        is_told_whole = is_whole and any(one.start > named.end for one in self.named) and self._is_all(named)
        says_so = is_all or bool(is_told_whole) or bool(signs.SAYS_SO.search(words, end, named.end))
        is_listed = signs.LISTED.search(words, max(0, number.start - 6), number.start)
        says_so = says_so or bool(is_listed and signs.GOES_ON.match(words, named.end))
        if (last := self.told[-1:]) and words[last[0].said_to : number.start] in (" and ", ", ", ", and "):
            is_all, says_so = is_all or last[0].named, says_so or last[0].says_so
        return self._made(number, measure, said_to=named.end, named=is_all, says_so=says_so)

    def _is_all(self, named: Named) -> bool:
        """Whether the clause narrows what is counted no further: `412 children in care in March`, not `... in hospital`."""
        if signs.NARROWS.match(self.words, named.end):
            return False
        found = signs.CLAUSE_END.search(self.words, named.end, self.sentence[1])
        tail = words_in(self.words, named.end, found.start() if found else self.sentence[1])
        return are_light([word for word in tail if word not in signs.OF_SERVICES])

    def _is_aside(self, number: Number, end: int) -> bool:
        """`Almost a quarter of posts (24.1%) were vacant`, `one child in four, 25.3%, is referred again`"""
        opens = self.words[number.start - 1 : number.start], self.words[number.start - 2 : number.start]
        closes = self.words[end : end + 1]
        return (opens[0] == "(" and closes == ")") or (opens[1] == ", " and closes == ",")

    def _has(self, named: Named, unit: Unit | None) -> bool:
        """Whether a concept has figures in a unit; all but shares may stand for those that it has not."""
        return unit is not Unit.PERCENT or Unit.PERCENT in CONCEPTS[named.concept].measures

    def _is_of_those(self, number: Number, named: Named) -> bool:
        """`58% of our care leavers who are 19 to 21 were in ...`: whose share it is may be said at length."""
        return self.words.startswith(" of ", number.share_end) and named.concept in (
            "eet", "suitable", "same carer", "moves", "outside", "repeat plans", "repeat referrals", "vacancies", "eet plans", "agency",
        )  # fmt: skip

    def _is_of_some(self, number: Number, named: Named) -> bool:
        """`187 live with foster families, of whom 31% live out of the area`: a share of those alone, where all are meant."""
        last = self._of_sentence()[-1:]
        measure = CONCEPTS[named.concept].measures.get(Unit.COUNT, "")
        whole = MEASURES[measure].part_of if measure in MEASURES else None
        return number.unit is Unit.PERCENT and bool(last) and whole not in (None, last[0].measure)

    def _in_time_behind(self, number: Number, end: int) -> Figure | None:
        found = IN_TIME.search(self.words, end, min(self.sentence[1], end + _WINDOW))
        if found is None or not signs.OVER_TO.fullmatch(self.words, end, found.start()):
            return None
        if signs.NOT_BEFORE.search(self.words, end, found.start()):
            return None
        inside = [one for one in self.named if end <= one.start < found.start()]
        is_plain = are_light(_plain(words_in(self.words, end, found.start())))
        if not is_plain and not (inside and self.words.startswith(" of ", end)):
            return None
        measure = self._timed(found.span(), inside)
        return self._made(number, measure, said_to=found.end(), named=True) if measure else None

    def _before(self, number: Number, last_end: int) -> Figure | None:
        """`the number of children in care now stands at 412`, `Vacancy rate: 18%`."""
        words = self.words
        named = next(
            (one for one in reversed(self.named) if last_end <= one.start and one.end <= number.start), None
        )
        if (
            named is None
            or number.start - named.end > _WINDOW
            or words.find("\n", named.end, number.start) >= 0
        ):
            return None
        if self._is_of_other(named) if number.unit is not Unit.PERCENT else self._is_of_cost(named):
            return None
        if number.unit is Unit.COUNT and (self._is_share_told(named) or self._is_joined(named, last_end)):
            return None
        begin = self._taken_up(named.end, number)
        links = (
            named.start
            if begin == named.end and signs.LEADS_ITSELF.search(words, named.start, begin)
            else begin
        )
        if CONCEPTS[named.concept].in_time and number.unit is Unit.PERCENT:
            timed = IN_TIME.search(words, self.sentence[0], number.start)
            begin = max(begin, timed.end()) if timed else begin
        between = words[begin : number.start]
        if (
            number.unit is Unit.COUNT
            and links == begin
            and Unit.AVERAGE not in CONCEPTS[named.concept].measures
            and not signs.FIRM_LINKS.search(words, links, number.start)
            and not (
                signs.CHANGES_SIDE.search(between)
                or between in (", ", " itself, ")
                or self._is_put_at(named, between)
            )
        ):
            return None
        is_linked = (
            number.unit is not Unit.COUNT or links < begin or signs.LINKS.search(words, links, number.start)
        )
        if not is_linked or not are_light(_plain(self._led(begin, number))):
            return None
        if not self._ends_lightly(number, signs.OF_STAFF | signs.OF_PLACEMENT):
            return None
        if number.unit is Unit.COUNT and signs.NARROWS.match(
            words, number.share_end, min(self.sentence[1], number.share_end + 16)
        ):
            return None
        measure = self._measure(named.concept, number, begin)
        is_told = number.unit is not Unit.RATE and any(
            one.said_to >= named.end and one.end <= named.start for one in self.told[-2:]
        )
        return (
            self._made(number, measure, said_to=number.share_end, named=True, chained=is_told)
            if measure
            else None
        )

    def _is_put_at(self, named: Named, between: str) -> bool:
        """`leaves the number of children in care at 412`"""
        start = max(self.sentence[0], named.start - 60)
        return between == " at " and bool(signs.PUT.search(self.words, start, named.start))

    def _led(self, begin: int, number: Number) -> list[str]:
        """The words that lead to a number, without what only says how it strikes whoever tells it: `a painful`."""
        moved = signs.MOVED.search(self.words, begin, number.start)
        return words_in(self.words, begin, moved.start() if moved else number.start)

    def _is_joined(self, named: Named, last_end: int) -> bool:
        """Whether its number may be of two together: `children in need and in child protection had risen to 3,700`."""
        return any(
            last_end <= one.start and self.words[one.end : named.start] in signs.JOINED
            for one in self.named
            if one.end <= named.start and CONCEPTS[one.concept].measures
        )

    def _is_share_told(self, named: Named) -> bool:
        """Whether a share or a rate of it was told just before, beside which a bare number stands: `31% were agency; now it is 16`."""
        last = self.told[-1] if self.told else None
        return last is not None and last.unit is not Unit.COUNT and last.said_to == named.end

    def _its_rate(self, number: Number) -> Figure | None:
        """`412 children in care (63.2 per 10,000)`."""
        last = next((one for one in reversed(self.told[-3:]) if one.unit is Unit.COUNT), None)
        is_rate = number.unit is Unit.RATE or (
            number.unit is Unit.COUNT
            and bool(
                signs.RATE_SAID.search(self.words, max(self.sentence[0], number.start - 70), number.start)
            )
        )
        if not is_rate or last is None or number.start - last.said_to > _WINDOW:
            return None
        rate = f"{last.measure}_rate"
        if rate not in MEASURES:
            return None
        begin = self._taken_up(max(last.said_to, self.sentence[0]), number)
        is_led = (begin > last.said_to or number.unit is Unit.COUNT) and are_light(
            words_in(self.words, begin, number.start)
        )
        if not is_led and not signs.ITS_RATE.fullmatch(self.words, last.said_to, number.start):
            return None
        return self._made(number, rate, said_to=number.share_end, named=True)

    def _beside(self, number: Number) -> Figure | None:
        """`compared with 388 the year before`; in the next sentence: `A year earlier it was 388.`"""
        last = self._last(number)
        if last is None or self._is_of_each(number):
            return None
        begin = self._taken_up(max(last.said_to, self.sentence[0]), number)
        begin = max(begin, self._after_semicolon(begin, number))
        of_it = _said_of(last.measure)
        led = [word for word in self._led(begin, number) if word not in of_it]
        if number.start - begin > _WINDOW or not are_light(led) or not self._ends_lightly(number, of_it):
            return None
        is_series = last.said_to == last.end and self.words[last.end : number.start] in (
            ", ",
            " and ",
            ", and ",
        )
        if not is_series and not are_contrast(
            [*led, *words_in(self.words, number.share_end, self._clause_end(number))]
        ):
            return None
        if last.value and number.value and not 1 / _FAR_APART < number.value / last.value < _FAR_APART:
            return None
        figure = self._made(number, last.measure, said_to=number.share_end, named=True, chained=True)
        return replace(figure, opening=self._opening(begin))

    def _listed(self, number: Number) -> Figure | None:
        """`30 September 2024: 66`, a line of its own below the question or the heading that names the measure, or below another such line."""
        words = self.words
        begin = self.sentence[0]
        if not (
            signs.DATED_LINE.fullmatch(words, begin, number.start)
            and signs.LINE_END.match(words, number.share_end)
        ):
            return None
        span = self.above[-1]
        last = self.told[-1] if self.told else None
        if last and last.start >= span[0] and signs.DATED_LINE.fullmatch(words, span[0], last.start):
            measure: str | None = last.measure if last.unit is number.unit else None
        else:
            asked = [
                one
                for one in self.named_above
                if signs.ASKED.search(words, span[0], one.start) and not self._is_of_other(one)
            ]
            question = signs.QUESTION.match(words, asked[0].end) if asked else None
            is_all = len(asked) == 1 and self._is_all(
                replace(asked[0], end=question.end()) if question else asked[0]
            )
            measure = self._measure(asked[0].concept, number, begin) if is_all else None
        return self._made(number, measure, said_to=number.share_end, named=True) if measure else None

    def _is_of_each(self, number: Number) -> bool:
        """Whether it is one of several that go with the measures named before, one each: `below the averages of 17 and 13.8 respectively`."""
        measures = {one.measure for one in self._of_sentence()}
        return len(measures) > 1 and "respectively" in self.words[number.end : self.sentence[1]]

    def _after_semicolon(self, begin: int, number: Number) -> int:
        """Where the clause of a number begins, if a semicolon parts it and nothing else was named since: `37, most of them new; in May there were 418`."""
        at = self.words.rfind("; ", begin, number.start)
        if at < 0 or any(begin <= one.start < number.start for one in self.named):
            return begin
        return at + len("; ")

    def _opening(self, begin: int) -> int | None:
        """Where the sentence opens with a word that may be a name or a thing, if words from its beginning lead to a number."""
        opening = words_in(self.words, begin, begin + 40)[:1]
        is_open = (
            begin == self.sentence[0]
            and self.words[begin : begin + 1].isupper()
            and not signs.REPORTS.match(self.words, begin)
        )
        return begin if is_open and opening and not are_light([opening[0].lower()]) else None

    def _is_of_other(self, named: Named) -> bool:
        """Whether what is named is only what something else is of or about."""
        head = signs.HEAD.search(self.words, max(0, named.start - 50), named.start)
        return head is not None and head["head"].lower() not in signs.HEADS

    def _is_of_cost(self, named: Named) -> bool:
        """Whether a share is of what something costs: `the cost of agency staff rose to 15%`."""
        head = signs.HEAD.search(self.words, max(0, named.start - 50), named.start)
        return head is not None and head["head"].lower() in signs.COSTS

    def _ahead(self, number: Number) -> Figure | None:
        """`Penfold (25%) and Eastmere (22%) had the highest vacancy rates`: shares of places told one after another."""
        if number.unit is not Unit.PERCENT or not signs.OF_PLACE.search(
            self.words, self.sentence[0], number.start
        ):
            return None
        ahead = next((one for one in self.named if one.start >= number.share_end), None)
        measure = ahead and CONCEPTS[ahead.concept].measures.get(Unit.PERCENT)
        if not ahead or not measure or not are_light(words_in(self.words, number.share_end, ahead.start)):
            return None
        return self._made(number, measure, said_to=number.share_end, named=True)

    def _taken_up(self, begin: int, number: Number) -> int:
        """Where the words begin that lead to a number: where `that figure` takes up what was named, else at the beginning given."""
        found = [one.start() for one in signs.THAT_FIGURE.finditer(self.words, begin, number.start)]
        return found[-1] if found else begin

    def _under(self, number: Number) -> Figure | None:
        """A number of what the sentence before, or the heading, was about: `Vacancies are rife. Penfold has most (25%).`"""
        begin = self.sentence[0]
        if (
            not self.named_above
            or self._of_sentence()
            or number.start - begin > _WINDOW
            or number.unit is Unit.RATE
        ):
            return None
        if number.unit is Unit.COUNT and signs.ANY_DIGIT.search(self.words, begin, number.start):
            return None  # `Under 1 44 4%`: a row of a table
        led = self._led(self._taken_up(begin, number), number)
        if not are_light(led) or not self._ends_lightly(number):
            return None
        span = self.above[-1]
        is_heading = "\n" in self.words[span[1] : begin]
        if is_heading and (span[1] - span[0] > _HEADING or self.words[span[1] - 1] in ".:;"):
            return None
        is_label = span[1] - span[0] <= _LABEL and self.words[span[1] - 1] == "." and not is_heading
        if self.words[span[0]] == "-" or not (
            is_label
            or are_contrast([*led, *words_in(self.words, number.share_end, self._clause_end(number))])
        ):
            return None
        measures = {
            self._measure(one.concept, number, begin)
            for one in self.named_above
            if not self._is_of_other(one) and (number.unit is not Unit.COUNT or self._is_all(one))
        } - {None}
        measure = measures.pop() if len(measures) == 1 else None
        if measure is None:
            return None
        figure = self._made(number, measure, said_to=number.share_end, named=True)
        return replace(figure, opening=self._opening(begin))

    def _last(self, number: Number) -> Figure | None:
        """The figure beside which a number may stand: of its sentence, or of the one before it."""
        for last in reversed(self.told[-4:]):
            if number.start - last.said_to > 2 * _WINDOW or (
                last.start < self.sentence[0] and not self._follows(last)
            ):
                return None
            if last.unit is Unit.COUNT and number.is_broken:
                continue
            if last.unit is number.unit:
                return last
            most = math.inf if last.unit is Unit.RATE else 100
            is_near = last.value / _NEAR_ENOUGH <= number.value <= min(most, last.value * _NEAR_ENOUGH)
            is_other = last.unit is Unit.COUNT or number.unit is not Unit.COUNT
            is_beside_rate = last.unit is Unit.RATE and self._is_bracketed(last, number)
            if not is_other and is_near and not is_beside_rate:
                return last
        return None

    def _is_bracketed(self, figure: Figure, number: Number) -> bool:
        """Whether a figure stands in brackets that are closed before a number."""
        begin = max(0, figure.start - 40)
        if self.words.find(")", figure.end, number.start) < 0:
            return False
        return self.words.rfind("(", begin, figure.start) > self.words.rfind(")", begin, figure.start)

    def _part_of_those(self, number: Number, begin: int) -> Figure | None:
        """`..., 61 of whom were unaccompanied`"""
        behind = next((one for one in self.named if one.start >= begin), None)
        measure = CONCEPTS[behind.concept].measures.get(Unit.COUNT, "") if behind else ""
        wholes = [
            one for one in self.told if measure in MEASURES and one.measure == MEASURES[measure].part_of
        ]
        if behind is None or not wholes or not are_light(words_in(self.words, begin, behind.start)):
            return None
        return replace(self._made(number, measure, said_to=behind.end, named=True), of=wholes[-1].value)

    def _follows(self, last: Figure) -> bool:
        """Whether the sentence stands in the paragraph of a figure, and nothing else was named between."""
        between = self.words[last.said_to : self.sentence[0]]
        return "\n" not in between and not any(
            _is_of(one, last.unit) and not _is_of_measure(one, last)
            for one in named(self.words, last.said_to, self.sentence[0])
        )

    def _part(self, number: Number) -> Figure | None:
        """`52 of the borough's 604 looked-after children live in children's homes`"""
        part = signs.PART_OF.match(self.words, number.end)
        whole = part and signs.DIGITS.match(self.words, part.end())
        if part and not whole:
            return self._part_of_those(number, part.end())
        if not whole or number.unit is not Unit.COUNT:
            return None
        behind = [one for one in self.named if one.start >= whole.end()]
        for one in behind[1:]:
            measure = CONCEPTS[one.concept].measures.get(Unit.COUNT, "")
            of = CONCEPTS[behind[0].concept].measures.get(Unit.COUNT)
            is_part = bool(of) and measure in MEASURES and MEASURES[measure].part_of == of
            if is_part and are_light(words_in(self.words, behind[0].end, one.start)):
                figure = self._made(number, measure, said_to=number.end, named=True)
                return replace(figure, of=cardinal(whole[0]))
        return None

    def _measure(self, concept: str, number: Number, begin: int) -> str | None:
        """The measure of a concept in the unit of a number; a bare number is an average, or a rate that is called one."""
        one = CONCEPTS[self._meant(concept, number.start)]
        if one.lead and not one.lead.search(self.words, self.sentence[0], number.start):
            return None
        if number.unit is Unit.COUNT:
            if average := one.measures.get(Unit.AVERAGE):
                return average if number.value <= _MOST_CASES else None
            if number.value < _MOST_RATE and signs.RATE.search(
                self.words, max(self.sentence[0], begin - 60), number.start
            ):
                return one.measures.get(Unit.RATE)
            return None if number.is_broken else one.measures.get(Unit.COUNT)
        if number.unit is Unit.PERCENT and one.in_time:
            found = IN_TIME.search(self.words, self.sentence[0], number.start)
            if found is None and not self.named and self.above:
                found = IN_TIME.search(self.words, *self.above[-1])
            is_known = concept != SOME_PLANS or (found is not None and "week" in found[0])
            return one.in_time if found and is_known else None
        return one.measures.get(number.unit) if number.unit else None

    def _meant(self, concept: str, before: int) -> str:
        """Which concept is meant: `plans` are those of which figures were told last, `cases each` those of whoever holds them."""
        if concept == "caseload":
            holders = [one for one in self.named if one.concept == "advisers" and one.end <= before]
            is_theirs = holders and self.words.find("social work", holders[-1].end, before) < 0
            return "advisers" if is_theirs else concept
        if concept != SOME_PLANS:
            return concept
        told = [
            one.measure
            for one in self.told
            if one.measure.startswith(("ehc_plans", "child_protection_plans"))
        ]
        return ("ehc plans" if told[-1].startswith("ehc") else "plans") if told else concept

    def _timed(self, when: Span, inside: Sequence[Named]) -> str | None:
        """What was done in time: what is named nearest before, in this sentence or by the figure before."""
        named = inside or [one for one in self.named if one.end <= when[1]]
        before = [one for one in named if CONCEPTS[one.concept].in_time]
        if before:
            concept = self._meant(before[-1].concept, when[0])
            is_known = concept != SOME_PLANS or "week" in self.words[slice(*when)]
            return CONCEPTS[concept].in_time if is_known else None
        if inside:
            return None
        if self.told and self.told[-1].measure.endswith("in_time_share"):
            return self.told[-1].measure
        above = [CONCEPTS[one.concept].in_time for one in self.named_above]
        return above[-1] if above else None

    def _ends_lightly(self, number: Number, but: frozenset[str] = frozenset()) -> bool:
        """Whether the clause of a number says nothing else of it."""
        tail = [
            word
            for word in words_in(self.words, number.share_end, self._clause_end(number))
            if word not in but
        ]
        return not self.words.startswith("-", number.share_end) and are_light(tail)

    def _clause_end(self, number: Number) -> int:
        found = signs.CLAUSE_END.search(self.words, number.share_end, self.sentence[1])
        return found.start() if found else self.sentence[1]

    def _made(
        self,
        number: Number,
        measure: str,
        *,
        said_to: int,
        named: bool = False,
        chained: bool = False,
        says_so: bool = False,
    ) -> Figure:
        return Figure(
            measure=measure,
            part_of=MEASURES[measure].part_of,
            value=number.value,
            start=number.start,
            end=number.share_end,
            unit=MEASURES[measure].unit,
            said_to=said_to,
            named=named,
            chained=chained,
            says_so=says_so,
            area=self._elsewhere(number) or (self._last_area(number) if chained else None),
        )

    def _last_area(self, number: Number) -> str | None:
        """Whose the figure is beside which a number stands; with a name between it is another's."""
        last = self.told[-1]
        begin = max(last.said_to, self.sentence[0])
        is_other = any(
            word[0].isupper() and word != last.area and not are_light([word.lower()])
            for word in words_in(self.words, begin, number.start)
        )
        return None if is_other else last.area

    def _elsewhere(self, number: Number) -> str | None:
        """Whose figure it is, where its clause says that it is not the council's own."""
        words = self.words
        if after := signs.ELSEWHERE_AFTER.match(words, number.share_end, self.sentence[1]):
            return after["area"] or after["adverb"] or after["whole"]
        start = max(self.sentence[0], number.start - 60)
        if frame := signs.FRAME.search(words, max(self.sentence[0], number.start - _WINDOW), number.start):
            return frame["area"]
        if whose := signs.ELSEWHERE_BEFORE.search(words, start, number.start):
            return whose["area"]
        begin = max(words.rfind(mark, start, number.start) for mark in (",", ".", ";", "\n", "(", " and "))
        for found in signs.ELSEWHERE.finditer(words, max(start, begin + 1), number.start):
            if not signs.ANY_DIGIT.search(words, found.end(), number.start):
                return found["area"]
        return None


def _said_of(measure: str) -> frozenset[str]:
    """The words that figures of a measure are said to be of: posts, placements."""
    if measure.startswith(signs.STAFF_MEASURES):
        return signs.OF_STAFF
    return signs.OF_PLACEMENT if MEASURES[measure].part_of else frozenset()


def _plain(words: Sequence[str]) -> list[str]:
    """The words without what is said of things done in time."""
    return [word for word in words if not signs.DONE.fullmatch(word)]


def _is_of(named: Named, unit: Unit) -> bool:
    concept = CONCEPTS[named.concept]
    return unit in concept.measures or (unit is Unit.PERCENT and concept.in_time is not None)


def _is_of_measure(named: Named, figure: Figure) -> bool:
    concept = CONCEPTS[named.concept]
    return figure.measure in (*concept.measures.values(), concept.in_time)
