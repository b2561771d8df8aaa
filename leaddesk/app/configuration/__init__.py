"""The whole configuration as one JSON document: written, checked, and brought into a database."""
