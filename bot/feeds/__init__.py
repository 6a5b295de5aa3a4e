"""Reads calendars from addresses that members give, which may be anybody's and lead anywhere (ADR 38)."""
