"""Originals: kept once, whole or not at all, and known to be unharmed when they are read."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.blobs import BlobMissing, Blobs

_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from storage.blobs import BlobNotStored, Blobs
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    Blobs(Path(sys.argv[1])).put(bytes(range(256)) * 4096)
except BlobNotStored as exc:
    print(exc)
"""


@given(body=st.binary(max_size=200_000))
def test_what_is_kept_comes_back_the_same(body: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Small or large, packed or raw."""
    blobs = Blobs(tmp_path_factory.getbasetemp() / "blobs")

    assert blobs.get(blobs.put(body).sha256) == body


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    """The error says what to do, and no part of the file stays."""
    done = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert "free some space and run again" in done.stdout
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_damaged_original_is_not_passed_off_as_the_original(tmp_path: Path) -> None:
    """Other bytes than the digest says are refused."""
    blobs = Blobs(tmp_path)
    stored = blobs.put(b"x" * 100_000)
    path = next(path for path in tmp_path.rglob(stored.sha256))
    path.write_bytes(b"y" * 100_000)

    with pytest.raises(BlobMissing, match="damaged"):
        blobs.get(stored.sha256)


def test_a_lost_original_is_said_to_be_lost(tmp_path: Path) -> None:
    """No file, no guess."""
    with pytest.raises(BlobMissing, match="no such original"):
        Blobs(tmp_path).get("0" * 64)
