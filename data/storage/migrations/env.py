"""Called by Alembic: run the migrations on the connection that `migrations.config` was given."""

from alembic import context

import data.storage.warning_tables  # noqa: F401 - puts its tables into the metadata
from data.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters tables by copying them
    compare_type=True,
)
context.run_migrations()
