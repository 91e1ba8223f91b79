"""Tests of the crawlers: pages, sources, manners on the web, and whole crawls."""
