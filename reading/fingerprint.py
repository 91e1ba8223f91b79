"""Fingerprints: by which a new version of a document is told from the same one in a new wrapping."""

import hashlib


def of_words(words: str) -> str:
    """A sha256 over the words without any white space: a file made anew of the same words is no new version."""
    return hashlib.sha256("".join(words.split()).encode()).hexdigest()


def of_bytes(body: bytes) -> str:
    """A sha256 over the bytes, for files whose words are not had, or are not all that they say."""
    return hashlib.sha256(body).hexdigest()
