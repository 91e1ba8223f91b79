"""A sender that is killed: run as a process of its own, it sends an edition and dies at the given step of the given mail.

`python -m tests.digest.sender HOME DATABASE PORT STEP NUMBER`; step is one of `claimed`, `written`, `handed over`, `marked`
or `never`.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from digest import send as sending
from digest.settings import Smtp
from digest.transport import Connection
from storage import editions
from storage.archive import open_archive
from tests.digest.world import EDITION, MONDAY, SETTINGS

STEPS = ("claimed", "written", "handed over", "marked")


def dying(step: Callable[..., Any], number: int, *, before: bool) -> Callable[..., Any]:
    """The step, with the process killed before or after its so-and-so-many-eth time."""
    times = 0

    def stepped(*arguments: Any, **named: Any) -> Any:
        nonlocal times
        times += 1
        if before and times == number:
            os.kill(os.getpid(), signal.SIGKILL)
        result = step(*arguments, **named)
        if times == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return stepped


def main(home: str, database: str, port: str, step: str, number: str) -> None:
    """Send until killed or done."""
    patches: dict[str, tuple[Any, str, bool]] = {
        "claimed": (sending._Run, "_write", True),
        "written": (Connection, "hand_over", True),
        "handed over": (Connection, "hand_over", False),
        "marked": (editions, "settle", True),
    }
    if step in patches:
        place, name, before = patches[step]
        setattr(
            place, name, dying(getattr(place, name), 1 if step == "marked" else int(number), before=before)
        )
    smtp = Smtp(host="127.0.0.1", port=int(port), recipients=("*",), timeout=10)
    with open_archive(Path(home), database_url=database) as archive:
        sending.send(archive, EDITION, smtp=smtp, now=MONDAY, settings=SETTINGS)


if __name__ == "__main__":
    main(*sys.argv[1:])
