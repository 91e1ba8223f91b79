"""How long the ledger of all England takes: `python -m benchmarks.ledger`.

A made-up archive of every council: 100,000 facts in work programmes, trackers, articles and reports, and 76,500 items of
agendas. Prints how many actions there are, how many statements the database was asked, and the seconds of the processor.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from domain.known import from_reference
from domain.source import Channel, Licence, Source
from domain.uid import public_id
from storage.actions import actions
from storage.archive import Archive, open_archive
from storage.schema import (
    Base,
    CommitteeRow,
    CouncilRow,
    DocumentRow,
    Entity,
    FactRow,
    MeetingRow,
    PageRow,
    SourceRow,
    TextRow,
    VersionRow,
)
from storage.sources import refresh
from storage.writing import Row, begin_run

FACTS = 100_000
DOCUMENTS_PER_COUNCIL, MEETINGS_PER_COUNCIL, ITEMS = 60, 50, 10
# So many words as titles of business have; the first are the commonest, as words of a language are.
_WORDS = tuple(
    f"{first}{second}{third}"
    for first in ("al", "ber", "cor", "dan", "el", "far", "gor", "hal")
    for second in ("mo", "ni", "ra", "sto", "ve", "wi", "pla", "que")
    for third in ("n", "rt", "st", "nd", "ck", "lm", "ph", "x")
)
_WEIGHTS = tuple(1 / place for place in range(1, len(_WORDS) + 1))
_BEGIN = datetime(2026, 1, 1, 6, tzinfo=UTC)
_ASKED = datetime(2027, 3, 1, 12, tzinfo=UTC)


def main() -> None:
    """Fill an archive, compute the whole ledger and print what it took."""
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "home") as archive:
        facts = fill(archive, random.Random(6))  # the same archive each time
        with archive.reading() as session, counted(archive) as asked:
            begun = time.process_time()
            found = actions(session, as_of=_ASKED, only_stated=True)
            seconds = time.process_time() - begun
    print(f"{facts} facts, {len(found)} actions, {len(asked)} statements, {seconds:.1f} s of the processor")


def fill(archive: Archive, chance: random.Random) -> int:
    """Put in all councils with their papers; how many facts there are."""
    councils = from_reference().councils
    sources = [
        Source(
            key=f"committee/{council.slug}",
            channel=Channel.COMMITTEE,
            system="test",
            url=f"http://127.0.0.1:1/{council.slug}",
            licence=Licence.OGL,
            file_sha256="0" * 64,
            council=council,
        )
        for council in councils
    ]
    with archive.writing() as session:
        refresh(session, sources, on={source.key for source in sources})
        run = begin_run(session, "crawl", now=_BEGIN, program="bench")
    with archive.writing() as session:
        return _Filler(session, chance, run).fill()


@contextmanager
def counted(archive: Archive) -> Iterator[list[str]]:
    """The statements that an archive is asked for a while."""
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    event.listen(archive.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(archive.engine, "before_cursor_execute", note)


class _Filler:
    """Puts rows in, table by table; numbers are its own."""

    def __init__(self, session: Session, chance: random.Random, run: int) -> None:
        self.session, self.chance, self.run = session, chance, run
        self.rows: dict[type[Base], list[Row]] = {}
        self.last: dict[type[Base], int] = {}

    def fill(self) -> int:
        """Everything of every council; how many facts there are."""
        councils = self.session.execute(
            select(CouncilRow.id, SourceRow.id).join(SourceRow, SourceRow.council_id == CouncilRow.id)
        ).all()
        entities = dict(
            self.session.execute(select(Entity.council_id, Entity.id).where(Entity.kind == "council")).all()
        )
        self.last[Entity] = max(entities.values(), default=0)
        each = FACTS // (len(councils) * DOCUMENTS_PER_COUNCIL) + 1
        for council, source in councils:
            about = entities.get(council) or self._add(
                Entity,
                uid=public_id("council", str(council)),
                kind="council",
                name="-",
                council_id=council,
                public=True,
            )
            committee = self._committee(source, council)
            for number in range(MEETINGS_PER_COUNCIL):
                self._meeting(source, committee, number)
            for number in range(DOCUMENTS_PER_COUNCIL):
                self._document(source, council, about, number, each)
        for table, rows in self.rows.items():
            for first in range(0, len(rows), 5000):
                self.session.execute(insert(table), rows[first : first + 5000])
        return len(self.rows[FactRow])

    def _add(self, table: type[Base], **row: object) -> int:
        number = self.last[table] = self.last.get(table, 0) + 1
        self.rows.setdefault(table, []).append({"id": number, **row})
        return number

    def _subject(self) -> str:
        return " ".join(self.chance.choices(_WORDS, _WEIGHTS, k=4))

    def _committee(self, source: int, council: int) -> int:
        entity = self._add(
            Entity,
            uid=public_id("body", str(source)),
            kind="committee",
            name="Committee",
            council_id=council,
            public=True,
        )
        return self._add(
            CommitteeRow, entity_id=entity, source_id=source, ref="1", title="Children's Scrutiny Committee",
            expired=False, watched=True, why="",
        )  # fmt: skip

    def _meeting(self, source: int, committee: int, number: int) -> None:
        starts = _BEGIN + timedelta(days=9 * number)
        meeting = self._add(
            MeetingRow, uid=public_id("meeting", str(source), str(number)), source_id=source, ref=str(number), committee_id=committee,
            starts_local=f"{starts:%Y-%m-%d}T18:00", zone="Europe/London", status="Confirmed", agenda_published=True,
            decisions_published=False, minutes_published=False, fingerprint="", sequence=0, absences=0, first_seen_at=_BEGIN,
        )  # fmt: skip
        *_, text = self._text(
            source, None, f"m{number}", "agenda", starts - timedelta(days=7), meeting=meeting
        )
        place = 0
        for item in range(1, ITEMS + 1):
            words = f"{item} {self._subject()}"
            self.rows.setdefault(PageRow, []).append(
                {
                    "text_id": text,
                    "number": item,
                    "starts": place,
                    "ends": place + len(words),
                    "item": str(item),
                    "words": words,
                }
            )
            place += len(words) + 1

    def _text(
        self,
        source: int,
        council: int | None,
        ref: str,
        kind: str,
        seen: datetime,
        *,
        meeting: int | None = None,
    ) -> tuple[int, int, int]:
        document = self._add(
            DocumentRow, uid=public_id("document", str(source), ref), source_id=source, ref=ref, kind=kind, url="",
            council_id=council, meeting_id=meeting, first_seen_at=seen, absences=0,
        )  # fmt: skip
        version = self._add(
            VersionRow, document_id=document, number=1, fingerprint="", title=ref, authors=[], published=f"{seen:%Y-%m-%d}",
            first_seen_at=seen, origin="watch", licence="ogl", access="open",
        )  # fmt: skip
        text = self._add(
            TextRow, version_id=version, sha256=public_id(str(source), ref), reader="bench", quality="good", warnings=[],
            is_current=True, redactions=[],
        )  # fmt: skip
        return document, version, text

    def _document(self, source: int, council: int, about: int, number: int, facts: int) -> None:
        """A work programme, a tracker, an article or a report, with so many facts."""
        seen = _BEGIN + timedelta(days=7 * number)
        document, version, text = self._text(source, council, f"d{number}", "report", seen)
        plan = ("work programme", "tracker", None, None)[number % 4]
        for place in range(facts):
            what = self._subject()
            due = date(2026, 1, 1) + timedelta(days=9 * self.chance.randrange(MEETINGS_PER_COUNCIL))
            fields: dict[str, object] = {"who": None, "what": what, "due": due.isoformat()}
            kind = "action"
            if plan:
                fields["plan"] = plan
                fields |= (
                    {"log": "action log", "status": "open", "said": "In progress"}
                    if plan == "tracker"
                    else {}
                )
            elif place % 4:
                kind = "commitment"
                fields |= {"strength": "planned", "what": f"The council will finish its work on {what}"}
            else:
                kind = "progress"
                fields |= {"status": "complete", "on": None, "by": None}
            self._add(
                FactRow, uid=public_id("fact", str(document), str(place)), type=kind, about=about, version_id=version, text_id=text,
                page=1, starts=place * 100, ends=place * 100 + 50, quote=what, stated=f"{seen:%Y-%m-%d}", modality="planned",
                official=False, fields=fields, rule="bench@1", since_run=self.run,
            )  # fmt: skip


if __name__ == "__main__":
    main()
