"""The coach without a language model: rules, labelled examples and quotations (B7)."""
