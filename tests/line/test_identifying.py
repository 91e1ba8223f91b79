"""People across texts: known again where role and name say so, kept apart by a person's word, and never renumbered."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from domain.findings import Findings
from minutewatch import identifying
from minutewatch.identifying import Identified
from storage import entities, facts, known, posts, unresolved
from storage.archive import Archive
from storage.entities import NotDecided, UnknownEntity
from storage.schema import (
    AppearanceRow,
    ArticleRow,
    DocumentRow,
    Entity,
    FactRow,
    Link,
    SourceRow,
    VersionRow,
)
from tests.line.told import AGAIN, BROOK, DIRECTOR, WORD, Told
from tests.storage.linked import at, statements


@pytest.fixture
def council(sqlite_archive: Archive) -> Told:
    return Told(sqlite_archive, at(2026, 6, 1))


@pytest.fixture
def on_both(archive: Archive) -> Told:
    """The same on both databases, for what asks them otherwise."""
    return Told(archive, at(2026, 6, 1))


def count(council: Told, table: type) -> int:
    """How many rows there are."""
    with council.archive.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_director_is_known_again_from_paper_to_paper(council: Told) -> None:
    """Facts and mentions of both papers say who that is, and the entity is public under the fullest name."""
    council.tells(DIRECTOR)
    council.tells(AGAIN, "2026-06-09")
    one, other = council.whom()
    with council.archive.reading() as session:
        person = entities.find(session, one)
        about = session.scalars(select(FactRow.about).where(FactRow.type == "role")).all()
        linked = session.scalars(select(Link.entity_id).where(Link.mention_key.endswith(":person"))).all()
        seen, appearances = entities.shown(session, one)

        assert one == other
        assert (person.name, person.kind, person.public) == ("Sally Allen", "person", True)
        assert set(about) == set(linked) == {person.id}
        assert (seen.documents, [each.day for each in appearances]) == (2, ["2026-06-02", "2026-06-09"])


def test_nothing_is_looked_at_twice_and_nothing_renumbered(council: Told) -> None:
    """A second look has nothing to do; linking everything again changes no row and no answer."""
    council.tells(DIRECTOR)
    council.tells(AGAIN, "2026-06-09")
    before, rows = council.whom(), [count(council, table) for table in (AppearanceRow, FactRow, Link, Entity)]

    assert council.identify() == Identified(surnames=0, answers=0)
    council.links_again("r2")
    assert council.whom() == before
    assert [count(council, table) for table in (AppearanceRow, FactRow, Link, Entity)] == rows


def test_a_listed_member_is_known_by_the_council_s_own_id(council: Told) -> None:
    """Also in papers that came before the list did; the address made meanwhile leads to the member's."""
    council.tells("Councillor Ada Brook asked about foster carers.")
    (before,) = council.whom()
    council.elects(BROOK)
    council.identify()
    (after,) = council.whom()
    with council.archive.reading() as session:
        old, _ = entities.shown(session, before)

        assert before not in (None, after)
        assert (old.leads_to, old.public) == (after, False)


def test_who_was_elected_later_is_not_the_councillor_of_old(council: Told) -> None:
    """A list of today says nothing of a namesake of 2012."""
    council.elects(BROOK)
    council.tells("Councillor Ada Brook asked about foster carers.", "2012-03-01")
    council.tells("Councillor Ada Brook asked about foster carers.", "2026-06-02")
    father, son = council.whom()
    with council.archive.reading() as session:
        member = session.scalars(select(Entity.uid).where(Entity.name == BROOK.name)).one()

        assert (father == member, son == member) == (False, True)


def test_of_whom_no_text_tells_any_more_is_on_no_list(council: Told) -> None:
    """A rule that finds somebody no longer ends the appearance; the address stays and is public no more."""
    council.tells(DIRECTOR)
    (uid,) = council.whom()
    with council.archive.writing() as session:
        text = session.scalars(select(AppearanceRow.text_id)).one()
        knowledge = known.known(session).digest
        nothing = {text: Findings()}
        facts.keep_findings(session, nothing, rules="r9", known=knowledge, run=council.run, now=council.now)
    council.identify()
    with council.archive.reading() as session:
        seen, appearances = entities.shown(session, uid)

        assert (seen.public, seen.name, appearances) == (False, entities.WITHHELD, ())
        assert list(entities.listed(session, kind=entities.Kind.PERSON)) == []


def test_a_merge_leads_on_survives_and_can_be_taken_back(council: Told) -> None:
    """Neither linking again nor another crawl undoes a person's word; undoing does, and the address stays."""
    council.tells(DIRECTOR)
    council.tells("Sally Jones, Head of Fostering, presented the report.", "2026-06-09")
    maiden, married = council.whom()
    decision = council.merge(maiden, married)
    council.links_again("r2")
    with council.archive.reading() as session:
        merged, _ = entities.shown(session, maiden)
        into, appearances = entities.shown(session, married)
    council.undo(decision)
    with council.archive.reading() as session:
        apart, _ = entities.shown(session, maiden)

    assert (merged.leads_to, into.also, len(appearances)) == (married, (maiden,), 2)
    assert into.decided == (decision,)
    assert apart.leads_to is None


def test_a_split_survives_and_can_be_taken_back(on_both: Told) -> None:
    """What a person split off is somebody else from then on, in facts too, until the word is taken back."""
    council = on_both
    council.tells(DIRECTOR)
    second = council.tells(AGAIN, "2026-06-09")
    (uid, _) = council.whom()
    decision, other = identifying.split(
        council.archive, uid, [second], **WORD, run=council.run, now=council.now
    )
    council.links_again("r2")
    split = council.whom()
    with council.archive.reading() as session:
        about = session.scalars(
            select(Entity.uid).join(FactRow, FactRow.about == Entity.id).where(FactRow.type == "role")
        ).all()
        told = posts.told(session, ["northshire"], as_of=at(2027, 1, 1))
        elsewhere = posts.told(session, ["lancashire"], as_of=at(2027, 1, 1))
        seen = list(
            entities.listed(session, kind=entities.Kind.PERSON, councils=["northshire"], words="allen")
        )
    council.undo(decision.id)

    assert [each.person for each in told] == [uid, other]
    assert (elsewhere, {each.uid for each in seen}) == ([], {uid, other})
    assert split == [uid, other]
    assert set(about) == {uid, other}
    assert council.whom() == [uid, uid]


def test_a_name_that_a_person_gave_outlives_the_next_list(council: Told) -> None:
    """The council goes on listing the old name, by which texts are still understood."""
    council.elects(BROOK)
    with council.archive.reading() as session:
        uid = session.scalars(select(Entity.uid).where(Entity.name == BROOK.name)).one()
    identifying.rename(council.archive, uid, "Councillor Ada Brook-Lane", **WORD, now=council.now)
    council.comes(at(2026, 6, 8))
    council.elects(replace(BROOK, ward="Lakeside"))
    council.tells("Councillor Ada Brook asked about foster carers.", "2026-06-02")
    with council.archive.reading() as session:
        seen, _ = entities.shown(session, uid)
        listed = [
            each.name for each in entities.listed(session, kind=entities.Kind.PERSON, words="brook-lane")
        ]

    assert council.whom() == [uid]
    assert (seen.name, seen.names) == ("Councillor Ada Brook-Lane", ("Ada Brook", "Councillor Ada Brook"))
    assert listed == ["Councillor Ada Brook-Lane"]


def test_what_cannot_be_meant_is_refused_with_a_reason(council: Told) -> None:
    """Two kinds, councils, one entity twice, a document that says nothing of the person, an empty name."""
    uid = council.tells(DIRECTOR)
    (allen,) = council.whom()
    with council.archive.writing() as session:
        body = session.scalars(select(Entity.uid).where(Entity.kind == "committee")).first()
        towns = session.scalars(select(Entity.uid).where(Entity.kind == "council")).all()
        assert body is not None
        wrong: tuple[tuple[Callable[[], object], str], ...] = (
            (lambda: entities.merge(session, allen, body, **WORD, now=council.now), "one is a person"),
            (lambda: entities.merge(session, allen, allen, **WORD, now=council.now), "one already"),
            (
                lambda: entities.merge(session, towns[0], towns[1], **WORD, now=council.now),
                "reference tables",
            ),
            (lambda: entities.split(session, allen, ["x"], **WORD, now=council.now), "does not appear"),
            (lambda: entities.split(session, allen, [uid], **WORD, now=council.now), "no other document"),
            (lambda: entities.split(session, body, [uid], **WORD, now=council.now), "only people"),
            (lambda: entities.rename(session, allen, " ", **WORD, now=council.now), "cannot be empty"),
        )
        for decide, said in wrong:
            with pytest.raises(NotDecided, match=said):
                decide()
        with pytest.raises(UnknownEntity, match="entities list"):
            entities.merge(session, "nobody", allen, **WORD, now=council.now)


def test_who_was_merged_is_not_merged_again_into_a_third(council: Told) -> None:
    """The first word would be forgotten in silence: it is named, with how to take it back."""
    for name in ("Adams", "Baker", "Cooper"):
        council.tells(f"Ruth {name}, Head of Fostering, spoke.")
    adams, baker, cooper = council.whom()
    number = council.merge(adams, baker)

    with pytest.raises(NotDecided, match=f"leads to {baker} already; .* undo {number}"):
        council.merge(adams, cooper)
    council.undo(number)
    council.merge(adams, cooper)


def test_people_are_listed_with_the_post_by_which_a_text_knew_them_last(on_both: Told) -> None:
    """With the day of that text: namesakes are told apart, and nobody takes an old post for one of today."""
    council = on_both
    council.tells("Ruth Adams, Head of Fostering, spoke.", "2026-06-02")
    council.tells("Ruth Adams, Director of Children's Services, spoke about fostering.", "2026-06-09")
    council.tells("Ruth Adams, former Head of Fostering, spoke.", "2026-06-12")
    with council.archive.writing() as session:
        people = list(entities.listed(session, kind=entities.Kind.PERSON, words="adams"))
        shown, _ = entities.shown(session, people[0].uid)
        session.execute(update(SourceRow).values(anonymous=True))
        anonymous = list(entities.listed(session, kind=entities.Kind.PERSON, words="adams"))

    assert [(each.posts, each.told) for each in people] == [
        (("Director of Children's Services",), "2026-06-09")
    ]
    assert (shown.posts, shown.told) == (people[0].posts, people[0].told)
    assert [each.posts for each in anonymous] == [()]


def test_who_is_not_known_is_listed_with_why(council: Told) -> None:
    """People in public roles alone: who is known is on the other list, and private people are on none."""
    paper = council.tells(
        f"{DIRECTOR} Councillor Brook asked about foster carers. Mrs Pell, a carer, thanked her."
    )
    with council.archive.reading() as session:
        found = list(unresolved.unresolved(session, councils=["northshire"]))

    assert [(each.name, each.document, each.why) for each in found] == [
        ("Brook", paper, "the text gives no full first name")
    ]


def test_of_whom_is_not_known_those_who_may_be_meant_are_named(on_both: Told) -> None:
    """By name and id, as people call them now; what is hidden or anonymous names nobody."""
    council = on_both
    council.tells("Ruth Adams, Head of Fostering, spoke. Rita Adams, Head of Housing, spoke.")
    council.tells("R Adams, Head of Fostering and Housing, spoke.", "2026-06-09")
    ruth, rita, nobody = council.whom()
    with council.archive.writing() as session:
        (found,) = unresolved.unresolved(session, words="adams")
        session.execute(update(SourceRow).values(anonymous=True))
        anonymous = list(unresolved.unresolved(session))

    assert (nobody, found.why, anonymous) == ("", "may be any of 2", [])
    assert {each.uid: each.name for each in found.candidates} == {ruth: "Ruth Adams", rita: "Rita Adams"}


def test_looking_at_many_surnames_asks_no_more_than_looking_at_few(council: Told) -> None:
    """However many people are new, so many questions and no more."""
    names = ("Adams", "Baker", "Cooper", "Dawson", "Ellis", "Farrow", "Gibson", "Harlow")
    council.tells(DIRECTOR)
    with council.archive.writing() as session:
        session.execute(update(AppearanceRow).values(known=None))
    with statements(council.archive) as few:
        council.identify()
    council.tells(" ".join(f"Ruth {name}, Head of Fostering, spoke." for name in names), "2026-06-09")
    with council.archive.writing() as session:
        session.execute(update(AppearanceRow).values(known=None))
    with statements(council.archive) as many:
        council.identify()

    assert len(many) <= len(few) + 2


def test_a_name_that_a_person_gave_is_known_in_texts(council: Told) -> None:
    """Who married is the same member to the next paper, once somebody said so."""
    council.elects(BROOK)
    with council.archive.reading() as session:
        uid = session.scalars(select(Entity.uid).where(Entity.name == BROOK.name)).one()
    council.tells("Councillor Ada Lane asked about foster carers.")
    (before,) = council.whom()
    identifying.rename(council.archive, uid, "Councillor Ada Lane", **WORD, now=council.now)
    council.identify()

    assert before not in ("", uid)
    assert council.whom() == [uid]


def test_the_jigsaw_wall_stands_on_a_person_s_page_and_in_a_post_s_history(council: Told) -> None:
    """A story that names private people is not listed beside an anonymous text, whoever both speak of."""
    council.tells(DIRECTOR)
    story = council.tells(AGAIN, "2026-06-09")
    uid, _ = council.whom()
    with council.archive.writing() as session:
        document = session.scalars(select(DocumentRow).where(DocumentRow.uid == story)).one()
        document.kind = "article"
        session.add(
            ArticleRow(
                document_id=document.id,
                shape="story",
                roles=[],
                paywalled=False,
                noarchive=False,
                tdm_reserved=False,
                names_private=True,
            )
        )
        together = entities.shown(session, uid)[1], posts.told(session, None, as_of=at(2027, 1, 1))
        session.execute(update(SourceRow).values(anonymous=True))
        apart = entities.shown(session, uid)[1], posts.told(session, None, as_of=at(2027, 1, 1))

        assert [len(each) for each in together] == [2, 2]
        assert [[each.day for each in found] for found in apart] == [["2026-06-02"], ["2026-06-02"]]


def test_what_is_hidden_tells_of_nobody(council: Told) -> None:
    """A person whom only hidden texts name is on no list, in no history, and has no name."""
    council.tells(DIRECTOR)
    (uid,) = council.whom()
    with council.archive.writing() as session:
        session.execute(update(VersionRow).values(access="hidden"))
        seen, appearances = entities.shown(session, uid)

        assert (seen.name, seen.names, appearances) == (entities.WITHHELD, (), ())
        assert list(entities.listed(session, kind=entities.Kind.PERSON)) == []
        assert posts.told(session, None, as_of=at(2027, 1, 1)) == []
