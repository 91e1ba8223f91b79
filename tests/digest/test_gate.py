"""The evidence gate: no word is shown that does not stand where it is said to stand, or that could point to one child."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from digest import gate, harm, quoting
from digest.item import Difference, Item, Link, Quote
from domain.harm import State
from storage import passages
from storage.archive import Archive
from storage.schema import HeldRow, PageRow, Run, TextRow, VersionRow
from tests.digest.world import World

WORDS = "Improvement plan\n\nThe plan costs £1.4m over two years. It was agreed."


def _quote(world: World, words: str, *, document: str | None = None) -> Quote:
    uid = document or world.adds(WORDS, title="Plan")
    with world.archive.reading() as session:
        number = passages.documents(session, [uid])[uid].id
        version = passages.newest(session, [number])[number]
        (page,) = passages.pages(session, [version.id])[version.id]
    start = WORDS.find(words)
    return Quote(
        words=words,
        document=uid,
        version=1,
        text_sha256=page.text_sha256,
        page=1,
        start=max(start, 0),
        end=max(start, 0) + len(words),
        state="report",
    )


def _item(*quotes: Quote, what: str = "A document was published: “Plan”.") -> Item:
    return Item(
        subject="document/x", version="1", audience=("england",), place="England", what=what, quotes=quotes
    )


def _passed(world: World, *items: Item) -> gate.Passed:
    with world.archive.reading() as session:
        return gate.passed(session, items)


def test_a_quote_that_stands_there_passes(archive: Archive) -> None:
    """The very words at the very place, on both databases."""
    world = World(archive)
    item = _item(_quote(world, "The plan costs £1.4m over two years."))

    assert _passed(world, item) == gate.Passed(items=(item,), refused=0)


@pytest.mark.parametrize(
    "words", ["The plan costs £1.5m over two years.", "the plan costs £1.4m over two years."]
)
def test_a_quote_that_does_not_stand_there_is_left_out_counted_and_logged(
    sqlite_archive: Archive, caplog: pytest.LogCaptureFixture, words: str
) -> None:
    """One figure or one capital wrong and it is refused; nothing is put in its place."""
    world = World(sqlite_archive)
    forged = replace(_quote(world, "The plan costs £1.4m over two years."), words=words)
    with caplog.at_level("WARNING"):
        found = _passed(world, _item(forged, _quote(world, "It was agreed.", document=forged.document)))

    assert [quote.words for quote in found.items[0].quotes] == ["It was agreed."]
    assert found.refused == 1
    assert "quote left out of the digest" in caplog.text


@pytest.mark.parametrize(
    "changed", [{"page": 2}, {"version": 2}, {"text_sha256": "0" * 64}, {"start": 0}, {"document": "nowhere"}]
)
def test_a_quote_from_elsewhere_is_refused(sqlite_archive: Archive, changed: dict[str, object]) -> None:
    """The right words in another place prove nothing."""
    world = World(sqlite_archive)
    quote = replace(_quote(world, "It was agreed."), **changed)  # type: ignore[arg-type]

    assert _passed(world, _item(quote)).items[0].quotes == ()


def test_of_two_sides_of_a_difference_both_must_stand(sqlite_archive: Archive) -> None:
    """Half a difference says something else."""
    world = World(sqlite_archive)
    right = _quote(world, "It was agreed.")
    item = replace(
        _item(), differences=(Difference(before=right, after=replace(right, words="It was not ag.")),)
    )
    found = _passed(world, item)

    assert (found.items[0].differences, found.refused) == ((), 1)


@pytest.mark.parametrize("access", ["hidden", "erased"])
def test_an_item_on_a_withdrawn_document_does_not_pass(sqlite_archive: Archive, access: str) -> None:
    """Title, sentence and quote alike."""
    world = World(sqlite_archive)
    item = _item(_quote(world, "It was agreed."))
    with sqlite_archive.writing() as session:
        session.execute(update(VersionRow).values(access=access))

    assert _passed(world, item) == gate.Passed(items=(), refused=1)


def _hold(archive: Archive, words: str, state: State = State.HELD) -> None:
    """Words of some text are held for a person to judge."""
    with archive.writing() as session:
        text = session.scalars(select(TextRow)).first()
        assert text is not None
        version = session.get_one(VersionRow, text.version_id)
        run = Run(step="link", started_at=version.first_seen_at, program="test")
        session.add(run)
        session.flush()
        session.add(
            HeldRow(
                uid="held",
                text_id=text.id,
                version_id=version.id,
                document_id=version.document_id,
                rule="harm.home_address@1",
                reason="a reason",
                words=words,
                is_whole=False,
                in_title=True,
                state=state,
                held_at=version.first_seen_at,
                since_run=run.id,
            )
        )


@pytest.mark.parametrize("state", [State.HELD, State.DROPPED])
def test_an_item_that_says_held_words_does_not_pass(sqlite_archive: Archive, state: State) -> None:
    """In a title, in capitals, or in the address of a link; the mail goes without it and waits for nobody."""
    world = World(sqlite_archive)
    other = _item(_quote(world, "It was agreed."))
    _hold(sqlite_archive, "Alder Close", state)
    titled = _item(what="A document was published: “14 ALDER  CLOSE”.")
    linked = replace(_item(), links=(Link(words="Open", url="https://wolden.example/14-alder-close"),))

    assert _passed(world, titled, linked, other) == gate.Passed(items=(other,), refused=2)


def test_a_released_word_passes(sqlite_archive: Archive) -> None:
    """A person has judged it."""
    world = World(sqlite_archive)
    item = _item(_quote(world, "It was agreed."), what="A document was published: “Alder Close”.")
    _hold(sqlite_archive, "Alder Close", State.RELEASED)

    assert _passed(world, item) == gate.Passed(items=(item,), refused=0)


def test_a_newspaper_is_quoted_once_and_shortly(sqlite_archive: Archive) -> None:
    """Where the licence allows no more, one quote of at most 25 words is shown."""
    world = World(sqlite_archive)
    first = _quote(world, "It was agreed.")
    second = _quote(world, "The plan costs £1.4m over two years.", document=first.document)
    with sqlite_archive.writing() as session:
        session.execute(update(VersionRow).values(access="restricted"))

    assert _passed(world, _item(first, second)).items[0].quotes == (first,)


def test_a_quote_outlives_the_text_that_retention_deleted(sqlite_archive: Archive) -> None:
    """The quote kept stands."""
    world = World(sqlite_archive)
    item = _item(_quote(world, "It was agreed."))
    with sqlite_archive.writing() as session:
        session.execute(update(PageRow).values(words=None))

    assert _passed(world, item).items == (item,)


IDENTIFYING = [
    "three young people went missing",
    "One child was placed at short notice",
    "placed 2 children with the same carer",
    "a 12-year-old with complex needs",
    "a young person aged 15 in Ambleford",
    "Child T was known to services",
    "4 looked-after children moved home",
    "one baby",
]
HARMLESS = [
    "1,842 children were looked after",
    "two children’s homes closed",
    "accommodation for 16 and 17 year olds",
    "care leavers aged 16 to 25",
    "one in four children waits",
    "three social workers left",
    "Child Protection Conference",
    "Children and Families Committee",
    "item 3, children’s services",
]


@pytest.mark.parametrize("words", IDENTIFYING)
def test_what_could_point_to_one_child_is_left_out(sqlite_archive: Archive, words: str) -> None:
    """Whether a source printed it or not: figures under five, one person's age, letters that stand for names."""
    world = World(sqlite_archive)
    found = _passed(world, _item(what=f"A document was published: “{words}”."))

    assert found == gate.Passed(items=(), refused=1)


@pytest.mark.parametrize("words", HARMLESS)
def test_what_points_to_nobody_is_told(words: str) -> None:
    """The trade's own words and large figures are no secret."""
    assert not harm.identifies(words)


@given(st.text(max_size=300))
def test_any_words_can_be_weighed(words: str) -> None:
    """No words break the rules."""
    harm.identifies(words)


@given(words=st.text(alphabet="ab .\n£1", max_size=200), data=st.data())
def test_an_excerpt_lies_in_its_page_and_holds_what_it_is_for(words: str, data: st.DataObject) -> None:
    """A cut quote is still the page's own words, at most as long as it may be, around the words that matter."""
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    for excerpt in (
        quoting.beginning(words, start, end, most=5),
        quoting.sentence_around(words, start, end, most=5),
    ):
        assert 0 <= excerpt.start <= excerpt.end <= len(words)
        assert len(words[excerpt.start : excerpt.end].split()) <= 5


@given(words=st.text(alphabet="to 10\n.;a", max_size=120), data=st.data())
def test_a_quote_is_only_ever_completed_forwards(words: str, data: st.DataObject) -> None:
    """What is added lies in the page, behind the quote."""
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))

    assert end <= quoting.completed(words, start, end) <= len(words)


def test_a_quote_that_ends_in_mid_air_is_completed() -> None:
    """Cut at the end of a line, it goes on to the end of its sentence; one that is whole stays as it is."""
    words = "that a plan come to the Cabinet on 10\nNovember 2026; and that it be noted\n5. Next item"
    cut = words.index("10") + 2

    assert words[: quoting.completed(words, 0, cut)] == "that a plan come to the Cabinet on 10\nNovember 2026"
    whole = words.index("noted") + len("noted")
    assert quoting.completed(words, words.index("that it"), whole) == whole


def test_a_row_of_a_table_is_quoted_as_a_row() -> None:
    """A figure in a table is told with its row, not with half of the rows around it."""
    words = "Service Budget Forecast\nHomes for children in care £58.4m £5.5m\nTransport £24.6m £0.7m\n" * 5
    start = words.index("£5.5m")
    found = quoting.sentence_around(words, start, start + 5, most=25)

    assert words[found.start : found.end] == "Homes for children in care £58.4m £5.5m"


def test_a_long_sentence_is_cut_around_what_changed() -> None:
    """Dots on the side where it goes on, the words that matter in the middle."""
    words = " ".join(f"w{number}" for number in range(100))
    start = words.index("w50")
    found = quoting.sentence_around(words, start, start + 3, most=5)

    assert words[found.start : found.end] == "w48 w49 w50 w51 w52"
    assert (found.opens_late, found.ends_early) == (True, True)
