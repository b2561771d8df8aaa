"""The peek: one lead beside the board or the list."""
