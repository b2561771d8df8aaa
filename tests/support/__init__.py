"""What tests stand on: a database server, a virtual screen, ways to wait for a fact."""
