"""The command palette: one field that finds leads and runs what the window can do."""
