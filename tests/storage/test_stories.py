"""Stories in the archive: what is of one development is joined as it comes, in any order; people, erasures and the wall are obeyed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from domain.document import DocumentKind
from domain.story import Standing, story_uid
from domain.uid import public_id
from domain.wall import Walled
from minutewatch import threading
from storage import decisions, stories, story_entries, tellings
from storage.archive import Archive
from storage.schema import (
    ArticleRow,
    DocumentRow,
    SourceRow,
    StoryLook,
    TellingKey,
    TellingPair,
    TellingRow,
)
from storage.stories import NotInStory, UnknownStory
from storage.withdrawal import UnknownDocument
from storage.writing import begin_run
from tests.storage.linked import at
from tests.storage.official import NEWS, OFSTED, Desk

PAPERS = "committee/northshire"
REPORT = """Inspection of Northshire local authority children's services
Inspection dates: 9 to 20 February 2026
Lead inspector: Hester Vane, His Majesty's Inspector
Judgement Grade
The impact of leaders on social work practice with children and families Inadequate
The experiences and progress of children who need help and protection Inadequate
The experiences and progress of children in care Good
The experiences and progress of care leavers Good
Overall effectiveness Inadequate
"""
STORY = (
    "Children's services at Northshire Council have been rated inadequate by Ofsted.\n\nInspectors came in February."
    " The leader of the council said that a plan would follow within weeks."
)
PAPER = (
    "Cabinet is asked to note the outcome of the inspection by Ofsted in February 2026. The overall judgement is"
    " inadequate. An improvement board will meet each month."
)
CLOSURE = (
    "Fernbank children's home in Thornley could shut in the autumn. Northshire Council says that Fernbank needs"
    " repairs of £310,000. Unison says that redeployment of the staff in Thornley has not been thought through, and"
    " that occupancy fell because placements at Fernbank were refused."
)
CLOSURE_PAPER = (
    "Cabinet is asked to agree the closure of Fernbank in Thornley. Occupancy has been below half. Repairs of £310,000"
    " are needed at Fernbank. Unison asked for redeployment of staff; placements in Thornley ended in the summer."
)
DAY = at(2026, 3, 24)


@dataclass
class Press:
    """An archive into which texts come; `join` is the step of the line."""

    desk: Desk

    @property
    def archive(self) -> Archive:
        """The archive."""
        return self.desk.archive

    def comes(self, what: str, *, seen: datetime = DAY) -> str:
        """One of the texts above comes; returns its public id."""
        source, kind, title, published, words = {
            "report": (
                OFSTED,
                DocumentKind.INSPECTION_REPORT,
                "Inspection of Northshire",
                "2026-03-24",
                REPORT,
            ),
            "story": (NEWS, DocumentKind.ARTICLE, "Northshire rated inadequate", "2026-03-25", STORY),
            "paper": (PAPERS, DocumentKind.REPORT, "Ofsted inspection: next steps", "2026-04-20", PAPER),
            "closure": (NEWS, DocumentKind.ARTICLE, "Home could shut", "2026-04-01", CLOSURE),
            "closure_paper": (
                PAPERS,
                DocumentKind.REPORT,
                "Closure of Fernbank",
                "2026-04-10",
                CLOSURE_PAPER,
            ),
        }[what]
        self.desk.comes(
            source, what, words, seen=seen, published=published, kind=kind, council="northshire", title=title
        )
        return public_id("document", source, what)

    def join(self) -> threading.Threaded:
        """The step of the line."""
        return threading.join(self.archive, run=self.run("link"), now=self.desk.now)

    def again(self) -> threading.Threaded:
        """The step as if nothing had ever been asked or paired."""
        with self.archive.writing() as session:
            for table in (TellingPair, TellingKey, TellingRow, StoryLook):
                session.execute(delete(table))
        return self.join()

    def run(self, step: str) -> int:
        """A new run."""
        with self.archive.writing() as session:
            return begin_run(session, step, now=self.desk.now, program="test")

    def stories(self) -> list[Standing]:
        """The stories that stand."""
        with self.archive.reading() as session:
            return stories.listed(session)

    def told(self) -> set[frozenset[str]]:
        """The stories that stand, as their documents."""
        return {frozenset(member.uid for member in story.members) for story in self.stories()}

    def split(self, story: str, *documents: str) -> None:
        """A person's word."""
        run = self.run("decide")
        threading.split(
            self.archive, story, documents, actor="ed", reason="read both", run=run, now=self.desk.now
        )

    def merge(self, one: str, other: str) -> None:
        """A person's word."""
        run = self.run("decide")
        threading.merge(self.archive, one, other, actor="ed", reason="read both", run=run, now=self.desk.now)


@pytest.fixture
def press(archive: Archive) -> Press:
    """An empty archive that knows three councils, Ofsted and a newspaper."""
    return Press(Desk(archive))


def test_report_news_and_paper_are_one_story(press: Press) -> None:
    """Each with its reason; two documents of other matters stay out, and are a story of their own."""
    report, story, paper = (press.comes(each) for each in ("report", "story", "paper"))
    closure, closure_paper = press.comes("closure"), press.comes("closure_paper")
    press.join()
    inspection = next(each for each in press.stories() if report in {member.uid for member in each.members})

    assert press.told() == {frozenset({report, story, paper}), frozenset({closure, closure_paper})}
    assert (inspection.sources, inspection.voices) == (3, ("council", "news", "ofsted"))
    assert inspection.uid == story_uid(min(report, story, paper))
    assert all(member.reason for member in inspection.members)


def test_what_came_first_finds_its_record_later(press: Press) -> None:
    """A paper and a story about an inspection are joined when its report comes in, and stay with it."""
    found = set()
    for each in ("paper", "story", "report"):
        found.add(press.comes(each))
        press.join()

    assert press.told() == {frozenset(found)}


def test_only_what_is_new_is_asked(press: Press) -> None:
    """A run over an archive in which nothing changed asks nobody; one new paper is asked alone and finds its story."""
    press.comes("report")
    press.comes("story")
    first, idle = press.join(), press.join()
    press.comes("paper", seen=DAY + timedelta(days=27))
    later = press.join()

    assert (first.documents, idle.documents, idle.stories) == (2, 0, 0)
    assert (later.documents, later.tellings, later.stories) == (1, 1, 1)
    assert [len(story.members) for story in press.stories()] == [3]


def test_a_story_keeps_its_id(press: Press) -> None:
    """It is that of the first telling, whoever joins later and however often all is made anew."""
    press.comes("story")
    press.comes("report", seen=DAY + timedelta(days=1))
    press.join()
    before = [story.uid for story in press.stories()]
    press.comes("paper", seen=DAY + timedelta(days=27))
    press.join()
    press.again()

    assert [story.uid for story in press.stories()] == before


def test_a_person_splits_and_takes_it_back(press: Press) -> None:
    """What was split off stays out when all is made anew, until the decision is undone."""
    report, story, paper = (press.comes(each) for each in ("report", "story", "paper"))
    press.join()
    press.split(press.stories()[0].uid, paper)
    split = press.told()
    press.again()
    still = press.told()
    with press.archive.writing() as session:
        (decision,) = decisions.standing(session, (stories.APART,))
        decisions.undo(session, decision.id, actor="ed", reason="I was wrong", now=press.desk.now)
        session.expunge_all()
    threading.follow(press.archive, decision, run=press.run("undo"), now=press.desk.now)

    assert split == still == {frozenset({report, story})}
    assert press.told() == {frozenset({report, story, paper})}


def test_a_person_merges(press: Press) -> None:
    """The address of the story that went into the other keeps answering, also when all is made anew."""
    for each in ("report", "story", "closure", "closure_paper"):
        press.comes(each)
    press.join()
    uids = {story.uid for story in press.stories()}
    press.merge(*sorted(uids))
    press.again()
    with press.archive.reading() as session:
        answers = {stories.standing(session, uid).uid for uid in uids}

    assert [len(story.members) for story in press.stories()] == [4]
    assert answers == {press.stories()[0].uid}
    assert press.stories()[0].merged == tuple(sorted(uids - answers))


def test_a_person_puts_a_document_that_stands_alone_into_a_story(press: Press) -> None:
    """It stays there when all is made anew; of one that is in a story already, that story is to be named."""
    for each in ("report", "story"):
        press.comes(each)
    alone = press.comes("closure")
    press.join()
    (story,) = press.stories()
    press.merge(story.uid, alone)
    press.again()

    assert [len(story.members) for story in press.stories()] == [3]
    with pytest.raises(NotInStory, match="is in the story"):
        press.merge(story.uid, alone)


def _names_private(press: Press, story: str) -> None:
    """Ofsted's reports are anonymous from now on, and a story (by public id) names private people."""
    with press.archive.writing() as session:
        session.execute(update(SourceRow).where(SourceRow.key == OFSTED).values(anonymous=True))
        session.add(
            ArticleRow(
                document_id=session.scalars(select(DocumentRow.id).where(DocumentRow.uid == story)).one(),
                shape="article",
                roles=[],
                paywalled=False,
                noarchive=False,
                tdm_reserved=False,
                names_private=True,
                headline_private=False,
            )
        )


def test_the_wall_is_asked(press: Press) -> None:
    """An anonymous source and a story that names private people are never of one story, also when a person says so."""
    report, story = press.comes("report"), press.comes("story")
    closure, paper = press.comes("closure"), press.comes("closure_paper")
    press.join()
    uids = {member.uid: each.uid for each in press.stories() for member in each.members}
    _names_private(press, closure)

    with pytest.raises(Walled, match="anonymous source"):
        press.merge(uids[report], uids[closure])
    assert press.told() == {frozenset({report, story}), frozenset({closure, paper})}


def test_a_source_that_becomes_anonymous_parts_what_was_joined(press: Press) -> None:
    """At the next run each side has its own story again, under its own id."""
    report, story = press.comes("report"), press.comes("story")
    closure, paper = press.comes("closure"), press.comes("closure_paper")
    press.join()
    uids = {each.uid for each in press.stories()}
    press.merge(*sorted(uids))
    _names_private(press, closure)
    press.join()

    assert press.told() == {frozenset({report, story}), frozenset({closure, paper})}
    assert {each.uid for each in press.stories()} == uids


def test_nothing_stays_of_what_is_erased(press: Press) -> None:
    """Neither hashes nor pairs nor looks."""
    report = press.comes("report")
    press.comes("story")
    press.join()
    with press.archive.writing() as session:
        number = session.scalars(select(DocumentRow.id).where(DocumentRow.uid == report)).one()
        tellings.forget(session, [number])
    with press.archive.reading() as session:
        left = [
            session.scalar(select(func.count()).select_from(table))
            for table in (TellingRow, TellingPair, StoryLook)
        ]

    assert left == [1, 0, 1]


def test_the_headline_is_the_strongest_fact(press: Press) -> None:
    """In words of record, with the quote that proves it; what others claim of it stands beside."""
    for each in ("story", "report", "paper"):
        press.comes(each)
    press.join()
    with press.archive.reading() as session:
        (story,) = stories.listed(session)
        found = story_entries.entries(session, [story], as_of=press.desk.now)[story.uid]

    assert found[0].words == (
        "Ofsted judged children's services inadequate (inspected 9 to 20 February 2026, published 24 March 2026)"
    )
    assert any(proof.quote == "Overall effectiveness Inadequate" for proof in found[0].proofs)
    assert [words.partition(";")[0] for words, _ in found[0].claims][:1] == ["agrees: reported as inadequate"]


@pytest.mark.parametrize(
    ("story", "document", "error"),
    [
        ("aaaaaaaaaaaaaaaa", "", UnknownStory),
        (None, "nowhere", UnknownDocument),
        (None, "closure", NotInStory),
    ],
)
def test_what_cannot_be_meant_is_refused(
    press: Press, story: str | None, document: str, error: type[Exception]
) -> None:
    """A story or document that is not there, and a document of another story."""
    for each in ("report", "story"):
        press.comes(each)
    closure = press.comes("closure")
    press.join()
    target = closure if document == "closure" else document

    with pytest.raises(error):
        press.split(story or press.stories()[0].uid, target)
