"""The official record: whom Ofsted inspects and what it publishes of them, pages of GOV.UK, data sets and their versions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_index("ix_document_council", "document", ["council_id"])
    with op.batch_alter_table("publication") as publication:
        publication.add_column(sa.Column("replaces_id", ID, nullable=True))
        publication.create_foreign_key(
            op.f("fk_publication_replaces_id"), "document", ["replaces_id"], ["id"]
        )
    op.create_table(
        "provider",
        sa.Column("id", ID, nullable=False),
        sa.Column("entity_id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("listed_type", sa.Text(), nullable=False),
        sa.Column("council_id", ID, nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("latest_report", sa.Text(), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("last_listed_run", ID, nullable=True),
        sa.Column("absences", sa.BigInteger(), nullable=False),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["last_listed_run"], ["run.id"], name=op.f("fk_provider_last_listed_run")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_provider_entity_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_provider_source_id")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_provider_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("source_id", "ref", name=op.f("uq_provider_source_id_ref")),
    )
    op.create_index("ix_provider_council", "provider", ["council_id", "kind"])
    op.create_table(
        "listed_report",
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("inspected", sa.Text(), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("absences", sa.BigInteger(), nullable=False),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_listed_report_provider_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_listed_report_document_id")),
        sa.PrimaryKeyConstraint("provider_id", "ref", name=op.f("pk_listed_report")),
    )
    op.create_index("ix_listed_report_document", "listed_report", ["document_id"])
    op.create_table(
        "content_item",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("base_path", sa.Text(), nullable=False),
        sa.Column("content_id", sa.Text(), nullable=True),
        sa.Column("document_type", sa.Text(), nullable=False),
        sa.Column("listed_at", INSTANT, nullable=True),
        sa.Column("updated_at", INSTANT, nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("withdrawn_note", sa.Text(), nullable=True),
        sa.Column("gone", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_content_item_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_content_item")),
    )
    op.create_index("ix_content_item_base_path", "content_item", ["base_path"])
    op.create_table(
        "data_set",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("publication", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("superseded_by", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_data_set_source_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_data_set_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_set")),
        sa.UniqueConstraint("source_id", "ref", name=op.f("uq_data_set_source_id_ref")),
    )
    op.create_index("ix_data_set_document", "data_set", ["document_id"])
    op.create_table(
        "data_set_version",
        sa.Column("data_set_id", ID, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version_id", ID, nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("release", sa.Text(), nullable=False),
        sa.Column("published", INSTANT, nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("breaking", JSON, nullable=False, server_default="[]"),
        sa.Column("changes_seen", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("rules", sa.Text(), nullable=True),
        sa.Column("warnings", JSON, nullable=False, server_default="[]"),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["data_set_id"], ["data_set.id"], name=op.f("fk_data_set_version_data_set_id")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_data_set_version_version_id")),
        sa.PrimaryKeyConstraint("data_set_id", "number", name=op.f("pk_data_set_version")),
    )
    op.create_index("ix_data_set_version_version", "data_set_version", ["version_id"])
