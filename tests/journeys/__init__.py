"""What a user does, on a screen, with mouse and keys; what is seen is what is spoken."""
