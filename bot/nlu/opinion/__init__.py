"""A second opinion on what the rules read, learned from labelled messages."""
