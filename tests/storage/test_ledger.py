"""The ledger: what any text promises or demands, what trackers and papers report of it, and what people decide."""

from dataclasses import replace
from datetime import date

import pytest

from domain.actions import State, Verdict
from domain.document import DocumentKind
from minutewatch import ledger
from storage import decisions, rulings
from storage.actions import ActionSeen, actions, council_owing
from storage.archive import Archive
from storage.sources import refresh
from tests.storage.linked import SCRUTINY, Linked, at, item, meeting, paper, statements
from tests.storage.official import NEWS, OFSTED, SOURCES, Desk
from tests.storage.test_visits import letter

NORTHSHIRE = "committee/northshire"
ARTICLE = """Council to publish plan for care leavers

Northshire Council must publish its plan for housing care leavers by the end of March 2027, the Department for Education has said."""
DONE = """Children's services: progress

1. The plan for housing care leavers was published on 2 March 2027. The plan for housing care leavers has been completed."""


@pytest.fixture
def desk(sqlite_archive: Archive) -> Desk:
    """An article of January demands a plan by March."""
    desk = Desk(sqlite_archive)
    desk.comes(NEWS, "1", ARTICLE, seen=at(2027, 1, 12), published="2027-01-12", kind=DocumentKind.ARTICLE)
    return desk


def _owed(desk: Desk, year: int, month: int, day: int, words: str = "housing") -> list[ActionSeen]:
    with desk.archive.reading() as session:
        return list(
            actions(session, ["northshire"], as_of=at(year, month, day, 12), words=words, only_stated=True)
        )


def test_what_an_article_demands_is_followed(desk: Desk) -> None:
    """In the ledger with its strength and date; after its day no update is found, with what was searched."""
    (listed,), (silent,) = _owed(desk, 2027, 1, 13), _owed(desk, 2027, 4, 2)

    assert listed.outcome.words == "required in the article of 12 Jan; due 2027-03-31"
    assert silent.outcome.words.startswith(
        "no update found since the due date; 0 documents searched; query: publish plan housing "
    )
    assert silent.outcome.words.endswith(" council:northshire seen:2027-03-31..2027-04-02")


def test_only_who_asks_for_statements_is_told_of_them(desk: Desk) -> None:
    """What no plan or resolution names is left out where the business of meetings is asked for."""
    with desk.archive.reading() as session:
        assert actions(session, ["northshire"], as_of=at(2027, 1, 13)) == ()


def test_a_later_paper_reports_it_complete(desk: Desk) -> None:
    """In the paper's own words, as soon as they were seen and not before."""
    desk.comes(NORTHSHIRE, "9", DONE, seen=at(2027, 4, 20), published="2027-04-19", kind=DocumentKind.REPORT)
    (before,) = _owed(desk, 2027, 4, 19)
    (after,) = _owed(desk, 2027, 4, 21)

    assert before.state is State.NO_UPDATE
    assert after.outcome.words == (
        "reported complete by the report of 19 Apr: “The plan for housing care leavers has been completed.”"
    )


def test_two_papers_that_carry_one_promise_are_one_action(desk: Desk) -> None:
    """The same words in another paper's story are another sighting, not another promise."""
    desk.comes(NEWS, "2", ARTICLE, seen=at(2027, 1, 14), published="2027-01-14", kind=DocumentKind.ARTICLE)

    assert [len(each.action.sightings) for each in _owed(desk, 2027, 1, 15)] == [2]


def test_a_visit_that_was_announced_is_found_when_it_took_place(desk: Desk) -> None:
    """What a paper says will take place is updated by whatever tells that it did, on those days."""
    desk.comes(
        NORTHSHIRE, "7", "1. Ofsted will make a focused visit to the Council on 22 and 23 September 2026.",
        seen=at(2026, 9, 1), published="2026-09-01", kind=DocumentKind.REPORT,
    )  # fmt: skip
    desk.comes(
        OFSTED, "50001", *letter("Northshire", "22 and 23 September", "care leavers"),
        seen=at(2026, 10, 30), published="2026-10-30", kind=DocumentKind.INSPECTION_LETTER,
    )  # fmt: skip

    assert [each.state for each in _owed(desk, 2026, 10, 1, words="visit")] == [State.NO_UPDATE]
    assert [each.outcome.words.partition(" “")[0] for each in _owed(desk, 2026, 11, 1, words="visit")] == [
        "update by the inspection letter of 30 Oct:"
    ]


def test_rules_of_procedure_are_no_actions(desk: Desk) -> None:
    """How things are always done, from when a rule holds, and leave to act are nothing that anybody could follow up."""
    rules = (
        "A contract must be signed within five working days.",
        "The payment system will refuse a second payment without a receipt from 1 December 2026.",
        "RESOLVED that the Director be authorised to agree the final terms by 1 December 2026.",
    )
    desk.comes(
        NORTHSHIRE,
        "8",
        "\n\n".join(rules),
        seen=at(2026, 9, 1),
        published="2026-09-01",
        kind=DocumentKind.REPORT,
    )

    assert _owed(desk, 2026, 9, 2, words="") == []


def test_anonymous_sources_are_not_followed(desk: Desk) -> None:
    """What an ombudsman asks of a council for one family is joined with nothing."""
    source = replace(SOURCES[2], key="official/ombudsman", anonymous=True)
    with desk.archive.writing() as session:
        refresh(session, [source], on={source.key})
    desk.comes(
        source.key, "3", ARTICLE.replace("plan", "apology"), seen=at(2027, 1, 14), published="2027-01-14", council="northshire",
    )  # fmt: skip

    assert _owed(desk, 2027, 1, 15, words="apology") == []


# --- People's decisions ---


def _decide(desk: Desk, verdict: Verdict, year: int, month: int, day: int) -> int:
    (seen,) = _owed(desk, year, month, day)
    with desk.archive.writing() as session:
        ruling = rulings.decide(
            session, seen.target, verdict, actor="jo", reason="one plan for both", now=at(year, month, day)
        )
    return ruling.number


def test_what_a_person_decides_overrides_and_can_be_taken_back(desk: Desk) -> None:
    """The decision is told with its reason, what the rules found beside it; undone, the rules speak again."""
    number = _decide(desk, Verdict.SUPERSEDED, 2027, 4, 2)
    (ruled,) = _owed(desk, 2027, 4, 3)
    with desk.archive.writing() as session:
        decisions.undo(session, number, actor="jo", reason="wrong", now=at(2027, 4, 4))
    (again,) = _owed(desk, 2027, 4, 5)

    assert ruled.state is State.SUPERSEDED
    assert ruled.outcome.words.startswith(
        "superseded, as decided on 2 Apr 2027 (one plan for both); found: no update found since the due date; "
    )
    assert again.state is State.NO_UPDATE


def test_a_decision_outlives_relinking(desk: Desk) -> None:
    """Facts that end and come again under another id leave the decision where it is: it names the words."""
    _decide(desk, Verdict.DROPPED, 2027, 4, 2)
    desk.comes(
        NEWS, "1", f"{ARTICLE}\n\nA spokesman was asked.", seen=at(2027, 4, 3), published="2027-01-12", kind=DocumentKind.ARTICLE,
    )  # fmt: skip

    assert [each.state for each in _owed(desk, 2027, 4, 4)] == [State.DROPPED]


def test_what_is_no_action_leaves_the_ledger(desk: Desk) -> None:
    """A person says that the rules took for business what is none."""
    _decide(desk, Verdict.NONE, 2027, 4, 2)

    assert _owed(desk, 2027, 4, 3) == []
    with desk.archive.reading() as session:
        (seen,) = actions(
            session, ["northshire"], as_of=at(2027, 4, 3), words="housing", only_stated=True, ruled_out=True
        )
    assert seen.outcome.words.startswith("no action, as decided on 2 Apr 2027 (")


PROMISED = """Northshire Council: care leavers

Northshire Council will publish its strategy for housing care leavers by 31 March 2027. The Council will review the fees of foster carers each year."""
PUT_OFF = """Northshire Council: what is late

Northshire Council gave an account. {}"""


@pytest.mark.parametrize(
    "sentence",
    [
        "The strategy for housing care leavers has been deferred to June 2027.",
        "The publication of the strategy for housing care leavers was postponed until June 2027.",
        "Its strategy for housing care leavers has now been put back to June 2027.",
        "The introduction of its strategy for housing care leavers had been postponed to June 2027.",
    ],
)
def test_what_a_text_puts_off_is_moved_and_no_promise_of_its_own(
    sqlite_archive: Archive, sentence: str
) -> None:
    """One action with another date, each date with the words that state it."""
    desk = Desk(sqlite_archive)
    for ref, words, month in (("1", PROMISED, 1), ("2", PUT_OFF.format(sentence), 3)):
        day = f"2027-0{month}-12"
        desk.comes(NEWS, ref, words, seen=at(2027, month, 12), published=day, kind=DocumentKind.ARTICLE)
    (moved,) = _owed(desk, 2027, 3, 13)

    assert moved.outcome.words == "moved: 2027-03-31 to 2027-06, seen in the article of 12 Mar"
    assert [line.strip().partition(" (")[0] for line in ledger.action_lines(moved)][1:] == [
        "article, 12 Jan 2027, due 2027-03-31",
        "article, 12 Mar 2027, due 2027-06",
    ]


def test_what_was_never_promised_before_is_put_off_all_the_same(sqlite_archive: Archive) -> None:
    """It stands by itself, and says so; another strategy that is promised is not taken for it."""
    desk = Desk(sqlite_archive)
    put_off = PUT_OFF.format(
        "The review of short breaks for disabled children has been deferred to June 2027."
    )
    for ref, words in (("1", PROMISED), ("2", put_off)):
        desk.comes(NEWS, ref, words, seen=at(2027, 1, 12), published="2027-01-12", kind=DocumentKind.ARTICLE)

    assert [each.outcome.words for each in _owed(desk, 2027, 3, 13, "breaks")] == [
        "put off in the article of 12 Jan; due 2027-06"
    ]
    assert [each.state for each in _owed(desk, 2027, 3, 13, "housing")] == [State.LISTED]


def test_how_often_something_is_due_is_said_in_words(sqlite_archive: Archive) -> None:
    """Of a dated text the round that is due, of an undated one how often; never in signs."""
    desk = Desk(sqlite_archive)
    desk.comes(NEWS, "1", PROMISED, seen=at(2027, 1, 12), published="2027-01-12", kind=DocumentKind.ARTICLE)
    (seen,) = _owed(desk, 2027, 3, 13, "fees")

    assert seen.outcome.words == "planned in the article of 12 Jan; due about 2028-01 (every year)"


def test_an_action_is_found_by_its_id(desk: Desk) -> None:
    """Whose it is is known without following what all councils owe."""
    (seen,) = _owed(desk, 2027, 1, 13)
    with desk.archive.reading() as session:
        assert council_owing(session, seen.uid, as_of=at(2027, 1, 13, 12)) == "northshire"
        assert council_owing(session, "aaaaaaaaaaaaaaaa", as_of=at(2027, 1, 13, 12)) is None


def test_an_action_is_told_with_every_place_that_names_it(desk: Desk) -> None:
    """Its line, and below it each text with its words."""
    (seen,) = _owed(desk, 2027, 1, 13)

    assert [line.strip() for line in ledger.action_lines(seen)][1:] == [
        "article, 12 Jan 2027, due 2027-03-31 (named first): “Northshire Council must publish its plan for housing care leavers by the end of March 2027, the Department for Education has said.”, Council to publish plan for care leavers, page 1"
    ]
    assert ledger.action_json(seen)["decided"] is None


# --- Trackers ---

JANUARY = meeting("7403", SCRUTINY, date(2027, 1, 19))
MARCH = meeting("7409", SCRUTINY, date(2027, 3, 16))
HEAD = "Action log\nAction | Owner | Due | Status"
GUIDE = "Publish a guide to short breaks | Gareth Umney | 28 February 2027"
FIGURES = "Circulate the figures on agency staff | K Birtwell | 31 January 2027"


@pytest.fixture
def log(sqlite_archive: Archive) -> Linked:
    """A committee's action log of January: two actions, one of them in progress."""
    site = Linked(sqlite_archive, at(2026, 12, 1))
    site.lists(JANUARY, MARCH)
    site.comes(at(2027, 1, 12))
    _logs(site, "2027-01-11", f"{GUIDE} | In progress", f"{FIGURES} | ")
    return site


def _logs(site: Linked, published: str, *rows: str) -> None:
    held = JANUARY if published < "2027-02" else MARCH
    agenda = (item(8, "Action log", paper(f"s{published}", "Action log", published)),)
    site.shows(replace(held, agenda_published=True, items=agenda))
    site.serves(f"s{published}", "\n".join([HEAD, *rows]))


def _logged(site: Linked, year: int, month: int, day: int) -> dict[str, str]:
    with site.archive.reading() as session:
        found = actions(session, ["northshire"], as_of=at(year, month, day, 12))
    return {each.title.split()[0]: each.outcome.words for each in found}


def test_a_tracker_lists_actions_and_says_how_they_stand(log: Linked) -> None:
    """Listed where it says nothing, an update where it says that it goes on."""
    assert _logged(log, 2027, 1, 13) == {
        "Publish": "update by the action log of 11 Jan: “In progress”; due 2027-02-28 as last stated",
        "Circulate": "listed for 2027-01-31 in the action log of 11 Jan",
    }


def test_a_tracker_reports_actions_complete_superseded_or_leaves_them_out(log: Linked) -> None:
    """Each in the tracker's own words; what the next log leaves out unfinished is no longer on it."""
    log.comes(at(2027, 2, 10))
    _logs(log, "2027-02-09", f"{FIGURES} | Complete: sent to all members")
    dropped = _logged(log, 2027, 2, 11)
    log.comes(at(2027, 3, 9))
    _logs(log, "2027-03-08", f"{GUIDE} | Superseded by the family hubs offer")

    assert dropped == {
        "Circulate": "reported complete by the action log of 9 Feb: “Complete: sent to all members”",
        "Publish": "no longer on the action log of 9 Feb; due 2027-02-28 as last stated",
    }
    assert _logged(log, 2027, 3, 10)["Publish"] == (
        "reported superseded by the action log of 8 Mar: “Superseded by the family hubs offer”"
    )


def test_a_long_ledger_asks_the_archive_no_more(log: Linked) -> None:
    """A hundred actions and their reports are no more questions than two."""
    with statements(log.archive) as few:
        _logged(log, 2027, 2, 9)
    log.comes(at(2027, 2, 10))
    rows = [
        f"Look at matter {n} of the {chr(97 + n % 26)}{chr(97 + n // 26)}x kind | K Birtwell | June 2027 | Open"
        for n in range(100)
    ]
    _logs(log, "2027-02-09", *rows)
    with statements(log.archive) as many:
        found = _logged(log, 2027, 2, 11)

    assert len(found) >= 2
    assert len(many) == len(few) <= 20
