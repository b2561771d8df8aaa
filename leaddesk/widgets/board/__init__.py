"""The board: columns of lead cards, painted, dragged and dropped."""
