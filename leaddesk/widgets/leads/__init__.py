"""All leads as a list."""
