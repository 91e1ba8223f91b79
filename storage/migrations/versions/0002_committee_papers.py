"""Committee papers: probes, deadlines, members and attendance, issues, decision registers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("source") as source:
        source.add_column(sa.Column("note", sa.Text(), nullable=True))
        source.add_column(sa.Column("deadlines", JSON, nullable=False, server_default="[]"))
    with op.batch_alter_table("agenda_item") as agenda_item:
        agenda_item.add_column(sa.Column("restriction", sa.Text(), nullable=True))
        agenda_item.add_column(
            sa.Column("to_follow", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("attachment") as attachment:
        attachment.add_column(sa.Column("size", sa.Text(), nullable=True))
        attachment.add_column(sa.Column("revision", sa.Text(), nullable=True))
        attachment.add_column(sa.Column("road", sa.Text(), nullable=True))
    with op.batch_alter_table("source_health") as source_health:
        source_health.add_column(sa.Column("since", INSTANT, nullable=True))
        source_health.add_column(sa.Column("last_success", INSTANT, nullable=True))
    op.create_index("ix_source_health_at", "source_health", ["at"])
    op.create_index("ix_publication_source", "publication", ["source_id", "first_seen_at"])
    op.create_index("ix_document_source", "document", ["source_id", "first_seen_at"])
    op.create_index(
        "ix_watch_tries",
        "watch",
        ["source_id"],
        sqlite_where=sa.text("tries > 0"),
        postgresql_where=sa.text("tries > 0"),
    )
    with op.batch_alter_table("committee") as committee:
        committee.add_column(sa.Column("category", sa.Text(), nullable=True))
    with op.batch_alter_table("meeting") as meeting:
        meeting.add_column(sa.Column("listed_status", sa.Text(), nullable=True))
        meeting.add_column(sa.Column("road", sa.Text(), nullable=True))
    # Nothing was written to it so far: what is not null needs no default.
    with op.batch_alter_table("expectation") as expectation:
        expectation.add_column(sa.Column("what", sa.Text(), nullable=False))
        expectation.add_column(sa.Column("looks_for", sa.Text(), nullable=True))
        expectation.add_column(sa.Column("noted_at", INSTANT, nullable=False))
        expectation.add_column(sa.Column("version_id", ID, nullable=True))
        expectation.create_foreign_key(op.f("fk_expectation_version_id"), "version", ["version_id"], ["id"])
    with op.batch_alter_table("page") as page:
        page.add_column(sa.Column("score", sa.Float(), nullable=True))
    op.create_table(
        "probe",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("road", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("found", JSON, nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_probe_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_probe")),
    )
    op.create_index("ix_probe_source", "probe", ["source_id", "id"])
    op.create_table(
        "member",
        sa.Column("id", ID, nullable=False),
        sa.Column("entity_id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("ward", sa.Text(), nullable=True),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("posts", sa.Text(), nullable=True),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_member_entity_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_member_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("source_id", "ref", name=op.f("uq_member_source_id_ref")),
    )
    op.create_table(
        "attendance",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("attendance", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_attendance_member_id")),
        sa.PrimaryKeyConstraint("meeting_id", "position", name=op.f("pk_attendance")),
    )
    op.create_index("ix_attendance_member", "attendance", ["member_id"])
    op.create_table(
        "issue",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("maker", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("is_key", sa.Boolean(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("procedure", sa.Text(), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_issue_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sa.UniqueConstraint("source_id", "ref", name=op.f("uq_issue_source_id_ref")),
        sa.UniqueConstraint("uid", name=op.f("uq_issue_uid")),
    )
    op.create_table(
        "issue_step",
        sa.Column("issue_id", ID, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("meeting_ref", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_issue_step_issue_id")),
        sa.PrimaryKeyConstraint("issue_id", "ref", name=op.f("pk_issue_step")),
    )
    op.create_table(
        "register_entry",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("maker", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("is_key", sa.Boolean(), nullable=True),
        sa.Column("is_subject_to_call_in", sa.Boolean(), nullable=True),
        sa.Column("decided", sa.Date(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("meeting_ref", sa.Text(), nullable=True),
        sa.Column("issue_ref", sa.Text(), nullable=True),
        sa.Column("restriction", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_register_entry_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_register_entry")),
    )
    op.create_table(
        "enclosure",
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("restriction", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["document.id"], name=op.f("fk_enclosure_decision_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_enclosure_document_id")),
        sa.PrimaryKeyConstraint("decision_id", "ref", name=op.f("pk_enclosure")),
    )
    op.create_index("ix_enclosure_document", "enclosure", ["document_id"])
