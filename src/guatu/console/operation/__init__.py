"""运行维护: start the site and its worker, back up, restore, look whether all is well."""
