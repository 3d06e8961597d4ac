"""页面框架: the frame of every page, the clock, tables and lights as HTML."""
