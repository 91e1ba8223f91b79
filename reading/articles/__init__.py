"""News articles: a web page or a scraped text in, headline, byline, dates and the story out; never the site around it.

A page's words are its standfirst and body, without the headline; a scraped text keeps the lines that it has.
"""

from reading.articles.article import Article
from reading.articles.reader import PAGE_READER, of_page
from reading.articles.scraped import TEXT_READER, of_text

__all__ = ["PAGE_READER", "TEXT_READER", "Article", "of_page", "of_text"]
