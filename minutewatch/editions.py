"""Editions of the e-mail, as an operator previews, builds and sends them."""

from email.utils import parseaddr
from pathlib import Path
from typing import Literal

from digest import build as building
from digest import send as sending
from digest.build import Built
from digest.send import Sent
from digest.settings import Encryption, Settings, Smtp
from domain.instants import london_date
from minutewatch import config
from minutewatch.jobs import Home
from storage import editions

_STOP = "STOP_SENDING"


def due(home: Home) -> list[str]:
    """The editions that are to be built and sent now."""
    with home.archive.reading() as session:
        return [name.id for name in editions.due(session, today=london_date(home.settings.clock()))]


def current(home: Home) -> str:
    """The weekly edition of the present week."""
    year, week, _ = london_date(home.settings.clock()).isocalendar()
    return f"{year}-W{week:02}"


def preview(
    home: Home, edition: str | None, *, subscriber: str | None, form: Literal["html", "text", "eml"]
) -> str | bytes:
    """An edition as it would go out now; nothing is kept or sent.

    Raises:
        NoSuchEdition: the id names none.
        NoSuchSubscriber: nobody has this address.
    """
    return building.preview(
        home.archive,
        edition or current(home),
        subscriber,
        form,
        now=home.settings.clock(),
        settings=letterhead(home.settings),
    )


def build(home: Home, edition: str | None) -> Built:
    """Freeze an edition and put its mails in the outbox.

    Raises:
        NoSuchEdition: the id names none.
    """
    return building.build(
        home.archive, edition or current(home), now=home.settings.clock(), settings=letterhead(home.settings)
    )


def send(home: Home, edition: str | None, *, out: Path | None = None) -> Sent:
    """Send an edition that was built; with `out`, its mails are written there instead, and are sent with that.

    Raises:
        NotSendable: it was not built, or there is nobody to send it to.
        SendingStopped: the mail server refuses us.
    """
    return sending.send(
        home.archive,
        edition or current(home),
        smtp=None if out else mail_server(home.settings),
        now=home.settings.clock(),
        settings=letterhead(home.settings),
        out=out,
    )


def letterhead(settings: config.Settings) -> Settings:
    """What every mail says of its sender."""
    return Settings(
        base_url=settings.base_url.rstrip("/"),
        sender=settings.mail_from,
        list_domain=parseaddr(settings.mail_from)[1].rpartition("@")[2],
        secret=settings.secret,
        reply_to=settings.reply_to,
        operator=settings.operator,
    )


def mail_server(settings: config.Settings) -> Smtp:
    """The mail server, and whom it may be given mail for."""
    return Smtp(
        host=settings.smtp_host,
        port=settings.smtp_port,
        encryption=Encryption(settings.smtp_encryption),
        user=settings.smtp_user,
        password=settings.smtp_password,
        recipients=tuple(part.strip() for part in settings.recipients.split(",") if part.strip()),
        stop_file=settings.home / _STOP,
    )
