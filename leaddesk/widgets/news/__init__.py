"""The message centre: the bell in the top bar and the panel below it."""
