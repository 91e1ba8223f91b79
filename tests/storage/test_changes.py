"""Change numbers: with several writers at once, one who follows the sequence misses nothing."""

import threading
import time

from sqlalchemy import func, select

from storage.archive import Archive
from storage.schema import Change
from storage.writing import note_changes
from tests.storage.world import MONDAY

WRITERS, EACH = 4, 60


def _write(archive: Archive, name: str) -> None:
    for number in range(EACH):
        with archive.writing() as session:
            note_changes(session, [{"what": f"{name}:{number}"}], at=MONDAY)
            time.sleep(0.001 * (number % 3))  # the commit comes some time after the number was drawn


def test_a_follower_misses_no_change_of_four_writers(archive: Archive) -> None:
    """What has a smaller number than something already seen is never committed afterwards."""
    writers = [threading.Thread(target=_write, args=(archive, f"writer {n}")) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    followed: list[str] = []
    position = 0
    while any(writer.is_alive() for writer in writers) or len(followed) < _written(archive):
        with archive.reading() as session:
            rows = session.execute(
                select(Change.seq, Change.what).where(Change.seq > position).order_by(Change.seq)
            ).all()
        followed += [what for _, what in rows]
        position = rows[-1][0] if rows else position

    assert len(followed) == len(set(followed)) == WRITERS * EACH


def _written(archive: Archive) -> int:
    with archive.reading() as session:
        return session.scalar(select(func.count()).select_from(Change)) or 0
