"""Pages of Westmere, a made-up council, laid out as ModernGov lays them out; every word is our own."""

BASE = "https://papers.westmere.example/moderngov"
_SKIN = """<!DOCTYPE html><html><head><meta name="DC.title" content="{title}"/><title>{title} | Westmere Council</title></head>\
<body><header><h1>Westmere</h1><p>Some meetings have been cancelled.</p><a href="mgCommitteeDetails.aspx?ID=999">Skin</a></header>\
<div id="modgov"><h1>{heading}</h1>{content}</div><footer>Meeting of Nobody, 01/01/2001</footer></body></html>"""


def page(content: str, *, heading: str, title: str | None = None) -> bytes:
    """A whole page: ModernGov's part in a council's own skin, which says misleading things."""
    return _SKIN.format(content=content, heading=heading, title=title or heading).encode()


COMMITTEES = page(
    """<div class="mgContent" ><p>How we decide.</p><h2  class="mgSectionTitle" >Scrutiny</h2><ul  class="mgBulletList" >
<li><a  href="mgCommitteeDetails.aspx?ID=21"  title="Link&#32;to&#32;committee&#32;details" >Young People&#39;s Panel</a></li>
<li><a href="mgCommitteeDetails.aspx?ID=22">Health &amp; Care Panel</a></li></ul>
<h2 class="mgSectionTitle">Executive</h2><ul><li><a href="MGCOMMITTEEDETAILS.ASPX?id=11">Cabinet</a></li>
<li><a href="mgCommitteeDetails.aspx?ID=21">Young People's Panel</a></li><li><a href="mgOutsideBodies.aspx?ID=5">Others</a></li></ul></div>""",
    heading="Committees",
)

COMMITTEE = page(
    """<div class="mgLinks"><ul class="mgActionList"><li><a href="ieListMeetings.aspx?CommitteeId=21">Browse meetings</a></li></ul></div>
<div class="mgContent"><h2 class="mgSectionTitle">Purpose of committee</h2><div class="mgWordPara"><p>To look after
homes and schools.</p><p>Support officer: nobody</p></div><h2 class="mgSectionTitle">Membership</h2><ul class="mgBulletList">
<li><a href="mgUserInfo.aspx?UID=401">Councillor Ivy O&#39;Dell</a>&#32; (Chair)</li>
<li><a href="mgUserInfo.aspx?UID=402">Councillor Jo Marsh</a></li><li>Rev. Pat Lowe (Diocesan representative)</li></ul>
<h2 class="mgSectionTitle">Contact information</h2><p><span class="mgLabel">Support officer: </span>Lee Hart.</p>
<p><span class="mgLabel">Email: </span><a href="mailto:lee.hart@westmere.example?subject=Panel">write</a></p></div>""",
    heading="Committee details - Young People's Panel",
)

MONTH = page(
    """<div class="mgContent"><p>All meetings from 16 March 2020 onwards were held online.</p><table class="mgCalendarTable">
<tr><td><p>30 October</p><p><a title="Meeting of Cabinet, 30/10/2026 2.00 pm" href="ieListDocuments.aspx?CId=11&amp;MId=70">Cabinet</a></p></td>
<td><p>3 November</p><p><a  href="ieListDocuments.aspx?CId=21&amp;MId=77"  title="Meeting&#32;of&#32;Young&#32;People&#39;s&#32;Panel,&#32;03/11/2026&#32;10.30&#32;am" >Panel</a></p>
<p><a title="CANCELLED&#32;Meeting&#32;of&#32;New&#32;Homes&#32;Board,&#32;03/11/2026&#32;6.00&#32;pm" href="ieListDocuments.aspx?CId=31&amp;MId=78">Board</a></p>
<p><a title="Meeting of New Homes Board, 17/11/2026 On the rising of Cabinet" href="ieListDocuments.aspx?CId=31&amp;MID=79">Board</a></p></td></tr>
</table><a href="mgCalendarMonthView.aspx?M=12&amp;DD=2026">December 2026</a></div>""",
    heading="Monthly meetings calendar - November 2026",
)

MEETINGS = page(
    """<div class="mgContent"><p>This page lists the meetings for Young People&#39;s Panel.</p><ul class="mgNonBulletTableList">
<li><a class="mgMeetingTableLnk" href="ieListDocuments.aspx?CId=21&amp;MId=99&amp;Ver=4">Constitution</a></li>
<li><a class="mgMeetingTableLnk" href="ieListDocuments.aspx?CId=21&amp;MId=77&amp;Ver=4">3 Nov 2026&nbsp;10.30 am</a> - Agenda</li>
<li><a href="ieListDocuments.aspx?CId=21&amp;MId=76&amp;Ver=4">1 Sep 2026 10.30 am</a> - CANCELLED</li></ul>
<p><a href="ieListMeetings.aspx?CId=21&amp;Year=-1">Earlier meetings.</a></p></div>""",
    heading="Browse meetings",
)

MEETING_CONTENT = """<div class="mgLinks" ><ul  class="mgActionList" >
<li><a href="mgMeetingAttendance.aspx?ID=77">Attendance details</a></li>
<li><a  href="documents/g77/Agenda%20frontsheet.pdf?T=0" >Agenda frontsheet <img src="pdf.gif" alt="pdf icon" /><span  class="mgFileSize" >PDF 120&#32;KB</span></a></li>
<li><a href="documents/b501/Supplement%201.pdf?T=9">Supplement 1 <span class="mgFileSize">PDF 1.5 MB</span></a></li></ul></div>
<div class="mgContent" ><h2 class="mgSubTitleTxt">Young People&#39;s Panel - Tuesday, 3rd November, 2026 10.30 am</h2>
<p><span  class="mgLabel" >Venue:&#32;</span> Mayor&#39;s Parlour. <a href="mgLocationDetails.aspx?RID=1">View directions</a></p>
<p><span class="mgLabel">Contact:</span> Lee Hart</p>
<table  class="mgItemTable"  id="mgItemTable" ><tr><th>No.</th><th>Item</th></tr>
<tr><td  class="mgItemNumberCell" ><p  class="mgAiTitleTxt" ><a  name="AI801" ></a>1.</p></td><td><p class="mgAiTitleTxt">Apologies</p>
<ul><li>Share this item</li></ul></td></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI802"></a>2a)</p></td><td><p  class="mgAiTitleTxt" ><a  class="mgAiTitleLnk"  href="documents/s9001/Directors%20report.pdf?J=3"  title="Link&#32;to&#32;document&#32;Director&#39;s&#32;report" >Homes for young people <span  class="mgFileSize" >PDF 99&#32;KB</span></a></p>
<ul class="mgActionList"><li><a href="mgIssueHistoryHome.aspx?IId=660&amp;Opt=0">View the background to item 2.</a></li></ul>
<p><b>Report</b> of the Director.</p><p>Venue: none of your business</p>
<p  class="mgSubItemTitleTxt" >Additional documents:</p><ul  class="mgBulletList" >
<li><a class="mgAiTitleTxt" href="documents/s9002/Annex%203B.pdf">Annex 3B , item 2a. <span class="mgFileSize">PDF 12 KB</span></a></li>
<li>Annex C , View reasons restricted <span class="mgRestricted">(2a./3)</span></li>
<li>Annex D (exempt - paragraph 3)</li><li>Annex E to follow</li>
<li><a href="https://elsewhere.example/strategy#page=2">National strategy</a></li></ul>
<p class="mgSubItemTitleTxt">Decision:</p><div class="mgWordPara"><p>Agreed.</p></div>
<ul class="mgBulletList"><li><a href="documents/s9003/Decision%20notice.docx">Decision notice</a></li></ul>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><div class="WordSection1"><p>The Director spoke.</p></div>
 ... <a href="mgAi.aspx?ID=802#mgDocuments">view the full minutes text for item 2a.</a></div></td></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI803"></a>3.</p></td><td><p class="mgAiTitleTxt">Lease (exempt)</p>
<p class="mgSubItemTxt">Not for publication - Paragraphs 1, 2 and 3 of Part 1 of Schedule 12A</p></td></tr></table></div>"""
MEETING = page(
    MEETING_CONTENT,
    heading="Agenda, decisions and minutes",
    title="Agenda - Young People's Panel - 3 Nov 2026",
)

ITEM = page(
    """<div class="mgContent"><h2 class="mgSubTitleTxt">Homes for young people</h2><ul class="mgActionList"><li>
<a href="ieListDocuments.aspx?CId=21&amp;MId=77#AI802">View the agenda</a></li></ul><div class="mgWordPara"><p>Report of the Director.</p></div>
<h2 class="mgSectionTitle">Decision:</h2><div class="mgWordPara"><p>Agreed.</p></div>
<h2 class="mgSectionTitle">Minutes:</h2><div class="mgWordPara"><p>The Director spoke.</p><p>Members thanked her.</p></div>
<h2 class="mgSectionTitle"><a name="mgDocuments"></a>Supporting documents:</h2><ul class="mgBulletList">
<li><a href="documents/s9001/Directors%20report.pdf">Director's report, item 2a. <span class="mgFileSize">PDF 99&#32;KB</span></a></li></ul></div>""",
    heading="Agenda item",
)

ATTENDANCE = page(
    """<div class="mgContent"><h2 class="mgSubTitleTxt">Young People&#39;s Panel - Tuesday, 3rd November, 2026 10.30 am</h2>
<table class="mgStatsTable" summary="Table of meeting attendance"><tr><th>Attendee</th><th>Role</th><th>Attendance</th></tr><tbody>
<tr><td><a href="mgUserInfo.aspx?UID=401">Councillor Ivy O'Dell</a></td><td>Chair</td><td>Present</td></tr>
<tr><td>Lee Hart</td><td>Officer</td><td>In attendance</td></tr></tbody></table></div>""",
    heading="Meeting attendance",
)

REGISTER_SHORT = page(
    """<div class="mgContent"><table class="mgTabTable tablesorter"  summary="Table of decision summary data"><caption>Decisions published</caption>
<thead><tr><th>Title<!--x--></th><th>Date<!--y--></th><th>Effective from</th><th>Call-ins</th></tr></thead><tbody>
<tr><td  class="mgMainTxt" ><a  href="ieDecisionDetails.aspx?ID=31"  title="x">Foster homes: contract<br/>award<span  class="mgHide" > ref&#58; 31</span></a></td><td>01&#47;04&#47;2026</td><td>09&#47;04&#47;2026</td><td>Not for call-in</td></tr>
<tr><td><a href="mgIssueHistoryHome.aspx?IId=660&amp;Opt=0">History</a></td><td>01/04/2026</td><td></td><td></td></tr>
<tr><td><a href="ieDecisionDetails.aspx?Id=32">Bus passes &lt;br/&gt; for care leavers<span class="mgHide"> ref: 32</span></a></td><td>02/04/2026</td><td>For Determination</td><td></td></tr>
<tr><td><a href="ieDecisionDetails.aspx?Id=32">Bus passes<span class="mgHide"> ref: 32</span></a></td><td>02/04/2026</td><td></td><td></td></tr></tbody></table></div>""",
    heading="Decisions",
)

REGISTER_LONG = page(
    """<div class="mgContent"><h2 class="mgSectionTitle">Decisions published</h2>
<p class="mgAiTitleTxt">31/03/2026 - <a href="ieDecisionDetails.aspx?ID=31">Foster homes: contract award <span class="mgHide">ref: 31</span></a> &nbsp; <span class="mgPlanItemInForce">Recommendations Approved</span></p>
<p><span class="mgLabel">Decision Maker: </span>Cabinet Member for Children</p>
<p><span class="mgLabel">Decision published: </span>01/04/2026</p><p><span class="mgLabel">Effective from: </span>09/04/2026</p>
<div class="mgWordPara"><p>Decision Maker: somebody else</p></div><hr />
<p class="mgAiTitleTxt">02/04/2026 - <a href="ieDecisionDetails.aspx?ID=32">Bus passes <span class="mgHide">ref: 32</span></a></p>
<p><span class="mgLabel">Decision published: </span>02/04/2026</p><p><a href="mgIssueHistoryHome.aspx?IId=661">History</a></p>
<p><a href="mgDelegatedDecisions.aspx?PG=2&amp;DS=2">Next<span class="mgHide">Page</span></a></p></div>""",
    heading="Decisions",
)

DECISION = page(
    """<div class="mgSubTitle"><h2 class="mgSubTitleTxt">Foster homes: contract award</h2></div><div class="mgLinks"><ul class="mgActionList">
<li><a href="mgIssueHistoryHome.aspx?IId=660&amp;Opt=0">Find out more about this issue</a></li></ul></div><div class="mgContent">
<p><span class="mgLabel">Decision status: </span><span class="mgPlanItemInForce">Recommendations Approved</span></p>
<p><span class="mgLabel">Is Key decision?: </span>Yes</p><p><span class="mgLabel">Is subject to call in?: </span>No</p>
<p class="mgSubItemTxt">Appendix not for publication - Paragraph 3</p>
<h3 class="mgSubSubTitleTxt">Purpose:</h3><div class="mgWordPara"><p>To award
a contract.</p></div><h3 class="mgSubSubTitleTxt">Decision:</h3><div class="mgWordPara"><p>Awarded.</p><p>From May.</p></div>
<p><span class="mgLabel">Publication date: </span>01&#47;04&#47;2026</p><p><span class="mgLabel">Date of decision: </span>31&#47;03&#47;2026</p>
<p><span class="mgLabel">Decided at meeting: </span><a href="ieListDocuments.aspx?CId=11&amp;MID=70">31&#47;03&#47;2026 - Cabinet</a></p>
<p><span class="mgLabel">Effective from: </span>09/04/2026</p><p class="mgLabel">Accompanying Documents:</p><ul class="mgBulletList">
<li><a href="documents/s9101/award - 31.03.2026.pdf" title="Link to file award">award - 31.03.2026
<span class="mgFileSize"><img alt="pdf icon" src="x.gif" /> PDF 119 KB</span> </a></li><li>Bids , View reasons restricted</li></ul></div>""",
    heading="Decision details",
)

PLANS = page(
    """<div class="mgContent"><ul class="mgBulletList"><li><a href="mgListPlans.aspx?RPId=130&amp;RD=0">Cabinet</a></li>
<li><a href="mgListPlanItems.aspx?PlanId=71&amp;RP=130">Forward Plan June 2026</a></li>
<li><a href="mgListPlanItems.aspx?PlanId=70&amp;RP=130">Forward Plan May 2026</a></li></ul></div>""",
    heading="Browse forward plans",
)

PLAN = page(
    """<div class="mgContent"><h2 class="mgSubTitleTxt">Forward Plan: June to September 2026 (01/06/2026 to 30/09/2026, Cabinet)</h2>
<table class="mgTable"><tr><th>No.</th><th>Item</th></tr><tr><td colspan="2"><p>LEADER&#39;S PORTFOLIO</p></td></tr>
<tr><td>1.</td><td><p><a class="mgPlanItemTitle" href="mgIssueHistoryHome.aspx?IId=660&amp;PlanId=71">Foster homes: contract award</a> <span class="mgPlanItemNew">New!</span></p>
<p><span class="mgLabel">Decision maker: </span>&nbsp;Cabinet</p><p><span class="mgLabel">Decision due: </span>16 June 2026; was May</p>
<p><span class="mgLabel">Decision type: </span>Key</p><p><span class="mgLabel">Decision status: </span>For Determination</p>
<p>This decision will be taken under urgency procedures.</p><p><span class="mgLabel">Special urgency: </span>Yes</p></td></tr>
<tr><td>2.</td><td><p><a href="mgIssueHistoryHome.aspx?IId=661&amp;PlanId=71" class="mgPlanItemTitle">Bus passes New!</a></p>
<p><span class="mgLabel">Decision maker: </span>Cabinet Member for Children</p><p><span class="mgLabel">Decision due: </span>Not before 1st Jul 2026</p>
<p><span class="mgLabel">Decision type: </span>Non-key</p><p><span class="mgLabel">Private meeting: </span>No</p></td></tr>
<tr><td>3.</td><td><p><a class="mgPlanItemTitle" href="mgIssueHistoryHome.aspx?IId=662&amp;PlanId=71">Leases</a></p>
<p><span class="mgLabel">Decision due: </span>July 2026 by Cabinet</p><p>Notice of intention to meet in private.</p>
<p><span class="mgLabel">Explanation of anticipated restriction: </span>Fully exempt, Paragraph 3</p></td></tr></table></div>""",
    heading="Forward plan",
)

ISSUE = page(
    """<div class="mgContent"><h2 class="mgSubTitleTxt">Foster homes: contract award</h2><div class="mgWordPara"><p>Proposed decision: to award.</p></div>
<p><span class="mgLabel">Decision type:&#32;</span>Key</p><p><span class="mgLabel">Decision status:&#32;</span>For Determination</p>
<p><span class="mgLabel">Notice of proposed decision first published:&#32;</span>02/04/2026</p>
<p>This decision will be taken under the general exception procedure.</p>
<p><span class="mgLabel">Decision due:&#32;</span>16 Jun 2026 by Cabinet</p><h2 class="mgSectionTitle">Decisions</h2><ul class="mgBulletList">
<li><a href="ieDecisionDetails.aspx?Id=31">01/04/2026 - Foster homes: contract award</a></li></ul>
<h2 class="mgSectionTitle">Agenda items</h2><ul class="mgBulletList">
<li><a href="ieListDocuments.aspx?MId=70&amp;CId=11#AI790">31/03/2026 - Cabinet Foster homes: contract award</a></li>
<li><a href="ieListDocuments.aspx?MId=77&amp;CId=21#AI802">03/11/2026 - Young People&#39;s Panel</a> Homes for young people</li>
<li><a href="ieListDocuments.aspx?MId=80&amp;CId=21#AI820">01/12/2026 - Young People&#39;s Panel Update</a></li></ul></div>""",
    heading="Issue details",
)

ISSUE_MEETINGS = page(
    """<div class="mgContent"><h2 class="mgSubTitleTxt">Foster homes: contract award</h2>
<h3 class="mgSubSubTitleTxt"><a href="ieListDocuments.aspx?CId=11&amp;MId=70#AI790">Meeting: 31/03/2026 - Cabinet (Item 13)</a></h3>
<p class="mgAiTitleTxt">13</p><p class="mgAiTitleTxt">13 Foster homes: award PDF 372 KB</p><div class="mgWordPara"><p>Report.</p></div>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>Meeting: 01/01/2001 - Nobody</p></div>
<h3 class="mgSubSubTitleTxt"><a href="ieListDocuments.aspx?CId=21&amp;MId=77#AI802">Meeting: 03/11/2026 - Young People's Panel (Item 2a)</a></h3></div>""",
    heading="Issue - meetings",
)

MEMBERS = page(
    """<div class="mgContent"><h2 class="mgSectionTitle">Riverside</h2><ul><li><a href="mgUserInfo.aspx?UID=401"><img src="x.jpg" alt=""/></a>
<a href="mgUserInfo.aspx?UID=401">Councillor Ivy O&#39;Dell</a><p>Chair of the Panel</p><p>Riverside</p><p>Independent</p></li></ul>
<h2 class="mgSectionTitle">Hill Top</h2><ul><li><a href="mgUserInfo.aspx?UID=402">Councillor Jo Marsh</a> (Labour)</li>
<li><a href="mgRofI.aspx?UID=402">Register of interests</a></li></ul></div>""",
    heading="Your Councillors by Ward",
)

MEMBERS_TABLE = page(
    """<div class="mgContent"><table id="mgTable1"><tr><th>Councillor</th><th>Political party</th><th>Ward</th></tr>
<tr><td><a href="mgUserInfo.aspx?UID=401">Councillor Ivy O'Dell</a> Home: 01000 000000</td><td>Independent</td><td>Riverside</td></tr></table></div>""",
    heading="Your Councillors",
)

MEMBER = page(
    """<div class="mgContent"><p><span class="mgLabel">Title:&#32;</span>Chair of the Panel</p><p><span class="mgLabel">Party:&#32;</span>Independent</p>
<p><span class="mgLabel">Ward:&#32;</span>Riverside</p><p><span class="mgLabel">Home address:&#32;</span>1 Nowhere Lane</p>
<h2 class="mgSectionTitle">Terms of Office</h2><ul class="mgBulletList"><li>06/05/2021&#32;-&#32;08/05/2025</li><li>09/05/2025 - </li><li>unknown</li></ul></div>""",
    heading="Councillor Ivy O'Dell",
)

SEARCH = page(
    """<div class="mgContent"><p>Results 1 to 3 for your search '<span>foster</span>'.</p><hr />
<p  class="mgAiTitleTxt" ><img alt="Excellent match" /> Key issue&#58; <a  class="mgAiTitleLnk"   href="mgIssueHistoryHome.aspx?IId=660&amp;optionId=0">26&#47;01 - Foster homes (award) (1)</a></p>
<div class="mgWordPara">To award the <strong>foster</strong> contract ...</div><hr />
<p class="mgAiTitleTxt">Meeting: <a class="mgAiTitleLnk" href="ieListDocuments.aspx?CId=21&amp;MID=77">03&#47;11&#47;2026 - Young People&#39;s Panel (2)</a></p>
<p class="mgAiTitleTxt">2a. <a class="mgAiTitleLnk" href="ieListDocuments.aspx?CId=21&amp;MID=77#AI802">Homes for young people</a></p>
<div class="mgWordPara"><p>The Director spoke.</p></div><ul class="mgBulletList"><li><a href="mgConvert2PDF.aspx?ID=9002&amp;ISATT=1#search=%22foster%22">Annex (2.1) <span class="mgFileSize">PDF 12 KB</span></a></li></ul><hr />
<p class="mgAiTitleTxt">Meeting: <a href="ceListDocuments.aspx?MeetingId=3776&amp;DF=08%2f02%2f2011%2c%2010%3a00">08&#47;02&#47;2011, 10&#58;00 - Old Board (3)</a></p>
<ul class="mgBulletList"><li><a href="ceListDocuments.aspx?MID=3776&amp;RD=Minutes&amp;DF=08%2f02%2f2011">Minutes (3) <span class="mgFileSize">HTM 2 KB</span></a></li></ul><hr />
<p>Result Pages: <strong>1</strong><a href="ieSearchResults2.aspx?SS=foster&amp;PG=2" title="Page 2">2</a> <a href="ieSearchResults2.aspx?SS=foster&amp;PG=2">Next<span class="mgHide">Page</span></a></p></div>""",
    heading="Search results",
)

NOTHING = page(
    """<div class="mgContent"><p class="mgErrorTxt">No results found for your query <span>unicorns.</span></p></div>""",
    heading="Search results",
)

WHATS_NEW = page(
    """<div class="mgContent"><ul class="mgBulletList"><li>10/11/2026 - Minutes published: <a href="ieListDocuments.aspx?CId=21&amp;MId=77">Young People's Panel, 03/11/2026</a></li>
<li>09/11/2026 - Decision published: <a href="ieDecisionDetails.aspx?ID=31">Foster homes</a></li><li>08/11/2026 - Issue published: <a href="mgIssueHistoryHome.aspx?IId=660">Foster homes</a></li>
<li>08/11/2026 - Publication of plan: <a href="mgListPlanItems.aspx?PlanId=71">Forward Plan</a></li><li>07/11/2026 - ePetition: <a href="mgIssueHistoryHome.aspx?IId=9&amp;EVT=54">Save the pool</a></li></ul></div>""",
    heading="What's new",
)
