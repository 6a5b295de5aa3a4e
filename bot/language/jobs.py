"""Words for what people do: a job written with a name is no part of it (Lars Holm, Head of Procurement)."""

from __future__ import annotations

SHORT_JOBS = """
ceo cfo cto coo cio cmo cso cpo cdo chro cro ciso gc vp svp evp avp gm md pm po kam bdm sdr ae se
"""
"""Jobs by their letters."""
JOB_WORDS = """
head chief director manager officer president chairman chairwoman chairperson chair lead leader partner
founder cofounder co-founder owner boss buyer purchaser engineer analyst consultant architect developer
specialist coordinator administrator admin assistant secretary controller treasurer accountant auditor
counsel lawyer attorney advisor adviser planner designer scientist researcher professor principal
executive exec representative rep agent supervisor foreman technician operator intern trainee associate
strategist procurement purchasing sourcing logistics sustainability compliance operations engineering
finance legal marketing sales supply quality it hr r&d
"""
"""Words that a job is told by."""
JOBS_BEFORE_NAMES = """
director manager president chairman chairwoman chancellor ambassador minister professor
"""
"""Jobs that are written before names in full: "President Holm"."""
SENIORITY = """
vice deputy senior junior interim acting global regional group new former ex assistant
"""
"""Words before a job."""
