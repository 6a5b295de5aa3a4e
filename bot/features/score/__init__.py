"""How a relationship stands, each point with its source (S3)."""
