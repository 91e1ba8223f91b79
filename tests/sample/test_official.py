"""The official look-alikes answer as the real sites do, show what had come out by then, and print papers of the real layout."""

import csv
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pypdfium2
import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from sample import answers, faults, sources
from sample.official import HOSTS, printed
from sample.server import Server
from sample.world import World
from tests.sample.asking import Got, get

SEARCH = "/search?q=&location=&lat=&lon=&radius=&level_1_types=3&level_2_types%5B%5D=12"
NOTICES = "/api/content/government/collections/improvement-notices-and-directions"
BEFORE, AFTER = datetime(2026, 9, 14, 5, tzinfo=UTC), datetime(2027, 6, 1, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def served(world: World) -> Iterator[Server]:
    """The world after everything official has happened."""
    with Server(world, AFTER) as server:
        yield server


def _ask(server: Server, host: str, path: str) -> Got:
    parts = urlsplit(server.official[host])
    return get(f"{parts.scheme}://{parts.netloc}", f"{parts.path}{path}")


def _page(server: Server, path: str) -> HtmlElement:
    return lxml_html.document_fromstring(_ask(server, "ofsted", path).body)


def _told(server: Server, host: str, path: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(_ask(server, host, path).body)
    return told


def _text(paper: bytes) -> str:
    document = pypdfium2.PdfDocument(paper)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


# --- Ofsted ---


def test_the_list_of_councils_takes_two_pages(served: Server) -> None:
    """As many rows as are asked for; the second page has the rest, and no third follows."""
    pages = [_page(served, f"{SEARCH}&start={start}&rows=10") for start in (0, 10)]
    named = [page.xpath("//li[@class='search-result']//a/@href") for page in pages]
    more = [page.xpath("//ul[@class='pagination']/li[@class='next']") for page in pages]

    assert [len(each) for each in named] == [10, 6]
    assert len({*named[0], *named[1]}) == 16
    assert [len(each) for each in more] == [1, 0]
    assert pages[0].xpath("string(//p[@class='results-total'])") == "Showing 1 to 10 of 16"


def test_the_newest_report_comes_first_and_some_have_none(served: Server) -> None:
    """Councils that never had a report stand at the end, without a line that speaks of one."""
    page = _page(served, f"{SEARCH}&start=0&rows=100")
    days = [
        datetime.strptime(f"{found} +0000", "%d %B %Y %z").date()
        for found in page.xpath("//li[contains(., 'Latest report')]/strong/time/text()")
    ]

    assert days == sorted(days, reverse=True)
    assert days[0] == date(2027, 5, 28)
    assert len(days) < len(page.xpath("//li[@class='search-result']"))


def test_a_search_of_days_finds_what_came_out_in_them(served: Server) -> None:
    """As the real search does with `latest_report_date_start`."""
    page = _page(served, f"{SEARCH}&start=0&rows=100&latest_report_date_start=2027-05-27")

    assert page.xpath("//h3/a/text()") == ["Sandwath Council", "Ravensmouth Council"]


def test_a_page_lists_what_had_come_out_by_then(world: World) -> None:
    """Northshire's letter of 19 October 2026 is there on its day and was not there before."""
    with Server(world, BEFORE) as server:
        before = _page(server, "/provider/44/89001").xpath("//a[@class='publication-link']/@href")
        server.clock = datetime(2026, 10, 19, 10, tzinfo=UTC)
        after = _page(server, "/provider/44/89001").xpath("//a[@class='publication-link']/@href")

    assert set(after) - set(before) == {f"{server.official['files']}/v1/file/50313001"}


def test_a_council_that_ends_leaves_the_list_and_keeps_its_page(world: World, served: Server) -> None:
    """Wolden is listed until 31 March 2027; East and West Wolden from the day after."""
    listed = _page(served, f"{SEARCH}&q=Wolden&start=0&rows=100").xpath("//h3/a/text()")

    assert sorted(listed) == ["East Wolden Council", "West Wolden Council"]
    assert _page(served, "/provider/44/89002").xpath("string(//h1)") == "Wolden Council"
    assert sum(each.listed for each in world.record.at(BEFORE).providers) == 15


def test_a_dead_id_answers_with_a_page(served: Server, world: World) -> None:
    """With 200, though it says that there is no report."""
    (dead,) = answers.dead_files(world.record.at(AFTER))
    got = _ask(served, "files", f"/v1/file/{dead}")

    assert (got.status, got.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"Report not found" in got.body


def test_a_letter_is_put_in_the_place_of_another_in_silence(world: World) -> None:
    """Same day in the list, another file, and one word put right."""
    before, after = (answers.reports(world.record.at(datetime(2026, 12, day, tzinfo=UTC))) for day in (7, 8))
    (gone,), (come,) = set(before) - set(after), set(after) - set(before)

    assert before[gone].published == after[come].published == date(2026, 11, 2)
    assert before[gone].label == after[come].label


def test_ofsted_sends_no_validators(served: Server) -> None:
    """Nobody has seen any on the real site."""
    got = [_ask(served, "ofsted", "/provider/44/89001"), _ask(served, "files", "/v1/file/50313001")]

    assert [(each.headers["ETag"], each.headers["Last-Modified"]) for each in got] == [(None, None)] * 2


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (
            50231001,
            (
                "Inspection of Northshire local authority children’s services",
                "Inspection dates: 2 to 13 October 2023",
                "Lead inspector: Harriet Lowell, His Majesty’s Inspector",
                "Overall effectiveness Requires improvement to be good",
                "The experiences and progress of children who need help and protection: good",
            ),
        ),
        (
            50313001,
            (
                "Dear Rosamund",
                "the focused visit to Northshire children’s services on 15 and 16 September 2026",
                "pathway plans are now completed with young people",
                "health histories for care leavers",
            ),
        ),
        (50316002, ("Area for priority action", "Accommodation for 16 and 17 year olds")),
        (50317002, ("widespread and/or systemic failings", "within approximately 18 months", "priority action plan")),
        (50325003, ("This was the fifth monitoring visit since", "9 and 10 March 2027")),
    ],
)  # fmt: skip
def test_papers_say_what_the_script_has_of_them(served: Server, file: int, says: tuple[str, ...]) -> None:
    """In the layout and with the fixed headings of the real ones."""
    text = _text(_ask(served, "files", f"/v1/file/{file}").body)

    assert [words for words in says if words not in text] == []


def test_reports_since_april_2026_give_no_overall_grade(world: World) -> None:
    """Neither Northshire's second report nor any of the nine."""
    record = world.record.at(AFTER)
    later = [
        record.files[int(file)]
        for file, line in answers.reports(record).items()
        if line.label == "Children's services inspection" and line.published.year == 2027
    ]

    assert len(later) == 10
    assert [paper for paper in later if "Overall effectiveness" in _text(printed.pdf(paper))] == []


def test_papers_are_the_same_every_time(world: World) -> None:
    """So that two runs of the world keep the same originals."""
    paper = world.record.at(AFTER).files[50317002]
    first = printed.pdf(paper)
    printed.pdf.cache_clear()

    assert printed.pdf(paper) == first


# --- GOV.UK ---


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("q=notice&colour=red", "Unexpected parameters: colour"),
        ("filter_colour=red", '"colour" is not a valid filter field'),
        ("order=colour", '"colour" is not a valid sort field'),
        ("count=many", 'Invalid value "many" for parameter "count" (expected positive integer)'),
    ],
)
def test_the_search_refuses_what_it_does_not_know(served: Server, asked: str, says: str) -> None:
    """With 422, naming it."""
    got = _ask(served, "govuk", f"/api/search.json?{asked}")

    assert (got.status, got.body.decode()) == (422, says)


def test_the_search_finds_by_words_publisher_and_day(served: Server) -> None:
    """Newest first where that is asked for; days are counted in UTC, both ends in."""
    asked = (
        "q=%22improvement%20notice%22&filter_organisations=department-for-education&order=-public_timestamp"
        "&filter_public_timestamp=from:2026-11-19,to:2026-11-19&fields=title,link"
    )
    told = _told(served, "govuk", f"/api/search.json?{asked}")

    assert told["total"] == 2
    assert [each["title"] for each in _rows(told, "results")] == [
        "Improvement notices and directions",
        "Improvement notice issued to Estmere: November 2026",
    ]


def test_the_collection_tells_its_changes_newest_first(served: Server) -> None:
    """The note of 19 November 2026 moves the direction and adds the notice; the groups agree with it."""
    told = _told(served, "govuk", NOTICES)
    details = told["details"]
    assert isinstance(details, dict)
    stamps = [each["public_timestamp"] for each in details["change_history"]]
    ids = {each["content_id"]: each["title"] for each in _rows(_mapping(told, "links"), "documents")}

    assert stamps == sorted(stamps, reverse=True)
    assert details["change_history"][0]["note"].startswith("Moved 'Direction issued to Estmere: May 2024'")
    assert {group["title"]: [ids[each] for each in group["documents"]] for group in details["collection_groups"]} == {
        "Open notices": ["Improvement notice issued to Estmere: November 2026"],
        "Closed notices": ["Improvement notice issued to Thornwick: July 2022"],
        "Open directions": [],
        "Closed directions": ["Direction issued to Estmere: May 2024"],
    }  # fmt: skip


def test_a_page_that_is_not_there_is_not_found(served: Server) -> None:
    """As JSON, with 404."""
    got = _ask(served, "govuk", "/api/content/government/publications/nothing")

    assert (got.status, got.headers["Content-Type"]) == (404, "application/json; charset=utf-8")


def test_attachments_lie_on_the_other_host_and_carry_validators(served: Server) -> None:
    """The address in the page leads to a PDF, which is not sent twice to one who has it."""
    told = _told(served, "govuk", "/api/content/government/publications/direction-issued-to-estmere-may-2024")
    (attachment,) = _rows(_mapping(told, "details"), "attachments")
    address = str(attachment["url"])
    path = address.removeprefix(served.official["assets"])
    got = _ask(served, "assets", path)
    again = get(served.official["assets"], path, {"If-None-Match": got.headers["ETag"]})

    assert address.startswith(served.official["assets"])
    assert got.body.startswith(b"%PDF")
    assert len(got.body) == attachment["file_size"]
    assert again.status == 304


def test_a_feed_names_pages_by_id_and_day(served: Server) -> None:
    """The id is that of the page: only with the day of the change it is that of the update."""
    path = "/search/policy-papers-and-consultations.atom?organisations[]=department-for-education"
    feed = feedparser.parse(_ask(served, "govuk", path).body)
    newest = feed.entries[0]

    assert newest.title == "Improvement notice issued to Estmere: November 2026"
    assert (
        newest.id
        == "tag:www.gov.uk,2005:/government/publications/improvement-notice-issued-to-estmere-november-2026"
    )
    assert newest.updated == "2026-11-19T11:00:00+00:00"


def test_a_feed_may_end(world: World) -> None:
    """GOV.UK leaves one entry that says so."""
    with Server(world, AFTER) as server:
        server.misbehave(r"\.atom", faults.feed_ended, site="govuk")
        feed = feedparser.parse(_ask(server, "govuk", "/search/news-and-communications.atom").body)

    assert [entry.title for entry in feed.entries] == ["This feed has ended"]


# --- Statistics ---


def test_the_second_release_renames_columns_and_revises_figures(served: Server) -> None:
    """Both editions can still be had, and the changes say what has another name."""
    path = f"/data-sets/{_data_set(served)}"
    first, second = (
        _ask(served, "statistics", f"{path}/csv?dataSetVersion={each}").body for each in ("1.0", "2.0")
    )
    told = _told(served, "statistics", f"{path}/versions/2.0/changes")
    changes = {
        what: [(each["previousState"]["column"], each["currentState"]["column"]) for each in renamed]
        for what, renamed in _mapping(told, "majorChanges").items()
    }

    assert changes == {
        "filters": [("population_count", "population_type")],
        "indicators": [("number", "children_count")],
    }
    assert _looked_after(first, "population_count", "number") == {"2024": "1204", "2025": "1236"}
    assert _looked_after(second, "population_type", "children_count") == {"2025": "1231", "2026": "1219"}


def test_versions_come_newest_first_a_page_at_a_time(served: Server) -> None:
    """With the release that each belongs to."""
    told = _told(served, "statistics", f"/data-sets/{_data_set(served)}/versions?page=1&pageSize=1")
    (version,) = _rows(told, "results")

    assert told["paging"] == {"page": 1, "pageSize": 1, "totalResults": 2, "totalPages": 2}
    assert (version["version"], version["type"]) == ("2.0", "Major")


def test_small_figures_are_marked_and_not_given(served: Server) -> None:
    """ "c" stands for one to five."""
    table = _ask(served, "statistics", f"/data-sets/{_data_set(served)}/csv").body
    rows = list(csv.DictReader(table.decode("utf-8-sig").splitlines()))

    assert table.startswith(b"\xef\xbb\xbf")
    assert {row["la_name"] for row in rows if row["children_count"] == "c"} == {"Sandwath"}
    assert [row for row in rows if row["children_count"].isdecimal() and int(row["children_count"]) < 6] == []


# --- All of them ---


def test_each_host_has_a_port_and_rules_of_its_own(served: Server) -> None:
    """robots.txt lies at the root, whatever the folder of the site."""
    ports = [urlsplit(url).port for url in (*served.urls.values(), *served.official.values())]
    parts = [urlsplit(url) for url in served.official.values()]
    robots = [get(f"{each.scheme}://{each.netloc}", "/robots.txt").body for each in parts]

    assert list(served.official) == list(HOSTS)
    assert len(set(ports)) == len(ports)
    assert [body for body in robots if not body.startswith(b"User-agent: *")] == []


def test_what_is_asked_is_in_the_log_with_its_host(world: World) -> None:
    """So that requests can be counted host by host."""
    with Server(world, AFTER) as server:
        _ask(server, "ofsted", f"{SEARCH}&start=0&rows=100")
        (asked,) = server.log

    assert asked.host == urlsplit(server.official["ofsted"]).netloc
    assert asked.path.startswith("/search")


def test_the_files_lead_to_the_running_hosts(served: Server, tmp_path: Path) -> None:
    """Every address in a written file is one of the server's; councils without a site have files too, and votes a table."""
    written = sources.write_official(tmp_path, served.official)
    official = [path.read_text(encoding="utf-8") for path in written if path.parent.name == "official"]
    councils = {path.stem for path in written if path.parent.name == "councils"}
    table = list(csv.DictReader((tmp_path / sources.ELECTIONS).read_text(encoding="utf-8").splitlines()))

    assert [said for said in official if "127.0.0.1:0" in said] == []
    assert all(any(url in said for url in served.official.values()) for said in official)
    assert len(councils) == 9
    assert councils < {row["council"] for row in table}
    assert sum(row["polls"] == "2027-05-06" for row in table) == 7


def test_a_site_may_be_left_out(served: Server, tmp_path: Path) -> None:
    """Its file switches it off, so that the shipped one of the real site is not looked at in its place."""
    paths = sources.write_official(tmp_path, served.official, off=("explore-education",))
    said = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths if path.suffix == ".toml"
    }

    assert said["explore-education"]["enabled"] is False
    assert "enabled" not in said["reports"]


def test_what_happens_stands_in_the_order_of_time(world: World) -> None:
    """The record changes at one instant after the other."""
    assert [pair for pair in pairwise(world.record.instants) if pair[0] > pair[1]] == []


def _data_set(server: Server) -> str:
    found = _told(server, "statistics", "/publications?search=looked%20after&page=1&pageSize=20")
    (publication,) = _rows(found, "results")
    sets = _told(server, "statistics", f"/publications/{publication['id']}/data-sets")
    (data_set,) = _rows(sets, "results")
    return str(data_set["id"])


def _looked_after(table: bytes, population: str, figure: str) -> Mapping[str, str]:
    """Northshire's children looked after on 31 March, by year."""
    return {
        row["time_period"]: row[figure]
        for row in csv.DictReader(table.decode("utf-8-sig").splitlines())
        if row["la_name"] == "Northshire" and "31 March" in row[population]
    }


def _mapping(told: Mapping[str, object], name: str) -> dict[str, list[dict[str, dict[str, str]]]]:
    found = told[name]
    assert isinstance(found, dict)
    return found


def _rows(told: Mapping[str, object], name: str) -> list[dict[str, object]]:
    found = told[name]
    assert isinstance(found, list)
    return found
