from tests.data.engines import address, other_address, postgresql_address, postgresql_server

__all__ = ["address", "other_address", "postgresql_address", "postgresql_server"]
