"""The look-alike's pages of business and what only its pages show: register, plans, issues, members, cut minutes, prints."""

import io
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.sample.asking import get
from tests.sample.little import AGENDA, labels, marks, page, said, served

NOW = "2027-02-08T09:00:00+00:00"

PLANNED = """
[[events]]
what = "plan"
at = 2027-01-05T09:00:00Z
[events.plan]
id = 61
title = "Forward plan January 2027"
first = 2027-01-01
last = 2027-04-30
items = [
    { issue = 501, title = "Homes for children", maker = "Cabinet", due = "3 Feb 2027", key = true, reason = "Expenditure", officer = "Director of People", words = "To agree where homes are opened.", procedure = "general exception", restricted = "Paragraph 3" },
    { issue = 502, title = "Fees: review (2027/28)", maker = "Director of People", due = "March 2027" },
]
"""
NEXT_PLAN = """
[[events]]
what = "plan"
at = 2027-02-05T09:00:00Z
[events.plan]
id = 62
title = "Forward plan February 2027"
items = [{ issue = 501, title = "Homes for children in care", maker = "Cabinet", due = "10 Mar 2027", key = true }]
"""
WORK_PROGRAMME = """
[[events]]
what = "plan"
at = 2027-02-06T09:00:00Z
[events.plan]
id = 63
title = "Work programme 2026/27"
series = "People Scrutiny Committee"
items = [{ issue = 510, title = "Short breaks", maker = "People Scrutiny Committee", due = "10 Mar 2027" }]
"""
DECIDED = """
[[events]]
what = "decision"
at = 2027-01-22T09:00:00Z
[events.decision]
id = 901
title = "Homes for children: Phase 1"
maker = "People Scrutiny Committee"
decided = 2027-01-20
effective = 2027-01-29
issue = 501
meeting = 801
item = "2"
key = true
call_in = true
officer = "Director of People"
divisions = "(All Divisions)"
purpose = "To open homes."
words = "That **two** homes be opened."
reasons = "There are too few."
papers = [{ id = 7101, title = "Costs", text = "costs" }, { id = 7102, title = "Offers", restricted = "Paragraph 3" }]
[[events]]
what = "decision"
at = 2027-02-01T09:00:00Z
[events.decision]
id = 902
title = "Fees"
maker = "Director of People"
decided = 2026-12-14
restricted = "Paragraph 4"
words = "Not to be seen."
"""
ALL = AGENDA.replace("[[events]]", PLANNED + "[[events]]", 1) + DECIDED + NEXT_PLAN + WORK_PROGRAMME


@pytest.mark.parametrize(
    ("view", "rows"), [("0", "//tbody/tr/td[1]/a"), ("1", "//p[@class='mgAiTitleTxt']/a")]
)
def test_the_register_lists_what_was_published_between_two_days(tmp_path: Path, view: str, rows: str) -> None:
    """Newest first, whoever decided, both days included; each link ends with the decision's number, hidden."""
    with served(tmp_path, ALL, NOW) as server:
        listed = page(server, f"/mgDelegatedDecisions.aspx?DR=22/01/2027-01/02/2027&DS=2&V={view}")
        earlier = page(server, f"/mgDelegatedDecisions.aspx?DR=22/01/2027-31/01/2027&DS=2&V={view}")
        none = page(server, f"/mgDelegatedDecisions.aspx?DR=02/02/2027-08/02/2027&DS=2&V={view}")

    links = [link for link in said(listed, rows) if "ref:" in link]
    assert links == ["Fees ref: 902", "Homes for children: Phase 1 ref: 901"]
    assert [link for link in said(earlier, rows) if "ref:" in link] == [
        "Homes for children: Phase 1 ref: 901"
    ]
    assert said(none, "//div[@class='mgContent' or @class='mgContent ']") == ["No matching decisions"]


def test_the_register_can_list_key_decisions_alone(tmp_path: Path) -> None:
    """With K=1; DS=1 lists what is still to be decided."""
    with served(tmp_path, ALL, NOW) as server:
        key = page(server, "/mgDelegatedDecisions.aspx?DR=01/01/2027-08/02/2027&DS=2&K=1&V=1")
        forthcoming = page(server, "/mgDelegatedDecisions.aspx?DS=1&V=1")

    assert said(key, "//p[@class='mgAiTitleTxt']/a/text()") == ["Homes for children: Phase 1"]
    assert said(forthcoming, "//a[@class='mgPlanItemTitle']") == [
        "Fees: review (2027/28)",
        "Homes for children in care",
        "Short breaks",
    ]


def test_a_decision_says_who_what_when_and_on_which_papers(tmp_path: Path) -> None:
    """Labels, sections in order, its meeting, its issue, its papers; a private paper is a line without a link."""
    with served(tmp_path, ALL, NOW) as server:
        by_id = page(server, "/ieDecisionDetails.aspx?ID=901")
        by_item = page(server, "/ieDecisionDetails.aspx?AIId=80102")
        paper = get(server.url, str(by_id.xpath("//ul[@class='mgBulletList']//a/@href")[0]).join(["/", ""]))

    assert labels(by_id) == {
        "Decision Maker": "People Scrutiny Committee",
        "Decision status": "Recommendations Approved",
        "Is Key decision?": "Yes",
        "Is subject to call in?": "Yes",
        "Divisions Affected": "(All Divisions)",
        "Contact": "Director of People",
        "Publication date": "22/01/2027",
        "Date of decision": "20/01/2027",
        "Decided at meeting": "20/01/2027 - People Scrutiny Committee",
        "Effective from": "29/01/2027",
    }
    assert said(by_id, "//h3") == ["Purpose:", "Decision:", "Reasons for the decision:"]
    assert said(by_id, "//div[@class='mgWordPara']") == [
        "To open homes.",
        "That two homes be opened.",
        "There are too few.",
    ]
    assert said(by_id, "//ul[@class='mgBulletList']/li")[1] == "Offers , View reasons restricted"
    assert said(by_id, "//ul[@class='mgActionList']//@href") == ["mgIssueHistoryHome.aspx?IId=501&Opt=0"]
    assert etree.tostring(by_item) == etree.tostring(by_id)
    assert paper.body.startswith(b"%PDF-")


def test_a_private_decision_shows_no_words(tmp_path: Path) -> None:
    """That it was taken is public, what was decided is not."""
    with served(tmp_path, ALL, NOW) as server:
        body = get(server.url, "/ieDecisionDetails.aspx?ID=902").body

    assert b"Not for publication - Paragraph 4" in body
    assert b"Not to be seen" not in body


def test_plans_are_found_by_series(tmp_path: Path) -> None:
    """The front page of plans has each series with its newest edition; the series has all of them, newest first."""
    with served(tmp_path, ALL, NOW) as server:
        home = page(server, "/mgPlansHome.aspx?bcr=1")
        series = page(server, "/" + said(home, "//ul[@class='mgBulletList']/li[1]/a[1]/@href")[0])

    assert said(home, "//ul[@class='mgBulletList']/li") == [
        "Forward plan - Forward plan February 2027",
        "People Scrutiny Committee - Work programme 2026/27",
    ]
    assert said(series, "//ul[@class='mgBulletList']//a/@href") == [
        "mgListPlanItems.aspx?PlanId=62&RP=130",
        "mgListPlanItems.aspx?PlanId=61&RP=130",
    ]


def test_a_council_without_plans_says_so(tmp_path: Path) -> None:
    """No plan is not an error."""
    with served(tmp_path, AGENDA, NOW) as server:
        home = page(server, "/mgPlansHome.aspx")

    assert said(home, "//h1") == ["Browse forward plans"]
    assert said(home, "//div[@id='modgov']//p")[-1] == "There are no plans published"


def test_a_plan_shows_its_issues_as_they_now_are(tmp_path: Path) -> None:
    """The page of January changes with the plan of February, but for which issues it lists."""
    with served(tmp_path, ALL, "2027-01-06T00:00:00+00:00") as server:
        before = page(server, "/mgListPlanItems.aspx?PlanId=61")
        server.clock = server.clock.replace(month=2, day=8)
        after = page(server, "/mgListPlanItems.aspx?PlanId=61")
        newer = page(server, "/mgListPlanItems.aspx?PlanId=62")

    titles = "//a[@class='mgPlanItemTitle']"
    assert said(before, titles) == ["Homes for children", "Fees: review (2027/28)"]
    assert said(after, titles) == ["Homes for children in care", "Fees: review (2027/28)"]
    assert said(newer, titles) == ["Homes for children in care"]
    assert said(before, "//ul[@class='mgPlanItemList']/li[1]/p")[1:] == [
        "Decision type: Key",
        "Decision maker: Cabinet",
        "Decision due: 3 Feb 2027",
        "Lead officer: Director of People",
        "Procedure: General exception",
        "Anticipated restriction: Fully exempt - Paragraph 3",
        "Notice of proposed decision first published: 05/01/2027",
    ]


def test_an_issue_joins_plan_agenda_and_decision(tmp_path: Path) -> None:
    """Its page says when it is due and by whom, and lists its decisions, agenda items and public papers."""
    with served(tmp_path, ALL, "2027-01-25T00:00:00+00:00") as server:
        issue = page(server, "/mgIssueHistoryHome.aspx?IId=501&Opt=0")
        meetings = page(server, "/ieIssueDetails.aspx?IId=501&Opt=3")

    assert labels(issue)["Decision type"] == "Key"
    assert labels(issue)["Decision due"] == "3 Feb 2027 by Cabinet"
    assert labels(issue)["Notice of proposed decision first published"] == "05/01/2027"
    assert said(issue, "//ul[@class='mgBulletList']/li") == [
        "22/01/2027 - Homes for children: Phase 1",
        "20/01/2027 - People Scrutiny Committee Homes for children",
        "Homes for children PDF 1 KB",
    ]
    assert said(meetings, "//h2[@class='mgSectionTitle']") == ["20/01/2027 - People Scrutiny Committee"]


def test_what_is_new_leads_to_each_kind_of_page(tmp_path: Path) -> None:
    """Agenda, issue, plan and decision; the feed has each decision twice, once for each who signed it."""
    with served(tmp_path, ALL, NOW) as server:
        news = page(server, "/mgWhatsNew.aspx?ACT=Find&DR=01/01/2027-08/02/2027&XXR=0")
        titles = etree.fromstring(get(server.url, "/mgRss.aspx?XXR=0").body).findall("channel/item/title")
        pages = [page(server, f"/{link}") for link in said(news, "//li/a/@href")]

    assert said(news, "//div[@class='mgContent']//li")[-4:] == [
        "11/01/2027 - Agenda published: People Scrutiny Committee, 20/01/2027",
        "05/01/2027 - Publication of plan: Forward plan January 2027",
        "05/01/2027 - Issue published: Fees: review (2027/28)",
        "05/01/2027 - Issue published: Homes for children",
    ]
    assert [title.text for title in titles].count("Decision published: Fees") == 2
    assert "Error" not in {heading for each in pages for heading in said(each, "//h1")}


def test_members_by_ward_are_those_who_serve(tmp_path: Path) -> None:
    """When a term has ended and no other has begun, a member is in the list no more, nor in the web service."""
    with served(tmp_path, AGENDA, "2027-05-06T12:00:00+01:00") as server:
        before = page(server, "/mgMemberIndex.aspx?FN=WARD&VW=LIST&PIC=0")
        server.clock = server.clock.replace(day=7)
        after = page(server, "/mgMemberIndex.aspx?FN=WARD&VW=LIST&PIC=0")
        service = etree.fromstring(get(server.url, "/mgWebService.asmx/GetCouncillorsByWard").body)

    assert said(before, "//h2[@class='mgSectionTitle']") == ["Lower Pool", "Upper Pool"]
    assert said(before, "//div[@class='mgThumbsList']//li[1]/p") == [
        "Leader of the Council", "Lower Pool", "Heath Party", "Upper Pool", "Reed Party",
    ]  # fmt: skip
    assert said(after, "//li/a") == ["Councillor Bevis Tarn"]
    assert [each.text for each in service.iter("councillorid")] == ["2"]


def test_a_report_that_bears_the_items_title_is_the_title(tmp_path: Path) -> None:
    """It is no additional document then; the placeholder beside it is."""
    with served(tmp_path, AGENDA, NOW) as server:
        meeting = page(server, "/ieListDocuments.aspx?MId=801")

    (link,) = meeting.xpath("//a[@class='mgAiTitleLnk']")
    assert said(meeting, "//a[@class='mgAiTitleLnk']/text()")[0].strip() == "Homes for children"
    assert (link.get("href"), link.get("title")) == (
        "documents/s7001/Homes%20for%20children.pdf",
        "Link to document Homes for children",
    )
    assert said(meeting, "//ul[@class='mgBulletList']/li") == [
        "Appendix B: costs , View reasons restricted (2./2)"
    ]


def test_an_exchanged_paper_has_a_number_of_its_own(tmp_path: Path) -> None:
    """J counts up with each open replacement, and says nothing of silent ones."""
    change = '[[events]]\nwhat = "replace"\nat = {at}\npaper = 7001\nchange = [["{old}", "{new}"]]\n{how}\n'
    events = (
        AGENDA
        + change.format(at="2027-01-13T09:00:00Z", old="41", new="42", how="")
        + change.format(at="2027-01-15T09:00:00Z", old="42", new="43", how="silent = true")
    )
    links = []
    with served(tmp_path, events, "2027-01-12T00:00:00+00:00") as server:
        for day in (12, 14, 16):
            server.clock = server.clock.replace(day=day)
            links += said(page(server, "/ieListDocuments.aspx?MId=801"), "//a[@class='mgAiTitleLnk']/@href")

    assert [link.partition(".pdf")[2] for link in links] == ["", "?J=2", "?J=2"]


MINUTED = """
[[events]]
what = "minutes"
at = 2027-01-29T09:00:00Z
meeting = 801
closed = "7.10 pm"
{how}
[events.said]
2 = "{words}"
"""
LONG = "The Director said that **homes are few and far between and that this will not change soon** unless more are opened."


def test_long_minutes_are_cut_on_the_page_and_whole_on_the_items_own(tmp_path: Path) -> None:
    """The page breaks off at a word and links to the rest; the web service gives all of it."""
    events = AGENDA + MINUTED.format(how="", words=LONG)
    with served(tmp_path, events, NOW, council="cut = 40") as server:
        meeting, item = page(server, "/ieListDocuments.aspx?MId=801"), page(server, "/mgAi.aspx?ID=80102")
        service = etree.fromstring(get(server.url, "/mgWebService.asmx/GetMeeting?lMeetingId=801").body)

    whole = LONG.replace("**", "")
    assert said(meeting, "//div[@class='mgWordPara']")[1] == (
        "The Director said that homes are few ... view the full minutes text for item 2."
    )
    assert said(meeting, "//div[@class='mgWordPara']/a/@href") == ["mgAi.aspx?ID=80102#mgDocuments"]
    assert said(item, "//div[@class='mgWordPara']")[1] == whole
    assert b"unless" in etree.tostring(service.findall(".//minutesnonemptyhtmlbody")[1])


def test_minutes_may_exist_in_print_only(tmp_path: Path) -> None:
    """Neither page nor service has words under the items; the printed minutes have them."""
    events = AGENDA + MINUTED.format(how="inline = false", words="Homes are few.")
    with served(tmp_path, events, NOW) as server:
        meeting = page(server, "/ieListDocuments.aspx?MId=801")
        service = etree.fromstring(get(server.url, "/mgWebService.asmx/GetMeeting?lMeetingId=801").body)
        printed = get(server.url, "/documents/g801/Printed%20minutes.pdf?T=1").body

    assert said(meeting, "//h1") == ["Agenda and minutes"]
    assert said(meeting, "//p[@class='mgSubItemTitleTxt']") == ["Additional documents:"]
    assert {(each.text or "").strip() for each in service.iter("minutesnonemptyhtmlbody")} == {""}
    assert "Homes are few." in _read(printed)


def test_a_supplement_is_printed_of_late_papers(tmp_path: Path) -> None:
    """It stands among the head links under a number of its own; private papers are named in it and not shown."""
    events = AGENDA + (
        '[[events]]\nwhat = "supplement"\nat = 2027-01-15T09:00:00Z\nmeeting = 801\nid = 4411\n'
        'title = "Supplementary Agenda No. 1"\npapers = [7001, 7002]\n'
    )
    with served(tmp_path, events, NOW) as server:
        meeting = page(server, "/ieListDocuments.aspx?MId=801")
        link = said(meeting, "//div[@class='mgLinks']//a/@href")[-1]
        printed, unasked = (
            get(server.url, f"/{link}").body,
            get(server.url, f"/{link.partition('?')[0]}").body,
        )

    assert link == "documents/b4411/Supplementary%20Agenda%20No.%201.pdf?T=9"
    assert "There are 41 homes." in _read(printed)
    assert "Appendix B: costs" in _read(printed)
    assert b"<h1>Error</h1>" in unasked


def test_a_site_without_its_web_service_has_all_its_pages(tmp_path: Path) -> None:
    """The service is not found, at every address of it; the calendar has the meetings."""
    with served(tmp_path, AGENDA, NOW, council="web_service = false") as server:
        refused = [
            get(server.url, path)
            for path in (
                "/mgWebService.asmx",
                "/mgWebService.asmx/GetMeetings?lCommitteeId=0",
                "/MGWEBSERVICE.ASMX/x",
            )
        ]
        calendar = page(server, "/mgCalendarMonthView.aspx?GL=1&M=1&DD=2027&CID=0&bcr=1")

    assert [got.status for got in refused] == [404, 404, 404]
    assert b"The resource cannot be found." in refused[0].body
    assert said(calendar, "//table//a/@title") == ["Meeting of People Scrutiny Committee, 20/01/2027 6.00 pm"]


def test_a_site_may_live_in_a_folder(tmp_path: Path) -> None:
    """All addresses begin with it but that of robots.txt; outside of it there is nothing."""
    with served(tmp_path, AGENDA, NOW, council='folder = "/democracy"') as server:
        inside, outside = (
            get(server.url, "/democracy/mgAi.aspx?ID=80102"),
            get(server.url, "/mgAi.aspx?ID=80102"),
        )
        robots = get(server.url, "/robots.txt")
        feed = etree.fromstring(get(server.url, "/democracy/mgRss.aspx?XXR=0").body)

    assert server.url.endswith("/democracy")
    assert b"Homes for children" in inside.body
    assert (outside.status, robots.status) == (404, 200)
    assert str(feed.findtext("channel/item/link")).startswith(f"{server.url}/ieListDocuments.aspx")


def test_search_finds_issues_and_items(tmp_path: Path) -> None:
    """Issues first, then items with their meeting; words are bold; none found is said in words."""
    with served(tmp_path, ALL, NOW) as server:
        found = page(server, "/ieSearchResults2.aspx?SS=homes&DT=3&CA=false&SB=true&PG=1")
        none = page(server, "/ieSearchResults2.aspx?SS=zzqx")

    assert said(found, "//a[@class='mgAiTitleLnk']") == [
        "Homes for children in care (1)",
        "20/01/2027 - People Scrutiny Committee (2)",
        "Homes for children",
    ]
    assert said(none, "//p[@class='mgErrorTxt']")[0].startswith("No results found for your query zzqx.")


def test_search_has_ten_results_to_a_page(tmp_path: Path) -> None:
    """And a link to the next page while there is one."""
    items = ", ".join(f'{{ issue = {600 + n}, title = "Heron {n}" }}' for n in range(12))
    plan = f'[[events]]\nwhat = "plan"\nat = 2027-01-05T09:00:00Z\nplan = {{ id = 61, title = "Plan", items = [{items}] }}\n'
    with served(tmp_path, plan, NOW) as server:
        first = page(server, "/ieSearchResults2.aspx?SS=heron")
        second = page(server, "/" + said(first, "//a[contains(@title, 'Next page')]/@href")[0])

    assert len(first.xpath("//a[@class='mgAiTitleLnk']")) == 10
    assert said(second, "//a[@class='mgAiTitleLnk']") == ["Heron 10 (11)", "Heron 11 (12)"]
    assert second.xpath("//a[contains(@title, 'Next page')]") == []


def test_a_council_that_has_ended_says_so_on_every_page(tmp_path: Path) -> None:
    """Outside of what ModernGov wrote; the papers stay where they were."""
    end = '[[events]]\nwhat = "end"\nat = 2027-03-31T22:59:00Z\nsuccessors = ["upper-pool", "lower-pool"]\n'
    with served(tmp_path, AGENDA + end, "2027-06-01T00:00:00+01:00") as server:
        meeting = page(server, "/ieListDocuments.aspx?MId=801")
        paper = get(server.url, "/documents/s7001/Report.pdf")

    assert "upper-pool, lower-pool" in said(meeting, "//body/aside")[0]
    assert said(meeting, "//h1") == ["Agenda"]
    assert paper.body.startswith(b"%PDF-")


TWINS = {
    "ieListDocuments_full.html": "/ieListDocuments.aspx?MId=801",
    "ieListMeetings.html": "/ieListMeetings.aspx?CId=31",
    "mgListCommittees.html": "/mgListCommittees.aspx",
    "mgCommitteeDetails.html": "/mgCommitteeDetails.aspx?ID=31",
    "mgCalendarMonthView.html": "/mgCalendarMonthView.aspx?M=1&DD=2027",
    "mgAi.html": "/mgAi.aspx?ID=80102",
    "mgIssueHistoryHome.html": "/mgIssueHistoryHome.aspx?IId=501",
    "mgWhatsNew.html": "/mgWhatsNew.aspx",
}
EVERYTHING = (
    ALL
    + '[[events]]\nwhat = "decisions"\nat = 2027-02-07T09:00:00Z\nmeeting = 801\nsaid = { 2 = "Noted." }\n'
    + MINUTED.format(how="", words="Homes are few.").replace("2027-01-29", "2027-02-07")
    + '[[events]]\nwhat = "add"\nat = 2027-02-07T09:00:00Z\nmeeting = 801\nitem = "2"\n'
    + 'paper = { id = 7009, title = "Appendix A", text = "costs" }\n'
)


@pytest.mark.parametrize("twin", TWINS)
def test_pages_have_the_marks_of_the_measured_ones(tmp_path: Path, shared: Path, twin: str) -> None:
    """Every element and class of the twins that were made after real pages is in ours."""
    real = lxml_html.parse(shared / "captures" / "moderngov" / "made-up" / twin).getroot()
    with served(tmp_path, EVERYTHING, NOW) as server:
        ours = page(server, TWINS[twin])

    assert marks(real) - marks(ours) == set()


def _read(body: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(body))
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()
