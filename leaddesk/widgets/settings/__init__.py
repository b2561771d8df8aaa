"""What the user and the team can set."""
