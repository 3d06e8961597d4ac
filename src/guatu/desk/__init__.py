"""desk: what an officer does, one file a verb."""
