"""`make transcripts`: long conversations through the embedded workspace, as pages in docs/transcripts."""
