"""Actions followed: no false merge, whatever plans say; rounds of recurrences; outcomes in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.actions import (
    Action,
    Due,
    Edition,
    Outlook,
    PlanKind,
    Proof,
    Sighting,
    Station,
    Subject,
    follow,
    when_due,
)

BEGIN = date(2026, 9, 1)
WORDS = ("agency", "spend", "social", "worker", "budget", "fostering", "send", "transport")
SERIAL = ("round:1", "round:2", "year:2026/27", "year:2027/28", "stage:draft", "period:annual")
PROOF = Proof(document="d", version=1, title="Work programme", page=1, quote="…")


def subject(words: frozenset[str], serial: frozenset[str] = frozenset()) -> Subject:
    """A subject of these words."""
    said = tuple(sorted(words))
    return Subject(title=" ".join(said), words=words, serial=serial, said=said)


SUBJECTS = st.builds(
    subject,
    st.frozensets(st.sampled_from(WORDS), min_size=1, max_size=5),
    st.frozensets(st.sampled_from(SERIAL), max_size=2),
)
DUES = st.one_of(
    st.none(),
    st.builds(Due, edtf=st.sampled_from(["2026-11", "2026-11-18", "2027-01-19", "2027-01", "2027-03-16", "2027", "R/P1Y", "R/P3M", "nonsense"])),
)  # fmt: skip
BODIES = st.sampled_from(["scrutiny", "cabinet", None])


@st.composite
def plans(draw: st.DrawFn) -> list[list[Sighting]]:
    """Some editions, each some days after the last, of some lines."""
    editions, day = [], BEGIN
    for number in range(draw(st.integers(1, 5))):
        day += timedelta(days=draw(st.integers(0, 60)))
        kind = draw(st.sampled_from(list(PlanKind)))
        lines = [
            Sighting(
                fact=f"{number}.{place}",
                kind=kind,
                edition=str(number),
                day=day,
                at=datetime(day.year, day.month, day.day, 6, tzinfo=UTC),
                subject=draw(SUBJECTS),
                body=draw(BODIES),
                body_name=None,
                due=draw(DUES),
                proof=PROOF,
                issue=draw(st.sampled_from([None, None, "1", "2"])),
            )
            for place in range(draw(st.integers(1, 5)))
        ]
        editions.append(lines)
    return editions


STATIONS = st.lists(
    st.builds(
        lambda number, days, about, body, issue, deferred, decided: Station(
            key=str(number), day=BEGIN + timedelta(days=days), public=BEGIN + timedelta(days=max(0, days - 7)), subject=about,
            words=about.words, body=body, body_name=str(body), issue=issue, deferred=deferred, is_decided=decided,
        ),
        st.integers(0, 10_000), st.integers(0, 300), SUBJECTS, BODIES, st.sampled_from([None, "1", "2"]),
        st.sampled_from([None, "deferred"]), st.booleans(),
    ),
    max_size=4,
)  # fmt: skip


@given(plans(), STATIONS)
def test_no_two_lines_of_a_plan_are_one_action_and_none_is_lost(
    editions: list[list[Sighting]], stations: list[Station]
) -> None:
    """Every line belongs to one action, and no plan lists one action twice."""
    actions = follow([line for lines in editions for line in lines], stations)
    lines = [
        (number, line.edition, line.fact) for number, each in enumerate(actions) for line in each.sightings
    ]

    assert sorted(fact for _, _, fact in lines) == sorted(line.fact for some in editions for line in some)
    assert len({(number, edition) for number, edition, _ in lines}) == len(lines)


@given(plans(), STATIONS)
def test_what_the_council_tells_apart_stays_apart(
    editions: list[list[Sighting]], stations: list[Station]
) -> None:
    """Lines under different ids of the council's own, or of different rounds, are never one action."""
    for action in follow([line for lines in editions for line in lines], stations):
        assert len(action.issues) <= 1
        for line, why in list(zip(action.sightings, action.because, strict=True))[1:]:
            before = action.sightings[: action.sightings.index(line)]
            if why.startswith("issue"):
                assert line.issue in {each.issue for each in before}
            else:
                assert any(each.subject.words & line.subject.words for each in before)
                assert not all(each.subject.contradicts(line.subject) for each in before)


@given(plans(), STATIONS, st.randoms())
def test_the_order_of_rows_does_not_matter(
    editions: list[list[Sighting]], stations: list[Station], chance: Random
) -> None:
    """The same facts give the same actions, in whatever order the database hands them out."""
    lines = [line for some in editions for line in some]
    shuffled = list(lines)
    chance.shuffle(shuffled)
    unique = list({each.key: each for each in stations}.values())

    assert _groups(follow(lines, unique)) == _groups(follow(shuffled, unique[::-1]))


def _groups(actions: tuple[Action, ...]) -> set[frozenset[str]]:
    return {frozenset(line.fact for line in each.sightings) for each in actions}


@given(plans(), STATIONS, st.integers(0, 500))
def test_every_action_has_an_outcome_in_words(
    editions: list[list[Sighting]], stations: list[Station], days: int
) -> None:
    """Whatever was planned and held, one sentence says what became of it."""
    actions = follow([line for lines in editions for line in lines], stations)
    plans_out = [
        Edition(
            key=lines[0].edition,
            kind=lines[0].kind,
            day=lines[0].day,
            order=(lines[0].at, number),
            speaks_for={line.body: lines[0].day for line in lines},
        )
        for number, lines in enumerate(editions)
        if lines[0].kind is not PlanKind.RESOLUTION
    ]
    outlook = Outlook(actions, editions=plans_out, held=(), day=BEGIN + timedelta(days=days))

    assert all(outlook.outcome(action).words for action in actions)


@pytest.mark.parametrize(
    ("due", "since", "day", "expected"),
    [
        (Due(edtf="R/P1Y", first_round="2027-11"), date(2026, 10, 15), date(2027, 6, 1), "2027-11"),
        (Due(edtf="R/P1Y", first_round="2027-11"), date(2026, 10, 15), date(2028, 3, 1), "2027-11"),
        (Due(edtf="R/P1Y", first_round="2027-11"), date(2026, 10, 15), date(2029, 11, 1), "2029-11"),
        (Due(edtf="R/P6M"), date(2026, 9, 29), date(2026, 10, 1), "2027-03~"),
        (Due(edtf="R/P6M"), date(2026, 9, 29), date(2027, 10, 1), "2027-09~"),
        (Due(edtf="2027-01"), date(2026, 9, 29), date(2027, 10, 1), "2027-01"),
        (Due(edtf="R/P9X"), date(2026, 9, 29), date(2027, 10, 1), "R/P9X"),
    ],
)
def test_a_recurrence_is_due_in_rounds(due: Due, since: date, day: date, expected: str) -> None:
    """`each November` is due in the November in question, `every six months` about every six months."""
    assert due.at(day, since=since).edtf == expected


def test_a_month_made_exact_is_no_move() -> None:
    """January 2027, then 19 January 2027, is the same date told better."""
    assert Due(edtf="2027-01-19").refines(Due(edtf="2027-01"))
    assert not Due(edtf="2027-03-16").refines(Due(edtf="2027-01"))
    assert Due(edtf="2027-01").agrees(Due(edtf="2027-01-19"))
    assert not Due(edtf="2027-01").agrees(None)


def test_words_in_common_are_not_enough() -> None:
    """One word never tells; a draft is not what it drafts; a round named once may be the one that is meant."""
    budget, plan = subject(frozenset({"budget"})), subject(frozenset({"improvement", "plan"}))

    assert budget.likeness(subject(frozenset({"budget", "monitoring"}))) == 0.0
    assert replace(budget, serial=frozenset({"stage:draft"})).contradicts(budget)
    assert not replace(plan, serial=frozenset({"round:2"})).contradicts(plan)
    assert replace(plan, serial=frozenset({"round:2"})).contradicts(
        replace(plan, serial=frozenset({"round:1"}))
    )


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2027-03-16", "2027-03-16"),
        ("2027-01", "2027-01"),
        ("2027-06~", "about 2027-06"),
        ("2026-09-15/2026-09-16", "2026-09-15 to 2026-09-16"),
        ("2026-12~/2027-02~", "about 2026-12 to about 2027-02"),
        ("../2027-05-31", "by 2027-05-31"),
        ("2026-11/..", "from 2026-11 on"),
        ("R/P1Y", "every year"),
        ("R/P6M", "every 6 months"),
        ("R/P2W", "every 2 weeks"),
        ("R/P1D", "every day"),
    ],
)
def test_when_something_is_due_is_said_without_signs(edtf: str, said: str) -> None:
    """Dates as they are stated, and no sign of EDTF that a reader would have to look up."""
    assert when_due(edtf) == said
