"""The only rooms that know SQL engines: tables, engines, migrations."""

from data.storage.engines import Storage

__all__ = ["Storage"]
