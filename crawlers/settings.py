"""Scrapy's settings. Manners come first: what a site asks of crawlers is obeyed, and nothing is sent in haste.

What depends on the machine (home, contact, clock) comes from `minutewatch`; the delay comes from the source.
"""

BOT_NAME = "minutewatch"
SPIDER_MODULES = ["crawlers.spiders"]

# One request at a time, with a delay that is never 0: see crawlers/watching.py for where it comes from. It is not
# varied at random: we have nothing to hide.
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0
DOWNLOAD_DELAY_JITTER = 0.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0.0  # the source's delay is the start
AUTOTHROTTLE_MAX_DELAY = 60.0

# Scrapy's own robots.txt and retry middlewares let waiting requests through and do not wait: ours take their place.
ROBOTSTXT_OBEY = False
RETRY_ENABLED = False
RETRY_TIMES = 2
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
DOWNLOADER_MIDDLEWARES = {
    "crawlers.middlewares.OwnSite": 60,
    "crawlers.middlewares.Patience": 80,
    "crawlers.middlewares.Robots": 100,
}
EXTENSIONS = {
    "scrapy.extensions.throttle.AutoThrottle": None,
    "crawlers.middlewares.Throttle": 0,
}
ITEM_PIPELINES = {"crawlers.pipelines.Keep": 500}

# No request goes out while an answer is still being read or kept: what it says counts for the next one.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 0
# First come, first served: the archive has put what is due in order. What is asked again is asked next.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
RETRY_PRIORITY_ADJUST = 1
# Every answer is looked at, whatever its status, and every request is meant: the archive decides what is asked twice.
HTTPERROR_ALLOW_ALL = True
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 90  # Leeds takes 40 seconds and more to list its meetings
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DEFAULT_REQUEST_HEADERS = {"Accept": "*/*", "Accept-Language": "en-GB,en"}
COOKIES_ENABLED = False
HTTPCACHE_ENABLED = False
# Scrapy opens two doors on loopback through which a running crawl can be made to run any code; both stay shut.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
LOG_LEVEL = "INFO"

# Ours. Seconds that a site may make us wait with Retry-After before it is left alone for the run, and that may lie
# between two requests if robots.txt asks for it; seconds before the first repetition, three times as long each time.
MINUTEWATCH_LONGEST_WAIT = 60.0
MINUTEWATCH_LONGEST_DELAY = 120.0
MINUTEWATCH_BACKOFF = 5.0
# So many requests in a row without an answer, and the host is left alone for the run.
MINUTEWATCH_PATIENCE = 3
# What `minutewatch crawl` fills in; `scrapy crawl` asks the settings of the home for it.
MINUTEWATCH_CONFIG = "minutewatch.config.load"
MINUTEWATCH_HOME = None
MINUTEWATCH_DATABASE_URL = None
MINUTEWATCH_CONTACT = None
MINUTEWATCH_NOW = None
MINUTEWATCH_STILL = False
MINUTEWATCH_RUN = None
# A file to record in, or the recording that answers in place of the site and where in it the crawl begins: nobody is
# waited for then.
MINUTEWATCH_RECORD = None
MINUTEWATCH_REPLAY = None
MINUTEWATCH_STARTS = 0
