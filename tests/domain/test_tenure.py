"""Tenures: never longer than the sightings they rest on, broken by whoever held the post in between."""

from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import post
from domain.cited import Cited, bounds
from domain.post import Capacity
from domain.tenure import PostTold, Tenure, Told, histories

DCS = "Director of Children's Services"
_numbers = count(1)


def told(
    name: str,
    day: str | None,
    what: Told = Told.HELD,
    *,
    title: str = DCS,
    status: str = "current",
    **said: object,
) -> PostTold:
    """A text of that day tells of the post."""
    number = next(_numbers)
    return PostTold(
        told=what,
        council="northshire",
        title=title,
        person=name,
        name=name,
        status=status,
        day=day,
        cited=Cited(
            fact=f"f{number}", document=f"d{number}", version=1, title="Report", url="", page=1, quote="q",
            source="committee/northshire", channel="committee", official=False, published=day,
            seen_at=datetime(2026, 1, 1, tzinfo=UTC),
        ),
        **said,  # type: ignore[arg-type]
    )  # fmt: skip


def tenures(*statements: PostTold) -> list[Tenure]:
    """The tenures of the one post that is told of."""
    (history,) = histories(statements)
    return list(history.tenures)


def spans(*statements: PostTold) -> list[tuple[str, str | None, str | None]]:
    """Who is seen in the post from when to when."""
    return [(each.name, each.first, each.last) for each in tenures(*statements)]


def test_a_tenure_reaches_from_the_first_sighting_to_the_last() -> None:
    """And not a day further, in whatever order and under whatever title the texts came."""
    found = tenures(
        told("Allen", "2018-10-22", title="Executive Director of Education and Children's Services"),
        told("Allen", "2018-03-20"),
        told("Allen", "2018-08", title="director of children's services"),
    )

    assert [each.words for each in found] == ["held at least from 20 March 2018 to 22 October 2018"]


def test_one_sighting_is_one_day() -> None:
    """No interval is made of a single text, and none of an undated one."""
    assert [each.words for each in tenures(told("Allen", "2018-03-20"))] == ["seen in post on 20 March 2018"]
    assert [each.words for each in tenures(told("Allen", None))] == ["named in post by an undated text"]


def test_who_held_the_post_in_between_breaks_a_tenure() -> None:
    """Of a post that one holds at a time."""
    found = spans(
        told("Allen", "2014-05-01"),
        told("Hatton", "2016-05-01"),
        told("Allen", "2018-05-01"),
        told("Allen", "2019-05-01"),
    )

    assert found == [
        ("Allen", "2014-05-01", "2014-05-01"),
        ("Hatton", "2016-05-01", "2016-05-01"),
        ("Allen", "2018-05-01", "2019-05-01"),
    ]


def test_posts_that_several_hold_are_not_broken() -> None:
    """Chairs are many: who chairs another committee ends nobody's tenure."""
    found = spans(
        told("Allen", "2014-05-01", title="Chair"),
        told("Hatton", "2016-05-01", title="Chair"),
        told("Allen", "2018-05-01", title="Chair"),
    )

    assert found[0] == ("Allen", "2014-05-01", "2018-05-01")


def test_an_interim_holder_is_told_apart_from_the_same_person_in_post() -> None:
    """First interim, then appointed: two tenures of one person."""
    found = tenures(told("Allen", "2014-05-01", status="interim"), told("Allen", "2015-05-01"))

    assert [(each.status, each.first) for each in found] == [
        ("interim", "2014-05-01"),
        ("current", "2015-05-01"),
    ]


def test_a_former_holder_is_no_holder() -> None:
    """A text that calls it the past makes no sighting; it says by when it was over."""
    (alone,) = tenures(told("Allen", "2020-05-01", Told.FORMER))
    (held,) = tenures(told("Allen", "2018-05-01"), told("Allen", "2020-05-01", Told.FORMER))

    assert (alone.first, alone.words) == (None, "had held it before 1 May 2020")
    assert (held.last, held.gone_by) == ("2018-05-01", "2020-05-01")


def test_beginnings_and_ends_stand_as_stated() -> None:
    """Beside what was seen, never in its place; what is to come is said to be."""
    found = tenures(
        told("Allen", "2018-05-01"),
        told("Allen", "2026-04-01", Told.ENDS, ends="2026-04-30"),
        told("Okoro", "2026-05-12", Told.BEGINS, begins="2026-06-01", is_planned=True),
    )

    assert [each.words for each in found] == [
        "seen in post on 1 May 2018; until 30 April 2026, as stated",
        "to begin 1 June 2026, as stated",
    ]


def test_a_return_after_a_departure_is_another_tenure() -> None:
    """Who left and is seen again later was not there in between."""
    found = spans(
        told("Allen", "2014-05-01"),
        told("Allen", "2015-05-01", Told.ENDS, ends="2015-05-31"),
        told("Allen", "2018-05-01"),
    )

    assert found == [("Allen", "2014-05-01", "2014-05-01"), ("Allen", "2018-05-01", "2018-05-01")]


def test_a_vacancy_is_nobody_s_tenure() -> None:
    """It is told of the post, with its proof."""
    (history,) = histories([told("", "2026-05-12", Told.VACANT)])

    assert (history.tenures, [each.day for each in history.vacancies]) == ((), ["2026-05-12"])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Allen", "Hatton", "Okoro"]),
            st.sampled_from(
                [None, "2014", "2014-05", "2014-05-01", "2016-03-09", "2018-10-22", "2020-01-01"]
            ),
            st.sampled_from(list(Told)),
            st.sampled_from(["current", "interim"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_tenure_is_longer_than_its_sightings(statements: list[tuple[str, str | None, Told, str]]) -> None:
    """Each begins and ends with a dated text that says so, and every statement is kept once."""
    said = [told(name, day, what, status=status) for name, day, what, status in statements]
    (history,) = histories(said)
    kept = [each.cited.fact for tenure in history.tenures for each in tenure.told]
    kept += [each.cited.fact for each in history.vacancies]

    assert sorted(kept) == sorted(each.cited.fact for each in said)
    for tenure in history.tenures:
        days = {each.day for each in tenure.told if each.told is Told.HELD and bounds(each.day)}
        assert {tenure.first, tenure.last} <= (days or {None})


@pytest.mark.parametrize(
    ("title", "name", "capacity"),
    [
        ("DCS", "Director of children's services", Capacity.OFFICER),
        (
            "Executive Director of Education & Children’s Services",
            "Director of children's services",
            Capacity.OFFICER,
        ),
        (
            "Assistant Director of Children's Services",
            "Assistant Director of Children's Services",
            Capacity.OFFICER,
        ),
        (
            "Cabinet Member for Children and Young People",
            "Lead member for children's services",
            Capacity.MEMBER,
        ),
        ("Chair of the Scrutiny Committee", "Chair of the Scrutiny Committee", Capacity.MEMBER),
        (
            "Independent Chair of the Improvement Board",
            "Independent Chair of the Improvement Board",
            Capacity.PARTNER,
        ),
        ("Practice leader", "Practice leader", Capacity.OFFICER),
        ("Lead inspector", "Lead inspector", Capacity.INSPECTOR),
        ("Queen", "Queen", None),
    ],
)
def test_titles_name_posts_and_sides_of_the_table(title: str, name: str, capacity: Capacity | None) -> None:
    """What the trade calls one post is one; a deputy's is another."""
    assert post.named(title) == name
    assert post.capacity(title) is capacity


def test_small_words_make_no_other_post() -> None:
    """Minutes print a chair with the committee beside, letters with it in the title."""
    assert post.key("Chair of the Scrutiny Committee") == post.key(post.titled("Chair", "Scrutiny Committee"))
    assert post.key("Head of Fostering") != post.key("Head of Adoption")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_no_title_breaks_a_post(title: str) -> None:
    """Whatever stands where a title should has a key, a field and a side, or none."""
    assert post.key(post.named(title)) == post.key(title)
    assert isinstance(post.is_specific(title), bool)
    post.capacity(title)
