"""One file per kind of page: bytes in, records out; no network, no Scrapy, no clock."""
