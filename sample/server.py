"""Serve the world on loopback: an address for each site, a clock to move, faults to order, a log of what was asked.

with Server(World.load(), instant) as server:
    crawl(server.url)
    server.clock = a_week_later
"""

import hashlib
import re
import ssl
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from socket import SHUT_RDWR, socket
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sample import cmis, jadu, moderngov, news, official, plain
from sample.exchange import Question, Reply
from sample.faults import Fault, dropped, not_found
from sample.site import Robots, Site, System
from sample.world import World

LOOPBACK = "127.0.0.1"
NOTHING = Reply(body=b"", media_type="text/html")

# A kind of site is one module with an `answer`.
SYSTEMS: Mapping[System, Callable[[Site, Question], Reply]] = {
    "cmis": cmis.answer,
    "jadu": jadu.answer,
    "moderngov": moderngov.answer,
    "plain": plain.answer,
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request as the site saw it.

    `at` is the world's time; `started` and `ended` are seconds of one steady clock. `ended` is read before the
    last byte goes out, so that a client that waits for each reply is never seen to ask twice at a time.
    `status` is 0 where the connection was dropped without a reply; `bytes` are those of the body sent.
    """

    at: datetime
    host: str
    method: str
    path: str
    user_agent: str
    status: int
    started: float
    ended: float
    bytes: int
    conditional: bool


@dataclass(kw_only=True)
class _Order:
    """A fault that was ordered, and for how many more requests (None: until healed)."""

    site: str | None
    pattern: re.Pattern[str]
    fault: Fault
    left: int | None

    def concerns(self, slug: str, target: str) -> bool:
        return self.left != 0 and self.site in (None, slug) and bool(self.pattern.search(target))


@dataclass(frozen=True, kw_only=True)
class _Standing:
    """A site as it stands at a moment: what it asks of crawlers, the folder under which it lives, and its answers."""

    robots: Robots
    folder: str
    answer: Callable[[Question], Reply]


class Server:
    """The world on loopback, one port a site: the councils' in `urls`, the official in `official`, the press in `news`.

    `tls` serves it with a certificate that nobody vouches for. `clock` may be set at any time, from any thread; it refuses an instant without a zone.
    """

    def __init__(
        self,
        world: World,
        clock: datetime,
        *,
        port: int = 0,
        tls: bool = False,
        crawl_delay: float | None = None,
    ) -> None:
        self._world = world
        self._lock = threading.Lock()
        self._log: list[Asked] = []
        self._orders: list[_Order] = []
        self._crawl_delay = crawl_delay
        self.clock = clock
        self.certificate, key = _self_signed() if tls else (b"", b"")
        scheme = "https" if tls else "http"
        hosts = official.HOSTS if world.record.instants else {}
        titles = news.TITLES if world.press.instants else {}
        self._listeners = {
            slug: _Listener((LOOPBACK, port + place if port else 0), self, slug)
            for place, slug in enumerate((*world.histories, *hosts, *titles))
        }
        if tls:
            context = _context(self.certificate, key)
            for listener in self._listeners.values():
                listener.socket = context.wrap_socket(
                    listener.socket, server_side=True, do_handshake_on_connect=False
                )
        self._scheme = scheme
        self.urls = {
            slug: self._address(slug, history.before.folder) for slug, history in world.histories.items()
        }
        self.official = {slug: self._address(slug, host.folder) for slug, host in hosts.items()}
        self.news = {slug: self._address(slug, "") for slug in titles}

    @property
    def url(self) -> str:
        """The address of the first site."""
        return next(iter(self.urls.values()))

    @property
    def clock(self) -> datetime:
        """The world's time, in UTC."""
        with self._lock:
            return self._clock

    @clock.setter
    def clock(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError(f"the clock needs a zone: {instant}")
        with self._lock:
            self._clock = instant.astimezone(UTC)

    @property
    def log(self) -> tuple[Asked, ...]:
        """What was asked, in the order in which it was answered."""
        with self._lock:
            return tuple(self._log)

    def misbehave(
        self, pattern: str, fault: Fault, times: int | None = None, *, site: str | None = None
    ) -> None:
        """From now on fail where the address (path and query) holds the pattern; `times` bounds how often.

        `site` is the slug of the one that fails, None for all. Orders are tried newest first, and before what the
        script says of the hour.
        """
        with self._lock:
            self._orders.insert(0, _Order(site=site, pattern=re.compile(pattern), fault=fault, left=times))

    def heal(self) -> None:
        """Withdraw every fault that was ordered."""
        with self._lock:
            self._orders.clear()

    def __enter__(self) -> Self:
        for slug, listener in self._listeners.items():
            threading.Thread(
                target=listener.serve_forever, kwargs={"poll_interval": 0.02}, name=slug, daemon=True
            ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for listener in self._listeners.values():
            listener.shutdown()
            listener.close_all()

    def reply(self, slug: str, host: str, target: str, form: Mapping[str, str] | None = None) -> Reply:
        """What a site answers now, faults included, before conditional headers are looked at."""
        now = self.clock
        standing = self._standing(slug, now)
        if standing is None:
            return dropped(NOTHING)
        return self._spoilt(slug, now, target, self._sound(standing, now, host, target, form))

    def _standing(self, slug: str, now: datetime) -> _Standing | None:
        """The site as it stands; None before it opens."""
        if slug in self.official:
            record, visited = self._world.record.at(now), official.HOSTS[slug]
            return _Standing(
                robots=visited.robots,
                folder=visited.folder,
                answer=lambda question: visited.answer(record, question, self.official),
            )
        if slug in self.news:
            press, title = self._world.press.at(now), news.TITLES[slug]
            return _Standing(
                robots=title.robots, folder="", answer=lambda question: title.answer(press, question)
            )
        site = self._world.at(now)[slug]
        if site.opens and now < site.opens:
            return None
        return _Standing(
            robots=site.robots,
            folder=site.folder,
            answer=lambda question: SYSTEMS[site.system](site, question),
        )

    def _sound(
        self, standing: _Standing, now: datetime, host: str, target: str, form: Mapping[str, str] | None
    ) -> Reply:
        address = urlsplit(target)
        if address.path == "/robots.txt":
            robots = standing.robots
            if self._crawl_delay is not None:
                robots = replace(robots, crawl_delay=self._crawl_delay)
            base = f"{self._scheme}://{host}{standing.folder}"
            return Reply(body=_robots(robots, base).encode(), media_type="text/plain")
        folder, path = standing.folder, unquote(address.path)
        if not path.lower().startswith(f"{folder}/"):
            return not_found(NOTHING)
        return standing.answer(
            Question(
                path=path[len(folder) :],
                query={
                    name.lower(): value for name, value in parse_qsl(address.query, keep_blank_values=True)
                },
                base=f"{self._scheme}://{host}{folder}",
                at=now,
                form=form,
            )
        )

    def _address(self, slug: str, folder: str) -> str:
        return f"{self._scheme}://{LOOPBACK}:{self._listeners[slug].server_port}{folder}"

    def note(self, asked: Asked) -> None:
        """Write a line into the log."""
        with self._lock:
            self._log.append(asked)

    def _spoilt(self, slug: str, now: datetime, target: str, reply: Reply) -> Reply:
        with self._lock:
            order = next((each for each in self._orders if each.concerns(slug, target)), None)
            if order and order.left is not None:
                order.left -= 1
        fault = order.fault if order else self._world.fault(slug, now, target)
        return fault(reply) if fault else reply


class _Listener(ThreadingHTTPServer):
    """One site's port; remembers its connections so that closing leaves none open."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], world: Server, slug: str) -> None:
        super().__init__(address, _Handler)
        self.world = world
        self.slug = slug
        self._open: set[socket] = set()
        self._guard = threading.Lock()

    def process_request(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        assert isinstance(request, socket)  # noqa: S101 - a TCP server hands over sockets; the tuple is UDP's
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket | tuple[bytes, socket]) -> None:
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up or refuses our certificate is its own affair; any other error is ours, and shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def close_all(self) -> None:
        """Close the port and every connection."""
        self.server_close()
        with self._guard:
            connections = list(self._open)
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Microsoft-IIS/10.0"
    sys_version = ""
    server: _Listener

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode("ascii", "replace")
        self._answer(with_body=True, form=dict(parse_qsl(sent, keep_blank_values=True)))

    def _answer(self, *, with_body: bool, form: Mapping[str, str] | None = None) -> None:
        started = time.monotonic()
        world = self.server.world
        reply = world.reply(self.server.slug, self.headers["Host"], self.path, form)
        if reply.delay:
            time.sleep(reply.delay)
        if reply.dropped:
            self._note(started, status=0, sent=0)
            self.close_connection = True
            return
        tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
        status = 304 if self._has_it(reply, tag) else reply.status
        body = reply.body[: reply.cut] if with_body and status != 304 else b""
        self._head(reply, status, tag)
        self._note(started, status=status, sent=len(body))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(body)
        if reply.cut is not None:
            self.close_connection = True

    def _head(self, reply: Reply, status: int, tag: str) -> None:
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(len(reply.body)))
        if reply.modified:
            self.send_header("Last-Modified", format_datetime(reply.modified.astimezone(UTC), usegmt=True))
            self.send_header("ETag", tag)
        for name, value in reply.headers:
            self.send_header(name, value)

    def _has_it(self, reply: Reply, tag: str) -> bool:
        """Whether the client holds these very bytes; a tag outranks a date (RFC 9110, 13.2.2)."""
        if reply.modified is None or reply.status != 200:
            return False
        if (tags := self.headers["If-None-Match"]) is not None:
            return tag in tags
        if (since := self.headers["If-Modified-Since"]) is None:
            return False
        try:
            return reply.modified.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def _note(self, started: float, *, status: int, sent: int) -> None:
        self.server.world.note(
            Asked(
                at=self.server.world.clock,
                host=self.headers["Host"] or "",
                method=self.command,
                path=self.path,
                user_agent=self.headers["User-Agent"] or "",
                status=status,
                started=started,
                ended=time.monotonic(),
                bytes=sent,
                conditional="If-None-Match" in self.headers or "If-Modified-Since" in self.headers,
            )
        )

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002 - the signature of http.server
        """The Date header tells the world's time, so that replies are the same in every run."""
        return format_datetime(self.server.world.clock, usegmt=True)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature of http.server
        """Nothing on the terminal: the log is for tests to read."""


def _robots(robots: Robots, base: str) -> str:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in robots.disallow),
        f"Crawl-delay: {robots.crawl_delay}",
        *(f"Sitemap: {base}{path}" for path in robots.sitemaps),
    ]
    return "\n".join(lines) + "\n"


def _self_signed() -> tuple[bytes, bytes]:
    """A certificate for loopback and its key, both PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "The sample world")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return certificate.public_bytes(pem), private


def _context(certificate: bytes, key: bytes) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:  # ssl reads a chain from files only
        path = Path(folder) / "chain.pem"
        path.write_bytes(certificate + key)
        context.load_cert_chain(path)
    return context
