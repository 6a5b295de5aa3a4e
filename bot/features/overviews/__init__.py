"""Several relationships or a long time at one look: side by side, over a span, before a QBR (B2)."""
