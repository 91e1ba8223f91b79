"""Settings: the one place that reads the environment, the operator's `minutewatch.toml` and the clock.

The environment wins over the file, the file over the defaults that stand here.
"""

import json
import os
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from domain.errors import MinutewatchError
from domain.instants import parse_instant
from domain.licences import Limits

FILE = "minutewatch.toml"
SECRET = "secret"  # noqa: S105  # the name of a file
_SECRET_BYTES = 32
# Lancashire and its neighbours; Cumberland is what is left to the north of the Cumbria that was one until 2023.
_LANCASHIRE_AND_NEIGHBOURS = (
    "lancashire",
    "blackburn-with-darwen",
    "blackpool",
    "bolton",
    "bradford",
    "bury",
    "calderdale",
    "cumberland",
    "knowsley",
    "north-yorkshire",
    "rochdale",
    "sefton",
    "st-helens",
    "westmorland-and-furness",
    "wigan",
)


class BadSettings(MinutewatchError):
    """A setting is unknown or cannot be understood."""


class Settings(BaseSettings):
    """All settings, each `MINUTEWATCH_<NAME>` in the environment or `<name>` in minutewatch.toml."""

    model_config = SettingsConfigDict(env_prefix="MINUTEWATCH_", extra="forbid", frozen=True)

    home: Annotated[Path, Field(description="the folder that holds archive, originals, index and settings")]
    database_url: Annotated[
        str | None,
        Field(description="`postgresql+psycopg://…` to keep the records in PostgreSQL instead of archive.db"),
    ] = None
    contact: Annotated[
        str | None,
        Field(description="a web or mail address that sites find in our user agent; needed to crawl"),
    ] = None
    watch: Annotated[
        tuple[str, ...],
        NoDecode,
        Field(
            description="the councils that are watched, by name, or `all`; files of your own are always on"
        ),
    ] = _LANCASHIRE_AND_NEIGHBOURS
    base_url: Annotated[
        str, Field(description="where the web archive is reached; links in mails begin with it")
    ] = "http://127.0.0.1:8000"
    mail_from: Annotated[str, Field(description="the sender of mails, as `Name <address>`")] = (
        "Minutewatch <digest@localhost>"
    )
    reply_to: Annotated[str | None, Field(description="where answers to mails go; the sender if not set")] = (
        None
    )
    operator: Annotated[
        str | None,
        Field(description="who runs this, as it stands at the foot of each mail, with a postal address"),
    ] = None
    smtp_host: Annotated[str, Field(description="the mail server")] = "127.0.0.1"
    smtp_port: Annotated[int, Field(description="its port")] = 25
    smtp_user: Annotated[str | None, Field(description="its user, where it wants one")] = None
    smtp_password: Annotated[
        str | None, Field(description="and password; better set in the environment", repr=False)
    ] = None
    smtp_encryption: Annotated[
        Literal["none", "starttls", "tls"],
        Field(description="how the connection is protected: none, starttls or tls"),
    ] = "none"
    recipients: Annotated[
        str,
        Field(description="addresses that may be written to, with commas between; `*` for every subscriber"),
    ] = ""
    news_keep_days: Annotated[
        int,
        Field(description="for so many days the words of news are stored without an agreement", ge=0),
    ] = Limits().days
    news_keep_days_nla: Annotated[
        int,
        Field(description='and for so many under a newspaper licence (`licence = "nla"`)', ge=0),
    ] = Limits().days_nla
    crawlers: Annotated[int, Field(description="how many sources are crawled at once", ge=1, le=32)] = 4
    linkers: Annotated[
        int, Field(description="how many processes link texts, where there are hundreds of them", ge=1, le=64)
    ] = 2
    now: Annotated[
        datetime | None,
        Field(description="stands in for the clock, such as 2026-10-05T06:00:00Z (replays and tests)"),
    ] = None

    @field_validator("watch", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        """Names with commas between, as the environment gives them, or a list of them."""
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @field_validator("now", mode="before")
    @classmethod
    def _instant(cls, value: object) -> object:
        try:
            return parse_instant(value) if isinstance(value, str) else value
        except MinutewatchError as exc:
            raise ValueError(str(exc)) from exc  # pydantic names the setting

    @classmethod
    def settings_customise_sources(  # its signature is pydantic's
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then what `load` read from the file."""
        return env_settings, init_settings

    def clock(self) -> datetime:
        """The moment it is: the machine's, unless `now` stands in for it."""
        return self.now or datetime.now(UTC)

    @property
    def news_limits(self) -> Limits:
        """How long the words of news may be stored."""
        return Limits(days=self.news_keep_days, days_nla=self.news_keep_days_nla)

    @property
    def secret(self) -> bytes:
        """The home's own secret, which `init` makes.

        Raises:
            BadSettings: there is none yet.
        """
        try:
            return (self.home / SECRET).read_bytes()
        except FileNotFoundError as exc:
            raise BadSettings(f"{self.home / SECRET}: not there; run `minutewatch init` first") from exc


def load(home: Path | None = None) -> Settings:
    """The settings of a home: of the one named, of MINUTEWATCH_HOME, or of the platform's usual place.

    Raises:
        BadSettings: the file is no TOML, or a setting is unknown or not understood.
    """
    folder = home or Path(os.environ.get("MINUTEWATCH_HOME") or user_data_path("minutewatch"))
    path = folder / FILE
    try:
        written: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise BadSettings(f"{path}: no TOML ({exc})") from exc
    try:
        return Settings(**(written | {"home": folder}))
    except ValidationError as exc:
        first = exc.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise BadSettings(f"{path} or MINUTEWATCH_{key.upper()}: {first['msg']} (key `{key}`)") from exc


def make_home(folder: Path) -> list[Path]:
    """Make what a home needs and does not have yet: folders, a commented minutewatch.toml, a secret. Returns what was made."""
    made = []
    for name in ("sources/councils", "sources/news", "sources/official", "blobs", "index", "locks"):
        path = folder / name
        if not path.exists():
            path.mkdir(parents=True)
            made.append(path)
    path = folder / FILE
    if not path.exists():
        path.write_text(_commented(), encoding="utf-8")
        made.append(path)
    path = folder / SECRET
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(_SECRET_BYTES))
        made.append(path)
    return made


def _commented() -> str:
    lines = [
        "# Settings of this Minutewatch home. Each can also be set as MINUTEWATCH_<NAME> in the environment, which wins."
    ]
    for name, field in Settings.model_fields.items():
        if name in ("home", "now"):
            continue
        default = field.get_default()
        value = json.dumps(default if default is not None else "")  # what JSON writes of these, TOML reads
        lines += ["", f"# {field.description}", f"# {name} = {value}"]
    return "\n".join(lines) + "\n"
