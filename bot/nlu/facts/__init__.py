"""Readers of everything that is no treatment: one for each kind of fact."""
