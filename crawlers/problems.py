"""What can go wrong between a site and us, and the state of the source that it speaks for. Nothing here touches a network."""

from dataclasses import dataclass
from datetime import datetime

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectError
from twisted.web.client import ResponseFailed

from crawlers.pages.errors import Challenge
from domain.errors import MinutewatchError
from domain.health import HealthState


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why a look failed, the state that the source would be in for it, and when to try again (`None`: as the archive sees fit).

    `sent_to` is the address on another host to which the site sends everybody for good. `weighs` is whether the source
    cannot be trusted to be whole for it, however much else was had.
    """

    state: HealthState
    reason: str
    retry_at: datetime | None = None
    sent_to: str | None = None
    weighs: bool = False


class Refused(IgnoreRequest):
    """We do not send this request: the site's rules, or ours, forbid it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.reason)
        self.problem = problem


class ForbiddenByRobots(Refused):
    """The site's robots.txt forbids the address, or could not be read."""


class LeftAlone(Refused):
    """The site has shown that it wants no more requests in this run."""


class ElsewhereRefused(Refused):
    """The address lies on another host than the source's."""


class Distrusted(Exception):
    """A site's certificate could not be trusted when this was recorded."""


class PromiseBroken(MinutewatchError):
    """A source gave less than its file promises: rather a broken page or parser than a council without committees."""


def of_status(status: int) -> Problem:
    """What a status other than 200 and 304 says of a source."""
    if status in {401, 402, 403, 407, 429, 451}:
        return Problem(state=HealthState.BLOCKED, reason=f"the site refuses us (status {status})")
    return Problem(state=HealthState.BROKEN, reason=f"the site answered with status {status}")


def of_error(error: BaseException) -> Problem:
    """What it says of a source that a request failed with this error, on the wire or in the parser."""
    if isinstance(error, Refused):
        return error.problem
    if isinstance(error, Challenge):
        return Problem(state=HealthState.BLOCKED, reason=str(error))
    if isinstance(error, MinutewatchError):
        return Problem(state=HealthState.BROKEN, reason=str(error))
    if isinstance(error, CannotResolveHostError):
        return Problem(state=HealthState.MOVED, reason="the host's name leads nowhere (DNS)")
    if isinstance(error, DownloadConnectionRefusedError | ConnectError):
        return Problem(state=HealthState.MOVED, reason="nobody answers at the host's address")
    if is_distrust(error):
        return Problem(state=HealthState.BLOCKED, reason="the site's certificate cannot be trusted (TLS)")
    if isinstance(error, DownloadTimeoutError):
        return Problem(state=HealthState.BROKEN, reason="no whole answer in time")
    if isinstance(error, ResponseDataLossError):
        return Problem(state=HealthState.BROKEN, reason="the answer was cut short")
    if isinstance(error, DownloadCancelledError):
        return Problem(state=HealthState.BROKEN, reason=f"the answer was not taken: {error}")
    if isinstance(error, IgnoreRequest) and error.__cause__ is not None:
        # Scrapy unpacks answers, and stops where one becomes larger than any should be.
        return Problem(state=HealthState.BROKEN, reason="the answer was not taken: it unpacks to too much")
    if isinstance(error, IgnoreRequest):
        return Problem(state=HealthState.MOVED, reason=str(error))
    causes = (
        [str(cause.value) for cause in error.reasons] if isinstance(error, ResponseFailed) else [str(error)]
    )
    return Problem(
        state=HealthState.BROKEN, reason=f"the connection failed: {'; '.join(causes)}".rstrip(" .:")
    )


def kind_of(error: BaseException) -> str:
    """A word for why there was no answer, for a recording; `error_of` makes of it what says the same of the site."""
    if is_distrust(error):
        return Distrusted.__name__
    return next((name for name, kind in _KINDS.items() if isinstance(error, kind)), OSError.__name__)


def error_of(kind: str, message: str) -> Exception:
    """An error of the kind that a recording names; one it does not know is a connection that failed."""
    return _KINDS.get(kind, OSError)(message)


def is_distrust(error: BaseException) -> bool:
    """Whether an error came of TLS: a certificate that nobody vouches for, of another name, or out of date."""
    if isinstance(error, Distrusted):
        return True
    causes = [error, error.__cause__]
    reasons = [cause for failed in causes if isinstance(failed, ResponseFailed) for cause in failed.reasons]
    return any(isinstance(reason.value, SSL.Error) for reason in reasons)


_KINDS: dict[str, type[Exception]] = {
    kind.__name__: kind
    for kind in (
        CannotResolveHostError,
        DownloadConnectionRefusedError,
        DownloadTimeoutError,
        DownloadCancelledError,
        ResponseDataLossError,
        Distrusted,
    )
}
