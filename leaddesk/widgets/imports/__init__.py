"""The import in the window: four steps and the list of what was imported."""
