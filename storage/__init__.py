"""Everything that Minutewatch keeps: records in SQLite or PostgreSQL, originals as blobs, and the search index made of them."""
