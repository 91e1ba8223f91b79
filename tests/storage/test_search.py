"""Search: the index answers as looking at every page would, on both databases, and shows nothing that may not be seen."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.uid import public_id
from storage.archive import Archive, open_archive
from storage.index import IndexMissing
from storage.query import BadQuery, FieldName, Query, parse
from storage.search import (
    FacetValue,
    Hit,
    Results,
    bring_up_to_date,
    indexed_to,
    matches,
    search,
)
from tests.storage import bruteforce
from tests.storage.asking import ranges, some_field, terms, trees
from tests.storage.shelf import MONDAY, Shelf

WORDS = (
    *("notice", "notices", "Notice,", "inspect", "inspected", "inspection", "improvement", "the", "the"),
    *("care", "caring", "children's", "children’s", "childrens", "10,000", "10000", "multi-agency", "agency"),
    *("naïve", "Naive", "日本", "😀", "(a)", "O’Brien", "re-inspection"),
)
ASKED = (
    "notice",
    "inspect",
    "inspection",
    "improvement",
    "the",
    "care",
    "childrens",
    "10000",
    "agency",
    "naive",
)
COMMITTEES = ("Children's Select Committee", "Audit Committee", "Health and Wellbeing Board")
DATES = (
    None,
    "2015",
    "2016-02-29",
    "2016-05",
    "2016-12/2018-12",
    "2017-01-01/..",
    "../2016-05-31",
    "2019-11",
)
DAYS = st.sampled_from(
    [date(2016, 1, 1), date(2016, 2, 29), date(2016, 5, 31), date(2016, 6, 1), date(2019, 1, 1)]
)
SEEN = st.sampled_from([date(2026, 6, 1), date(2026, 6, 3), date(2026, 6, 20)])
LEAVES = st.one_of(
    terms(st.sampled_from([*ASKED, "日本"]), st.sampled_from(["no", "inspec", "10", "children", "日本"])),
    some_field(FieldName.COUNCIL, "northshire", "saint-ebbas", "westmoor"),
    some_field(FieldName.KIND, "minutes", "report", "inspection_report"),
    some_field(FieldName.CHANNEL, "committee", "news"),
    some_field(FieldName.SOURCE, "committee/northshire", "news/northshire-echo"),
    some_field(FieldName.COMMITTEE, "committee", "childrens-select", "wellbeing-board"),
    some_field(FieldName.COMMITTEE, "committee-audit", "committee-health", "board-audit", "board-childrens"),
    some_field(FieldName.COMMITTEE, public_id("committee", "committee/northshire", "Audit Committee")),
    some_field(FieldName.TOPIC, "care-leavers", "placements"),
    some_field(FieldName.YEAR, "2016", "2017"),
    ranges(DAYS),
    ranges(SEEN),
)
MOMENTS = st.none() | st.integers(-1, 40).map(lambda days: MONDAY + timedelta(days=days))


def _text(random: Random, most: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(0, most)))


def _fill(shelf: Shelf, random: Random, documents: int) -> None:
    """Documents of every kind and in every state."""
    for number in range(documents):
        document = shelf.document(
            f"d{number}",
            *(_text(random, 14) for _ in range(random.randint(0, 4))),
            **_particulars(random),  # type: ignore[arg-type]  # each is what its name says
            kind=random.choice(["minutes", "report", "inspection_report"]),
            source=random.choice(sorted(shelf.sources)),
            council=random.choice([None, "westmoor"]),
            committee=random.choice([None, *COMMITTEES]),
            attached=random.sample(COMMITTEES, random.choice([0, 0, 1, 2])),
        )
        for _ in range(random.choice([0, 0, 1, 2])):
            shelf.version(
                document,
                *(_text(random, 14) for _ in range(random.randint(0, 3))),
                **_particulars(random),  # type: ignore[arg-type]  # each is what its name says
            )
        if random.random() < 0.1:
            shelf.withdraw(document, MONDAY + timedelta(days=30))


def _particulars(random: Random) -> dict[str, object]:
    return {
        "title": _text(random, 3),
        "seen": MONDAY + timedelta(hours=random.randint(0, 24 * 28)),
        "published": random.choice(DATES),
        "dated": random.choice(DATES),
        "access": random.choice(["open", "open", "open", "restricted", "hidden", "erased"]),
        "topics": random.sample(["Care leavers", "placements"], random.choice([0, 1, 2])),
    }


@pytest.fixture
def shelf(archive: Archive) -> Shelf:
    """An empty archive with councils, sources and committees."""
    shelf = Shelf(archive)
    for title in COMMITTEES:
        shelf.committee(title)
    return shelf


@pytest.fixture
def sqlite_shelf(sqlite_archive: Archive) -> Shelf:
    """The same, on SQLite alone, for what the database has no part in."""
    shelf = Shelf(sqlite_archive)
    for title in COMMITTEES:
        shelf.committee(title)
    return shelf


def find(shelf: Shelf, typed: str, **where: object) -> list[str]:
    """The addresses of the documents found, best first."""
    bring_up_to_date(shelf.archive)
    results = search(shelf.archive, parse(typed), **where)  # type: ignore[arg-type]  # each is what its name says
    return [hit.url.rpartition("/")[2] for hit in results.hits]


# -- the index and brute force agree -----------------------------------------------------------------------------------


@pytest.fixture
def filled(shelf: Shelf) -> tuple[Archive, list[bruteforce.Paper]]:
    """A random archive, indexed, and everything that can be found in it."""
    _fill(shelf, Random(20261122), 60)
    bring_up_to_date(shelf.archive, batch=50)
    return shelf.archive, bruteforce.papers(shelf.archive)


@pytest.mark.parametrize("queries", [trees(LEAVES), LEAVES], ids=["trees", "leaves"])
def test_search_answers_as_looking_at_every_page_would(
    filled: tuple[Archive, list[bruteforce.Paper]], queries: st.SearchStrategy[Query]
) -> None:
    """Any query finds exactly the pages that it means, counts the undated ones left out, and counts facets over all hits."""
    archive, papers = filled

    @settings(max_examples=300, deadline=None)
    @given(query=queries, as_of=MOMENTS, versions=st.none() | st.sets(st.integers(1, 100)))
    def ask(query: Query, as_of: datetime | None, versions: set[int] | None) -> None:
        found = search(archive, query, limit=1000, as_of=as_of, only_versions=versions)
        wanted = bruteforce.expected(papers, query, as_of=as_of, versions=versions)

        assert {(hit.version_id, hit.page or 0) for hit in found.hits} == wanted.places
        assert found.total == len(found.hits) == len(wanted.places)
        assert found.undated_left_out == wanted.undated_left_out
        assert {
            name: {value.value: value.count for value in values} for name, values in found.facets.items()
        } == wanted.facets
        for hit in found.hits:
            _check_snippet(hit)

    ask()


def _check_snippet(hit: Hit) -> None:
    if hit.restricted or hit.page is None:
        assert hit.snippet is None
    elif hit.snippet:
        assert len(hit.snippet.words) <= 200


# -- what is found -----------------------------------------------------------------------------------------------------


def test_a_hit_says_what_a_list_of_results_needs(shelf: Shelf) -> None:
    """A hit has the fields of `search --json`, and its marks lie in the snippet."""
    shelf.document(
        "s60101",
        "Apologies were received.",
        "The Committee noted the improvement notices.",
        title="Improvement plan",
        kind="minutes",
        committee=COMMITTEES[0],
        published="2026-05",
        dated="2026-06-10",
        seen=datetime(2026, 6, 2, 6, 30, tzinfo=UTC),
    )
    bring_up_to_date(shelf.archive)
    [hit] = search(shelf.archive, parse('"improvement notices"')).hits
    assert hit.snippet is not None
    assert hit.score is not None

    assert hit.score > 0
    assert replace(hit, score=None, snippet=None) == Hit(
        doc=public_id("document", "committee/northshire", "s60101"),
        version=1,
        version_id=1,
        page=2,
        item="2a",
        title="Improvement plan",
        kind="minutes",
        council="northshire",
        source="committee/northshire",
        published="2026-05",
        dated="2026-06-10",
        first_seen=datetime(2026, 6, 2, 6, 30, tzinfo=UTC),
        url="http://127.0.0.1:1/s60101",
        snippet=None,
        restricted=False,
        score=None,
    )
    assert hit.snippet.words == "The Committee noted the improvement notices."
    assert hit.snippet.marks == ((24, 43),)


def test_a_document_is_found_by_its_title(sqlite_shelf: Shelf) -> None:
    """A scan that nobody could read yet is found by its title, and so is a report whose pages do not repeat it."""
    sqlite_shelf.document("scan", title="Improvement notice to Northshire")
    sqlite_shelf.document("read", "Page one.", "Page two.", title="Improvement notice to Westmoor")

    assert set(find(sqlite_shelf, '"improvement notice"')) == {"scan", "read"}
    assert find(sqlite_shelf, "notice northshire") == ["scan"]
    assert find(sqlite_shelf, '"westmoor page"') == []


def test_without_words_documents_are_found_once_newest_first(sqlite_shelf: Shelf) -> None:
    """`council:northshire` lists documents, not each of their pages."""
    sqlite_shelf.document("older", "one", "two", "three", published="2016-05-19")
    sqlite_shelf.document("newer", "one", "two", published="2018-01")
    sqlite_shelf.document("undated", "one", "two")

    assert find(sqlite_shelf, "council:northshire") == ["newer", "older", "undated"]


def test_newest_first_puts_the_undated_last(sqlite_shelf: Shelf) -> None:
    """Sorted by date a hit has no score; of two from one day the one seen later comes first."""
    for ref, published, day in [
        ("a", "2016", 1),
        ("b", None, 9),
        ("c", "2017-01-05", 1),
        ("d", "2017-01-05", 2),
    ]:
        sqlite_shelf.document(ref, "a notice", published=published, seen=MONDAY + timedelta(days=day))

    assert find(sqlite_shelf, "notice", sort="newest") == ["d", "c", "a", "b"]
    assert {hit.score for hit in search(sqlite_shelf.archive, parse("notice"), sort="newest").hits} == {None}


def test_the_better_page_comes_first(sqlite_shelf: Shelf) -> None:
    """A page that speaks of nothing else comes before one that mentions it; fields have no say."""
    sqlite_shelf.document("mentions", "notice " + "and many other things " * 40)
    sqlite_shelf.document("speaks", "notice notice of a notice")

    assert find(sqlite_shelf, "notice council:northshire") == ["speaks", "mentions"]


def test_results_are_turned_page_by_page(sqlite_shelf: Shelf) -> None:
    """Stretches of the results follow one another without gap; beyond the end there are none."""
    for number in range(25):
        sqlite_shelf.document(f"d{number}", "a notice")
    everything = find(sqlite_shelf, "notice", limit=1000)

    assert [find(sqlite_shelf, "notice", limit=10, offset=at) for at in (0, 10, 20, 30)] == [
        *(everything[:10], everything[10:20], everything[20:], []),
    ]
    assert search(sqlite_shelf.archive, parse("notice"), limit=0).total == 25
    assert find(sqlite_shelf, "notice", limit=10**9, offset=10**9) == []


def test_undated_hits_left_out_are_counted(sqlite_shelf: Shelf) -> None:
    """`from:` and `to:` find by the published date, else the meeting's, and say how many undated pages they left out."""
    sqlite_shelf.document("may", "a notice", published="2016-05")
    sqlite_shelf.document("meeting", "a notice", dated="2016-05-31")
    sqlite_shelf.document("undated", "a notice", "another notice")
    sqlite_shelf.document("other", "a plan")
    assert set(find(sqlite_shelf, "notice from:2016-05-19")) == {"may", "meeting"}
    assert find(sqlite_shelf, "notice to:2016-05-18") == ["may"]

    assert search(sqlite_shelf.archive, parse("notice from:2016-05-19")).undated_left_out == 2
    assert search(sqlite_shelf.archive, parse("notice")).undated_left_out == 0


def test_seen_is_our_own_date(sqlite_shelf: Shelf) -> None:
    """`seen:` asks for the day in England on which we first saw it: in summer the last hour of May is already June."""
    sqlite_shelf.document("may", "a notice", seen=datetime(2026, 5, 31, 22, 59, tzinfo=UTC))
    sqlite_shelf.document("june", "a notice", seen=datetime(2026, 5, 31, 23, 0, tzinfo=UTC))

    assert find(sqlite_shelf, "notice seen:2026-06") == ["june"]
    assert find(sqlite_shelf, "notice seen:..2026-05-31") == ["may"]


def test_facets_count_all_matches_and_bear_names(sqlite_shelf: Shelf) -> None:
    """Facets say how many pages of all that match have a value, what to call it and what to type for it."""
    for ref in ("a", "b"):
        sqlite_shelf.document(
            ref, "notice", "notice", attached=[COMMITTEES[1]], topics=["care_leavers"], published="2016"
        )
    sqlite_shelf.document("c", "notice", source="ofsted/reports", kind="inspection_report")
    bring_up_to_date(sqlite_shelf.archive)
    facets = search(sqlite_shelf.archive, parse("notice"), limit=1).facets
    audit = public_id("committee", "committee/northshire", COMMITTEES[1])

    assert facets == {
        FieldName.COUNCIL: (FacetValue(value="northshire", label="Northshire County Council", count=4),),
        FieldName.CHANNEL: (
            FacetValue(value="committee", label="committee", count=4),
            FacetValue(value="ofsted", label="ofsted", count=1),
        ),
        FieldName.KIND: (
            FacetValue(value="report", label="report", count=4),
            FacetValue(value="inspection_report", label="inspection_report", count=1),
        ),
        FieldName.COMMITTEE: (FacetValue(value=audit, label="Audit Committee", count=4),),
        FieldName.TOPIC: (FacetValue(value="care-leavers", label="care leavers", count=4),),
        FieldName.YEAR: (FacetValue(value="2016", label="2016", count=4),),
    }
    for name, values in facets.items():
        for value in values:
            assert search(sqlite_shelf.archive, parse(f"notice {name}:{value.value}")).total == value.count


# -- councils and sources by name --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["saint-ebbas", '"Saint Ebba’s"', '"Saint Ebbas County Council"', "E10990001", '"saint ebba\'s council"'],
)
def test_a_council_answers_to_all_its_names(sqlite_shelf: Shelf, typed: str) -> None:
    """Slug, name, short name, code and aliases mean the same council."""
    sqlite_shelf.document("ebba", "notice", source="committee/saint-ebbas")
    sqlite_shelf.document("north", "notice")

    assert find(sqlite_shelf, f"notice council:{typed}") == ["ebba"]
    assert find(sqlite_shelf, f"notice -council:{typed}") == ["north"]


def test_a_council_that_does_not_exist_is_an_error(sqlite_shelf: Shelf) -> None:
    """A misspelt council or source is told apart from one without hits."""
    bring_up_to_date(sqlite_shelf.archive)

    with pytest.raises(BadQuery, match="council:nortshire: no such council; did you mean northshire"):
        search(sqlite_shelf.archive, parse("council:nortshire"))
    with pytest.raises(BadQuery, match="did you mean committee/northshire"):
        search(sqlite_shelf.archive, parse("notice -source:committee/nortshire"))
    with pytest.raises(BadQuery, match="sources list"):
        search(sqlite_shelf.archive, parse("notice source:zzz"))


# -- what may be seen --------------------------------------------------------------------------------------------------


def test_search_as_of_an_earlier_moment(shelf: Shelf) -> None:
    """A search as of a moment finds what was then the newest version that we had seen; now it finds the newest."""
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    document = shelf.document("plan", "the draft notice", seen=tuesday)
    shelf.version(document, "the final notice", seen=friday)
    bring_up_to_date(shelf.archive)

    def versions(as_of: datetime | None) -> list[int]:
        return [hit.version for hit in search(shelf.archive, parse("notice"), as_of=as_of).hits]

    assert versions(None) == [2]
    assert versions(friday) == [2]
    assert versions(friday - timedelta(microseconds=1)) == [1]
    assert versions(tuesday) == [1]
    assert versions(MONDAY) == []


def test_what_the_source_took_down_is_found_only_as_of_before(shelf: Shelf) -> None:
    """A withdrawn paper is gone from search; as of a moment before, it is found."""
    document = shelf.document("plan", "a notice")
    shelf.withdraw(document, MONDAY + timedelta(days=10))

    assert find(shelf, "notice") == []
    assert find(shelf, "notice", as_of=MONDAY + timedelta(days=9)) == ["plan"]
    assert find(shelf, "notice", as_of=MONDAY + timedelta(days=11)) == []


@pytest.mark.parametrize("access", ["hidden", "erased"])
def test_what_was_hidden_is_found_at_no_moment(shelf: Shelf, access: str) -> None:
    """Hidden and erased versions are in no search, and the version before does not take their place."""
    document = shelf.document("plan", "the first notice", seen=MONDAY)
    second = shelf.version(document, "the second notice", seen=MONDAY + timedelta(days=2))
    assert find(shelf, "notice second") == ["plan"]
    shelf.access(second, access)

    assert search(shelf.archive, parse("notice second")).total == 0  # at once, before the index knows
    assert find(shelf, "notice") == []
    assert find(shelf, "notice", as_of=MONDAY + timedelta(days=3)) == []
    assert find(shelf, "notice", as_of=MONDAY + timedelta(days=1)) == ["plan"]


def test_news_is_found_but_its_words_are_not_shown(shelf: Shelf) -> None:
    """The words of a restricted article can be searched; a hit has its title and address, and no snippet."""
    shelf.document("article", "Inspectors visited.", title="Watchdog calls", access="restricted")
    bring_up_to_date(shelf.archive)
    [hit] = search(shelf.archive, parse("inspectors")).hits

    assert (hit.title, hit.restricted, hit.snippet) == ("Watchdog calls", True, None)


def test_an_expired_article_is_found_by_its_title_alone(shelf: Shelf) -> None:
    """When retention took the words away, they are no longer found."""
    article = shelf.document("article", "Inspectors visited.", title="Watchdog calls", access="restricted")
    [version] = shelf.versions(article)
    text = shelf.text(version, "Inspectors visited twice.")
    assert find(shelf, "inspectors twice") == ["article"]
    shelf.expire(text)

    assert find(shelf, "inspectors") == []
    assert find(shelf, "watchdog") == ["article"]


def test_a_better_reading_replaces_the_old_one(shelf: Shelf) -> None:
    """A newer text or new topics of the same version are what search goes by."""
    document = shelf.document("scan", "n0tice", topics=["placements"])
    [version] = shelf.versions(document)
    assert find(shelf, "n0tice topic:placements") == ["scan"]
    text = shelf.text(version, "notice", topics=["care leavers"])
    assert find(shelf, "n0tice") == []
    assert find(shelf, "notice topic:care-leavers") == ["scan"]
    shelf.read(text, [])

    assert find(shelf, "notice topic:care-leavers") == []


# -- saved searches ----------------------------------------------------------------------------------------------------


def test_a_saved_search_is_matched_against_newly_seen_versions(shelf: Shelf) -> None:
    """Each matching version is given once, by its best page; versions that are not asked about are not looked at."""
    old = shelf.document("old", "a notice")
    new = shelf.document("new", "something else", "a notice", "one more word about a notice among others")
    other = shelf.document("other", "a plan")
    bring_up_to_date(shelf.archive)
    asked = {version for document in (new, other) for version in shelf.versions(document)}
    found = matches(shelf.archive, parse("notice"), versions=asked)

    assert [(hit.url.rpartition("/")[2], hit.page) for hit in found] == [("new", 2)]
    assert matches(shelf.archive, parse("notice"), versions=set()) == ()
    assert len(matches(shelf.archive, parse("notice"), versions={*asked, *shelf.versions(old)})) == 2
    assert indexed_to(shelf.archive) == shelf.changes()


def test_a_saved_search_finds_all_however_many(sqlite_shelf: Shelf) -> None:
    """No limit cuts the matches of a saved search."""
    versions = {
        version
        for number in range(60)
        for version in sqlite_shelf.versions(sqlite_shelf.document(f"d{number}", "a notice"))
    }
    bring_up_to_date(sqlite_shelf.archive)

    assert {
        hit.version_id for hit in matches(sqlite_shelf.archive, parse("notice"), versions=versions)
    } == versions


# -- hostile and early -------------------------------------------------------------------------------------------------


def test_searching_before_indexing_says_what_to_do(sqlite_shelf: Shelf) -> None:
    """Without an index there is a clear error; an empty archive has an index and no hits."""
    with pytest.raises(IndexMissing, match="minutewatch index"):
        search(sqlite_shelf.archive, parse("notice"))
    bring_up_to_date(sqlite_shelf.archive)

    assert search(sqlite_shelf.archive, parse("notice")) == Results(
        hits=(), total=0, undated_left_out=0, facets={name: () for name in FieldName if name != "source"}
    )


@pytest.mark.parametrize(
    "typed",
    [
        *("日本", "O’Brien", "ab*", "10,000", '"a"', "😀 OR notice", "\x00 notice", "notice year:0000"),
        *("x" * 10_000, "a1 " * 500, "inspec* OR " * 499 + "no*", "-care " * 400 + "notice"),
        *("(" * 40 + "notice" + ")" * 40, '"' + "notice " * 500 + '"', "topic:\x00x kind:report"),
        *("from:0001 to:9999", "seen:0001..9999", "year:9999"),
    ],
)
def test_odd_queries_are_answered(sqlite_shelf: Shelf, typed: str) -> None:
    """Whatever the reader lets through, the engine answers."""
    sqlite_shelf.document("odd", "a notice \x01 😀 日本 " + "x" * 100_000, published="0001/9999")

    assert find(sqlite_shelf, typed) in (["odd"], [])


def test_one_archive_does_not_search_another(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two homes open at once keep their indexes apart."""
    with (
        open_archive(tmp_path_factory.mktemp("one")) as one,
        open_archive(tmp_path_factory.mktemp("other")) as other,
    ):
        shelves = {"one": Shelf(one), "other": Shelf(other)}
        for name, shelf in shelves.items():
            shelf.document(name, "notice")

        assert {name: find(shelf, "notice") for name, shelf in shelves.items()} == {
            "one": ["one"],
            "other": ["other"],
        }
