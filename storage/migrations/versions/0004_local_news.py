"""Local news: what titles list and what was made of it, articles and their versions, and which are copies of which."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("source", sa.Column("name", sa.Text(), nullable=True))
    op.add_column("source", sa.Column("publisher", sa.Text(), nullable=True))
    op.add_column("source", sa.Column("covers", JSON, nullable=False, server_default="[]"))
    op.add_column("source", sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("blob", sa.Column("expired", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("fingerprint", sa.Column("place", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("reading", sa.Column("private", JSON, nullable=False, server_default="[]"))
    op.create_table(
        "listed_story",
        sa.Column("source_id", ID, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("authors", JSON, nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("paywalled", sa.Boolean(), nullable=True),
        sa.Column("published", INSTANT, nullable=True),
        sa.Column("modified", INSTANT, nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("feeds", JSON, nullable=False),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.Column("last_listed_run", ID, nullable=False),
        sa.Column("document_id", ID, nullable=True),
        sa.CheckConstraint(
            "verdict IN ('fetched','borderline','dropped')", name=op.f("ck_listed_story_verdict")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_listed_story_source_id")),
        sa.ForeignKeyConstraint(
            ["last_listed_run"], ["run.id"], name=op.f("fk_listed_story_last_listed_run")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_listed_story_document_id")),
        sa.PrimaryKeyConstraint("source_id", "ref", name=op.f("pk_listed_story")),
    )
    op.create_index("ix_listed_story_seen", "listed_story", ["first_seen_at"])
    op.create_index("ix_listed_story_document", "listed_story", ["document_id"])
    op.create_table(
        "feed_state",
        sa.Column("source_id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("every_minutes", sa.BigInteger(), nullable=False),
        sa.Column("last_success_at", INSTANT, nullable=True),
        sa.Column("newest_item", INSTANT, nullable=True),
        sa.Column("items", sa.BigInteger(), nullable=False),
        sa.Column("new_items", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_feed_state_source_id")),
        sa.PrimaryKeyConstraint("source_id", "key", name=op.f("pk_feed_state")),
    )
    op.create_table(
        "article",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("canonical", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("roles", JSON, nullable=False),
        sa.Column("service", sa.Text(), nullable=True),
        sa.Column("paywalled", sa.Boolean(), nullable=False),
        sa.Column("noarchive", sa.Boolean(), nullable=False),
        sa.Column("tdm_reserved", sa.Boolean(), nullable=False),
        sa.Column("names_private", sa.Boolean(), nullable=True),
        sa.Column("headline_private", sa.Boolean(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_article_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_article")),
    )
    op.create_table(
        "article_version",
        sa.Column("version_id", ID, nullable=False),
        sa.Column("standfirst", sa.Text(), nullable=True),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("correction", sa.Text(), nullable=True),
        sa.Column("left_out", JSON, nullable=False),
        sa.Column("drift", sa.Text(), nullable=True),
        sa.Column("words", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("prints", sa.BigInteger(), nullable=True),
        sa.Column("printed_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_article_version_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_article_version")),
    )
    op.create_index("ix_article_version_day", "article_version", ["day", "version_id"])
    op.create_index("ix_article_version_printed_by", "article_version", ["printed_by", "version_id"])
    op.create_table(
        "copy_pair",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.Column("containment", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("since_run", ID, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_copy_pair_document_id")),
        sa.ForeignKeyConstraint(["other_id"], ["document.id"], name=op.f("fk_copy_pair_other_id")),
        sa.ForeignKeyConstraint(["since_run"], ["run.id"], name=op.f("fk_copy_pair_since_run")),
        sa.PrimaryKeyConstraint("document_id", "other_id", name=op.f("pk_copy_pair")),
    )
    op.create_index("ix_copy_pair_other", "copy_pair", ["other_id"])
    op.create_table(
        "copy",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("group_uid", sa.Text(), nullable=False),
        sa.Column("of_document_id", ID, nullable=True),
        sa.Column("containment", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("since_run", ID, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_copy_document_id")),
        sa.ForeignKeyConstraint(["of_document_id"], ["document.id"], name=op.f("fk_copy_of_document_id")),
        sa.ForeignKeyConstraint(["since_run"], ["run.id"], name=op.f("fk_copy_since_run")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_copy")),
    )
    op.create_index("ix_copy_group", "copy", ["group_uid"])
    op.create_index("ix_copy_of_document", "copy", ["of_document_id"])
