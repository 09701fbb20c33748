"""Present danger in a message."""
