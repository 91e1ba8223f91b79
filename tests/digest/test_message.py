"""Messages as bytes: read back by the standard library they are what was meant, and no value breaks out of its header."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.message import Message as StdlibMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.message import HeaderRefused, Message, assemble, message_id
from storage.editions import named
from storage.subscribers import Reader, ReaderState
from tests.digest.world import EDITION, MONDAY, SETTINGS

READER = Reader(
    id=1, uid="0123456789abcdef", address="reader@example.org", state=ReaderState.CONFIRMED, following=()
)
TEXT = "£6.2m → £7.9m\n.a line that begins with a full stop\n" + "word " * 500
HTML = "<p>“£6.2m”</p>\n"


def made(
    *, subject: str = "Northshire: draft minutes", text: str = TEXT, html: str = HTML, edition: str = EDITION
) -> Message:
    """A mail."""
    return assemble(
        READER,
        name=named(edition),
        date=MONDAY,
        identity=message_id(edition, READER.uid, SETTINGS),
        subject=subject,
        text=text,
        html=html,
        settings=SETTINGS,
    )


def read(message: Message) -> EmailMessage:
    """The mail as the standard library reads it."""
    found = message_from_bytes(message.data, policy=SMTP)
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    return found


def headers_of(message: Message) -> bytes:
    """The headers as bytes."""
    return message.data.partition(b"\r\n\r\n")[0]


def test_the_mail_reads_back_as_it_was_meant() -> None:
    """Both bodies, text first, whole and in order."""
    found = read(made())
    text, html = found.iter_parts()

    assert found.get_content_type() == "multipart/alternative"
    assert text.get_content_type() == "text/plain"
    assert text.get_content().replace("\r\n", "\n") == TEXT
    assert html.get_content_type() == "text/html"
    assert html.get_content().replace("\r\n", "\n") == HTML


def test_the_headers_are_those_that_lists_and_machines_look_for() -> None:
    """One-click unsubscribing, a list of its own for each rhythm, no answers from automatons, the edition's date."""
    found = read(made())

    assert found["From"] == "Minutewatch <digest@minutewatch.example.org>"
    assert found["To"] == "reader@example.org"
    assert found["Reply-To"] == "editor@minutewatch.example.org"
    assert found["Date"] == "Mon, 15 Jun 2026 06:00:00 +0000"
    assert found["List-Id"] == "Weekly digest <weekly.digest.minutewatch.example.org>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Precedence"] == "bulk"
    assert found["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert found["Feedback-ID"] == "2026W25:weekly:digest:minutewatch"
    assert found["MIME-Version"] == "1.0"
    https, mailto = re.findall(r"<([^>]*)>", found["List-Unsubscribe"])
    assert https.startswith("https://minutewatch.example.org/unsubscribe/0123456789abcdef.")
    assert mailto.startswith("mailto:unsubscribe+0123456789abcdef.")
    local_part = mailto.removeprefix("mailto:").partition("@")[0]
    assert len(local_part) <= 64


def test_list_headers_are_plain_however_long_the_address() -> None:
    """Mail programs do not decode them: an encoded List-Unsubscribe is none (python/cpython#85725)."""
    long = replace(
        SETTINGS, base_url="https://minutewatch.a-very-long-name-of-a-newspaper.example.org/archive"
    )
    message = assemble(
        READER,
        name=named(EDITION),
        date=MONDAY,
        identity=message_id(EDITION, READER.uid, long),
        subject="Größe",
        text=TEXT,
        html=HTML,
        settings=long,
    )
    for line in headers_of(message).split(b"\r\n"):
        if line.startswith((b"List-", b" <mailto")):
            assert b"=?" not in line
    found = message_from_bytes(message.data)
    assert long.base_url in found["List-Unsubscribe"]


def test_a_mail_is_the_same_bytes_each_time() -> None:
    """Sent again after a crash, it is the same mail under the same Message-ID; another reader's or edition's is not."""
    assert made() == made()
    assert message_id(EDITION, READER.uid, SETTINGS) == message_id(EDITION, READER.uid, SETTINGS)
    others = {
        message_id(EDITION, READER.uid, SETTINGS),
        message_id("2026-W26", READER.uid, SETTINGS),
        message_id(EDITION, "fedcba9876543210", SETTINGS),
        message_id(EDITION, READER.uid, replace(SETTINGS, secret=b"another")),
    }
    assert len(others) == 4
    assert READER.uid not in message_id(EDITION, READER.uid, SETTINGS)


@given(subject=st.text(max_size=300))
def test_no_subject_breaks_out_of_its_header(subject: str) -> None:
    """It reads back as it was, or is refused."""
    try:
        message = made(subject=subject)
    except HeaderRefused:
        assert re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", subject)
        return
    plain = StdlibMessage.keys(message_from_bytes(made().data))

    assert message_from_bytes(message.data).keys() == plain
    read_back = str(make_header(decode_header(message_from_bytes(message.data)["Subject"])))
    assert read_back.split() == subject.split()
    assert all(len(line) <= 998 for line in message.data.split(b"\r\n"))


@pytest.mark.parametrize(
    "injected", ["\r\nBcc: x@example.org", "\nBcc: x@example.org", "\r", "\x00", "\u2028"]
)
def test_a_value_that_would_begin_a_header_is_refused(injected: str) -> None:
    """In the subject, in an address, in the sender's name."""
    with pytest.raises(HeaderRefused):
        made(subject=f"Minutes{injected}")
    identity = message_id(EDITION, READER.uid, SETTINGS)
    for reader, settings in (
        (replace(READER, address=f"reader@example.org{injected}"), SETTINGS),
        (READER, replace(SETTINGS, sender=f"Minute{injected}watch <digest@example.org>")),
        (READER, replace(SETTINGS, reply_to=f"editor@example.org{injected}")),
        (READER, replace(SETTINGS, base_url=f"https://example.org{injected}")),
    ):
        with pytest.raises(HeaderRefused):
            assemble(
                reader, name=named(EDITION), date=MONDAY, identity=identity, subject="Minutes", text="", html="", settings=settings
            )  # fmt: skip


def test_a_reader_without_address_has_no_mail() -> None:
    """Who left in the meantime cannot be written to."""
    with pytest.raises(HeaderRefused):
        assemble(
            replace(READER, address=None),
            name=named(EDITION),
            date=MONDAY,
            identity="<a@example.org>",
            subject="Minutes",
            text="",
            html="",
            settings=SETTINGS,
        )


def test_a_sender_with_any_name_reads_back() -> None:
    """`Städte & Kreise` as well as plain words."""
    settings = replace(SETTINGS, sender='"Städte, Kreise" <digest@example.org>')
    message = assemble(
        READER,
        name=named("2026-11"),
        date=datetime(2026, 11, 2, tzinfo=UTC),
        identity="<a@example.org>",
        subject="£1.4m for “Northshire”",
        text="",
        html="",
        settings=settings,
    )
    found = read(message)

    assert found["From"].addresses[0].display_name == "Städte, Kreise"
    assert found["Subject"] == "£1.4m for “Northshire”"
    assert found["List-Id"] == "Monthly digest <monthly.digest.minutewatch.example.org>"
    assert message.sender == "digest@example.org"


@given(st.text(max_size=500))
def test_no_line_is_too_long_and_none_begins_with_a_full_stop(words: str) -> None:
    """Whatever the words, mail servers pass them on unchanged."""
    words = words.encode("utf-8", "replace").decode()
    for line in made(text=words, html=words).data.split(b"\r\n"):
        assert len(line) <= 998
        assert not line.startswith(b".")
        assert b"\n" not in line
        assert b"\r" not in line
