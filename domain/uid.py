"""Public ids: permanent addresses derived from what the source itself calls a thing.

The same natural key gives the same id in every rebuild, restore and migration; nothing of ours (row numbers,
dates of crawling, titles) goes in.
"""

import base64
import hashlib

LENGTH = 16  # base32 characters: 80 bits, so that a collision in ten million documents is out of the question


def public_id(*natural_key: str) -> str:
    """Sixteen lower-case base32 characters from the parts of a natural key, such as `('document', 'committee/lancashire', 's60860')`."""
    joined = "\x1f".join(natural_key)
    digest = hashlib.sha256(joined.encode()).digest()
    return base64.b32encode(digest).decode().lower()[:LENGTH]
