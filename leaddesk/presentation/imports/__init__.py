"""The import as a screen thinks of it: four steps, problems, history; no widgets."""
