"""A made-up year of five councils on the whole line: what happened is found, once, in time, and answers the users' questions.

The stories S1, S4, S7, S9 and S10 are those of the acceptance year (research on users, section 5), as far as they rest on
committee papers. Questions are asked as of their day, when the year has been played to its end.

What "shown on no surface" means here: no entity, no mention, no field of a fact, no attendance, no answer about actions,
motions or expected things, and no mail names a private person or an address where children live. The words of an
official paper itself stay in the archive, as its council published them, until an operator withdraws it; papers of
committees that are not watched never come in at all.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from domain.health import HealthState
from minutewatch import jobs
from sample import answers
from storage import query, search
from storage.actions import actions
from storage.expected import expected, meetings_ahead
from storage.motions import motions
from storage.notice import given
from storage.schema import (
    Attendance,
    CouncilRow,
    DocumentRow,
    Entity,
    FactRow,
    IssueRow,
    MeetingRow,
    MemberRow,
    MentionRow,
    Publication,
    RegisterEntry,
    SourceRow,
    VersionRow,
)
from storage.sights import sights
from tests.line.year import Year, at, playing

pytestmark = pytest.mark.slow

COUNCILS = ("northshire", "wolden", "estmere", "east-wolden", "west-wolden")
REPORTER, FORUM = "reporter@northshire.example", "forum@wolden.example"

# Mondays, and days around what happens. From 8 to 22 February 2027 Wolden refuses everybody.
LOOKS = tuple(
    map(
        at,
        (
            "2026-09-14", "2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26", "2026-11-02",
            "2026-11-05", "2026-11-11", "2026-11-12", "2026-11-16", "2026-11-25", "2026-11-30", "2026-12-07", "2026-12-14",
            "2027-01-04", "2027-01-12", "2027-01-14", "2027-01-21", "2027-01-25", "2027-02-03", "2027-02-07", "2027-02-08",
            "2027-02-10", "2027-02-12", "2027-02-15", "2027-02-22", "2027-02-23", "2027-02-25", "2027-03-01", "2027-03-02",
            "2027-03-09", "2027-03-15", "2027-03-17", "2027-03-22", "2027-03-31", "2027-04-01", "2027-04-05", "2027-04-12", "2027-04-26", "2027-05-04", "2027-05-12", "2027-05-25",
            "2027-06-04", "2027-06-11", "2027-06-11 17:20", "2027-06-12", "2027-06-14", "2027-06-16", "2027-06-21", "2027-07-05", "2027-08-02",
            "2027-09-14", "2027-09-22", "2027-10-04", "2027-11-11", "2027-11-19", "2027-11-30",
        ),
    )
)  # fmt: skip


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The whole year, with a reader of Northshire and one of Wolden and its successors."""
    followed = {REPORTER: ("northshire",), FORUM: ("wolden", "east-wolden", "west-wolden")}
    with playing(tmp_path_factory.mktemp("year") / "home", start=LOOKS[0], followed=followed) as year:
        for look in LOOKS:
            year.look(look)
        yield year


# --- What happened is found ---


@pytest.mark.parametrize("council", COUNCILS)
def test_everything_that_happened_is_found_once_in_time_and_nothing_else(year: Year, council: str) -> None:
    """Agendas, late and replaced papers, minutes and their amendments, cancelled and moved meetings, of every system."""
    assert year.complaints(council, first=LOOKS[0]) == []


def test_only_watched_committees_come_in(year: Year) -> None:
    """No document is of planning, licensing, pensions or the harbour."""
    with year.reading(LOOKS[-1]) as session:
        kept = {
            (source.removeprefix("committee/"), int(ref))
            for source, ref in session.execute(
                select(SourceRow.key, MeetingRow.ref)
                .join(DocumentRow, DocumentRow.meeting_id == MeetingRow.id)
                .join(SourceRow, SourceRow.id == MeetingRow.source_id)
            )
        }
    sites = year.world.at(LOOKS[-1])

    assert [
        (slug, ref)
        for slug, ref in sorted(kept)
        if not sites[slug].committee(sites[slug].meeting(ref).committee).watched
    ] == []


@pytest.mark.parametrize("council", ["northshire", "wolden"])
def test_decisions_taken_alone_are_registered(year: Year, council: str) -> None:
    """Each with who took it and when, an exempt one too."""
    with year.reading(LOOKS[-1]) as session:
        kept = {
            (document.ref, entry.maker, entry.decided)
            for document, entry in session.execute(
                select(DocumentRow, RegisterEntry)
                .join(RegisterEntry, RegisterEntry.document_id == DocumentRow.id)
                .join(SourceRow, SourceRow.id == DocumentRow.source_id)
                .where(SourceRow.key == f"committee/{council}")
            )
        }
    registered = answers.registered(year.world.at(LOOKS[-1])[council])

    assert kept == {
        (f"decision:{ref}", decision.maker, decision.decided) for ref, decision in registered.items()
    }


@pytest.mark.parametrize("council", ["northshire", "wolden"])
def test_plans_and_issues_are_followed(year: Year, council: str) -> None:
    """Every forward plan and work programme is kept, and every issue that stands on one."""
    with year.reading(LOOKS[-1]) as session:
        source = select(SourceRow.id).where(SourceRow.key == f"committee/{council}").scalar_subquery()
        plans = set(
            session.scalars(
                select(DocumentRow.ref).where(
                    DocumentRow.source_id == source, DocumentRow.ref.startswith("plan:")
                )
            )
        )
        issues = set(session.scalars(select(IssueRow.ref).where(IssueRow.source_id == source)))
    site = year.world.at(LOOKS[-1])[council]

    assert plans == {f"plan:{ref}" for ref in answers.plans(site)}
    assert issues >= set(answers.issues(site))


@pytest.mark.parametrize("council", ["northshire", "wolden"])
def test_who_was_there_is_known_on_both_roads(year: Year, council: str) -> None:
    """Every minuted meeting at which councillors were has them, with what the council says of each; a schools forum has none."""
    site = year.world.at(LOOKS[-1])[council]
    with year.reading(LOOKS[-1]) as session:
        minuted = (
            select(Publication.meeting_id)
            .join(SourceRow, SourceRow.id == Publication.source_id)
            .where(SourceRow.key == f"committee/{council}", Publication.type == "minutes_published")
        )
        without = session.scalars(
            select(MeetingRow.ref).where(
                MeetingRow.id.in_(minuted), MeetingRow.id.not_in(select(Attendance.meeting_id))
            )
        ).all()
        said = session.scalars(select(Attendance.attendance).where(Attendance.meeting_id.in_(minuted))).all()

    assert [
        ref for ref in without if any("Councillor" in each.name for each in site.meeting(int(ref)).attendance)
    ] == []
    assert len(said) > 10
    assert None not in said


# --- S1: late papers ---


def test_papers_of_a_friday_evening_are_known_before_the_meeting(year: Year) -> None:
    """S1: two documents for item 6, no clear working day before Monday; the agenda gave six. An evening look saw them come."""
    with year.reading(at("2027-06-12")) as session:
        (meeting,) = (
            each
            for each in given(
                session,
                ["northshire"],
                as_of=at("2027-06-12 07:00"),
                first=at("2027-06-14").date(),
                last=at("2027-06-14").date(),
            )
        )

    assert meeting.words == (
        "item 6, 2 documents added Fri 11 Jun 17:20, 0 clear working days before Mon 14 Jun; agenda itself 6 clear working days"
    )


def test_the_plan_is_due_at_ofsted(year: Year) -> None:
    """S1: the council's own paper says by when."""
    with year.reading(at("2027-06-12")) as session:
        due = [
            each
            for each in expected(session, ["northshire"], as_of=at("2027-06-12 07:00"))
            if "Ofsted" in each.what
        ]

    assert any(each.due == "2027-06-30" for each in due)


def test_the_digest_tells_of_the_deferral(year: Year) -> None:
    """S1: deferred to Monday 21 June, with three clear working days; five would have needed Friday 11 June."""
    mail = year.mail("2027-W25", REPORTER)

    assert "deferred to a special meeting on 21 June 2027" in mail
    assert "3 clear working days" in mail
    assert "Fri 11 June" in mail or "Friday 11 June" in mail


# --- S4: where did it go ---


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2027-01-12", "moved: 2027-01 to 2027-03-16, seen in the work programme of 11 Jan"),
        ("2027-03-09", "no longer on the work programme of 8 Mar; due 2027-03-16 as last stated"),
        ("2027-09-22", "reported: Workforce update, 21 Sep 2027, item 7; first stated date January 2027"),
    ],
)
def test_an_action_is_followed(year: Year, day: str, words: str) -> None:
    """S4: the report on agency spending: moved, dropped from the programme, reported under another title."""
    with year.reading(at(day)) as session:
        found = actions(session, ["northshire"], as_of=at(day), words="agency")

    assert [each.outcome.words for each in found] == [words]


def test_nothing_is_found_of_an_action_after_its_date(year: Year) -> None:
    """S4: no update found since the due date, in so many documents, by a query that is shown."""
    with year.reading(at("2027-04-12")) as session:
        (found,) = actions(session, ["northshire"], as_of=at("2027-04-12"), words="agency")
    assert found.outcome.search is not None

    assert found.outcome.words.startswith("no update found since the due date; ")
    assert found.outcome.search.documents > 0
    assert "council:northshire" in found.outcome.search.query


def test_the_digest_shows_both_figures_of_amended_minutes(year: Year) -> None:
    """S4: 6.2m to 7.9m, both in quotation marks, both versions linked."""
    mail = year.mail("2027-W12", REPORTER)

    assert "£6.2m" in mail
    assert "£7.9m" in mail
    assert "/v1#" in mail
    assert "/v2#" in mail


# --- S7: the motion ---


def test_a_motion_in_three_councils(year: Year) -> None:
    """S7: carried; withdrawn, gone from the agenda the day before; carried as amended, with the words that were taken out."""
    with year.reading(at("2027-11-30")) as session:
        found = motions(
            session, "care experience", ["northshire", "wolden", "estmere"], as_of=at("2027-11-30")
        )

    assert [each.words for each in found] == [
        "Northshire: carried 15 Oct 2026",
        "Wolden: withdrawn 11-12 Nov 2026",
        "Estmere: carried as amended 20 Jan 2027 (the words “until legislation is made” removed)",
    ]


def test_a_report_that_did_not_come(year: Year) -> None:
    """S7: Northshire's annual report: none was found, and the council of 18 November 2027 had fourteen items."""
    with year.reading(at("2027-11-30")) as session:
        (found,) = motions(session, "care experience", ["northshire"], as_of=at("2027-11-30"))

    assert found.duty_words == ("no report found; Full Council of 18 Nov 2027 had 14 items",)


# --- S9: ask in time ---


def test_a_meeting_is_known_a_month_ahead_with_its_deadlines(year: Year) -> None:
    """S9, 25 January: the meeting of 23 February, questions by the 16th, agenda by the 15th."""
    with year.reading(at("2027-01-25")) as session:
        ahead = meetings_ahead(session, ["wolden"], as_of=at("2027-01-25 07:00"))

    assert (
        "Children's Select Committee Tue 23 Feb, 29 days ahead; public questions by Tue 16 Feb; agenda due by Mon 15 Feb"
        in [each.words for each in ahead]
    )


def test_the_digest_of_25_january_says_by_when_to_ask(year: Year) -> None:
    """S9: in the mail itself."""
    mail = year.mail("2027-W04", FORUM)

    assert "Children's Select Committee" in mail
    assert "16 February" in mail
    assert "15 February" in mail


def test_what_could_not_be_looked_at_is_not_missing(year: Year) -> None:
    """S9, 15 February: could not look since the 8th; whether there is an agenda, nobody can tell."""
    with year.reading(at("2027-02-15")) as session:
        wolden = session.scalars(select(CouncilRow.id).where(CouncilRow.slug == "wolden")).one()
        blind = [each.blind for each in sights(session, [wolden], as_of=at("2027-02-15 07:00")).values()]
        (ahead,) = (
            each
            for each in meetings_ahead(session, ["wolden"], as_of=at("2027-02-15 07:00"))
            if each.meeting.body == "Children's Select Committee"
        )

    assert [gap and gap.words("Wolden", at("2027-02-15").date()) for gap in blind] == [
        "Wolden: could not look since 8 Feb (403)"
    ]
    assert "agenda for 23 Feb: cannot tell" in ahead.words


def test_the_digest_never_calls_unpublished_what_it_could_not_see(year: Year) -> None:
    """S9, 15 February: in the mail itself."""
    mail = year.mail("2027-W07", FORUM)

    assert "8 Feb" in mail
    assert "403" in mail
    assert "not published" not in mail


@pytest.mark.parametrize("day", ["2027-02-08", "2027-02-15", "2027-02-22"])
def test_refused_is_blocked(year: Year, day: str) -> None:
    """For fifteen days status says that Wolden refuses us."""
    assert year.states[at(day)]["committee/wolden"] is HealthState.BLOCKED


def test_what_came_meanwhile_is_found_late_and_says_so(year: Year) -> None:
    """S9, 1 March: the Council considered the ombudsman's report on 25 February, item 9, inside its three months."""
    mail = year.mail("2027-W09", FORUM)

    assert "Ombudsman report 25 990 001" in mail
    assert "item 9" in mail
    assert "found late" in mail.lower()


def test_what_a_council_owed_passes_on(year: Year) -> None:
    """S9, 5 April: plan and monitoring inspection are East Wolden's and West Wolden's now; nothing was dropped on 1 April."""
    with year.reading(at("2027-04-05")) as session:
        found = expected(session, ["wolden"], as_of=at("2027-04-05 07:00"))
    monitoring = [each for each in found if "monitoring inspection" in each.what]

    assert {each.owed_by for each in monitoring} == {("east-wolden", "west-wolden")}
    assert {each.reason for each in monitoring} == {"successor"}
    assert any(each.due == "2028-06~" for each in monitoring)
    assert not any(each.state == "dropped" for each in found)


# --- Transition ---


def test_a_frozen_site_is_not_broken(year: Year) -> None:
    """Wolden's site answers after its end, with nothing new: that is neither broken nor blocked."""
    assert year.states[at("2027-06-21")]["committee/wolden"] not in (HealthState.BROKEN, HealthState.BLOCKED)


def test_nothing_is_lost_or_doubled_on_the_day(year: Year) -> None:
    """Each document belongs to the council that published it, and Wolden has all of its own."""
    with year.reading(LOOKS[-1]) as session:
        of_wolden = session.scalar(
            select(func.count())
            .select_from(DocumentRow)
            .join(SourceRow, SourceRow.id == DocumentRow.source_id)
            .where(SourceRow.key == "committee/wolden", DocumentRow.withdrawn_at.is_not(None))
        )

    assert of_wolden == 1  # the motion


# --- S10: do no harm ---


def test_nobody_private_stands_on_any_surface(year: Year) -> None:
    """S10: young people's representatives, parents, relatives: neither entity, nor mention, nor fact, nor attendance."""
    with year.reading(LOOKS[-1]) as session:
        words = [*session.scalars(select(MentionRow.words)), *session.scalars(select(Entity.name))]
        words += [*session.scalars(select(Attendance.name)), *session.scalars(select(MemberRow.name))]
        words += [str(fields) for fields in session.scalars(select(FactRow.fields))]
        words += [
            f"{each.title} {each.outcome.words}" for each in actions(session, as_of=at("2027-11-30 07:00"))
        ]
        words += [each.words for each in expected(session, as_of=at("2027-11-30 07:00"))]

    assert _telling(words) == []


def test_no_mail_names_anybody_private(year: Year) -> None:
    """S10: neither text nor HTML of any edition."""
    mails = [path.read_text() + path.with_suffix(".html").read_text() for path in year.inbox]

    assert mails
    assert _telling(mails) == []


def test_an_address_where_children_live_is_nowhere(year: Year) -> None:
    """S10: planning papers are never fetched, so that not even a search finds the address."""
    with year.opened(LOOKS[-1]) as home:
        hits = [
            hit
            for address in answers.ADDRESSES_NEVER_SHOWN
            for hit in search.search(home.archive, query.parse(f'"{address}"'), limit=5).hits
        ]
        with home.archive.reading() as session:
            titles = list(session.scalars(select(VersionRow.title)))

    assert hits == []
    assert [title for title in titles for address in answers.ADDRESSES_NEVER_SHOWN if address in title] == []


def test_the_archive_is_whole(year: Year) -> None:
    """After a year of looks nothing in it contradicts itself."""
    with year.opened(LOOKS[-1]) as home:
        assert list(jobs.check(home)) == []


def _telling(words: list[str]) -> list[str]:
    """The private names of which the first or the last stands in any of the words; first names tell, for relatives share the last."""
    return [name for name in answers.PRIVATE_NAMES if any(name.split()[0] in each for each in words)]
