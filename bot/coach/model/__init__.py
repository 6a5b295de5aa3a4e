"""The coach that asks a language model and checks its answers in code."""
