"""The store: the truth in SQL, the inbox and the outbox; the only place that knows SQLAlchemy."""
