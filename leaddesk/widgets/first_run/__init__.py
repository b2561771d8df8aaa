"""The welcome: what is asked when a database is opened for the first time."""
