"""Serve the sample world to look at by hand: `python -m sample --port 8765 --at 2026-10-05T06:00:00Z`."""

import argparse
import threading
from datetime import datetime

from sample.server import Server
from sample.world import World


def main() -> None:
    """Read the command line and serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m sample", description="Serve the sample world on loopback."
    )
    parser.add_argument(
        "--port", type=int, default=8765, help="port of the first site (default: %(default)s)"
    )
    parser.add_argument(
        "--at", type=datetime.fromisoformat, default="2026-10-05T06:00:00Z", metavar="INSTANT",
        help="the world's time, with its zone (default: %(default)s)",
    )  # fmt: skip
    given = parser.parse_args()
    world = World.load()
    with Server(world, given.at, port=given.port) as server:
        print(f"It is {server.clock.isoformat()}")
        for slug, url in server.urls.items():
            site = world.histories[slug].before
            closed = f" (opens {site.opens.isoformat()})" if site.opens and server.clock < site.opens else ""
            print(f"{slug}, {site.system}: {url}/{closed}")
        for name, url in server.official.items():
            print(f"{name}, official: {url}/")
        for name, url in server.news.items():
            print(f"{name}, news: {url}/")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
