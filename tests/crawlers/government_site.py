"""A small GOV.UK and a small statistics service on loopback: what a test puts there is answered, and what was asked is kept."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

COLLECTION = "/government/collections/notices"
NOTICE = "/government/publications/improvement-notice-issued-to-saltmere-council-march-2026"
DATA_SET = "00000000-0000-4000-8000-00000000000a"
PUBLICATION = "00000000-0000-4000-8000-00000000000b"
HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "old_la_code,la_name,new_la_code,{group},population_estimate,{count},rate_per_10000"
)
OLD_LAYOUT = ("population_count", "number", "Children looked after at 31 March each year")
NEW_LAYOUT = ("population_type", "children_count", "Children looked after on 31 March each year")


def table(layout: tuple[str, str, str], figures: dict[int, str]) -> bytes:
    """A table of Lancashire's children looked after by year, in one of the layouts."""
    group, count, words = layout
    rows = [
        f"{year},Reporting year,Local authority,E92000001,England,E12000002,North West,888,Lancashire,E10000017,{words},256087,{figure},68"
        for year, figure in figures.items()
    ]
    return "\n".join([HEADER.format(group=group, count=count), *rows, ""]).encode("utf-8-sig")


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version of the data set, and what it changed that breaks who reads it."""

    number: str
    release: str
    published: str
    table: bytes
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass(kw_only=True)
class Government:
    """What the sites hold: `pages` are content items by path, `files` bodies by path; `refusal` answers searches instead."""

    pages: dict[str, dict[str, object]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    gone: dict[str, dict[str, object]] = field(default_factory=dict)
    feed: str = ""
    refusal: str | None = None
    versions: list[Version] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def publish(self, path: str, *, title: str, at: str, **fields: object) -> None:
        """Put a page up, or put it up anew; `note` says what changed, the newest last."""
        before = self.pages.get(path, {})
        history = before.get("history", [])
        note = {"public_timestamp": at, "note": fields.pop("note", "First published.")}
        assert isinstance(history, list)
        self.pages[path] = before | {
            "base_path": path,
            "schema_name": "publication",
            "document_type": "decision",
            "title": title,
            "description": "About children's services.",
            "first_published_at": before.get("first_published_at", at),
            "public_updated_at": at,
            "history": [*history, note],
            **fields,
        }

    def asked_for(self) -> dict[str, int]:
        """How often each kind of thing was asked for since this was asked last."""
        kinds = [_kind(path) for path in self.asked]
        self.asked.clear()
        return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, media type and body for a path."""
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return 404, "text/plain", b""
        self.asked.append(path)
        if parts.path == "/api/search.json":
            return self._search()
        if parts.path.endswith(".atom"):
            return 200, "application/atom+xml", self.feed.encode()
        if parts.path.startswith("/api/content"):
            return self._content(parts.path.removeprefix("/api/content"))
        if parts.path in self.files:
            return 200, "application/pdf", self.files[parts.path]
        return self._statistics(parts.path, parse_qs(parts.query))

    def _search(self) -> tuple[int, str, bytes]:
        if self.refusal:
            return 422, "text/html", self.refusal.encode()
        results = [
            {"link": path, "title": page["title"], "public_timestamp": page["public_updated_at"]}
            for path, page in self.pages.items()
            if page["document_type"] == "decision"
        ]
        return _json({"results": results, "total": len(results)})

    def _content(self, path: str) -> tuple[int, str, bytes]:
        if path in self.gone:
            return _json({"base_path": path, "document_type": "gone"} | self.gone[path], status=410)
        if path not in self.pages:
            return _json({"errors": "not found"}, status=404)
        page = dict(self.pages[path])
        history = page.pop("history")
        return _json(page | {"details": {"change_history": history, **dict(page.get("details", {}))}})  # type: ignore[call-overload]

    def _statistics(self, path: str, query: dict[str, list[str]]) -> tuple[int, str, bytes]:
        what = path.removeprefix("/statistics/")
        newest = self.versions[-1] if self.versions else None
        if what == "publications" and newest:
            found: dict[str, object] = {"id": PUBLICATION, "slug": "looked-after", "title": "Looked after"}
            return _listed([found | {"lastPublished": newest.published}])
        if what == f"publications/{PUBLICATION}/data-sets" and newest:
            latest = {"version": newest.number, "geographicLevels": ["Local authority"]}
            return _listed(
                [{"id": DATA_SET, "title": "Numbers", "status": "Published", "latestVersion": latest}]
            )
        if what == f"data-sets/{DATA_SET}/versions":
            return _listed([_version(each) for each in reversed(self.versions)])
        for each in self.versions:
            if what == f"data-sets/{DATA_SET}/versions/{each.number}/changes":
                changed = [
                    {"previousState": {"column": old}, "currentState": {"column": new}}
                    for old, new in each.renamed
                ]
                return _json(
                    {
                        "versionNumber": each.number,
                        "majorChanges": {"indicators": changed},
                        "minorChanges": {},
                    }
                )
            if what == f"data-sets/{DATA_SET}/csv" and query["dataSetVersion"] == [each.number]:
                return 200, "text/csv", each.table
        return _listed([]) if what == "publications" else _json({"title": "Not Found"}, status=404)


def _version(version: Version) -> dict[str, object]:
    return {
        "version": version.number,
        "type": "Major",
        "status": "Published",
        "published": version.published,
        "release": {"title": version.release},
        "timePeriods": {"start": "2020", "end": "2026"},
    }


def _listed(results: list[dict[str, object]]) -> tuple[int, str, bytes]:
    return _json(
        {
            "paging": {"page": 1, "pageSize": 20, "totalResults": len(results), "totalPages": 1},
            "results": results,
        }
    )


def _json(told: object, *, status: int = 200) -> tuple[int, str, bytes]:
    return status, "application/json", json.dumps(told).encode()


def _kind(path: str) -> str:
    """What a question is about: a search, a feed, a page, a file, or a part of the statistics service."""
    kinds = {
        "/api/search": "search",
        ".atom": "feed",
        "/api/content": "page",
        "/changes": "changes",
        "/csv": "table",
        "/versions": "versions",
        "/data-sets?": "data sets",
        "/statistics/publications?": "series",
    }
    return next((kind for part, kind in kinds.items() if part in path), "file")
