"""工作台: what is due, returned, to sign, to answer."""
