"""What the texts say: who appears in them, what is held for a person to decide, and what of them tells of one development."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("entity", sa.Column("renamed", sa.Text(), nullable=True))
    op.create_index("ix_entity_council", "entity", ["council_id", "kind"])
    op.create_index("ix_entity_merged_into", "entity", ["merged_into"])
    op.add_column("text", sa.Column("redactions", JSON, nullable=False, server_default="[]"))
    op.add_column("mention", sa.Column("whom", sa.Text(), nullable=True))
    op.add_column("fact", sa.Column("whom", sa.Text(), nullable=True))
    op.create_index("ix_fact_type", "fact", ["type", "until_run"])
    _appearances()
    _held()
    _stories()


def _appearances() -> None:
    op.create_table(
        "appearance",
        sa.Column("id", ID, nullable=False),
        sa.Column("text_id", ID, nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("council_id", ID, nullable=True),
        sa.Column("capacity", sa.Text(), nullable=True),
        sa.Column("posts", JSON, nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("is_former", sa.Boolean(), nullable=False),
        sa.Column("is_placed", sa.Boolean(), nullable=False),
        sa.Column("entity_id", ID, nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("known", sa.Text(), nullable=True),
        sa.Column("since_run", ID, nullable=False),
        sa.Column("until_run", ID, nullable=True),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_appearance_text_id")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_appearance_council_id")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_appearance_entity_id")),
        sa.ForeignKeyConstraint(["since_run"], ["run.id"], name=op.f("fk_appearance_since_run")),
        sa.ForeignKeyConstraint(["until_run"], ["run.id"], name=op.f("fk_appearance_until_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearance")),
    )
    _unique_now("appearance", ["text_id", "whom"])
    now = sa.text("until_run IS NULL")
    op.create_index(
        "ix_appearance_namesakes",
        "appearance",
        ["council_id", "surname", "known"],
        sqlite_where=now,
        postgresql_where=now,
    )
    op.create_index("ix_appearance_entity", "appearance", ["entity_id"])


def _held() -> None:
    op.create_table(
        "held",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("text_id", ID, nullable=False),
        sa.Column("version_id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("places", JSON, nullable=False, server_default="[]"),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("in_title", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decision_id", ID, nullable=True),
        sa.Column("held_at", INSTANT, nullable=False),
        sa.Column("since_run", ID, nullable=False),
        sa.Column("until_run", ID, nullable=True),
        sa.CheckConstraint("state IN ('held','released','dropped')", name=op.f("ck_held_state")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_held_text_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_held_version_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_held_document_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_held_decision_id")),
        sa.ForeignKeyConstraint(["since_run"], ["run.id"], name=op.f("fk_held_since_run")),
        sa.ForeignKeyConstraint(["until_run"], ["run.id"], name=op.f("fk_held_until_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held")),
    )
    _unique_now("held", ["text_id", "uid"])
    op.create_index("ix_held_uid", "held", ["uid"])
    op.create_index("ix_held_text", "held", ["text_id"])
    op.create_index("ix_held_document", "held", ["document_id"])


def _stories() -> None:
    op.add_column("story", sa.Column("changed_at", INSTANT, nullable=True))
    op.create_index("ix_story_council", "story", ["council_id", "changed_at"])
    op.create_index("ix_story_merged_into", "story", ["merged_into"])
    op.drop_table("story_member")  # nothing was ever written to it, and its key grows
    op.create_table(
        "story_member",
        sa.Column("story_id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("part", sa.Text(), nullable=False, server_default=""),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("of_document_id", ID, nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("since_run", ID, nullable=False),
        sa.Column("until_run", ID, nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_story_member_story_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_story_member_document_id")),
        sa.ForeignKeyConstraint(
            ["of_document_id"], ["document.id"], name=op.f("fk_story_member_of_document_id")
        ),
        sa.ForeignKeyConstraint(["since_run"], ["run.id"], name=op.f("fk_story_member_since_run")),
        sa.ForeignKeyConstraint(["until_run"], ["run.id"], name=op.f("fk_story_member_until_run")),
        sa.PrimaryKeyConstraint("story_id", "document_id", "part", "since_run", name=op.f("pk_story_member")),
    )
    op.create_index("ix_story_member_document", "story_member", ["document_id"])
    op.create_index("ix_story_member_of", "story_member", ["of_document_id"])
    op.create_table(
        "story_look",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("read_run", ID, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_story_look_document_id")),
        sa.ForeignKeyConstraint(["read_run"], ["run.id"], name=op.f("fk_story_look_read_run")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_story_look")),
    )
    op.create_table(
        "telling",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("version_id", ID, nullable=False),
        sa.Column("council_id", ID, nullable=False),
        sa.Column("part", sa.Text(), nullable=False, server_default=""),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("anchors", JSON, nullable=False, server_default="[]"),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_telling_document_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_telling_version_id")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_telling_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling")),
        sa.UniqueConstraint("key", name=op.f("uq_telling_key")),
    )
    op.create_index("ix_telling_document", "telling", ["document_id"])
    op.create_index("ix_telling_council", "telling", ["council_id", "day"])
    op.create_table(
        "telling_key",
        sa.Column("telling_id", ID, nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["telling_id"], ["telling.id"], name=op.f("fk_telling_key_telling_id")),
        sa.PrimaryKeyConstraint("telling_id", "hash", name=op.f("pk_telling_key")),
    )
    op.create_index("ix_telling_key_hash", "telling_key", ["hash", "telling_id"])
    op.create_table(
        "telling_pair",
        sa.Column("telling_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("since_run", ID, nullable=False),
        sa.ForeignKeyConstraint(["telling_id"], ["telling.id"], name=op.f("fk_telling_pair_telling_id")),
        sa.ForeignKeyConstraint(["other_id"], ["telling.id"], name=op.f("fk_telling_pair_other_id")),
        sa.ForeignKeyConstraint(["since_run"], ["run.id"], name=op.f("fk_telling_pair_since_run")),
        sa.PrimaryKeyConstraint("telling_id", "other_id", name=op.f("pk_telling_pair")),
    )
    op.create_index("ix_telling_pair_other", "telling_pair", ["other_id"])


def _unique_now(table: str, columns: list[str]) -> None:
    """A row of these is there once at a time; those that ended stay."""
    now = sa.text("until_run IS NULL")
    op.create_index(f"uq_{table}_now", table, columns, unique=True, sqlite_where=now, postgresql_where=now)
