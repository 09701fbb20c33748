"""Readers of treatments: which was given, when, how much, and how it went."""
