"""The front door: the command line, the settings, and the steps of the line. From Python: `with minutewatch.open(home) as home:`."""

from contextlib import AbstractContextManager
from pathlib import Path

from minutewatch.config import load
from minutewatch.jobs import Home, open_home


def open(home: Path | None = None) -> AbstractContextManager[Home]:  # noqa: A001  # reads `minutewatch.open(home)`
    """Open a home (MINUTEWATCH_HOME if none is named) for a script of one's own: `home.archive`, `home.shelf` (its sources), `home.settings`.

    Raises:
        MinutewatchError: a setting or source file is wrong, or the archive cannot be opened.
    """
    return open_home(load(home))
