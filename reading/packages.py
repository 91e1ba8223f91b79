"""Packed office files: the parts of a .docx or .odt, refused before they are unpacked if they come to more than any paper has."""

import io
import zipfile

from reading.unreadable import Unreadable

# What a document may come to unpacked: in all, and in one part. The text of a long novel has 4 MB, a photograph
# seldom more than 10; as a tree in memory a part takes twenty times its size.
_MOST_BYTES = 300_000_000
_MOST_PART = 25_000_000
_MOST_PARTS = 10_000


def refuse_bomb(body: bytes, kind: str) -> None:
    """Check the sizes that the archive declares; on reading, `zipfile` holds it to them. `kind` is such as `Word document`.

    Raises:
        Unreadable: too much of it, or no archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as exc:
        raise Unreadable(f"it is a damaged {kind}, or one cut short; fetch it again") from exc
    if (
        len(parts) > _MOST_PARTS
        or sum(part.file_size for part in parts) > _MOST_BYTES
        or any(part.file_size > _MOST_PART for part in parts)
    ):
        raise Unreadable(f"it is a {kind} that unpacks to more than any paper has; look at it by hand")
