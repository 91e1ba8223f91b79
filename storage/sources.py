"""Councils and sources in the database, refreshed from the reference tables and the source files at every start."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import deadlines as rules
from domain.council import Council, all_councils
from domain.deadlines import Deadline
from domain.errors import MinutewatchError
from domain.meeting import digest
from domain.source import Channel, Licence, Source
from storage.schema import CouncilRow, Entity, EntityRef, Meta, SourceRow, Succession
from storage.writing import insert_new, upsert

# The source under which documents stand that an operator put in by hand.
ADDED = Source(
    key="added/documents",
    channel=Channel.ADDED,
    system="added",
    url="",
    licence=Licence.OGL,
    file_sha256="",
)


# The word under which the archive remembers what it was last refreshed with.
_REFRESHED = "sources"


class UnknownSource(MinutewatchError):
    """No source has this key."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a source stands in the database: its number and its council's."""

    id: int
    key: str
    channel: str
    council_id: int | None
    licence: str
    watch_committees: tuple[str, ...]
    skip_committees: tuple[str, ...]


def is_current(session: Session, sources: Iterable[Source], *, on: Collection[str]) -> bool:
    """Whether the table of sources is as files, watch list and reference tables say: then nothing needs to be written."""
    kept = session.scalar(select(Meta.value).where(Meta.key == _REFRESHED))
    return kept == _digest(sources, on)


def refresh(session: Session, sources: Iterable[Source], *, on: Collection[str] | None = None) -> None:
    """Bring councils and sources up to date with the tables and files; a source without a file any more is switched off.

    `on` are the keys of the sources that are switched on. Without it, those that the table knows stay as they are and
    new ones are as their files say, until somebody comes who knows the watch list.
    """
    given = list(sources)
    kept = "" if on is None else _digest(given, on)
    upsert(session, Meta, [{"key": _REFRESHED, "value": kept}], on=["key"])
    found = [*given, ADDED]
    own = {source.council.slug: source.council for source in found if source.council}
    councils = {council.slug: council for council in all_councils()} | own
    _keep_councils(session, list(councils.values()))
    ids = dict(session.execute(select(CouncilRow.slug, CouncilRow.id)).all())
    upsert(
        session,
        SourceRow,
        [
            {
                "key": source.key,
                "channel": source.channel,
                "system": source.system,
                "council_id": ids[source.council.slug] if source.council else None,
                "base_url": "" if source.gap else source.url,
                "licence": source.licence,
                "promise": source.promise,
                "watch_committees": list(source.watch_committees),
                "skip_committees": list(source.skip_committees),
                "enabled": source.enabled if on is None else source.key in on or source is ADDED,
                "note": ". ".join(filter(None, (source.gap, source.note))) or None,
                "deadlines": [deadline.as_json() for deadline in source.deadlines],
                "name": source.called if source.channel is Channel.NEWS else source.name,
                "publisher": source.publisher,
                "covers": list(source.covers),
                "anonymous": source.anonymous,
                "file_sha256": source.file_sha256,
            }
            for source in found
        ],
        on=["key"],
        keep=["enabled"] if on is None else [],
    )
    gone = select(SourceRow).where(SourceRow.key.not_in([source.key for source in found]), SourceRow.enabled)
    for row in session.scalars(gone):
        row.enabled = False


def deadlines(session: Session, source_id: int) -> tuple[Deadline, ...]:
    """The deadlines that the source's council sets for the public, in the order of its file."""
    kept = session.scalar(select(SourceRow.deadlines).where(SourceRow.id == source_id))
    return tuple(map(rules.of_json, kept or ()))


def place_of(session: Session, key: str) -> Place:
    """Where a source stands.

    Raises:
        UnknownSource: no source has this key.
    """
    row = session.scalar(select(SourceRow).where(SourceRow.key == key))
    if row is None:
        raise UnknownSource(f"{key}: no such source; `minutewatch sources list` names them all")
    return Place(
        id=row.id,
        key=row.key,
        channel=row.channel,
        council_id=row.council_id,
        licence=row.licence,
        watch_committees=tuple(row.watch_committees),
        skip_committees=tuple(row.skip_committees),
    )


def councils(session: Session) -> tuple[Council, ...]:
    """All councils of the archive, those of the operator's own source files among them."""
    successors: dict[int, list[str]] = {}
    for council_id, slug in session.execute(
        select(Succession.council_id, CouncilRow.slug).join(
            CouncilRow, CouncilRow.id == Succession.successor_id
        )
    ):
        successors.setdefault(council_id, []).append(slug)
    reference = {council.slug: council for council in all_councils()}
    return tuple(
        Council(
            **{
                **(asdict(reference[row.slug]) if row.slug in reference else {}),
                "slug": row.slug,
                "gss": row.gss,
                "name": row.name,
                "short_name": row.short_name,
                "aliases": tuple(row.aliases),
                "weak_aliases": tuple(row.weak_aliases),
                "valid_from": row.valid_from,
                "valid_to": row.valid_to,
                "successors": tuple(successors.get(row.id, ())),
            }
        )
        for row in session.scalars(select(CouncilRow).order_by(CouncilRow.id))
    )


def _digest(sources: Iterable[Source], on: Collection[str]) -> str:
    files = sorted((source.key, source.file_sha256, source.url, source.key in on) for source in sources)
    return digest([files, [asdict(council) for council in all_councils()]])


def _keep_councils(session: Session, councils: list[Council]) -> None:
    upsert(
        session,
        CouncilRow,
        [
            {
                "slug": council.slug,
                "gss": council.gss,
                "name": council.name,
                "short_name": council.short_name,
                "aliases": list(council.aliases),
                "weak_aliases": list(council.weak_aliases),
                "valid_from": council.valid_from,
                "valid_to": council.valid_to,
            }
            for council in councils
        ],
        on=["slug"],
    )
    ids = dict(session.execute(select(CouncilRow.slug, CouncilRow.id)).all())
    upsert(
        session,
        Entity,
        [
            {
                "uid": council.uid,
                "kind": "council",
                "name": council.name,
                "council_id": ids[council.slug],
                "valid_from": council.valid_from,
                "valid_to": council.valid_to,
                "public": True,
            }
            for council in councils
        ],
        on=["uid"],
    )
    entities = dict(session.execute(select(Entity.uid, Entity.id).where(Entity.kind == "council")).all())
    codes = [
        {"scheme": "gss", "value": council.gss, "entity_id": entities[council.uid]}
        for council in councils
        if council.gss
    ]
    insert_new(session, EntityRef, codes, on=["scheme", "value"])
    insert_new(
        session,
        Succession,
        [
            {"council_id": ids[council.slug], "successor_id": ids[slug]}
            for council in councils
            for slug in council.successors
            if slug in ids  # one that is not known yet is joined as soon as there is a file for it
        ],
        on=["council_id", "successor_id"],
    )
