"""Who printed whose text: articles are joined as they come, in any order, and people, erasures and the wall are obeyed."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import permutations
from random import Random

import pytest
from sqlalchemy import func, select, update

from benchmarks import stories
from benchmarks.stories import Story
from domain.article import ArticleService, ArticleTold
from domain.copies import Group
from domain.news import ListedStory
from domain.source import Source
from domain.wall import Walled
from linking.copies import RULE, prints
from minutewatch import copying
from storage import copies
from storage.archive import Archive
from storage.copies import Differing, NoCopies
from storage.schema import (
    ArticleRow,
    ArticleVersionRow,
    CopyPairRow,
    CopyRow,
    DocumentRow,
    Fingerprint,
    PageRow,
    TextRow,
    VersionRow,
)
from storage.withdrawal import UnknownDocument, withdraw
from storage.writing import begin_run
from tests.storage.linked import statements
from tests.storage.newsroom import ECHO, MONDAY, Newsroom

ORIGINAL = stories.story("ferry", paragraphs=14)
CUT = stories.cut(ORIGINAL, Random(1), share=0.6)
EDITED = stories.subbed(ORIGINAL, Random(2))
GROWN = stories.updated(ORIGINAL, Random(3))
OTHER = stories.story("library", paragraphs=14)
LDRS = ArticleTold(layout="newsquest@1", service=ArticleService.LDRS)


@dataclass
class Titles:
    """A few news titles in one archive; each prints stories, and `join` is the step of the line."""

    archive: Archive
    now: datetime = MONDAY
    listed: dict[str, ListedStory] = field(default_factory=dict)

    def prints(
        self,
        title: str,
        story: Story,
        *,
        ref: str = "18700101",
        published: datetime | None = None,
        told: ArticleTold | None = None,
        **source: object,
    ) -> str:
        """A title prints a story; returns the address."""
        paper = replace(
            ECHO,
            key=f"news/{title}",
            url=f"https://{title}.example",
            name=title.title(),
            **source,  # type: ignore[arg-type]
        )
        room = Newsroom(self.archive, source=Source(**vars(paper)), now=self.now)
        url = f"https://{title}.example/news/{ref}.story/"
        listed = ListedStory(
            ref=ref, url=url, title=story.headline or "A story", summary="", published=published or self.now
        )
        room.lists(listed)
        room.shows(story.text, story=listed, told=told)
        return url

    def join(self) -> copying.Joined:
        """The step of the line."""
        with self.archive.writing() as session:
            run = begin_run(session, "link", now=self.now, program="test")
        return copying.join(self.archive, run=run)

    def says(self, one: str, other: str, *, same: bool) -> None:
        """A person's word."""
        with self.archive.writing() as session:
            run = begin_run(session, "decide", now=self.now, program="test")
        copying.decide(
            self.archive, one, other, same=same, actor="ed", reason="read both", run=run, now=self.now
        )

    def again(self) -> copying.Joined:
        """The step again, as if no article had been looked at yet."""
        with self.archive.writing() as session:
            session.execute(update(ArticleVersionRow).values(printed_by=None))
        return self.join()

    def group(self, url: str, *, as_of: datetime | None = None) -> Group | None:
        """The group of an article."""
        with self.archive.reading() as session:
            number = session.scalars(select(DocumentRow.id).where(DocumentRow.url == url)).one()
            return copies.groups_of(session, [number], as_of=as_of).get(number)

    def groups(self) -> set[frozenset[str]]:
        """All groups that are told of, as the titles in them."""
        with self.archive.reading() as session:
            numbers = session.scalars(select(DocumentRow.id)).all()
            found = copies.groups_of(session, numbers).values()
        return {frozenset(member.source.partition("/")[2] for member in group.members) for group in found}

    def later(self, **time_passed: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time_passed)

    def kept(self) -> tuple[object, ...]:
        """All that the tables of copies hold."""
        with self.archive.reading() as session:
            return tuple(
                tuple(
                    map(
                        tuple,
                        session.execute(
                            select(*table.__table__.columns).order_by(*table.__table__.primary_key)
                        ),
                    )
                )
                for table in (CopyRow, CopyPairRow, Fingerprint)
            )


@pytest.fixture
def titles(archive: Archive) -> Titles:
    """No title has printed anything yet."""
    return Titles(archive)


def sources(group: Group | None) -> list[str]:
    """The titles of a group: the one shown, then the others."""
    assert group is not None
    return [member.outlet for member in (group.shown, *group.others)]


def test_one_text_in_three_titles_is_told_once(titles: Titles) -> None:
    """The earliest of the complete ones is shown, the others are listed, and they count as one source."""
    cut = titles.prints("echo", CUT, published=MONDAY - timedelta(hours=3), told=LDRS)
    titles.prints("post", ORIGINAL, published=MONDAY - timedelta(hours=2))
    titles.prints("gazette", EDITED, published=MONDAY - timedelta(hours=1))
    titles.prints("herald", OTHER)
    titles.join()
    group = titles.group(cut)

    assert sources(group) == ["Post", "Echo", "Gazette"]
    assert group is not None
    assert (group.independent, group.service) == (1, ArticleService.LDRS)
    assert group.why == "one text of the Local Democracy Reporting Service in 3 titles"


def test_what_must_be_paid_for_is_not_shown_where_another_is_free(titles: Titles) -> None:
    """People are sent to the copy that they can read."""
    titles.prints("echo", ORIGINAL, told=replace(LDRS, paywalled=True), licence="nla")
    free = titles.prints("post", CUT)
    titles.join()

    assert sources(titles.group(free)) == ["Post", "Echo"]


@pytest.mark.parametrize("order", list(permutations(("echo", "post", "gazette"))))
def test_the_order_of_arrival_does_not_matter(titles: Titles, order: tuple[str, ...]) -> None:
    """Whatever comes first, and whether joined one by one or at once, the group is the same and has the same name."""
    told = {"echo": CUT, "post": ORIGINAL, "gazette": GROWN}
    for title in order:
        titles.prints(title, told[title])
        titles.join()
    one_by_one = titles.groups()
    names = {row for (row,) in _column(titles, CopyRow.group_uid)}
    titles.again()

    assert titles.groups() == one_by_one == {frozenset(order)}
    assert {row for (row,) in _column(titles, CopyRow.group_uid)} == names
    assert len(names) == 1


def test_a_copy_that_comes_later_joins_under_the_same_name(titles: Titles) -> None:
    """Also one that was published before all others: the group keeps the name of the article that was first seen."""
    first = titles.prints("echo", ORIGINAL)
    titles.later(days=1)
    titles.prints("post", CUT)
    titles.join()
    before = titles.group(first)
    titles.later(days=1)
    titles.prints("gazette", EDITED, published=MONDAY - timedelta(days=1))
    titles.join()
    after = titles.group(first)

    assert before is not None
    assert after is not None
    assert after.uid == before.uid == before.members[0].uid
    assert sources(after) == ["Gazette", "Echo", "Post"]


def test_joining_twice_is_joining_once(titles: Titles) -> None:
    """A run that finds nothing new changes nothing; one that begins anew ends where the first did."""
    titles.prints("echo", ORIGINAL)
    titles.prints("post", CUT)
    titles.join()
    kept = titles.kept()

    assert titles.join() == copying.Joined(articles=0, alike=0)
    assert titles.kept() == kept
    titles.later(days=1)
    titles.again()
    assert titles.kept() == kept


def test_a_run_that_was_killed_is_done_again(titles: Titles) -> None:
    """Prints that were kept without what came of them are taken and compared once more."""
    titles.prints("echo", ORIGINAL)
    titles.prints("post", CUT)
    with titles.archive.writing() as session:
        words = copies.texts(session, session.scalars(select(VersionRow.id)).all())
        copies.keep_prints(session, {version: prints(text) for version, text in words.items()})

    assert titles.join() == copying.Joined(articles=2, alike=2)
    assert titles.groups() == {frozenset({"echo", "post"})}


def test_an_edit_that_makes_a_copy_joins(titles: Titles) -> None:
    """A story that a title changes for the agency's text is a new version, and a copy from then on."""
    url = titles.prints("echo", OTHER)
    titles.prints("post", ORIGINAL)
    titles.join()
    before = titles.group(url)
    titles.later(days=1)
    titles.prints("echo", EDITED)
    titles.join()

    assert before is None
    assert titles.groups() == {frozenset({"echo", "post"})}


def test_an_edit_does_not_break_what_was_joined(titles: Titles) -> None:
    """What was printed once was a copy, whatever the title makes of it afterwards."""
    titles.prints("echo", ORIGINAL)
    titles.prints("post", CUT)
    titles.join()
    titles.later(days=1)
    titles.prints("post", OTHER)
    titles.join()

    assert titles.groups() == {frozenset({"echo", "post"})}


def test_after_fourteen_days_it_is_no_copy_any_more(titles: Titles) -> None:
    """What a title prints again after a month is looked at by people, not joined."""
    titles.prints("echo", ORIGINAL)
    titles.prints("post", CUT, published=MONDAY + timedelta(days=14))
    titles.prints("gazette", CUT, published=MONDAY + timedelta(days=29))
    titles.join()

    assert titles.groups() == {frozenset({"echo", "post"})}


def test_copies_are_found_when_the_words_are_gone(titles: Titles) -> None:
    """Retention deletes words and keeps prints: a copy that comes after it is still told of."""
    first = titles.prints("echo", ORIGINAL)
    titles.join()
    with titles.archive.writing() as session:
        session.execute(update(PageRow).values(words=None))
        session.execute(update(TextRow).values(expired_at=titles.now))
    titles.prints("post", CUT)
    titles.join()

    assert sources(titles.group(first)) == ["Echo", "Post"]


def test_an_erasure_takes_the_prints(titles: Titles) -> None:
    """Nothing is told of an erased article, nothing is compared with it, and a new rule does not bring it back."""
    erased = titles.prints("echo", ORIGINAL)
    titles.prints("post", CUT)
    titles.join()
    withdraw(titles.archive, erased, erase=True, actor="ed", reason="names a child", now=titles.now)
    before = _count(titles, Fingerprint)
    titles.prints("gazette", EDITED)
    titles.again()

    assert titles.groups() == {frozenset({"post", "gazette"})}
    with titles.archive.reading() as session:
        left = session.scalars(
            select(DocumentRow.id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(Fingerprint, Fingerprint.version_id == VersionRow.id)
            .where(DocumentRow.url == "")
        ).all()
    assert left == []
    assert before < _count(titles, Fingerprint)


def test_the_hidden_are_not_told_of(titles: Titles) -> None:
    """A group of which all but one are hidden is none."""
    hidden = titles.prints("echo", ORIGINAL)
    titles.prints("post", CUT)
    titles.join()
    withdraw(titles.archive, hidden, erase=False, actor="ed", reason="asked to", now=titles.now)

    assert titles.groups() == set()


def test_a_person_says_never(titles: Titles) -> None:
    """What a person took apart stays apart, through later runs and other rules."""
    one = titles.prints("echo", ORIGINAL)
    other = titles.prints("post", CUT)
    titles.join()
    titles.says(one, other, same=False)
    apart = titles.groups()
    titles.again()

    assert apart == titles.groups() == set()


def test_a_person_says_that_they_are_copies(titles: Titles) -> None:
    """Two stories that no rule joins are one group by a person's word, the last one given."""
    one = titles.prints("echo", ORIGINAL)
    other = titles.prints("post", OTHER)
    titles.join()
    titles.says(other, one, same=True)
    joined = titles.group(one)
    titles.again()

    assert sources(titles.group(one)) == sources(joined)
    assert joined is not None
    assert joined.others[0].reason == "a person says that these are copies"
    titles.says(one, other, same=False)
    assert titles.group(one) is None


def test_a_decision_needs_two_articles(titles: Titles) -> None:
    """One article is no copy of itself, and what is not kept cannot be named."""
    one = titles.prints("echo", ORIGINAL)

    with pytest.raises(NoCopies, match="name two"):
        titles.says(one, one, same=True)
    with pytest.raises(UnknownDocument):
        titles.says(one, "https://nowhere.example/", same=True)


def test_the_wall_stands_between_copies_too(titles: Titles) -> None:
    """A text of an anonymous source is joined to no story that names private people, nor that nobody has read yet."""
    named = titles.prints("echo", ORIGINAL)
    anonymous = titles.prints("court", ORIGINAL, anonymous=True)
    titles.join()

    assert titles.groups() == set()
    with pytest.raises(Walled):
        titles.says(named, anonymous, same=True)


def test_titles_that_print_the_same_text_agree_as_one(titles: Titles) -> None:
    """A story that stands in five articles may have two sources: one text in two titles, two texts of one service, and one of its own."""
    titles.prints("echo", ORIGINAL, told=LDRS)
    titles.prints("post", CUT)
    titles.prints("gazette", stories.story("rota"), told=LDRS)
    titles.prints("herald", OTHER)
    titles.join()

    assert _independent(titles) == 2


def test_groups_are_told_in_few_statements(titles: Titles) -> None:
    """However many articles are asked for: a digest asks for all of its own at once."""
    asked = []
    for number in range(3):
        for title in ("echo", "post"):
            titles.prints(title, stories.story(f"of {number}", paragraphs=6), ref=f"1870010{number}")
        titles.join()
        with titles.archive.writing() as session:
            session.execute(update(ArticleRow).values(names_private=False))  # as linking leaves them
        with statements(titles.archive) as told:
            assert len(titles.groups()) == 1
        asked.append(len(told))

    assert asked == asked[:1] * 3


def test_what_was_known_then(titles: Titles) -> None:
    """As of an earlier moment a group is what had been found of it."""
    first = titles.prints("echo", ORIGINAL)
    titles.join()
    titles.later(days=1)
    titles.prints("post", CUT)
    titles.join()

    assert titles.group(first, as_of=MONDAY) is None
    assert sources(titles.group(first, as_of=titles.now)) == ["Echo", "Post"]


def test_how_a_copy_differs_is_counted(titles: Titles) -> None:
    """What a title left out and added is said in words counted, not in its words."""
    longer = Story(
        headline="", paragraphs=(*CUT.paragraphs, "Nobody had asked for any of this, the trust said.")
    )
    shown = titles.prints("echo", ORIGINAL)
    titles.prints("post", longer)
    titles.join()
    told = copying.told(titles.archive, shown)

    assert told.group is not None
    assert told.differing == {
        told.group.others[0].document: Differing(left_out=ORIGINAL.words - CUT.words, added=10)
    }


def test_a_new_rule_looks_at_everything_again(titles: Titles) -> None:
    """What another rule found is found anew or goes."""
    titles.prints("echo", ORIGINAL)
    titles.prints("post", OTHER)
    titles.join()
    with titles.archive.writing() as session:
        one, other = session.scalars(select(DocumentRow.id).order_by(DocumentRow.id))
        session.execute(update(ArticleVersionRow).values(printed_by="copies.containment@0"))
        run = begin_run(session, "link", now=titles.now, program="test")
        session.add(
            CopyPairRow(
                document_id=one,
                other_id=other,
                containment=1,
                reason="",
                rule="copies.containment@0",
                since_run=run,
            )
        )
    titles.join()

    assert titles.groups() == set()
    assert {rule for (rule,) in _column(titles, ArticleVersionRow.printed_by)} == {RULE}


def _column(titles: Titles, column: object) -> list[tuple[object, ...]]:
    with titles.archive.reading() as session:
        return [tuple(row) for row in session.execute(select(column))]  # type: ignore[call-overload]


def _count(titles: Titles, table: object) -> int:
    with titles.archive.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]


def _independent(titles: Titles) -> int:
    with titles.archive.reading() as session:
        return copies.sources_of(session, session.scalars(select(DocumentRow.id)).all())
