"""cli: the command line. It works on files and asks desk."""
