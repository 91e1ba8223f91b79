"""The Scrapy project: asks the archive what is due, fetches it politely, and hands what came back to be kept."""
