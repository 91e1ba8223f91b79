"""Where things are at reports.ofsted.gov.uk: the lists of providers, their pages, the ids in addresses of files."""

import re
from urllib.parse import quote, urlsplit

from domain.provider import CHILDRENS_SERVICES_CODE

# Children's social care, and in it the children's services of local authorities. `rows` is capped at 100 since 2025.
_SEARCH = (
    "/search?q=&location=&lat=&lon=&radius=&level_1_types=3&level_2_types%5B%5D=12&start={start}&rows={rows}"
)
# "/provider/44/80480", "/provider/2/SC035805"
_PROVIDER = re.compile(r"/provider/(?P<code>\d{1,4})/(?P<urn>[A-Za-z0-9]{1,20})/?", re.ASCII)
# "/v1/file/50311111"; before 2018 "/provider/files/2345678/urn/80480.pdf"
_FILE = re.compile(
    r"/(?:v1/file|provider/files)/(?P<id>\d{1,20})(?:/urn/[A-Za-z0-9]{1,20}\.pdf)?/?", re.ASCII
)


def search_url(base: str, *, start: int, rows: int) -> str:
    """The list of all councils' children's services, from this place on."""
    return base + _SEARCH.format(start=start, rows=rows)


def provider_url(base: str, urn: str) -> str:
    """The page of a council's children's services."""
    return f"{base}/provider/{CHILDRENS_SERVICES_CODE}/{quote(urn, safe='')}"


def file_url(files: str, ref: str) -> str:
    """Where the file of a report lies, on the host of files."""
    return f"{files}/v1/file/{quote(ref, safe='')}"


def provider_ref(url: str) -> tuple[str, str] | None:
    """The number of a provider's type and its own (URN) in the address of its page; `None` if it is no such address."""
    found = _PROVIDER.fullmatch(urlsplit(url).path)
    return (found["code"], found["urn"].upper()) if found else None


def file_ref(url: str) -> str | None:
    """The id of the file in an address; `None` if it is none of a file."""
    found = _FILE.fullmatch(urlsplit(url).path)
    return found["id"] if found else None
