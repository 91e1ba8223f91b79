"""Recordings: what was answered is written down as it came, and played again with its own clock and without a network."""

import gzip
import random
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from scrapy.http import Response
from warcio.archiveiterator import ArchiveIterator

from crawlers import problems, recording, replaying
from crawlers.problems import Distrusted
from crawlers.recording import Recording
from crawlers.replaying import NotRecorded, RecordingUnreadable, Replay

BEGAN = datetime(2026, 10, 5, 6, 0, tzinfo=UTC)
SITE = "https://papers.westmere.example"
PAPER = b"%PDF-1.7 the improvement plan"


class Ticking:
    """A clock that goes on by a second and a bit at each look."""

    def __init__(self) -> None:
        self.now = BEGAN - timedelta(seconds=1.000001)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1.000001)
        return self.now


def ask(path: str) -> Request:
    return Request(f"{SITE}/{path}", headers={"User-Agent": "Minutewatch/0.1 (+mailto:a@b.example)"})


def answer(path: str, body: bytes, status: int = 200, **headers: str) -> Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(f"{SITE}/{path}", status=status, headers=given, body=body, protocol="HTTP/1.1")


@contextmanager
def record(path: Path, source: str = "committee/westmere") -> Iterator[Recording]:
    with Recording(path, source=source, clock=Ticking(), software="Minutewatch/0.1") as being_made:
        yield being_made


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A recording of three answers and a failure."""
    path = tmp_path / "westmere.warc.gz"
    with record(path) as being_made:
        being_made.answered(ask("robots.txt"), answer("robots.txt", b"", status=404))
        being_made.answered(
            ask("s1"), answer("s1", PAPER, Content_Type="application/pdf", Set_Cookie="who=us", ETag='"1"')
        )
        being_made.failed(ask("s2"), CannotResolveHostError("no such host"))
        being_made.answered(ask("s1"), answer("s1", PAPER + b", second edition"))
    return path


def replay(path: Path) -> Replay:
    (section,) = replaying.sections(path)
    return Replay(path, section.starts)


def test_what_was_answered_is_answered_again(made: Path) -> None:
    """Status, headers and bytes come back as they were, but for cookies, which are nobody's business."""
    with replay(made) as played:
        found = played.answer(ask("s1"))

    assert (found.status, found.body, found.url) == (200, PAPER, f"{SITE}/s1")
    assert found.headers["ETag"] == b'"1"'
    assert found.headers["Content-Type"] == b"application/pdf"
    assert "Set-Cookie" not in found.headers


def test_the_same_question_has_the_answers_of_then_in_turn(made: Path) -> None:
    """What was asked twice is answered twice, in that order; a third time the recording says that it has no answer."""
    with replay(made) as played:
        found = [played.answer(ask("s1")).body for _ in range(2)]
        with pytest.raises(NotRecorded, match="the recording holds no answer to this"):
            played.answer(ask("s1"))

    assert found == [PAPER, PAPER + b", second edition"]


def test_the_clock_of_then(made: Path) -> None:
    """The clock stands at the moment of setting out, then at that of the last answer, to the microsecond."""
    with replay(made) as played:
        moments = [played.clock()]
        for path in ("robots.txt", "s1"):
            played.answer(ask(path))
            moments.append(played.clock())

    assert moments == [BEGAN + n * timedelta(seconds=1.000001) for n in range(3)]


def test_a_failure_fails_again(made: Path) -> None:
    """What gave no answer then gives none now, for the same reason."""
    with replay(made) as played, pytest.raises(CannotResolveHostError, match="no such host"):
        played.answer(ask("s2"))


@pytest.mark.parametrize(
    "error",
    [
        CannotResolveHostError("x"),
        DownloadTimeoutError("x"),
        Distrusted("x"),
        OSError("reset"),
        KeyError("x"),
    ],
)
def test_a_failure_says_the_same_of_the_site(error: Exception) -> None:
    """Whatever kept us from an answer speaks for the same state of the source when it is played."""
    again = problems.error_of(problems.kind_of(error), str(error))

    assert problems.of_error(again) == problems.of_error(error)


def test_others_can_read_it(made: Path) -> None:
    """A recording is a WARC like any other: an answer, what was asked, and a warcinfo that says who recorded it."""
    with made.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]

    assert kinds == [
        "warcinfo",
        *["response", "request"] * 2,
        "metadata",
        "response",
        "request",
    ]


def test_what_a_kill_left_can_be_played(made: Path, tmp_path: Path) -> None:
    """Wherever a recording breaks off, all that was whole before is there, and nothing of what was not."""
    whole = made.read_bytes()
    ends = list(recording.members(made))
    cut = tmp_path / "cut.warc.gz"
    for length in range(0, len(whole) + 1, 7):
        cut.write_bytes(whole[:length])

        assert list(recording.members(cut)) == [end for end in ends if end <= length]


def test_several_sources_in_one_file(made: Path, tmp_path: Path) -> None:
    """Each source has a section of its own; what one was answered is no answer to another. What was cut short is left out."""
    other, joined = tmp_path / "eastmere.warc.gz", tmp_path / "all.warc.gz"
    with record(other, "committee/eastmere") as being_made:
        being_made.answered(ask("s1"), answer("s1", b"%PDF of Eastmere"))
        being_made.answered(ask("s3"), answer("s3", b"%PDF cut short"))
    other.write_bytes(other.read_bytes()[:-9])
    recording.join([other, tmp_path / "never-begun.warc.gz", made], joined)
    first, second = replaying.sections(joined)
    with Replay(joined, first.starts) as eastmere, Replay(joined, second.starts) as westmere:
        found = eastmere.answer(ask("s1")).body, westmere.answer(ask("s1")).body

    assert [section.source for section in (first, second)] == ["committee/eastmere", "committee/westmere"]
    assert found == (b"%PDF of Eastmere", PAPER)


def test_no_recording_is_overwritten(made: Path) -> None:
    """A file that is there is not written over."""
    with pytest.raises(recording.RecordingExists, match="name a new file"):
        recording.join([made], made)

    assert replaying.sections(made)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "no crawl is recorded there"),
        (b"%PDF-1.7", "no crawl is recorded there"),
        (gzip.compress(b"hello", mtime=0), "an odd record at byte 0"),
        (
            gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n", mtime=0),
            "odd record",
        ),
        (
            gzip.compress(
                b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n", mtime=0
            ),
            "recorded by another program",
        ),
    ],
)
def test_what_is_no_recording(tmp_path: Path, body: bytes, why: str) -> None:
    """What is no recording of ours says so, and says what is wrong with it."""
    path = tmp_path / "odd.warc.gz"
    path.write_bytes(body)

    with pytest.raises(RecordingUnreadable, match=why):
        replaying.sections(path)
    with pytest.raises(RecordingUnreadable):
        Replay(path, 0)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A recording that cannot be opened is named."""
    with pytest.raises(RecordingUnreadable, match=r"gone\.warc\.gz: No such file"):
        replaying.sections(tmp_path / "gone.warc.gz")


@settings(max_examples=150)
@given(data=st.data())
def test_no_bytes_crash_the_player(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever stands in the records of a file, it is played or refused with our own error."""
    lines = st.lists(
        st.sampled_from(
            [
                b"WARC/1.1",
                b"WARC-Type: response",
                b"WARC-Type: warcinfo",
                b"WARC-Type: metadata",
                b"WARC-Target-URI: https://papers.westmere.example/s1",
                b"WARC-Date: 2026-10-05T06:00:00Z",
                b"WARC-Date: soon",
                b"Content-Length: 40",
                b"Content-Length: -1",
                b"Content-Length: x",
                b"HTTP/1.1 200 OK",
                b"HTTP/1.1 ??",
                b"source: committee/westmere",
                b"began: 2026-10-05T06:00:00Z",
                b"failure: DownloadTimeoutError",
                b"",
            ]
        )
        | st.binary(max_size=30),
        max_size=12,
    )
    blocks = data.draw(st.lists(lines, min_size=1, max_size=4))
    path = tmp_path_factory.mktemp("odd") / "odd.warc.gz"
    path.write_bytes(b"".join(gzip.compress(b"\r\n".join(block)) for block in blocks))
    try:
        with Replay(path, 0) as played:
            for _ in range(3):
                played.answer(ask("s1"))
    except (RecordingUnreadable, NotRecorded, DownloadTimeoutError, OSError):
        pass


def test_a_recording_is_never_wholly_in_memory(tmp_path: Path) -> None:
    """Making and indexing a recording of many large answers needs no more memory than a few of them."""

    noise = random.Random(1).randbytes(1_000_000)
    path = tmp_path / "large.warc.gz"
    tracemalloc.start()
    with record(path) as being_made:
        for number in range(30):
            being_made.answered(ask(f"s{number}"), answer(f"s{number}", noise))
    with replay(path) as played:
        found = played.answer(ask("s29")).body
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == noise
    assert peak < 12_000_000
