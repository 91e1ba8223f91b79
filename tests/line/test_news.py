"""Local news on the whole line: two titles listed, fetched, read, joined and told, with what may not be told left out.

Stories S3 and S10 are those of the acceptance year (research on users, section 5): a step down that a newspaper calls the
end of control, and an anonymous report beside a mother who gives her name.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.document import Origin
from domain.health import HealthState
from minutewatch import config, jobs
from sample import answers
from sample.news.record import Press
from storage.schema import (
    ArticleRow,
    ArticleVersionRow,
    CopyRow,
    DocumentRow,
    EditionItem,
    FactRow,
    PageRow,
    Publication,
    Run,
    TextRow,
    VersionRow,
)
from tests.conftest import command
from tests.line.official import Record
from tests.line.press import (
    GOVUK,
    TITLES,
    articles,
    bodies,
    listed,
    paths_of_no_concern,
    put_in_report,
    reading_papers,
)
from tests.line.year import at

pytestmark = pytest.mark.slow

READER = "reader@papers.example"
# Hourly on the day of the live blog, daily where something is printed; GOV.UK is looked at where it matters.
LOOKS: dict[datetime, tuple[str, ...]] = {
    at(moment): keys
    for moment, keys in {
        "2026-11-16": (*TITLES, GOVUK),
        "2026-11-17": TITLES,
        "2026-11-18 14:10": TITLES,
        "2026-11-18 16:10": TITLES,
        "2026-11-19 12:00": TITLES,
        "2026-11-20 08:00": (*TITLES, GOVUK),
        "2026-11-21": TITLES,
        "2026-11-22": TITLES,
        "2026-11-23 08:00": TITLES,
        "2026-11-24 10:00": TITLES,
        "2026-11-25 08:00": TITLES,
        "2026-11-26 08:00": TITLES,
        "2026-11-27 10:00": TITLES,
        "2026-11-28 12:00": TITLES,
        "2026-12-01 13:00": TITLES,
        "2026-12-02 14:00": TITLES,
        "2026-12-04 14:00": TITLES,
        "2026-12-08": TITLES,
        "2026-12-10 08:00": TITLES,
        "2026-12-14 08:00": TITLES,
        "2026-12-17 08:00": TITLES,
        "2026-12-21 08:00": TITLES,
        "2027-01-25 08:00": TITLES,
    }.items()
}
FIRST, LAST = min(LOOKS), max(LOOKS)
ADDED = at("2026-12-10 07:30")  # the Ombudsman's report, by hand
WITHIN_A_DAY = timedelta(days=1)
# Before the time of every text is over.
BEFORE_RETENTION = "2026-12-17T12:00:00Z"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Ten weeks of both titles, with a reader of the three councils and one of all England."""
    home = tmp_path_factory.mktemp("news") / "home"
    followed = {READER: ("estmere", "wolden", "northshire")}
    with reading_papers(home, start=FIRST, followed=followed) as record:
        for moment, keys in LOOKS.items():
            if moment > ADDED and not (home / "ombudsman.txt").exists():
                put_in_report(record, ADDED)
            record.look(moment, keys)
            if moment == at("2026-12-17 08:00"):
                copytree(home, home.with_name("december"))
        yield record


@pytest.fixture(scope="module")
def december(record: Record) -> Path:
    """The home as it stood on 17 December, before the time of any text was over."""
    return record.year.home.with_name("december")


@pytest.fixture(scope="module")
def press(record: Record) -> Press:
    """What both titles had printed by the last look."""
    return record.year.world.press.at(LAST)


@pytest.fixture
def session(record: Record) -> Iterator[Session]:
    """The archive after the last look."""
    with record.year.reading(LAST) as session:
        yield session


@pytest.fixture(scope="module")
def surfaces(record: Record, december: Path) -> dict[str, str]:
    """All that anybody is shown, by where: the mails, searches, and what the commands print."""
    shown = bodies(record.year.inbox)
    with jobs.open_home(_settings(december)) as home, home.archive.reading() as session:
        family = articles(session)[answers.NAMES_A_FAMILY].uid
    for arguments in (
        ("search", "Wolden", "--limit", "100"),
        ("search", "four terms", "--json"),
        ("search", "mother", "--json"),
        ("search", "special educational needs", "--csv"),
        ("search", "foster carers", "--json"),
        ("copies", family, "--json"),
        ("sources", "audit", "--json"),
        ("status", "--json"),
        ("interventions", "--json"),
        ("timeline", "wolden", "--json"),
        ("timeline", "estmere"),
        ("expected", "--json"),
        ("actions", "--json"),
        ("digest", "preview", "--edition", "2026-W51"),
        ("digest", "preview", "--edition", "2026-W51", "--format", "html"),
    ):
        done = command(*arguments, home=december)
        shown[" ".join(arguments)] = done.stdout + done.stderr
    return shown


# --- What is found, and what is not asked for ---


def test_every_story_that_concerns_children_is_found_within_a_day(session: Session, press: Press) -> None:
    """What was printed while both titles were looked at is listed in the archive a day later at the latest."""
    rows = listed(session)
    printed = [
        story for story in answers.stories(press).values() if FIRST < story.published < at("2026-12-17 08:00")
    ]
    late = [
        story.headline
        for story in printed
        if story.number not in rows or rows[story.number].first_seen_at > story.published + WITHIN_A_DAY
    ]

    assert late == []
    assert len(printed) > 12


def test_what_is_nobodys_concern_is_noted_and_never_asked_for(
    record: Record, session: Session, press: Press
) -> None:
    """Football, a fair, a pantomime: kept as a line with its score and reasons; the page is left alone."""
    rows = listed(session)
    dropped = {number for number, row in rows.items() if row.verdict == "dropped"}
    asked = {urlsplit(each.path).path for each in record.year.server.log}

    assert dropped == answers.OF_NO_CONCERN & set(rows)
    assert dropped >= {5511060, 5511118, 24411404}
    assert asked & paths_of_no_concern(press, answers.OF_NO_CONCERN) == set()


def test_what_is_on_the_border_is_kept_and_marked(session: Session) -> None:
    """Fetched, but known as borderline."""
    (number,) = answers.ON_THE_BORDER

    assert listed(session)[number].verdict == "borderline"
    assert number in articles(session)


def test_stories_are_read_as_they_were_printed(december: Path, press: Press) -> None:
    """Standfirst and body and nothing of the site around them, whichever the family of the page."""
    first, second = 5511071, 24411312
    with jobs.open_home(_settings(december)) as home, home.archive.reading() as session:
        read = {number: _words(session, number) for number in (first, second)}

    for number in (first, second):
        (story,) = (each for each in press.stories if each.number == number)
        assert read[number] == " ".join(story.paragraphs)


def test_a_look_at_a_title_without_news_costs_its_lists(record: Record) -> None:
    """On the Saturday the Post is asked for robots.txt and its lists, and what is the same is not sent again."""
    netloc = urlsplit(record.year.server.news["post"]).netloc
    asked = [each for each in record.looks[at("2026-11-21")].asked if each.host == netloc]

    assert {each.path for each in asked} <= {"/robots.txt", "/news/rss/", "/sitemaps/news.xml"}
    assert [each.status for each in asked if each.path == "/news/rss/"] in ([304], [])


# --- Copies ---


@pytest.mark.parametrize("pair", [pair for pair in answers.COPIES if max(pair) < 24412000])
def test_a_copy_is_joined_to_the_story(session: Session, pair: tuple[int, int]) -> None:
    """Cut from the bottom under a new headline, with another middle, or word for word: one group."""
    groups = _groups(session)

    assert groups[pair[0]] == groups[pair[1]]


def test_reused_background_makes_no_copy(session: Session) -> None:
    """Three paragraphs of another story in a story of its own."""
    story, reuses = answers.REUSES_BACKGROUND

    assert _groups(session).get(reuses) != _groups(session)[story]


def test_a_copy_is_told_once(record: Record) -> None:
    """In the mail that tells of it the one names the other title, and the other's headline is told nowhere."""
    mail = record.year.mail("2026-W49", READER)

    assert (
        mail.count("Ofsted orders swift action") + mail.count("Teenagers of 16 and 17 placed in hotels") == 1
    )
    assert re.search(r"[Aa]lso in (?:the )?(?:Wolden Post|Estmere Echo)", mail)


# --- Edits ---


def test_an_edit_in_silence_and_back_makes_three_versions(session: Session) -> None:
    """Six, eight, six: the first and the third are alike."""
    prints = _fingerprints(session, answers.EDITED_IN_SILENCE)

    assert len(prints) == 3
    assert prints[0] == prints[2] != prints[1]


def test_a_correction_is_kept_as_a_version_and_told(record: Record, session: Session) -> None:
    """In the title's own words, and to the readers."""
    told = [event for event in _events(session, answers.CORRECTED) if event[0] == "document_corrected"]
    mail = record.year.mail("2026-W49", READER)

    assert len(_fingerprints(session, answers.CORRECTED)) == 2
    assert [moment for _, moment in told] == [at("2026-11-27 10:00")]
    assert "Wolden Post corrected" in mail
    assert "said that 15 actions were finished. The number is 14." in mail


def test_a_live_blog_grows_by_versions(session: Session) -> None:
    """The last holds every entry."""
    assert len(_fingerprints(session, answers.LIVE)) >= 2


# --- Walls, refusals, withdrawal ---


def test_what_costs_money_keeps_no_text(december: Path) -> None:
    """Title and the summary of the feed; not a word of what stands behind the wall, and no original."""
    with jobs.open_home(_settings(december)) as home, home.archive.reading() as session:
        words = _words(session, answers.PAYWALLED)
        originals = session.scalars(
            select(VersionRow.sha256).where(VersionRow.document_id == articles(session)[answers.PAYWALLED].id)
        ).all()

    assert "It begins in February 2024" not in words
    assert set(originals) == {None}


def test_a_refused_page_leaves_what_the_feed_said(session: Session) -> None:
    """The story is kept under its headline, and why there is no more of it; the title is not called blocked for it."""
    story = listed(session)[answers.REFUSED]
    assert "403" in (story.refused or "")
    assert articles(session)[answers.REFUSED].id == story.document_id


def test_a_story_that_was_taken_down_is_withdrawn(session: Session) -> None:
    """As an event of its own, once two looks missed it."""
    events = _events(session, answers.TAKEN_DOWN)

    assert articles(session)[answers.TAKEN_DOWN].withdrawn_at is not None
    assert [what for what, _ in events] == ["document_added", "document_withdrawn"]


def test_what_is_not_to_be_archived_keeps_no_text(december: Path) -> None:
    """It is read for what it says, and its words are gone with the same run."""
    with jobs.open_home(_settings(december)) as home, home.archive.reading() as session:
        assert _words(session, answers.NOT_TO_BE_KEPT) == ""


def test_the_time_of_a_text_is_over_after_thirty_days(session: Session) -> None:
    """What was printed by 17 December has no words left in January; facts, hashes and the address stay."""
    kept = articles(session)
    left = {number for number in kept if _words(session, number)}
    facts = session.scalar(
        select(func.count())
        .select_from(FactRow)
        .join(TextRow, TextRow.id == FactRow.text_id)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .where(VersionRow.document_id.in_([each.id for each in kept.values()]), FactRow.until_run.is_(None))
    )

    assert left == set()
    assert facts
    assert all(each.url.startswith("http://127.0.0.1") for each in kept.values())
    assert all(_fingerprints(session, number) for number in kept)


def test_what_is_gone_is_not_found_by_its_words(record: Record) -> None:
    """The index holds nothing of it either."""
    gone = command("search", '"spare rooms"', "--json", home=record.year.home)

    assert (gone.returncode, gone.stdout) == (0, "")


def test_a_story_is_withdrawn_by_its_address(december: Path, tmp_path: Path) -> None:
    """Erased on request: words, quotes and hits are gone, and the next look does not bring it back."""
    home = tmp_path / "home"
    copytree(december, home)
    with jobs.open_home(_settings(home)) as opened, opened.archive.reading() as session:
        url = articles(session)[answers.DIFFERS].url
    done = command("withdraw", url, "--erase", "--reason", "the title asked for it", home=home)
    found = command("search", "champagne", "--json", home=home)
    with jobs.open_home(_settings(home)) as opened, opened.archive.reading() as session:
        words = _words(session, answers.DIFFERS)

    assert (done.returncode, done.stderr) == (0, "")
    assert (found.stdout, words) == ("", "")


# --- What it says ---


def test_what_a_newspaper_claims_stands_beside_the_record_as_differing(december: Path) -> None:
    """S3: "free of government control" and "this week" of 20 November, against the notice of 12 November."""
    told = command("interventions", "estmere", "--as-of", BEFORE_RETENTION, home=december).stdout

    assert "Estmere Echo claims differ: control (“free of government control”); issued “this week”" in told


def test_the_mail_tells_of_the_claim_with_the_record(record: Record) -> None:
    """The reader of Estmere is told what the headline says and what the department published."""
    mail = record.year.mail("2026-W48", READER)

    assert "Estmere Echo" in mail
    assert "free of government control" in mail
    assert "12 Nov" in mail


# --- Private people ---


@pytest.mark.parametrize("name", answers.PRIVATE_IN_NEWS)
def test_private_people_are_shown_nowhere(surfaces: dict[str, str], name: str) -> None:
    """Neither the family nor the social worker nor the foster carers, in no mail, search or printed line."""
    assert [where for where, words in surfaces.items() if name.lower() in words.lower()] == []


def test_the_family_and_the_anonymous_report_are_never_together(
    surfaces: dict[str, str], december: Path
) -> None:
    """S10: not in one list of hits, not in one mail nor in an item of it, not in one group of copies."""
    with jobs.open_home(_settings(december)) as home, home.archive.reading() as session:
        story = articles(session)[answers.NAMES_A_FAMILY].uid
        report = session.scalars(select(DocumentRow.uid).where(DocumentRow.url == "file:ombudsman.txt")).one()
        items = [json.dumps(content) for content in session.scalars(select(EditionItem.content))]
        grouped = set(session.scalars(select(CopyRow.document_id)))
        ids = {
            session.scalars(select(DocumentRow.id).where(DocumentRow.uid == uid)).one()
            for uid in (story, report)
        }

    together = [where for where, words in surfaces.items() if story in words and report in words]

    assert story in surfaces["search mother --json"]
    assert report in surfaces["search four terms --json"]
    assert together == []
    assert [item for item in items if story in item and report in item] == []
    assert grouped & ids == set()


def test_each_of_the_two_is_in_the_archive(december: Path) -> None:
    """That they are never together is no accident: both are there, and the story is marked."""
    with jobs.open_home(_settings(december)) as home, home.archive.reading() as session:
        story = articles(session)[answers.NAMES_A_FAMILY]

        assert session.get_one(ArticleRow, story.id).names_private
        assert session.scalars(select(DocumentRow.uid).where(DocumentRow.url == "file:ombudsman.txt")).one()


# --- The state of things ---


def test_no_title_is_broken_or_blocked(record: Record) -> None:
    """One page that is refused and one that is gone are no fault of a title."""
    with record.year.opened(LAST) as home:
        states = {each.source: each.state for each in jobs.status(home)}

    assert {states[key] for key in TITLES} <= {HealthState.OK, HealthState.QUIET}


def test_no_layout_has_drifted(session: Session) -> None:
    """The two readings of every page agree on its length."""
    assert (
        session.scalars(select(ArticleVersionRow.drift).where(ArticleVersionRow.drift.is_not(None))).all()
        == []
    )


def test_the_archive_is_whole(record: Record) -> None:
    """After all looks, and with most words deleted, nothing in it contradicts itself."""
    with record.year.opened(LAST) as home:
        assert list(jobs.check(home)) == []


def _settings(home: Path) -> config.Settings:
    """The settings of a copy of the home, on the day on which it was made."""
    return config.load(home).model_copy(update={"now": at("2026-12-17 09:00")})


def _words(session: Session, number: int) -> str:
    """The words that the archive has of the newest version of a story, on one line."""
    newest = (
        select(func.max(VersionRow.id))
        .where(VersionRow.document_id == articles(session)[number].id)
        .scalar_subquery()
    )
    pages = session.scalars(
        select(PageRow.words)
        .join(TextRow, TextRow.id == PageRow.text_id)
        .where(TextRow.version_id == newest)
        .order_by(PageRow.number)
    )
    return " ".join(" ".join(words or "" for words in pages).split())


def _fingerprints(session: Session, number: int) -> list[str]:
    """The fingerprints of a story's versions, in order."""
    document = articles(session)[number].id
    return list(
        session.scalars(
            select(VersionRow.fingerprint)
            .where(VersionRow.document_id == document)
            .order_by(VersionRow.number)
        )
    )


def _events(session: Session, number: int) -> list[tuple[str, datetime]]:
    """What was told as news of a story, and at which look."""
    rows = session.execute(
        select(Publication.type, Run.started_at)
        .join(Run, Run.id == Publication.run_id)
        .where(Publication.document_id == articles(session)[number].id, Publication.origin == Origin.WATCH)
        .order_by(Publication.id)
    )
    return [(what, moment) for what, moment in rows]


def _groups(session: Session) -> dict[int, str]:
    """The group of copies of each story that is in one."""
    rows = session.execute(
        select(DocumentRow.ref, CopyRow.group_uid).join(CopyRow, CopyRow.document_id == DocumentRow.id)
    )
    return {int(ref): group for ref, group in rows}
