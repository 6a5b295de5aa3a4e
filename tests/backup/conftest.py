"""Databases of both kinds."""

from tests.support.databases import bare_database_url, database_url, new_database

__all__ = ["bare_database_url", "database_url", "new_database"]
