"""后台作业: work that a page asked for and the worker does."""
