"""Addresses of ModernGov: what to ask for, and what an address that the site gives says of the thing behind it.

A base may carry a path (`/Committees`, `/moderngov`), so that every address is built on it. Names of parameters may come
in any case, and `MId`, `MID` and `MeetingId` mean the same.
"""

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawlers.pages import markup

# The path of a file: "/documents/s60860/Report.pdf"
_FILED = re.compile(r"/documents/(?P<shelf>[sgb])(?P<number>\d{1,12})(?:/|$)", re.ASCII | re.IGNORECASE)
# A ref of ours: "s60860", "g16719.10" or "b45969.9"
_REF = re.compile(r"(?P<shelf>[sgb])(?P<number>\d{1,12})(?:\.(?P<part>\d{1,3}))?", re.ASCII)
# The source's own ids are numbers.
ID = re.compile(r"\d{1,12}", re.ASCII)
# The anchor of an agenda item in its meeting's page: "AI77004"
ITEM = re.compile(r"AI(\d{1,12})", re.ASCII | re.IGNORECASE)
_SERVICE = "/mgWebService.asmx"


def committees_url(base: str) -> str:
    """Where the web service lists all committees, expired ones too."""
    return _service(base, "GetCommittees")


def calendar_url(base: str, first: date, last: date) -> str:
    """Where the web service lists the meetings of all committees between two days.

    0 means all committees here (-1 in GetAllMeetingsByDate); dates that are not dd/mm/yyyy are silently ignored.
    """
    return _service(base, "GetMeetings", lCommitteeId="0", sFromDate=_british(first), sToDate=_british(last))


def meeting_url(base: str, ref: str) -> str:
    """Where the web service gives the whole of a meeting: items, inline minutes, documents, attendance."""
    return _service(base, "GetMeeting", lMeetingId=ref)


def councillors_url(base: str) -> str:
    """Where the web service lists all members by ward."""
    return _service(base, "GetCouncillorsByWard")


def events_url(base: str, first: date, last: date) -> str:
    """The What's New page of the days between."""
    return _page(base, "mgWhatsNew", ACT="Find", DR=f"{_british(first)}-{_british(last)}", XXR="0")


def feed_url(base: str) -> str:
    """The feed of the whole site; without `XXR` it is an HTML page."""
    return _page(base, "mgRss", XXR="0")


def committee_list_url(base: str) -> str:
    """The page that lists the committees which still meet, under headings."""
    return _page(base, "mgListCommittees", bcr="1")


def committee_page_url(base: str, ref: str) -> str:
    """The page of a committee: purpose, members, whom to ask."""
    return _page(base, "mgCommitteeDetails", ID=ref)


def calendar_month_url(base: str, month: date) -> str:
    """The calendar of all committees for the month in which a day falls; the year goes under `DD`."""
    return _page(
        base, "mgCalendarMonthView", GL="1", M=str(month.month), DD=str(month.year), CID="0", bcr="1"
    )


def meeting_list_url(base: str, committee_ref: str, *, earlier: bool = False) -> str:
    """The page that lists a committee's meetings: this council year and later, or the earlier ones. Slow (40 seconds at Leeds)."""
    return _page(base, "ieListMeetings", CId=committee_ref, Year="-1" if earlier else "0")


def meeting_page_url(base: str, ref: str) -> str:
    """The page of a meeting that people read."""
    return _page(base, "ieListDocuments", MId=ref, Ver="4")


def item_page_url(base: str, ref: str) -> str:
    """The page of one agenda item, where its text is never cut."""
    return _page(base, "mgAi", ID=ref)


def attendance_url(base: str, meeting_ref: str) -> str:
    """The page that says who was expected at a meeting and who came."""
    return _page(base, "mgMeetingAttendance", ID=meeting_ref)


def register_url(base: str, first: date, last: date) -> str:
    """The register of decisions published between two days, whoever decided: cabinet, its members alone, officers.

    `DS=2` means published ones (1 would be forthcoming), `K=0`, `DM=0` and `HD=0` all kinds and all makers.
    """
    return _page(
        base,
        "mgDelegatedDecisions",
        DR=f"{_british(first)}-{_british(last)}",
        RP="0",
        K="0",
        DM="0",
        HD="0",
        DS="2",
        Next="true",
        META="mgdelegateddecisions",
        V="1",
    )


def decision_url(base: str, ref: str) -> str:
    """The page of a decision."""
    return _page(base, "ieDecisionDetails", ID=ref)


def plans_url(base: str) -> str:
    """The page that lists forward plans."""
    return _page(base, "mgPlansHome", bcr="1")


def plan_url(base: str, ref: str) -> str:
    """The page of a forward plan with all its items."""
    return _page(base, "mgListPlanItems", PlanId=ref)


def issue_url(base: str, ref: str) -> str:
    """The page of an issue with its history: plan, meetings, decisions."""
    return _page(base, "mgIssueHistoryHome", IId=ref)


def members_url(base: str) -> str:
    """The page that lists all members by ward, without their pictures."""
    return _page(base, "mgMemberIndex", FN="WARD", VW="LIST", PIC="0")


def member_page_url(base: str, ref: str) -> str:
    """The page of a member."""
    return _page(base, "mgUserInfo", UID=ref)


def search_url(base: str, words: str, *, page: int = 1) -> str:
    """A page of ten results of the site's own search over decisions, minutes and documents (`DT=3`), newest first."""
    return _page(base, "ieSearchResults2", SS=words, DT="3", ADV="0", CA="false", SB="true", PG=str(page))


def document_url(base: str, ref: str) -> str | None:
    """Where a document is given out whatever its file name; `None` if the ref is none of ModernGov's or needs its name."""
    found = _REF.fullmatch(ref)
    if found is None or found["shelf"] == "b":
        return None
    query = {"ID": found["number"]} | ({"T": found["part"]} if found["part"] else {})
    return _page(base, "mgConvert2PDF", **query)


def document_ref(url: str) -> str | None:
    """Who a document is, from its address: `s60860` (an attachment), `g16719.10` (a pack of a meeting), `b45969.9` (a supplement).

    The file name and `J` say nothing: a replaced report keeps its ref.
    """
    asked = query(url)
    part = asked.get("t")
    path = path_of(url)
    if found := _FILED.search(path):
        shelf, number = found["shelf"].lower(), found["number"]
    elif path.endswith("/mgconvert2pdf.aspx"):
        shelf, number = ("g" if part else "s"), asked.get("id", "")
    else:
        return None
    ref = f"{shelf}{number}" if shelf == "s" else f"{shelf}{number}.{part}"
    return ref if _REF.fullmatch(ref) else None


def is_service(url: str) -> bool:
    """Whether an address is one of the web service, which answers in XML."""
    return f"{_SERVICE.lower()}/" in f"{path_of(url)}/"


def base_of(url: str) -> str:
    """The base of a council's site, from any address on it that ModernGov answers."""
    plain = markup.without_session(url)
    before, service, _ = plain.partition(_SERVICE)
    return before if service else plain.partition("?")[0].rpartition("/")[0]


def meeting_ref(url: str) -> str | None:
    """The meeting that an address leads to; none for a page of the archive of an older system, which counts on its own."""
    if path_of(url).endswith("/celistdocuments.aspx"):
        return None
    return named(url, "mid", "meetingid")


def committee_ref(url: str) -> str | None:
    """The committee that an address leads to."""
    if path_of(url).endswith("/mgcommitteedetails.aspx"):
        return named(url, "id")
    return named(url, "cid", "committeeid")


def item_ref(url: str) -> str | None:
    """The agenda item that an address leads to: a page of its own, its decision, or an anchor in its meeting's page."""
    if path_of(url).endswith("/mgai.aspx"):
        return named(url, "id")
    found = ITEM.fullmatch(_fragment(url))
    return found[1] if found else named(url, "aiid")


def issue_ref(url: str) -> str | None:
    """The issue that an address leads to."""
    return named(url, "iid")


def decision_ref(url: str) -> str | None:
    """The decision that an address leads to by an id of its own."""
    return named(url, "id") if path_of(url).endswith("/iedecisiondetails.aspx") else None


def plan_ref(url: str) -> str | None:
    """The plan that an address leads to."""
    return named(url, "planid")


def member_ref(url: str) -> str | None:
    """The member that an address leads to."""
    return named(url, "uid")


def named(url: str, *names: str) -> str | None:
    """The id that an address carries under the first of these names (lower case) that it has."""
    asked = query(url)
    ref = next((asked[name] for name in names if name in asked), "").strip()
    return ref if ID.fullmatch(ref) else None


def query(url: str) -> dict[str, str]:
    """What an address asks for; ModernGov does not mind the case of its parameters' names."""
    try:
        return {name.lower(): value for name, value in parse_qsl(urlsplit(url).query)}
    except ValueError:
        return {}


def path_of(url: str) -> str:
    """The path of an address in lower case; empty where it is none."""
    try:
        return urlsplit(url).path.lower()
    except ValueError:
        return ""


def _fragment(url: str) -> str:
    try:
        return urlsplit(url).fragment
    except ValueError:
        return ""


def _service(base: str, operation: str, **asked: str) -> str:
    return _with_query(f"{base.rstrip('/')}{_SERVICE}/{operation}", asked)


def _page(base: str, name: str, **asked: str) -> str:
    return _with_query(f"{base.rstrip('/')}/{name}.aspx", asked)


def _with_query(address: str, asked: dict[str, str]) -> str:
    return f"{address}?{urlencode(asked, safe='/')}" if asked else address


def _british(day: date) -> str:
    return f"{day:%d/%m/}{day.year:04d}"
