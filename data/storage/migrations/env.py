"""Called by Alembic: run the migrations on the connection that `migrations.config` was given."""

from alembic import context

from data.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters tables by copying them
    compare_type=True,
)
context.run_migrations()
