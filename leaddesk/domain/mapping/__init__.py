"""What the columns of a file mean, and their cells as a draft; pure functions."""
