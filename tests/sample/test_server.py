"""The server tells what was asked of it, moves with its clock, and fails in the ways it is told to."""

import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import BadStatusLine, IncompleteRead, RemoteDisconnected
from itertools import pairwise
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from sample import answers, faults
from sample.server import Asked, Server
from sample.world import World
from tests.sample.asking import get
from tests.sample.little import AGENDA, served

SERVICE = "/mgWebService.asmx/GetCommittees"
REPORT = "/documents/s60203/Childrens%20social%20care%20workforce.pdf"
# What robots.txt answers while Wolden alone refuses everybody.
SOUND = {"northshire": 200, "wolden": 403}
MEETING = "/mgWebService.asmx/GetMeeting?lMeetingId=7203"


def _overlaps(log: tuple[Asked, ...]) -> Iterator[tuple[Asked, Asked]]:
    for earlier, later in pairwise(sorted(log, key=lambda asked: asked.started)):
        if later.started < earlier.ended:
            yield earlier, later


def test_the_log_says_what_was_asked(server: Server) -> None:
    """Each request is in the log with who asked, what came back and how much of it."""
    server.clock = answers.LOOKS[1]
    got = get(server.url, SERVICE)
    (asked,) = server.log

    assert (asked.method, asked.path, asked.status) == ("GET", SERVICE, 200)
    assert asked.user_agent == "Minutewatch tests"
    assert asked.host == server.url.removeprefix("http://")
    assert asked.at == answers.LOOKS[1].astimezone(UTC)
    assert asked.bytes == len(got.body)
    assert asked.started <= asked.ended
    assert not asked.conditional


def test_one_at_a_time_never_overlaps(server: Server) -> None:
    """A client that waits for each answer is seen to ask one thing at a time."""
    for _ in range(20):
        get(server.url, SERVICE)
        get(server.url, REPORT)

    assert list(_overlaps(server.log)) == []
    assert len(server.log) == 40


def test_two_at_a_time_are_seen(server: Server) -> None:
    """Two requests under way at once stand out in the log."""
    server.misbehave(SERVICE, faults.slow(0.2))
    with ThreadPoolExecutor(2) as clients:
        list(clients.map(lambda _: get(server.url, SERVICE), range(2)))

    assert len(list(_overlaps(server.log))) == 1


def test_the_clock_moves_the_world(server: Server) -> None:
    """Setting the clock changes what the site shows; it refuses an hour without a zone."""
    server.clock = datetime(2026, 10, 2, 14, 19, 59, tzinfo=UTC)
    before = get(server.url, MEETING)
    server.clock = datetime(2026, 10, 2, 14, 20, tzinfo=UTC)
    after = get(server.url, MEETING)

    assert b"<minutepublished>False" in before.body
    assert b"<minutepublished>True" in after.body
    assert after.headers["Date"] == "Fri, 02 Oct 2026 14:20:00 GMT"
    with pytest.raises(ValueError, match="needs a zone"):
        server.clock = datetime(2026, 10, 2)  # noqa: DTZ001 - the point of the test


def test_a_file_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    """With the tag or the date of the copy that it has, a client gets 304 and no body."""
    first = get(server.url, REPORT)
    by_tag = get(server.url, REPORT, {"If-None-Match": first.headers["ETag"]})
    by_date = get(server.url, REPORT, {"If-Modified-Since": first.headers["Last-Modified"]})

    assert (by_tag.status, by_tag.body) == (304, b"")
    assert (by_date.status, by_date.body) == (304, b"")
    assert [asked.conditional for asked in server.log] == [False, True, True]


def test_a_file_replaced_in_silence_is_sent_again(server: Server) -> None:
    """The listing does not change, but the validators do."""
    path = "/mgConvert2PDF.aspx?ID=60257"
    server.clock = answers.LOOKS[4]
    first = get(server.url, path)
    server.clock = answers.LOOKS[5]
    listed = get(server.url, "/mgWebService.asmx/GetMeeting?lMeetingId=7211").body
    both = {"If-None-Match": first.headers["ETag"], "If-Modified-Since": first.headers["Last-Modified"]}
    again = get(server.url, path, both)

    assert again.status == 200
    assert again.body != first.body
    assert b"<publicationdate>06/10/2026</publicationdate>" in listed


@pytest.mark.parametrize("since", ["yesterday", "Mon, 99 Foo 2026 00:00:00 GMT", ""])
def test_a_nonsense_date_is_no_condition(server: Server, since: str) -> None:
    """If-Modified-Since that is no date is ignored."""
    assert get(server.url, REPORT, {"If-Modified-Since": since}).status == 200


def test_head_has_no_body(server: Server) -> None:
    """HEAD gives the headers of GET."""
    head, whole = get(server.url, REPORT, method="HEAD"), get(server.url, REPORT)

    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(whole.body))


def test_robots_are_told(world: World) -> None:
    """robots.txt forbids one path and asks for a delay, which a test may set."""
    with Server(world, answers.LOOKS[0], crawl_delay=1.5) as server:
        told = get(server.url, "/robots.txt").body

    assert told == b"User-agent: *\nDisallow: /ecSDDisplay.aspx\nCrawl-delay: 1.5\n"


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (faults.forbidden, 403),
        (faults.too_many(), 429),
        (faults.server_error(), 503),
        (faults.server_error(500), 500),
    ],
)
def test_refusals(server: Server, fault: faults.Fault, status: int) -> None:
    """403, 429 and 5xx are sent as such."""
    server.misbehave(r"^/robots\.txt$", fault)

    assert get(server.url, "/robots.txt").status == status
    assert get(server.url, SERVICE).status == 200


def test_retry_after_in_seconds_and_as_a_date(server: Server) -> None:
    """429 can say when to come back in both ways that HTTP knows."""
    until = datetime(2026, 10, 26, 6, 5, tzinfo=UTC)
    server.misbehave("GetCommittees", faults.too_many(7), times=1)
    seconds = get(server.url, SERVICE).headers["Retry-After"]
    server.misbehave("GetCommittees", faults.too_many(until), times=1)
    date = get(server.url, SERVICE).headers["Retry-After"]

    assert seconds == "7"
    assert parsedate_to_datetime(date) == until
    assert get(server.url, SERVICE).status == 200


def test_html_where_a_pdf_should_be(server: Server) -> None:
    """The page calls itself a PDF and is none."""
    server.misbehave("/documents/", faults.html_for_pdf)
    got = get(server.url, REPORT)

    assert got.headers["Content-Type"] == "application/pdf"
    assert got.body.startswith(b"<!DOCTYPE html>")


def test_an_error_page_and_a_challenge_say_200(server: Server) -> None:
    """Neither looks like a failure to who reads the status only."""
    server.misbehave("GetMeeting", faults.error_page)
    server.misbehave("GetCommittees", faults.challenge)
    error, stub = get(server.url, MEETING), get(server.url, SERVICE)

    assert (error.status, stub.status) == (200, 200)
    assert b"An error has occurred" in error.body
    assert b"_Incapsula_Resource" in stub.body


def test_slow(server: Server) -> None:
    """The answer is right and late."""
    server.misbehave("GetCommittees", faults.slow(0.3), times=1)
    begun = time.monotonic()
    got = get(server.url, SERVICE)

    assert time.monotonic() - begun >= 0.3
    assert got.body == get(server.url, SERVICE).body


def test_truncated(server: Server) -> None:
    """Fewer bytes come than were promised."""
    server.misbehave("/documents/", faults.truncated)

    with pytest.raises(IncompleteRead):
        get(server.url, REPORT)


def test_dropped(server: Server) -> None:
    """The connection closes without an answer, and the log says so."""
    server.misbehave("/documents/", faults.dropped)

    with pytest.raises((RemoteDisconnected, BadStatusLine, ConnectionResetError)):
        get(server.url, REPORT)
    assert server.log[-1].status == 0


def test_zero_bytes(server: Server) -> None:
    """200 with nothing in it."""
    server.misbehave("/documents/", faults.zero_bytes)
    got = get(server.url, REPORT)

    assert (got.status, got.body, got.headers["Content-Length"]) == (200, b"", "0")


def test_wrong_encoding(server: Server) -> None:
    """Windows-1252 bytes under a header that says UTF-8."""
    server.misbehave("mgMeetingAttendance", faults.wrong_encoding)
    got = get(server.url, "/mgMeetingAttendance.aspx?ID=7201")

    assert "Siân Draycott" in got.body.decode("cp1252")
    assert "charset=utf-8" in got.headers["Content-Type"]
    with pytest.raises(UnicodeDecodeError):
        got.body.decode("utf-8")


def test_healing_ends_every_fault(server: Server) -> None:
    """After heal() all is as before."""
    right = get(server.url, SERVICE).body
    server.misbehave(".", faults.forbidden)
    server.heal()

    assert get(server.url, SERVICE).body == right


def test_a_certificate_that_nobody_vouches_for(world: World) -> None:
    """A client that verifies certificates never gets to ask; one that trusts this one does."""
    with Server(world, answers.LOOKS[0], tls=True) as server:
        with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urlopen(server.url + SERVICE)
        unasked = server.log
        trusting = ssl.create_default_context(cadata=server.certificate.decode())
        with urlopen(server.url + SERVICE, context=trusting) as response:
            status = response.status

    assert unasked == ()
    assert status == 200


def test_the_server_is_gone_afterwards(world: World) -> None:
    """Leaving the server closes its port, whoever is still connected."""
    with Server(world, answers.LOOKS[0]) as server:
        get(server.url, SERVICE)

    with pytest.raises(ConnectionRefusedError):
        get(server.url, SERVICE)


def test_a_script_says_when_its_site_fails(tmp_path: Path) -> None:
    """From one instant until another, the first included; robots.txt fails too unless the script says where."""
    faults_of_the_script = (
        '[[faults]]\nkind = "forbidden"\nfrom = 2027-02-08T00:00:00Z\nuntil = 2027-02-23T00:00:00Z\n'
        '[[faults]]\nkind = "challenge"\nfrom = 2027-03-01T00:00:00Z\nuntil = 2027-03-02T00:00:00Z\nwhere = "asmx"\n'
    )
    with served(tmp_path, faults_of_the_script + AGENDA, "2027-02-07T23:59:59+00:00") as server:
        seen = []
        for moment in (
            "2027-02-07T23:59:59Z",
            "2027-02-08T00:00:00Z",
            "2027-02-22T23:59:59Z",
            "2027-02-23T00:00:00Z",
        ):
            server.clock = datetime.fromisoformat(moment)
            seen.append([get(server.url, path).status for path in (SERVICE, "/robots.txt")])
        server.clock = datetime(2027, 3, 1, 12, tzinfo=UTC)
        stub, page = get(server.url, SERVICE), get(server.url, "/mgListCommittees.aspx")

    assert seen == [[200, 200], [403, 403], [403, 403], [200, 200]]
    assert b"_Incapsula_Resource" in stub.body
    assert b"People Scrutiny Committee" in page.body


def test_a_site_that_has_not_opened_is_not_there(tmp_path: Path) -> None:
    """Connections close without an answer until the day on which it begins."""
    opens = "opens = 2027-04-01T00:00:00+01:00"
    with served(tmp_path, AGENDA, "2027-03-31T23:59:59+01:00", council=opens) as server:
        with pytest.raises((RemoteDisconnected, BadStatusLine, ConnectionResetError)):
            get(server.url, "/robots.txt")
        server.clock = datetime(2027, 3, 31, 23, tzinfo=UTC)
        open_now = get(server.url, "/robots.txt").status

    assert open_now == 200


def test_a_fault_may_concern_one_site(world: World) -> None:
    """The others answer as before."""
    with Server(world, answers.LOOKS[1]) as server:
        server.misbehave(".", faults.forbidden, site="wolden")
        statuses = {
            slug: get(url, "/robots.txt").status for slug, url in server.urls.items() if slug in SOUND
        }

    assert statuses == SOUND


def test_the_first_site_is_northshire(world: World) -> None:
    """It is the one that most who come want; each site has a port of its own."""
    with Server(world, answers.LOOKS[1]) as server:
        ports = {url.split("/")[2] for url in server.urls.values()}

    assert next(iter(server.urls)) == "northshire"
    assert server.url == server.urls["northshire"]
    assert len(ports) == len(world.histories)


@pytest.mark.parametrize(
    ("fault", "status", "begins"),
    [
        (faults.not_found, 404, b"<html>"),
        (faults.out_of_order, 200, b"<!DOCTYPE html>"),
        (faults.html_for_xml, 200, b"<html>"),
    ],
)
def test_pages_in_place_of_the_answer(
    server: Server, fault: faults.Fault, status: int, begins: bytes
) -> None:
    """A page that was not asked for; the one that stands for XML calls itself XML."""
    server.misbehave("GetCommittees", fault)
    got = get(server.url, SERVICE)

    assert got.status == status
    assert got.body.startswith(begins)
    assert ("xml" in got.headers["Content-Type"]) == (fault is faults.html_for_xml)


def test_a_site_that_moved_says_where(server: Server) -> None:
    """A redirect to an address of a test's choice."""
    server.misbehave("GetCommittees", faults.moved(faults.NOWHERE))
    got = get(server.url, SERVICE)

    assert (got.status, got.headers["Location"]) == (301, "http://democracy.moved.invalid")


def test_rows_can_be_lost_on_the_way(server: Server) -> None:
    """The count still says how many there were."""
    server.misbehave("GetCommittees", faults.without(rb"<committee>.*?</committee>\s*"))
    body = get(server.url, SERVICE).body

    assert b"<committeescount> 9</committeescount>" in body
    assert b"<committee>" not in body


FAULTS = {
    "forbidden": (faults.forbidden, 403, b"403 Forbidden"),
    "challenge": (faults.challenge, 200, b"_Incapsula_Resource"),
    "out of order": (faults.out_of_order, 200, b"We will be back soon"),
    "too many": (faults.too_many(60), 429, b"Too many requests"),
    "error": (faults.server_error(500), 500, b"Service unavailable"),
}


@pytest.mark.parametrize("system", ["moderngov", "cmis", "jadu", "plain"])
@pytest.mark.parametrize("fault", FAULTS)
def test_every_kind_of_site_can_fail_in_every_way(tmp_path: Path, system: str, fault: str) -> None:
    """A fault takes the place of whatever the site would have said."""
    order, status, words = FAULTS[fault]
    with served(tmp_path, AGENDA, "2027-02-08T09:00:00+00:00", system=system) as server:
        server.misbehave("^/$", order)
        failing, sound = get(server.url, "/"), get(server.url, "/robots.txt")

    assert (failing.status, sound.status) == (status, 200)
    assert words in failing.body
