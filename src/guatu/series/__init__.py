"""series: the arithmetic of statistics (累计、同比、拉动、序时) as steps."""
