"""Originals by their sha256: small ones packed with zstd, large ones raw, each written whole or not at all.

A file goes to a temporary name, is flushed to disk and renamed. The table row is the archive's; this module knows files only.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import zstandard

from domain.errors import MinutewatchError

# Above this, files are PDFs and the like, which zstd makes hardly smaller (.81) and slower to read.
_PACK_BELOW = 64 * 1024
_LEVEL = 9
RAW, ZSTD = "raw", "zstd"


class BlobMissing(MinutewatchError):
    """An original is not on disk, or is not what it was."""


class BlobNotStored(MinutewatchError):
    """An original could not be written (disk full, no permission); nothing half-written stays."""


@dataclass(frozen=True, kw_only=True)
class Stored:
    """An original as stored: its digest, size in bytes and packing."""

    sha256: str
    bytes: int
    packing: str


@dataclass(frozen=True)
class Blobs:
    """A folder of originals: `ab/cd/<sha256>`, packed ones with `.zst` behind."""

    folder: Path

    def put(self, body: bytes) -> Stored:
        """Keep the bytes; keeping them twice keeps them once.

        Raises:
            BlobNotStored: the disk would not take them.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        packing = ZSTD if len(body) < _PACK_BELOW else RAW
        path = self._path(sha256, packing)
        if not path.exists():
            packed = zstandard.ZstdCompressor(level=_LEVEL).compress(body) if packing == ZSTD else body
            self._write(path, packed)
        return Stored(sha256=sha256, bytes=len(body), packing=packing)

    def get(self, sha256: str) -> bytes:
        """The bytes, checked against their digest.

        Raises:
            BlobMissing: there is no such original, or the file was damaged.
        """
        for packing in (RAW, ZSTD):
            path = self._path(sha256, packing)
            if path.exists():
                break
        else:
            raise BlobMissing(f"{sha256}: no such original in {self.folder}; restore a backup")
        body = path.read_bytes()
        if packing == ZSTD:
            try:
                body = zstandard.ZstdDecompressor().decompress(body)
            except zstandard.ZstdError as exc:
                raise BlobMissing(f"{path}: damaged ({exc}); restore a backup") from exc
        if hashlib.sha256(body).hexdigest() != sha256:
            raise BlobMissing(f"{path}: damaged (other bytes than its name says); restore a backup")
        return body

    def erase(self, sha256: str) -> None:
        """Remove the bytes from disk."""
        for packing in (RAW, ZSTD):
            self._path(sha256, packing).unlink(missing_ok=True)

    def _path(self, sha256: str, packing: str) -> Path:
        suffix = ".zst" if packing == ZSTD else ""
        return self.folder / sha256[:2] / sha256[2:4] / f"{sha256}{suffix}"

    def _write(self, path: Path, body: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
        except OSError as exc:
            raise BlobNotStored(
                f"{path}: cannot be written ({exc.strerror}); free some space and run again"
            ) from exc
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).rename(path)
        except OSError as exc:
            Path(temporary).unlink(missing_ok=True)
            raise BlobNotStored(
                f"{path}: cannot be written ({exc.strerror}); free some space and run again"
            ) from exc
