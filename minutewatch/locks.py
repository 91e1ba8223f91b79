"""Locks: two runs over one home at once are one too many. A lock goes with its process, however that ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.errors import MinutewatchError


class Busy(MinutewatchError):
    """Another process is at it."""


@contextmanager
def held(home: Path, name: str) -> Iterator[None]:
    """Hold the lock of this name.

    Raises:
        Busy: another process holds it.
    """
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise Busy(f"{home}: another `minutewatch {name}` is running; wait for it to end") from exc
        yield
