"""A message as words: characters, tokens, phrases, names, clauses, people and what is said of a name."""
