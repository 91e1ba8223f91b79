"""How a mail reads: text and HTML say the same, within 80 KB, the same bytes each time, and nothing of a reader in an item."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from digest import build_templates, wording
from digest.item import Difference, Item, Link, Quote
from digest.opening import opened
from digest.sections import coverage, sections
from digest.select import Chosen, frozen, thawed
from digest.write import MOST_BYTES, Writer, Written, _rendered
from storage.archive import Archive
from storage.editions import FrozenEdition, Window, named
from storage.subscribers import Cadence, Depth, Following, Reader, ReaderState
from tests.digest.story import a_week
from tests.digest.test_sections import told
from tests.digest.world import EDITION, MONDAY, SETTINGS

QUOTE = Quote(
    words="The plan costs £1.4m over two years.",
    document="abcdefghijklmnop",
    version=1,
    text_sha256="0" * 64,
    page=2,
    start=10,
    end=46,
    state="draft minutes",
    item="5",
)
ITEM = Item(
    subject="document/abcdefghijklmnop",
    version="1",
    audience=("council:northshire",),
    section="councils",
    place="Northshire",
    under="Scrutiny Committee, Tuesday 16 June 2026, 10:30",
    what="Draft minutes of the meeting were published, for 7 items.",
    short="draft minutes of Tue 16 June",
    quotes=(QUOTE,),
    differences=(Difference(before=QUOTE, after=replace(QUOTE, version=2, words="It costs <b>£2m</b> & more.")),),
    different="2 more differences between the two versions.",
    where="Minutes (draft); first seen Mon 8 June 2026, 07:00",
    links=(Link(words="Our copy, item 5", url="/doc/abcdefghijklmnop/v1#p2"), Link(words="The source’s own", url="https://northshire.example.org/a?b=1&c=2")),
    next="The committee next meets on Tuesday 7 July 2026, 10:30.",
    weight=65,
    order="1",
    seq=7,
)  # fmt: skip


def reader(*targets: str, depth: Depth = Depth.STANDARD) -> Reader:
    """A reader who follows these targets."""
    following = tuple(
        Following(
            id=number,
            target=target,
            cadence=Cadence.WEEKLY,
            weekday=None,
            depth=depth,
            paused_until=None,
            since_seq=0,
        )
        for number, target in enumerate(targets, start=1)
    )
    return Reader(
        id=1,
        uid="0123456789abcdef",
        address="reader@example.org",
        state=ReaderState.CONFIRMED,
        following=following,
    )


def writer(edition: str = EDITION) -> Writer:
    """The writer of an edition."""
    frozen_edition = FrozenEdition(
        name=named(edition), window=Window(after=0, upto=9), frozen_at=MONDAY, template="test"
    )
    return Writer(frozen_edition, SETTINGS, councils={"northshire": "Northshire"})


def write(*items: Item, depth: Depth = Depth.STANDARD, edition: str = EDITION) -> Written:
    """The mail of a reader who is told these items."""
    chosen = [Chosen(item=item, following=1, depth=depth) for item in items]
    return writer(edition).write(chosen, reader("council:northshire"))


def words_of(html: str) -> list[str]:
    """The words of a page that a reader sees."""
    soup = BeautifulSoup(html, "lxml")
    for hidden in soup.select("style, title, .hidden"):
        hidden.decompose()
    return soup.get_text(" ").split()


def test_the_shipped_templates_are_what_their_sources_make() -> None:
    """Whoever changes the look builds the templates anew: `python -m digest.build_templates`."""
    for path, html in build_templates.build():
        assert path.read_text(encoding="utf-8") == html, path.name


def test_a_template_fails_on_a_name_that_is_not_there() -> None:
    """A misspelt name is an error at once, not a hole in a thousand mails."""
    with pytest.raises(UndefinedError):
        _rendered("place")


def test_the_text_says_all_that_the_html_says(sqlite_archive: Archive) -> None:
    """Every word in the same order, every address; each line within 72 characters but for addresses."""
    items = (*told(a_week(sqlite_archive)), ITEM)
    written = write(*items)
    text = iter(written.text.replace("* ", " ").replace("- ", " ").split())
    missing = [word for word in words_of(written.html) if word != "·" and not _comes(word, text)]

    assert missing == []
    for link in BeautifulSoup(written.html, "lxml").find_all("a"):
        assert str(link["href"]) in written.text
    for line in written.text.splitlines():
        assert len(line) <= 72 or "://" in line


def _comes(word: str, words: Iterator[str]) -> bool:
    return any(each in (word, f"{word}:") for each in words)


def test_an_item_is_told_in_five_lines() -> None:
    """What, the words with whose they are, what is different, where, what next."""
    written = write(ITEM)
    shown = " ".join(words_of(written.html))

    assert (
        "Draft minutes of the meeting were published, for 7 items. "
        "“The plan costs £1.4m over two years.” (draft minutes, item 5) "
        "Before: “The plan costs £1.4m over two years.” (draft minutes, item 5) "
        "Now: “It costs <b>£2m</b> & more.” (draft minutes, item 5) "
        "2 more differences between the two versions. "
        "Minutes (draft); first seen Mon 8 June 2026, 07:00 "
        "Our copy, item 5 · The source’s own "
        "Next: The committee next meets on Tuesday 7 July 2026, 10:30."
    ) in shown
    assert "<b>£2m</b>" not in written.html  # what a source wrote is never markup of ours


def test_items_carry_nothing_of_their_reader() -> None:
    """What stands above the line for forwarding is the same for everybody, tokens and names below it alone."""
    mine = write(ITEM)
    items, line, own = mine.html.partition("Forwarding this?")

    assert line
    for token in ("/manage/", "/unsubscribe/", "You get this"):
        assert token not in items
        assert token in own


def test_a_mail_stays_within_its_size_for_a_reader_of_all_councils() -> None:
    """153 councils, forty items each: at most 80,000 bytes, weightiest first, each part with something, the rest on the web."""
    councils = [f"Council {number:03}" for number in range(153)]
    items = [
        replace(
            ITEM,
            subject=f"document/{section}{council}{number}",
            section=section,
            place=council,
            weight=number,
            state=coverage.NOT_CHECKED if section == "coverage" else "",
        )
        for section in sections()
        for council in councils
        for number in range(5)
    ]
    written = write(*items)

    assert 60_000 < len(written.html.encode()) <= MOST_BYTES
    assert len(written.shown) + written.cut >= len(items) - 153
    for section in sections().values():
        assert section.heading in written.html
    told_of = {chosen.item.section for chosen in written.shown}
    assert told_of == set(sections())
    assert all(chosen.item.weight == 4 for chosen in written.shown if chosen.item.section == "councils")
    assert f"https://minutewatch.example.org/digest/{EDITION}" in written.html
    assert re.search(r"And \d+ more\.", written.text)


def test_the_footer_is_never_cut() -> None:
    """However much there is to tell, the way out stands at the end."""
    items = [replace(ITEM, subject=f"document/{number}", what="word " * 60) for number in range(300)]
    written = write(*items)

    assert len(written.html.encode()) <= MOST_BYTES
    assert "/unsubscribe/" in written.html
    assert "/unsubscribe/" in written.text


@settings(max_examples=30, deadline=None)
@given(
    sizes=st.lists(
        st.tuples(st.sampled_from(["act_by", "councils", "official"]), st.integers(0, 900)), max_size=120
    )
)
def test_no_mail_is_too_long(sizes: list[tuple[str, int]]) -> None:
    """Whatever the items, the HTML stays within its size."""
    items = [
        replace(
            ITEM, subject=f"document/{number}", section=section, place=f"P{number % 7}", what="words " * size
        )
        for number, (section, size) in enumerate(sizes)
    ]

    assert len(write(*items).html.encode()) <= MOST_BYTES


def test_the_same_items_give_the_same_bytes(sqlite_archive: Archive) -> None:
    """Frozen and read back, written by another writer: not a byte differs."""
    items = told(a_week(sqlite_archive))
    again = thawed(list(frozen(items)))

    assert again == items
    assert write(*again) == write(*items)


@given(st.text(max_size=60), st.text(max_size=60))
def test_an_item_survives_freezing(what: str, words: str) -> None:
    """Whatever its words, it comes back as it was."""
    item = replace(ITEM, what=what, quotes=(replace(QUOTE, words=words),), corrects=("document/x", "1"))

    assert Item.from_json(item.to_json()) == item


def test_several_papers_are_told_as_one() -> None:
    """Two documents that joined one item with the same notice: one sentence, each with its title and links."""
    bundle = {
        "bundle": "item 6",
        "many": "{count} documents were added to item 6.",
        "differences": (),
        "different": "",
    }
    first = replace(ITEM, title="“Appendix A”", **bundle)  # type: ignore[arg-type]
    second = replace(first, subject="document/other", title="“Appendix B”", quotes=())
    written = write(first, second)
    shown = " ".join(words_of(written.html))

    assert "2 documents were added to item 6. “Appendix A” “The plan" in shown
    assert shown.count("The committee next meets") == 1
    assert len(written.shown) == 2


def test_the_subject_is_the_first_fact_with_its_council_and_count() -> None:
    """No verdict, no number of the edition; another day, another subject."""
    second = replace(ITEM, subject="document/other", place="Estmere", short="meeting called off", weight=90)

    assert write(ITEM).subject == "Northshire: draft minutes of Tue 16 June (15 Jun)"
    assert write(ITEM, second).subject == "Estmere: meeting called off, and 1 more (15 Jun)"
    assert write(ITEM, edition="2026-W26").subject != write(ITEM).subject


def test_the_opening_names_each_council_once() -> None:
    """A story under two councils together is no third place; where they have nothing else, it names the two."""
    here = replace(ITEM, place="Northshire", audience=("council:northshire",))
    there = replace(here, subject="document/there", place="Estmere", audience=("council:estmere",))
    both = replace(
        here,
        subject="document/both",
        place="Estmere and Northshire",
        audience=(*there.audience, *here.audience),
    )

    assert "3 developments in Estmere and Northshire." in write(here, there, both).text
    assert "1 development in Estmere and Northshire." in write(both).text


def test_a_mail_without_news_says_so() -> None:
    """And what was looked at, and what is ahead."""
    ahead = replace(ITEM, section="meetings", until="2026-06-23")
    checked = replace(ITEM, subject="source/a", section="coverage", state=coverage.CHECKED)
    missed = replace(checked, subject="source/b", state=coverage.NOT_CHECKED, until="2026-06-08")
    written = write(ahead, checked, missed)

    assert written.subject == "No news from Northshire; 1 meeting ahead (15 Jun)"
    assert "Nothing new since the last edition." in written.text
    assert "Next meeting: Tue 23 June." in written.text
    assert "1 of 2 sources checked; 1 could not be looked at since 8 June 2026." in written.text


def test_what_was_looked_at_is_said_in_every_mail() -> None:
    """Even to somebody who follows what nobody watches."""
    assert "No source of these councils is watched yet." in write().text


def test_the_line_beside_the_subject_is_a_sentence() -> None:
    """The second and third fact, within a hundred characters."""
    facts = [replace(ITEM, subject=f"document/{n}", short=f"fact {n}", weight=n) for n in (3, 2, 1)]
    tellings = [(Chosen(item=item, following=1, depth=Depth.STANDARD),) for item in facts]
    parts = {name: tellings if name == "councils" else [] for name in sections()}
    opening = opened(named(EDITION), parts, "9 of 9 sources checked.")

    assert opening.preheader == "Also Northshire: fact 2; Northshire: fact 1."
    assert len(opening.preheader) <= 100


def test_headlines_are_short() -> None:
    """What and where alone."""
    brief = write(ITEM, depth=Depth.HEADLINES)

    assert "£1.4m" not in brief.text
    assert "Minutes (draft); first seen" in brief.text


@given(st.text(max_size=200))
def test_no_words_of_a_source_become_markup(words: str) -> None:
    """Whatever a title holds, the page has the same elements."""
    plain = write(replace(ITEM, what="x"))
    hostile = write(replace(ITEM, what=f"{words}<script>&{{{{ 7 * 7 }}}}"))

    assert hostile.html.count("<") == plain.html.count("<")
    assert "<script>" not in hostile.html
    assert "49" not in unescape(hostile.html).partition("}}")[0][-5:]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026-02-02", "2 February 2026"),
        ("2016-05", "May 2016"),
        ("2016", "2016"),
        ("2018-06-04/2018-06-28", "4 to 28 June 2018"),
        ("2017-04-24/2017-05-18", "24 April to 18 May 2017"),
        ("2016-12/2018-12", "December 2016 to December 2018"),
        ("2026-11/..", "November 2026 to an open end"),
        ("2018~", "about 2018"),
        ("2018-12-11T23:58+00:00", "11 December 2018"),
        ("soon", "soon"),
    ],
)
def test_dates_are_told_as_exactly_as_they_were_stated(edtf: str, words: str) -> None:
    """A month stays a month."""
    assert wording.stated(edtf) == words


def test_lists_and_counts_read_as_english() -> None:
    """Commas, and, and no plural of one."""
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.listed(["a"]) == "a"
    assert [wording.counted(n, "document") for n in (0, 1, 2)] == [
        "no documents",
        "1 document",
        "2 documents",
    ]
    assert [wording.clear_days(n) for n in (0, 1)] == ["0 clear working days", "1 clear working day"]
    assert wording.long_day(date(2027, 6, 14)) == "Monday 14 June 2027"
    assert len(wording.titled("word " * 100)) < 130
    assert wording.titled("“Plan”") == wording.titled("Plan") == "“Plan”"
    assert wording.titled('They "require improvement"') == '“They "require improvement"”'


def test_the_templates_hold_no_picture_and_no_script() -> None:
    """Nothing is loaded when a mail is opened: nobody learns who reads it."""
    for path in Path(build_templates.TEMPLATES).glob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"<(?:img|script|link|iframe|object)\b|url\(|@import|@font-face", html), (
            path.name
        )
