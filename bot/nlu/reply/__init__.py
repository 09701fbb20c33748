"""Short replies to the question that was asked."""
