"""Read ModernGov: its web service, the pages that people read, and feeds. Bytes in, records out; no network and no Scrapy here."""

from crawlers.pages.moderngov.addresses import (
    attendance_url,
    calendar_month_url,
    calendar_url,
    committee_list_url,
    committee_page_url,
    committees_url,
    councillors_url,
    decision_url,
    document_ref,
    document_url,
    events_url,
    feed_url,
    is_service,
    issue_url,
    item_page_url,
    meeting_list_url,
    meeting_page_url,
    meeting_url,
    member_page_url,
    members_url,
    plan_url,
    plans_url,
    register_url,
    search_url,
)
from crawlers.pages.moderngov.calendar_pages import (
    calendar_month,
    meeting_list,
)
from crawlers.pages.moderngov.committee_pages import (
    CommitteePage,
    committee_list,
    committee_page,
)
from crawlers.pages.moderngov.issue_pages import (
    issue,
)
from crawlers.pages.moderngov.meeting_pages import (
    attendance,
    item_page,
    meeting_page,
)
from crawlers.pages.moderngov.member_pages import (
    member_page,
    members,
)
from crawlers.pages.moderngov.plan_pages import (
    plan,
    plan_lists,
    plans,
)
from crawlers.pages.moderngov.publications import (
    events,
)
from crawlers.pages.moderngov.register_pages import (
    decision_page,
    next_page,
    register,
)
from crawlers.pages.moderngov.search_pages import (
    SearchHit,
    SearchPage,
    search_results,
)
from crawlers.pages.moderngov.service import (
    calendar,
    committees,
    councillors,
    meeting,
)

__all__ = [
    "CommitteePage",
    "SearchHit",
    "SearchPage",
    "attendance",
    "attendance_url",
    "calendar",
    "calendar_month",
    "calendar_month_url",
    "calendar_url",
    "committee_list",
    "committee_list_url",
    "committee_page",
    "committee_page_url",
    "committees",
    "committees_url",
    "councillors",
    "councillors_url",
    "decision_page",
    "decision_url",
    "document_ref",
    "document_url",
    "events",
    "events_url",
    "feed_url",
    "is_service",
    "issue",
    "issue_url",
    "item_page",
    "item_page_url",
    "meeting",
    "meeting_list",
    "meeting_list_url",
    "meeting_page",
    "meeting_page_url",
    "meeting_url",
    "member_page",
    "member_page_url",
    "members",
    "members_url",
    "next_page",
    "plan",
    "plan_lists",
    "plan_url",
    "plans",
    "plans_url",
    "register",
    "register_url",
    "search_results",
    "search_url",
]
