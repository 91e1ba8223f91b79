"""A look-alike of the API of Explore Education Statistics: publications, data sets, their versions, changes and tables.

Shapes are those of its own description (openapi-v1.json). What nobody here asks is not served: meta and queries.
"""

import csv
import re
from collections.abc import Callable, Mapping, Sequence

from sample.exchange import Question, Reply
from sample.official.record import DataSet, Edition, Publication, Record, Renamed
from sample.official.rendering import as_json, iso

Shown = dict[str, object]


def answer(record: Record, question: Question, _addresses: Mapping[str, str]) -> Reply:
    """The reply of the API to a question; what it does not know is not found, with 404."""
    path = question.path.rstrip("/")
    try:
        return _answer(record, path, question.query)
    except (KeyError, ValueError):  # no such publication, data set or version, or a page that is no number
        problem = {
            "title": "Not Found",
            "status": 404,
            "type": "https://tools.ietf.org/html/rfc9110#section-15.5.5",
        }
        return as_json(problem, status=404)


def _answer(record: Record, path: str, query: Mapping[str, str]) -> Reply:
    for pattern, shown in _ROUTES:
        if found := pattern.fullmatch(path):
            return shown(record, query, *found.groups())
    raise KeyError(path)


def _publications(record: Record, query: Mapping[str, str]) -> Reply:
    wanted = query.get("search", "").lower()
    found = [each for each in record.publications if wanted in f"{each.title} {each.summary}".lower()]
    return _listed([_publication(each) for each in found if _released(each)], query)


def _one_publication(record: Record, _query: Mapping[str, str], ref: str) -> Reply:
    return as_json(_publication(_only(record, ref)))


def _data_sets(record: Record, query: Mapping[str, str], ref: str) -> Reply:
    return _listed([_data_set(each) for each in _only(record, ref).data_sets], query)


def _one_data_set(record: Record, _query: Mapping[str, str], ref: str) -> Reply:
    return as_json(_data_set(_set(record, ref)))


def _versions(record: Record, query: Mapping[str, str], ref: str) -> Reply:
    return _listed([_version(each) for each in reversed(_set(record, ref).editions)], query)


def _one_version(record: Record, _query: Mapping[str, str], ref: str, number: str) -> Reply:
    return as_json(_version(_edition(_set(record, ref), number)))


def _changed(record: Record, _query: Mapping[str, str], ref: str, number: str) -> Reply:
    return as_json(_changes(_edition(_set(record, ref), number)))


def _table(record: Record, query: Mapping[str, str], ref: str) -> Reply:
    edition = _edition(_set(record, ref), query.get("datasetversion", ""))
    return Reply(body=edition.table, media_type="text/csv")


def _listed(results: Sequence[Shown], query: Mapping[str, str]) -> Reply:
    """A page of results, counted from one."""
    number, size = int(query.get("page", "1")), int(query.get("pagesize", "20"))
    return as_json(
        {
            "paging": {
                "page": number,
                "pageSize": size,
                "totalResults": len(results),
                "totalPages": -(-len(results) // size),
            },
            "results": results[(number - 1) * size : number * size],
        }
    )


def _released(publication: Publication) -> bool:
    return any(each.editions for each in publication.data_sets)


def _only(record: Record, ref: str) -> Publication:
    for each in record.publications:
        if each.id == ref:
            return each
    raise KeyError(ref)


def _set(record: Record, ref: str) -> DataSet:
    for publication in record.publications:
        for each in publication.data_sets:
            if each.id == ref:
                return each
    raise KeyError(ref)


def _edition(data_set: DataSet, number: str) -> Edition:
    """The edition of that number, the newest where none is asked for."""
    for each in reversed(data_set.editions):
        if number in ("", each.number):
            return each
    raise KeyError(number)


def _publication(publication: Publication) -> Shown:
    return {
        "id": publication.id,
        "title": publication.title,
        "slug": publication.slug,
        "summary": publication.summary,
        "lastPublished": iso(max(each.editions[-1].published for each in publication.data_sets)),
    }


def _data_set(data_set: DataSet) -> Shown:
    newest = data_set.editions[-1]
    return {
        "id": data_set.id,
        "title": data_set.title,
        "summary": data_set.summary,
        "status": "Published",
        "supersedingDataSetId": None,
        "latestVersion": {"version": newest.number, "published": iso(newest.published), **_extent(newest)},
    }


def _version(edition: Edition) -> Shown:
    return {
        "version": edition.number,
        "type": edition.kind,
        "status": "Published",
        "published": iso(edition.published),
        "withdrawn": None,
        "notes": edition.notes,
        "release": {"title": edition.release, "slug": edition.release.lower().replace(" ", "-")},
        **_extent(edition),
    }


def _extent(edition: Edition) -> Shown:
    """What the table of an edition holds."""
    rows = list(csv.DictReader(edition.table.decode("utf-8-sig").splitlines()))
    years = sorted({row["time_period"] for row in rows})
    return {
        "totalResults": len(rows),
        "timePeriods": {"start": years[0], "end": years[-1]},
        "geographicLevels": sorted({row["geographic_level"] for row in rows}),
        "filters": [
            name for name in rows[0] if name.startswith("population_") and name != "population_estimate"
        ],
        "indicators": [name for name in ("number", "children_count", "rate_per_10000") if name in rows[0]],
    }


def _changes(edition: Edition) -> Shown:
    """What the edition changed, under major changes where it breaks what read the one before."""
    changed: Shown = {
        what: [
            {"previousState": _state(each, each.before), "currentState": _state(each, each.after)}
            for each in edition.renamed
            if each.what == what
        ]
        for what in sorted({each.what for each in edition.renamed})
    }
    nothing: Shown = {}
    major = edition.kind == "Major"
    return {
        "versionNumber": edition.number,
        "notes": edition.notes,
        "majorChanges": changed if major else nothing,
        "minorChanges": nothing if major else changed,
    }


def _state(renamed: Renamed, column: str) -> Shown:
    return {"id": column[:5], "column": column, "label": renamed.label}


_ID = r"([0-9a-f-]{36})"
_ROUTES: tuple[tuple[re.Pattern[str], Callable[..., Reply]], ...] = (
    (re.compile(r"/publications"), _publications),
    (re.compile(rf"/publications/{_ID}"), _one_publication),
    (re.compile(rf"/publications/{_ID}/data-sets"), _data_sets),
    (re.compile(rf"/data-sets/{_ID}"), _one_data_set),
    (re.compile(rf"/data-sets/{_ID}/csv"), _table),
    (re.compile(rf"/data-sets/{_ID}/versions"), _versions),
    (re.compile(rf"/data-sets/{_ID}/versions/([\d.]+)"), _one_version),
    (re.compile(rf"/data-sets/{_ID}/versions/([\d.]+)/changes"), _changed),
)
