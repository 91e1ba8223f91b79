"""Settings of the digest: whose mail it is, where its links lead, and how it is handed over. Read elsewhere, passed in here."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What every mail needs to know of its sender.

    `base_url` is the web archive's address without a slash at its end; `sender` is `Name <address>`; `list_domain` stands
    in List-Id and Message-ID; `operator` is who runs this, with a postal address if they have one; `secret` seals tokens.
    """

    base_url: str
    sender: str
    list_domain: str
    secret: bytes
    reply_to: str | None = None
    operator: str | None = None


class Encryption(StrEnum):
    """How the connection to the mail server is protected."""

    NONE = "none"  # a relay on this machine
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, kw_only=True)
class Smtp:
    """The mail server, and whom it may be given mail for.

    `recipients` holds addresses, or `@domain` for all of a domain, or `*` for everybody; empty, nobody is written to.
    Sending stops before the next mail once a file stands at `stop_file`.
    """

    host: str
    port: int = 25
    encryption: Encryption = Encryption.NONE
    user: str | None = None
    password: str | None = None
    recipients: tuple[str, ...] = ()
    stop_file: Path | None = None
    timeout: float = 60.0
