"""The only rooms that know SQL engines: tables, engines, migrations."""

from data.storage.door import ANSWER_SECONDS, LONG_SECONDS
from data.storage.engines import Storage

__all__ = ["ANSWER_SECONDS", "LONG_SECONDS", "Storage"]
