"""Findings kept: a re-run with other rules ends and adds, and renumbers nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.council import by_gss
from domain.evidence import quote
from domain.fact import Fact, FactType
from domain.findings import Findings
from domain.mention import Mention, MentionType
from domain.text import Text
from storage.archive import Archive
from storage.facts import keep_findings, texts, to_link
from storage.integrity import faults
from storage.schema import FactRow, Link, MentionRow, PageRow, Reading
from tests.storage.world import MEETING as _MEETING
from tests.storage.world import MONDAY, PAPER, Northshire, with_agenda

WORDS = "Lancashire County Council was judged inadequate. The cost was £4.6m."
LANCASHIRE = by_gss()["E10000017"]


def _mention(words: str, of: MentionType, *, rule: str, entity: str | None = None) -> Mention:
    start = WORDS.index(words)
    return Mention(type=of, start=start, end=start + len(words), text=words, rule=rule, entity=entity)


def _judgement(text: Text, rule: str) -> Fact:
    return Fact(
        type=FactType.JUDGEMENT,
        evidence=quote(text, 0, 48),
        rule=rule,
        about=LANCASHIRE.uid,
        fields={"aspect": "overall", "grade": "inadequate"},
    )


@pytest.fixture
def text_id(archive: Archive) -> int:
    """A kept paper with the words above; the id of its text."""
    council = Northshire(archive)
    council.lists(_MEETING)
    council.shows(with_agenda(PAPER))
    council.serves("s60101", WORDS)
    with archive.reading() as session:
        return session.scalars(select(PageRow.text_id).where(PageRow.words == WORDS)).one()


def _link(archive: Archive, text_id: int, findings: Findings, *, rules: str) -> tuple[int, int, int]:
    with archive.writing() as session:
        done = keep_findings(session, {text_id: findings}, rules=rules, known="k", run=1, now=MONDAY)
    return done.added, done.ended, done.kept


def test_a_changed_rule_ends_and_adds_and_renumbers_nothing(archive: Archive, text_id: int) -> None:
    """What both rules find keeps its number and its public id; what only the old one found is ended, not deleted."""
    with archive.reading() as session:
        text = texts(session, [text_id])[0].text
    council = _mention("Lancashire County Council", MentionType.COUNCIL, rule="c@1", entity=LANCASHIRE.uid)
    money = _mention("£4.6m", MentionType.MONEY, rule="m@1")
    first = Findings(mentions=(council, money), facts=(_judgement(text, "j@1"),))
    assert _link(archive, text_id, first, rules="1") == (3, 0, 0)
    before = _rows(archive)

    second = Findings(mentions=(council,), facts=(_judgement(text, "j@2"),))
    assert _link(archive, text_id, second, rules="2") == (0, 1, 2)

    after = _rows(archive)
    assert {number: uid for number, uid, _ in after["facts"]} == {
        number: uid for number, uid, _ in before["facts"]
    }
    assert [until for _, _, until in after["mentions"]] == [None, 1]


def test_a_day_that_is_read_better_is_corrected(archive: Archive, text_id: int) -> None:
    """When it is stated is no part of what a fact is: it keeps its number and takes the new day."""
    with archive.reading() as session:
        text = texts(session, [text_id])[0].text
    for stated in ("2026-12-02", "2026-10-15"):
        findings = Findings(facts=(replace(_judgement(text, "j@1"), stated=stated),))
        _link(archive, text_id, findings, rules=stated)

    with archive.reading() as session:
        (kept,) = session.scalars(select(FactRow))
        assert (kept.stated, str(kept.stated_from), kept.until_run) == ("2026-10-15", "2026-10-15", None)


def test_an_added_finding_gets_a_number_of_its_own(archive: Archive, text_id: int) -> None:
    """Nothing that stood is touched."""
    council = _mention("Lancashire County Council", MentionType.COUNCIL, rule="c@1", entity=LANCASHIRE.uid)
    _link(archive, text_id, Findings(mentions=(council,)), rules="1")
    grade = _mention("inadequate", MentionType.GRADE, rule="g@1")

    assert _link(archive, text_id, Findings(mentions=(council, grade)), rules="2") == (1, 0, 1)


def test_the_same_run_twice_changes_nothing(archive: Archive, text_id: int) -> None:
    """Mentions, facts, links and readings stay as they are."""
    with archive.reading() as session:
        text = texts(session, [text_id])[0].text
    council = _mention("Lancashire County Council", MentionType.COUNCIL, rule="c@1", entity=LANCASHIRE.uid)
    findings = Findings(mentions=(council,), facts=(_judgement(text, "j@1"),))
    _link(archive, text_id, findings, rules="1")
    before = _rows(archive)
    _link(archive, text_id, findings, rules="1")

    assert _rows(archive) == before


def test_a_link_is_appended_only_when_the_answer_changes(archive: Archive, text_id: int) -> None:
    """Whom a mention was once said to mean stays on record."""
    council = _mention("Lancashire County Council", MentionType.COUNCIL, rule="c@1", entity=LANCASHIRE.uid)
    for rules, mention in enumerate((council, replace(council, entity="council/unsure"), council)):
        _link(archive, text_id, Findings(mentions=(mention,)), rules=str(rules))

    with archive.reading() as session:
        assert [link.entity_id is None for link in session.scalars(select(Link).order_by(Link.id))] == [
            False,
            True,
            False,
        ]


def test_the_same_words_in_two_versions_are_facts_of_each(archive: Archive, text_id: int) -> None:
    """A, B, A: the third version says again what the first said, and each has its own facts."""
    site = Northshire(archive)
    for words in ("Other words.", WORDS):
        site.later(days=1)
        site.serves("s60101", words)
    with archive.reading() as session:
        ids = list(session.scalars(select(PageRow.text_id).where(PageRow.words == WORDS)))
        first, third = texts(session, ids)
    assert first.text_id == text_id
    for each in (first, third):
        assert _link(archive, each.text_id, Findings(facts=(_judgement(each.text, "j@1"),)), rules="1") == (
            1,
            0,
            0,
        )

    assert len({uid for _, uid, _ in _rows(archive)["facts"]}) == 2


def test_only_what_was_not_linked_with_these_rules_is_due(archive: Archive, text_id: int) -> None:
    """New rules make everything due; other knowledge only when everything is asked for."""
    _link(archive, text_id, Findings(), rules="1")
    with archive.reading() as session:
        assert text_id not in to_link(session, rules="1", known="k")
        assert text_id not in to_link(session, rules="1", known="more")
        assert text_id in to_link(session, rules="1", known="more", everything=True)
        assert text_id in to_link(session, rules="2", known="k")


def test_a_text_comes_back_as_it_was_kept(archive: Archive, text_id: int) -> None:
    """Words, pages and spans, whatever lay between the pages."""
    with archive.reading() as session:
        (found,) = texts(session, [text_id])

    assert found.text.words == WORDS
    assert found.circumstances.council == "northshire"


def test_a_quote_that_is_not_in_the_text_is_found(archive: Archive, text_id: int) -> None:
    """The integrity check names the document and what to do."""
    with archive.reading() as session:
        text = texts(session, [text_id])[0].text
    _link(archive, text_id, Findings(facts=(_judgement(text, "j@1"),)), rules="1")
    assert list(faults(archive)) == []

    with archive.writing() as session:
        session.scalars(select(FactRow)).one().quote = "judged outstanding"

    assert ["link --all" in fault.what for fault in faults(archive)] == [True]


def _rows(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    with archive.reading() as session:
        return {
            "mentions": [
                (m.id, m.starts, m.until_run)
                for m in session.scalars(select(MentionRow).order_by(MentionRow.id))
            ],
            "facts": [
                (f.id, f.uid, f.until_run) for f in session.scalars(select(FactRow).order_by(FactRow.id))
            ],
            "links": [(link.id, link.entity_id, link.mention_key) for link in session.scalars(select(Link))],
            "readings": [(r.id, r.rules, r.known) for r in session.scalars(select(Reading))],
        }
